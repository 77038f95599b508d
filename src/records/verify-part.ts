import { partCommitment } from '../core/commitment.ts'
import { openPartWithSalt } from './commit/part-row.ts'
import type { KeyRing } from './key-ring.ts'
import type { RawPart } from './log-source.ts'

/** What became of a part. The last two are faults. */
export type PartAnswer = 'intact' | 'destroyed' | 'withheld' | 'missing' | 'altered'

/**
 * Whether a stored part is what its entry committed to. Without the ring nobody can tell: `withheld`.
 * `content` is given when it is intact.
 */
export function verifyPart(entryId: string, part: RawPart, commitment: string, ring: KeyRing | null) {
  if (ring === null) return { answer: 'withheld' as const, content: null }
  try {
    const { content, salt } = openPartWithSalt(entryId, part, ring)
    const isIntact = partCommitment(salt, content).toString('base64') === commitment
    return isIntact ? { answer: 'intact' as const, content } : { answer: 'altered' as const, content: null }
  } catch {
    return { answer: 'altered' as const, content: null }
  }
}
