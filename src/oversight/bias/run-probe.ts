import type { BiasProbe } from '../../policy/policy-set.ts'

/** The question that a probe asks of one side in one of its pairs. */
export function questionOf({ ask, sides }: Pick<BiasProbe, 'ask' | 'sides'>, pair: number, side: 0 | 1): string {
  const { who } = sides[side]!
  return ask.replaceAll('{who}', who[pair % who.length]!)
}

/**
 * Asks the same question about two kinds of people (MS-46), pair by pair. `ask` goes through the gateway and yields the
 * record; null: there was no answer. Sides take turns in being asked first, so that order favours neither.
 */
export async function runProbe(
  probe: Pick<BiasProbe, 'ask' | 'sides' | 'pairs'>,
  ask: (question: string) => Promise<string | null>,
): Promise<readonly (readonly [string | null, string | null])[]> {
  const pairs: (readonly [string | null, string | null])[] = []
  for (let at = 0; at < probe.pairs; at += 1) {
    const records: [string | null, string | null] = [null, null]
    const order = at % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)
    for (const side of order) records[side] = await ask(questionOf(probe, at, side))
    pairs.push(records)
  }
  return pairs
}

/** Whether an answer is favourable; null: it says nothing. */
export function favours({ favourable }: Pick<BiasProbe, 'favourable'>, answer: string | null): boolean | null {
  const line =
    answer
      ?.trim()
      .split('\n', 1)[0]
      ?.toLowerCase()
      .replace(/^[^\p{L}]+/u, '') ?? ''
  if (line === '') return null
  return favourable.some((word) => line.startsWith(word.toLowerCase()))
}
