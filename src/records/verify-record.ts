import { openCheckpoint } from '../core/checkpoint.ts'
import { leafHash } from '../core/merkle.ts'
import { isIncluded } from '../core/merkle-proof.ts'
import type { ExaminedEntry } from '../core/ports.ts'
import type { NoteVerifier } from '../core/signed-note.ts'
import { parseTlogProof } from '../core/tlog-proof.ts'

/** A disposition that took what is absent. */
export interface Destruction {
  readonly disposition: string
  /** RFC 3339; null: it is being carried out. */
  readonly at: string | null
  readonly rule: string
  readonly citation: string
  readonly schedule: string | null
}

export interface VerifiedEntry {
  readonly index: number
  readonly id: string
  readonly type: string
  readonly time: string
  /** Base64. */
  readonly leaf: string
  /** It hashes into the tree whose head was signed. */
  readonly inTree: boolean
  readonly parts: readonly { readonly name: string; readonly answer: 'intact' | 'altered' | 'destroyed' | 'missing' }[]
}

export interface RecordVerdict {
  readonly answer: 'unaltered' | 'destroyed' | 'altered'
  /** Time of its first entry, RFC 3339. */
  readonly since: string
  readonly destruction: Destruction | null
  readonly entries: readonly VerifiedEntry[]
  /** In words, one for each fault. */
  readonly faults: readonly string[]
  /** Size of the log that the signed head speaks of. */
  readonly size: number
  /** Verbatim. */
  readonly checkpoint: string
}

/**
 * Holds a record as it lies in the store against the signed head of the log: its entries, their parts, and for what is gone the
 * disposition that took it. What it can’t see, such as an entry removed with all its traces, the whole log’s verification does.
 */
export function verifyRecord(
  examined: readonly ExaminedEntry[],
  proofs: readonly string[],
  verifiers: readonly NoteVerifier[],
  destroyedBy: (index: number) => Destruction | null,
): RecordVerdict {
  const faults: string[] = []
  const { checkpoint } = parseTlogProof(proofs[0]!)
  const head = headOf(checkpoint, verifiers)
  if (head === null) faults.push('the head of the log is not signed by its key')
  let destruction: Destruction | null = null
  const entries = examined.map((entry, at): VerifiedEntry => {
    const { index, hashes } = parseTlogProof(proofs[at]!)
    const leaf = leafHash(entry.bytes)
    const inTree = head !== null && index === entry.index && isIncluded(leaf, index, head.size, hashes, head.root)
    if (head !== null && !inTree) faults.push(`entry ${entry.index} is not the one that the log holds`)
    if (!entry.isItself) faults.push(`entry ${entry.index} is filed as something else than it says`)
    const parts = entry.parts.map(({ name, answer }) => {
      if (answer === 'intact') return { name, answer } as const
      if (answer === 'altered') {
        faults.push(`${name} of entry ${entry.index} was altered`)
        return { name, answer } as const
      }
      const authority = destroyedBy(entry.index)
      if (authority === null) faults.push(`${name} of entry ${entry.index} is missing, and no disposition took it`)
      else destruction ??= authority
      return { name, answer: authority === null ? 'missing' : 'destroyed' } as const
    })
    const { id, type, time } = entry
    return { index: entry.index, id, type, time, leaf: leaf.toString('base64'), inTree, parts }
  })
  return {
    answer: faults.length > 0 ? 'altered' : destruction === null ? 'unaltered' : 'destroyed',
    since: examined[0]!.time,
    destruction,
    entries,
    faults,
    size: head?.size ?? 0,
    checkpoint,
  }
}

function headOf(checkpoint: string, verifiers: readonly NoteVerifier[]) {
  try {
    return openCheckpoint(checkpoint, ...verifiers)
  } catch {
    return null
  }
}
