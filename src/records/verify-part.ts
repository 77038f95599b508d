import { partCommitment } from '../core/commitment.ts'
import { readJson } from '../core/read-json.ts'
import type { KeyRing } from './key-ring.ts'
import type { RawPart } from './log-source.ts'
import { openPart, partContext } from './sealed-part.ts'

/** What became of a part. The last two are faults. */
export type PartAnswer = 'intact' | 'destroyed' | 'withheld' | 'missing' | 'altered'

/**
 * Whether a stored part is what its entry committed to. Without the ring nobody can tell: `withheld`.
 * `content` is given when it is intact.
 */
export function verifyPart(entryId: string, part: RawPart, commitment: string, ring: KeyRing | null) {
  if (ring === null) return { answer: 'withheld' as const, content: null }
  try {
    const opened = openPart(part, partContext(entryId, part.name), ring[part.kek])
    const content = opened.content.subarray(0, opened.content.byteLength - part.feed)
    const isIntact = partCommitment(opened.salt, content).toString('base64') === commitment
    return isIntact ? { answer: 'intact' as const, content } : { answer: 'altered' as const, content: null }
  } catch {
    return { answer: 'altered' as const, content: null }
  }
}

/** What a disposition allowed to destroy. */
export interface DestructionTarget {
  /** Index of the disposition: authority for entries before it only. */
  readonly disposition: number
  readonly first: number
  readonly last: number
  readonly parts: readonly string[]
}

/** Reads the targets of a disposition's body; none when it isn't one. */
export function destructionTargets(index: number, body: Buffer): DestructionTarget[] {
  try {
    const { action, targets } = readJson(body.toString()) as {
      action: string
      targets: Omit<DestructionTarget, 'disposition'>[]
    }
    if (action !== 'destroy' || !Array.isArray(targets)) return []
    return targets.map(({ first, last, parts }) => ({
      disposition: index,
      first,
      last: Math.min(last, index - 1),
      parts,
    }))
  } catch {
    return []
  }
}

export function isCovered(targets: readonly DestructionTarget[], index: number, part: string): boolean {
  return targets.some(
    ({ first, last, parts }) => index >= first && index <= last && (parts.includes('*') || parts.includes(part)),
  )
}
