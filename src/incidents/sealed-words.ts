import type { EntryId } from '../core/ids.ts'
import type { RecordReader } from '../core/ports.ts'
import { readJson } from '../core/read-json.ts'
import type { ListedProof } from '../records/prove-listed.ts'
import { HIDDEN_REPORTER } from './hidden-reporter.ts'
import type { WrittenStep } from './incident-log.ts'
import type { IncidentCase } from './incident-row.ts'

/** The content of a part, whose exact bytes are UTF-8, and the salt (base64) of the commitment that its entry makes to it. */
export interface SealedWords {
  readonly name: string
  readonly content: string
  readonly salt: string
}

/** A proof that an entry stands in the log, with what the entry says. */
export interface WordedProof extends ListedProof {
  /** Absent: none are handed over. */
  readonly parts?: readonly SealedWords[]
}

/** What the entry of a step says, as its `body` has it. */
export type SealedStep = Omit<WrittenStep, 'index' | 'by'> & {
  readonly incident: string
  /** Absent in entries of old. */
  readonly by?: string
}

/**
 * Clause MS-38: proofs of an incident's steps with its words as they lie in the log, so that whoever decides about people can
 * hold every word against the published key, without the gateway. `meta` isn't handed over: a hidden reporter stands there.
 */
export async function withWords(
  store: Pick<RecordReader, 'saltedById'>,
  row: IncidentCase,
  proofs: readonly ListedProof[],
): Promise<WordedProof[]> {
  const words = new Map<number, SealedWords>()
  for (const { entry: id } of row.steps) {
    const salted = await store.saltedById(id as EntryId)
    const content = salted?.entry.parts['body']?.toString()
    const salt = salted?.salts.get('body')?.toString('base64')
    if (salted === null || content === undefined || salt === undefined || namesHidden(row, content)) continue
    words.set(salted.entry.index, { name: 'body', content, salt })
  }
  return proofs.map((proof) => {
    const own = words.get(proof.index)
    return own === undefined ? proof : { ...proof, parts: [own] }
  })
}

/** Entries of old have the reporter's name beside their words: what is hidden stays so, and those words aren't proved. */
function namesHidden({ reporterHidden }: IncidentCase, content: string): boolean {
  if (reporterHidden !== true) return false
  const { change } = (readJson(content) as SealedStep).step
  return change.kind === 'report' && change.reporter !== HIDDEN_REPORTER
}
