import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FOLLOWED } from '#src/core/decision-record.ts'
import { type DecisionRow, isOverdue } from '#src/oversight/decisions/decision-row.ts'
import { type DecisionChange, type DecisionStep, replay, takeStep, whyNot } from '#src/oversight/decisions/take-step.ts'
import '#test/support/property-seed.ts'

const by = { key: 'i|someone', name: 'someone' }
const opening = (holder: string | null): DecisionChange => ({
  ...{ kind: 'open', exchange: 'x', agency: 'A', unit: 'U', system: 's', purpose: null },
  ...{ asker: 'i|asker', holder, due: '2027-01-15' },
})
const changes = fc.oneof(
  fc.constantFrom('i|asker', null).map(opening),
  fc.constantFrom('b@state.gov', 'i|c').map((to): DecisionChange => ({ kind: 'hand-over', to })),
  fc
    .tuple(fc.constantFrom('decide', 'correct'), fc.constantFrom(...FOLLOWED))
    .map(([kind, followed]) => ({ kind, followed, by }) as DecisionChange),
  fc.constantFrom('set-aside', 'reopen').map((kind) => ({ kind, by }) as DecisionChange),
)

test('a recommendation is decided by a person only, in every order of steps, and its steps alone make the same record [MS-30]', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 25 }), (all) => {
      let row: DecisionRow | null = null
      const taken: DecisionStep[] = []
      for (const [at, change] of all.entries()) {
        const step = { entry: `e${at}`, at: new Date(at * 1000).toISOString(), change }
        const next: DecisionRow | null = takeStep(row, step)
        // What a form is told beforehand is what happens.
        if (row !== null) expect(next === null).toBe(whyNot(row, change.kind) !== null)
        if (next === null) continue
        taken.push(step)
        row = next
        if (next.state === 'open') expect([next.decider, next.closedAt]).toEqual([null, null])
        else expect(next.decider).toEqual(by)
        if (next.state === 'decided') expect(FOLLOWED).toContain(next.followed)
        expect(isOverdue(next, '2027-01-16')).toBe(next.state === 'open')
        expect(isOverdue(next, '2027-01-15')).toBe(false)
      }
      expect(replay(taken)).toEqual(row)
      expect(row?.steps.length ?? 0).toBe(taken.length)
    }),
    { numRuns: 500 },
  )
})
