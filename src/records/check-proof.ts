import { openCheckpoint } from '../core/checkpoint.ts'
import { partCommitment, SALT_BYTES } from '../core/commitment.ts'
import { parseEntry } from '../core/entry.ts'
import { leafHash } from '../core/merkle.ts'
import { isIncluded } from '../core/merkle-proof.ts'
import { COSIGNATURE_V1, cosignedAt, type NoteVerifier, parseSignedNote } from '../core/signed-note.ts'
import { parseTlogProof } from '../core/tlog-proof.ts'
import type { PartAnswer } from './verify-part.ts'

/** What somebody was handed of one entry. */
export interface ProvenEntry {
  /** A `.tlog-proof`. */
  readonly proof: string
  /** The exact bytes of the entry. */
  readonly entry: Buffer
  /** Content and salt of the parts that were handed over, by name. */
  readonly parts: ReadonlyMap<string, { readonly content: Buffer; readonly salt: Buffer }>
}

export interface CheckedProof {
  readonly index: number
  readonly id: string
  readonly type: string
  readonly time: string
  readonly size: number
  readonly parts: readonly {
    readonly name: string
    readonly answer: Extract<PartAnswer, 'intact' | 'withheld' | 'altered'>
  }[]
  /** Witnesses that cosigned the checkpoint, and when (RFC 3339). */
  readonly witnesses: readonly { readonly name: string; readonly at: string }[]
}

/** Checks an entry by its proof alone: no log, no network. Throws when it doesn’t hold, or when the keys are other ones. */
export function checkProof(given: ProvenEntry, verifiers: readonly NoteVerifier[]): CheckedProof {
  const { index, hashes, checkpoint } = parseTlogProof(given.proof)
  const logs = verifiers.filter(({ algorithm }) => algorithm !== COSIGNATURE_V1)
  const { size, root } = openCheckpoint(checkpoint, ...logs)
  if (!isIncluded(leafHash(given.entry), index, size, hashes, root))
    throw new Error(`the entry is not entry ${index} of the log of ${size} entries`)
  const { id, type, time, parts } = parseEntry(given.entry)
  const stranger = [...given.parts.keys()].find((name) => !parts.some(({ n }) => n === name))
  if (stranger !== undefined) throw new Error(`${stranger} is not a part of the entry`)
  const note = parseSignedNote(checkpoint)
  return {
    index,
    id,
    type,
    time,
    size,
    parts: parts.map(({ n: name, c }) => ({ name, answer: answerFor(given.parts.get(name), c) })),
    witnesses: verifiers.flatMap((witness) => {
      const at = witness.algorithm === COSIGNATURE_V1 ? cosignedAt(note, witness) : null
      return at === null ? [] : [{ name: witness.name, at: new Date(at * 1_000).toISOString() }]
    }),
  }
}

function answerFor(part: { content: Buffer; salt: Buffer } | undefined, commitment: string) {
  if (part === undefined) return 'withheld'
  const isIntact =
    part.salt.byteLength === SALT_BYTES && partCommitment(part.salt, part.content).toString('base64') === commitment
  return isIntact ? 'intact' : 'altered'
}
