import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPerson } from '#src/core/principal.ts'
import { Refused } from '#src/http/governance-api.ts'
import { pageOf, placeOrder } from '#src/http/page-of.ts'
import { demoPrincipal } from '../../support/facts.ts'

const place = fc.record({
  at: fc.integer({ min: 0, max: 3 }).map((second) => `2026-11-23T08:00:0${second}.000Z`),
  id: fc.uuid(),
})
const list = fc.uniqueArray(place, { selector: ({ id }) => id, maxLength: 40 }).map((all) => all.toSorted(placeOrder))

test('pages of a list, put together, are the list, with no page longer than was asked for', () => {
  fc.assert(
    fc.property(list, fc.integer({ min: 1, max: 9 }), (all, limit) => {
      const seen: (typeof all)[number][] = []
      for (let cursor: string | undefined; ; ) {
        const page = pageOf(all, { limit, ...(cursor === undefined ? {} : { cursor }) })
        expect(page.shown.length).toBeLessThanOrEqual(limit)
        seen.push(...page.shown)
        if (page.cursor === null) break
        cursor = page.cursor
      }
      expect(seen).toEqual(all)
    }),
  )
})

test('what is added or gone on with between two pages shifts nothing of the rest', () => {
  fc.assert(
    fc.property(list, fc.uuid(), (all, id) => {
      const first = pageOf(all, { limit: 3 })
      if (first.cursor === null) return
      const [moved, ...others] = all
      const later = [{ at: '2026-11-23T09:00:00.000Z', id }, { ...moved!, at: '2026-11-23T09:00:01.000Z' }, ...others]
      const rest = pageOf(later.toSorted(placeOrder), { limit: 100, cursor: first.cursor })
      expect(rest.shown).toEqual(all.slice(3))
    }),
  )
})

test('a cursor that no answer had is refused', () => {
  for (const cursor of ['', 'yesterday', '2026-11-23T08:00:00.000Z', '_x', '2026-11-23T08:00:00.000Z_a b'])
    expect(() => pageOf([], { cursor }), cursor).toThrow(Refused)
})

test('a person is somebody who asks by themselves: no app, nobody of the public, and no app that acts for them [MS-32]', () => {
  expect(isPerson(demoPrincipal())).toBe(true)
  for (const subjectType of ['contractor', 'guest'] as const)
    expect(isPerson(demoPrincipal({ subjectType }))).toBe(true)
  for (const subjectType of ['service', 'public'] as const) expect(isPerson(demoPrincipal({ subjectType }))).toBe(false)
  const { issuer } = demoPrincipal()
  expect(isPerson(demoPrincipal({ actors: [{ issuer, subject: 'app-benefits' }] }))).toBe(false)
})
