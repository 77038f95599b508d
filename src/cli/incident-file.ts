import { readFileSync } from 'node:fs'
import { readJson } from '../core/read-json.ts'
import { type CheckedStep, checkPack, type IncidentPack } from '../incidents/check-pack.ts'
import type { WordedProof } from '../incidents/sealed-words.ts'
import type { ProvenEntry } from '../records/check-proof.ts'

/** An exported incident: its proofs, and what it says of itself; null: it says nothing. */
export interface IncidentFile {
  readonly proofs: readonly { readonly index: number; readonly given: ProvenEntry }[]
  readonly checkWords: () => CheckedWords | null
}

export interface CheckedWords {
  readonly ok: boolean
  readonly told: { readonly steps: readonly CheckedStep[]; readonly whole: boolean }
  readonly lines: readonly string[]
}

/** Clause MS-38: what HR was handed about an incident, read without the gateway. */
export function readIncidentFile(file: string): IncidentFile {
  const pack = readJson(readFileSync(file, 'utf8')) as Partial<IncidentPack>
  return {
    proofs: (pack.proofs ?? []).map((proof) => ({ index: proof.index, given: givenIn(proof) })),
    checkWords: () => (pack.steps === undefined ? null : checkedWords(pack as IncidentPack)),
  }
}

function givenIn({ proof, entry, parts = [] }: WordedProof): ProvenEntry {
  return {
    proof,
    entry: Buffer.from(entry),
    parts: new Map(
      parts.map(({ name, content, salt }) => [
        name,
        { content: Buffer.from(content), salt: Buffer.from(salt, 'base64') },
      ]),
    ),
  }
}

function checkedWords(pack: IncidentPack): CheckedWords {
  const { steps, isWhole } = checkPack(pack)
  return {
    ok: isWhole && steps.every(({ words }) => words === 'proved' || words === 'withheld'),
    told: { steps, whole: isWhole },
    lines: [
      ...steps.map(({ index, kind, words }) => `${SAYS[words]} ${index}: ${kind}`),
      isWhole ? 'the incident is what its steps come to' : 'NOT SOUND: the incident isn’t what its steps come to',
    ],
  }
}

const SAYS: Readonly<Record<CheckedStep['words'], string>> = {
  proved: 'words as in the log',
  withheld: 'words withheld',
  unproved: 'NOT SOUND, words that nothing here proves',
  altered: 'NOT SOUND, other words than in the log',
}
