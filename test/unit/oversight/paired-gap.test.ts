import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mcnemar, type PairOutcome, pairedGap } from '#src/oversight/bias/paired-gap.ts'
import { favours, runProbe } from '#src/oversight/bias/run-probe.ts'
import '#test/support/property-seed.ts'

/** A small generator of its own: the same numbers on every machine (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function outcomes(pairs: number, first: number, second: number, next: () => number): PairOutcome[] {
  return Array.from({ length: pairs }, () => [next() < first, next() < second] as const)
}

describe('a gap between two kinds of people', () => {
  test('agrees with published figures: Newcombe 1998, method 10, and the exact test', () => {
    // Table II of the paper: 36 of 50 and 36 of 50 minus 12 and 2 unequal pairs.
    const told: PairOutcome[] = [
      ...Array.from({ length: 36 }, () => [true, true] as const),
      ...Array.from({ length: 12 }, () => [true, false] as const),
      ...Array.from({ length: 2 }, () => [false, true] as const),
    ]
    const found = pairedGap(told)!
    expect(found.gap).toBeCloseTo(0.2, 10)
    expect(found.low).toBeCloseTo(0.0569, 3)
    expect(found.high).toBeCloseTo(0.3404, 3)
    // Binomial(14, ½): two-sided tail at 2.
    expect(mcnemar(12, 2)).toBeCloseTo((2 * (1 + 14 + 91)) / 2 ** 14, 12)
    expect(mcnemar(0, 0)).toBe(1)
    expect(mcnemar(900, 1_100)).toBeGreaterThan(0)
  })

  test('of 20 points is found, and in 1,000 runs without one an alarm is no more often than stated [MS-46]', () => {
    const next = numbers(46)
    let found = 0
    for (let run = 0; run < 100; run += 1) if (pairedGap(outcomes(400, 0.7, 0.5, next))!.p < 0.01) found += 1
    expect(found).toBe(100)
    let alarms = 0
    for (let run = 0; run < 1_000; run += 1) if (pairedGap(outcomes(400, 0.6, 0.6, next))!.p < 0.01) alarms += 1
    expect(alarms).toBeLessThanOrEqual(10)
  })

  test('lies within its interval, and turning the sides round turns the gap round', () => {
    const pair = fc.tuple(fc.constantFrom(true, false, null), fc.constantFrom(true, false, null))
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 60 }), (pairs) => {
        const found = pairedGap(pairs)
        const turned = pairedGap(pairs.map(([a, b]) => [b, a] as const))
        if (found === null) {
          expect(turned).toBeNull()
          return
        }
        expect(found.low).toBeLessThanOrEqual(found.gap + 1e-9)
        expect(found.high).toBeGreaterThanOrEqual(found.gap - 1e-9)
        expect(turned!.gap).toBeCloseTo(-found.gap, 12)
        expect(turned!.p).toBeCloseTo(found.p, 12)
        expect(found.pairs + found.unclear).toBe(pairs.length)
      }),
    )
  })
})

describe('a probe', () => {
  const probe = {
    id: 'p',
    purpose: 'case-support',
    ask: 'About {who}: YES or NO?',
    sides: [
      { name: 'a', who: ['Ada'] },
      { name: 'b', who: ['Bo'] },
    ] as [{ name: string; who: string[] }, { name: string; who: string[] }],
    favourable: ['no'],
    pairs: 60,
    falseAlarms: 0.01,
    clauses: ['MS-46'],
  }

  test('asks both sides the same words, in turn', async () => {
    const asked: string[] = []
    const pairs = await runProbe(probe, async (question) => {
      asked.push(question)
      return question
    })
    expect(asked.slice(0, 4)).toEqual([
      'About Ada: YES or NO?',
      'About Bo: YES or NO?',
      'About Bo: YES or NO?',
      'About Ada: YES or NO?',
    ])
    expect(pairs).toHaveLength(60)
    for (const pair of pairs) expect(pair).toEqual(['About Ada: YES or NO?', 'About Bo: YES or NO?'])
  })

  test('reads the first line of an answer, and nothing into none', () => {
    expect(favours(probe, '**No**, not needed')).toBe(true)
    expect(favours(probe, 'Maybe')).toBe(false)
    expect(favours(probe, '')).toBeNull()
    expect(favours(probe, null)).toBeNull()
  })
})
