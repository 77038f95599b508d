/** One pair of answers: whether each side’s was favourable; null: it couldn’t be told. */
export type PairOutcome = readonly [first: boolean | null, second: boolean | null]

/** What a set of pairs shows. A difference is no proof of bias, and none is no proof of its absence. */
export interface PairedGap {
  /** Pairs of which both answers could be told. */
  readonly pairs: number
  readonly unclear: number
  /** Favourable answers of each side, as shares. */
  readonly first: number
  readonly second: number
  /** First minus second. */
  readonly gap: number
  /** Interval of the gap with 95 % confidence (Newcombe 1998, method 10, for paired proportions). */
  readonly low: number
  readonly high: number
  /** Exact McNemar test: how likely so uneven a split of the unequal pairs is, if neither side is favoured. */
  readonly p: number
}

const Z = 1.959964

/** Null where no pair could be told. */
export function pairedGap(outcomes: readonly PairOutcome[]): PairedGap | null {
  const told = outcomes.filter(([a, b]) => a !== null && b !== null)
  const n = told.length
  if (n === 0) return null
  const count = (a: boolean, b: boolean): number => told.filter((one) => one[0] === a && one[1] === b).length
  const both = count(true, true)
  const onlyFirst = count(true, false)
  const onlySecond = count(false, true)
  const neither = n - both - onlyFirst - onlySecond
  const [first, second] = [(both + onlyFirst) / n, (both + onlySecond) / n]
  const { low, high } = newcombe(both, onlyFirst, onlySecond, neither)
  return {
    ...{ pairs: n, unclear: outcomes.length - n, first, second, gap: first - second, low, high },
    p: mcnemar(onlyFirst, onlySecond),
  }
}

/** Two-sided exact binomial test of `a` among `a + b` at one half. Conservative: it alarms no more often than it says. */
export function mcnemar(a: number, b: number): number {
  const n = a + b
  if (n === 0) return 1
  const smaller = Math.min(a, b)
  // In logarithms: a half to the power of thousands is no number any more.
  let logTerm = -n * Math.LN2
  let tail = Math.exp(logTerm)
  for (let k = 1; k <= smaller; k += 1) {
    logTerm += Math.log(n - k + 1) - Math.log(k)
    tail += Math.exp(logTerm)
  }
  return Math.min(1, 2 * tail)
}

/** Newcombe (1998), Statistics in Medicine 17: 2635–2650: Wilson’s intervals joined with the pairs’ own correlation. */
function newcombe(a: number, b: number, c: number, d: number): { readonly low: number; readonly high: number } {
  const n = a + b + c + d
  const [p1, p2] = [(a + b) / n, (a + c) / n]
  const [l1, u1] = wilson(p1, n)
  const [l2, u2] = wilson(p2, n)
  const product = (a + b) * (c + d) * (a + c) * (b + d)
  const raw = a * d - b * c
  const corrected = raw > 0 ? Math.max(raw - n / 2, 0) : raw
  const phi = product === 0 ? 0 : corrected / Math.sqrt(product)
  const below = Math.sqrt((p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2)
  const above = Math.sqrt((u1 - p1) ** 2 - 2 * phi * (u1 - p1) * (p2 - l2) + (p2 - l2) ** 2)
  return { low: Math.max(-1, p1 - p2 - below), high: Math.min(1, p1 - p2 + above) }
}

function wilson(p: number, n: number): readonly [number, number] {
  const z2 = Z * Z
  const middle = (p + z2 / (2 * n)) / (1 + z2 / n)
  const half = (Z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}
