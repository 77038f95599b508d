import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withAccount, withLine, withoutLine } from '#src/http/pages/console/requests/plan-form.ts'
import { planSchema, readPlan } from '#src/requests/plan.ts'

const ZONE = 'America/Chicago'
const ISSUER = 'https://idp.test'
const line = (form: Record<string, string>) => withLine(null, { reason: 'as asked', ...form }, ZONE, ISSUER)

describe('a line of a search plan, as its form says it', () => {
  test.each<[string, Record<string, string>, string]>([
    ['a unit and words', { unit: 'ITS-OPS', words: 'levee' }, 'unit:"ITS-OPS" levee'],
    [
      'days in the agency’s zone, the last one included',
      { from: '2026-03-01', to: '2026-03-31', words: 'levee' },
      'after:2026-03-01T06:00:00.000Z before:2026-04-01T05:00:00.000Z levee',
    ],
    ['words of which either counts', { unit: 'IS', words: 'levee OR dike' }, 'unit:"IS" (levee OR dike)'],
    ['a day that is none is left out', { from: 'soon', words: 'levee' }, 'levee'],
  ])('%s', (_what, form, query) => {
    expect(line(form).lines[0]).toMatchObject({ id: 'line-1', query })
  })

  test('accounts of one line are one person, and the same accounts are the same person', () => {
    const first = line({ people: 'jdoe\nhttps://other.test|j.doe', words: 'levee' })
    expect(first.persons).toEqual([
      {
        id: 'person-1',
        accounts: [
          { account: `${ISSUER}|jdoe`, reason: 'as asked' },
          { account: 'https://other.test|j.doe', reason: 'as asked' },
        ],
        names: [],
      },
    ])
    const form = { people: 'https://other.test|j.doe\njdoe', words: 'sand', reason: 'more' }
    const second = withLine(first, form, ZONE, ISSUER)
    expect(second.persons).toEqual(first.persons)
    expect(second.lines.map(({ id, by }) => [id, by])).toEqual([
      ['line-1', ['person-1']],
      ['line-2', ['person-1']],
    ])
  })

  test('a line that is taken out takes along whom no other line names', () => {
    const plan = withLine(
      line({ people: 'jdoe', words: 'a' }),
      { people: 'asmith', words: 'b', reason: 'r' },
      ZONE,
      ISSUER,
    )
    const left = withoutLine(plan, 'line-1')
    expect(left.lines.map(({ id }) => id)).toEqual(['line-2'])
    expect(left.persons.map(({ id }) => id)).toEqual(['person-2'])
    expect(withAccount(left, 'person-2', `${ISSUER}|a.smith`, 'same address').persons[0]!.accounts).toHaveLength(2)
  })

  test('whatever is written, it is a plan that can be run or one whose fault is told', () => {
    const text = fc.string({ maxLength: 60 })
    fc.assert(
      fc.property(
        text,
        text,
        text,
        text,
        fc.constantFrom('', '2026-02-28', '31.12.'),
        (people, unit, words, wanted, from) => {
          const plan = planSchema.safeParse(line({ people, unit, words, wanted, from }))
          if (!plan.success) return
          try {
            expect(readPlan(plan.data)).toHaveLength(1)
          } catch (error) {
            expect((error as Error).name).toBe('SearchQueryError')
          }
        },
      ),
    )
  })
})
