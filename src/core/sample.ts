import { createHash } from 'node:crypto'

/**
 * The same records for the same seed and size, whoever draws and in whatever order they are given: those whose SHA-256
 * over seed and id is smallest. A larger sample holds every smaller one.
 */
export function drawSample(seed: string, size: number, ids: readonly string[]): string[] {
  const ranked = ids.map((id) => ({ id, rank: createHash('sha256').update(`${seed}\n${id}`).digest('hex') }))
  return ranked
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id)
}

/** A share of a sample, with the interval in which the whole's share lies with 95 % confidence (Wilson's score). */
export interface Rate {
  readonly share: number
  readonly low: number
  readonly high: number
}

const Z = 1.959964

/** Null where nothing was looked at. */
export function rateOf(count: number, of: number): Rate | null {
  if (of === 0) return null
  const share = count / of
  const z2 = Z * Z
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of)
  const half = (Z / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
