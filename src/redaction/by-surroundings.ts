import type { IdToken } from './id-tokens.ts'
import type { Recognizer, Scan } from './scan.ts'

export interface SurroundingsRule {
  readonly score: number
  /** A check digit was among what `isNamed` asks. */
  readonly validated?: boolean
  /** Whether what stands round a token says what it is; asked of each token of a whole text, so the cheapest first. */
  isNamed(scan: Scan, token: IdToken): boolean
}

/** A recognizer of labelled values that knows them by their surroundings as well. Streams don't wait for these. */
export function orBySurroundings(
  labelled: Recognizer,
  { score, validated = false, isNamed }: SurroundingsRule,
): Recognizer {
  const { entity, name } = labelled
  return {
    ...labelled,
    find(scan) {
      labelled.find(scan)
      if (!scan.tables) return
      for (const token of scan.tokens.all) {
        if (!isNamed(scan, token)) continue
        const { start, end } = token
        scan.found.push({ start, end, entity, score, recognizer: name, validated, tier: 'label' })
      }
    },
  }
}
