/** Chance that can be repeated: the same seed gives the same texts on every machine. */
export interface Random {
  /** An integer from 0 to below `limit`. */
  below(limit: number): number
  chance(probability: number): boolean
  of<T>(list: readonly T[]): T
  /** An entry of a list in order of use: earlier ones more often. */
  common<T>(list: readonly T[]): T
}

export function createRandom(seed: number): Random {
  let state = (seed * 2_654_435_761 + 1_013_904_223) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    below: (limit) => Math.floor(next() * limit),
    chance: (probability) => next() < probability,
    of: (list) => list[Math.floor(next() * list.length)]!,
    common: (list) => list[Math.floor(next() ** 3 * list.length)]!,
  }
}
