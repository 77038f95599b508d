import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SearchPage } from '#src/core/ports.ts'
import { createSampleDesk, type SampleDeskParts } from '#src/http/desks/sample-desk.ts'
import { periodBefore } from '#src/oversight/sampling/sample-period.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'
import '#test/support/property-seed.ts'

const NOW = Date.parse('2026-11-23T12:00:00Z')
const policy = loadDemoPolicy('us-ms-its')
const caller = { roles: ['auditor'], agency: 'MS-ITS', key: 'iss|ada', issuer: 'iss', subject: 'ada' }
const asking = { principal: caller, headers: { 'ai-purpose': 'audit', 'ai-matter': 'A-1' } }

/** A desk over answers of the index, which gives them in the order that it has them. */
function deskOf(answers: readonly { ref: string; unit: string }[]) {
  const written: { meta: Record<string, unknown>; body?: object }[] = []
  const rows = new Map<string, unknown>()
  const queries: string[] = []
  const parts = {
    policy: () => policy,
    clock: { now: () => NOW },
    look: async () => undefined,
    store: {
      async search({ query, cursor }: { query: string; cursor?: string }): Promise<Partial<SearchPage>> {
        queries.push(query)
        const from = Number(cursor ?? 0)
        const hits = answers.slice(from, from + 500).map(({ ref, unit }) => ({ ref, facets: { unit } }))
        return { hits: hits as never, cursor: from + 500 < answers.length ? String(from + 500) : null }
      },
    },
    ledger: {
      state: { get: (_kind: string, key: string) => rows.get(key), all: () => new Map() },
      async write(act: { meta: Record<string, unknown>; body?: object; state?: { key: string; value: unknown }[] }) {
        written.push(act)
        for (const { key, value } of act.state ?? []) rows.set(key, value)
      },
    },
  }
  return { desk: createSampleDesk(parts as unknown as SampleDeskParts), written, queries }
}

test('periods follow each other without a gap, and the last one that is over is drawn from', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 3_000 }), fc.integer({ min: 1, max: 92 }), (days, everyDays) => {
      const day = new Date(Date.parse('2026-01-05') + days * 86_400_000).toISOString().slice(0, 10)
      const last = periodBefore(day, everyDays)
      expect(last.to <= day).toBe(true)
      expect(periodBefore(day, everyDays, 1).to).toBe(last.from)
    }),
  )
})

test('whoever draws gets the same answers of each unit, in whatever order they are found [MS-62]', async () => {
  const answers = Array.from({ length: 1_200 }, (_, at) => ({ ref: `r${at}`, unit: at % 3 === 0 ? 'A' : 'B' }))
  const { desk, queries } = deskOf(answers)
  const drawn = await desk.draw(asking as never, 0)
  expect(queries[0]).toMatch(/^type:response after:2026-11-\d\d before:2026-11-23$/)
  expect(drawn.units.map(({ unit, of, drawn: chosen }) => [unit, of, chosen.length])).toEqual([
    ['A', 400, 10],
    ['B', 800, 10],
  ])
  expect((await deskOf(answers.toReversed()).desk.draw(asking as never, 0)).units).toEqual(drawn.units)
})

test('what was drawn is looked at on the record, what wasn’t can’t be, and the share of concerns has its interval [MS-32]', async () => {
  const { desk, written } = deskOf(Array.from({ length: 50 }, (_, at) => ({ ref: `r${at}`, unit: 'A' })))
  const [unit] = (await desk.draw(asking as never, 0)).units
  const chosen = unit!.drawn.map(({ exchange }) => exchange)
  const other = Array.from({ length: 50 }, (_, at) => `r${at}`).find((id) => !chosen.includes(id))!
  const mark = (exchange: string, result: 'fine' | 'concern') =>
    desk.mark(asking as never, 0, { exchange, result, note: 'It made up a source.' })
  await expect(mark(other, 'fine')).rejects.toMatchObject({ refusal: { code: 'malformed_body' } })
  await mark(chosen[0]!, 'concern')
  await mark(chosen[1]!, 'fine')
  expect(written.map(({ meta }) => meta['result'])).toEqual(['concern', 'fine'])
  expect(JSON.stringify(written.map(({ meta }) => meta))).not.toContain('made up')
  const again = (await desk.draw(asking as never, 0)).units[0]!
  expect(again.concerns).toMatchObject({ share: 0.5 })
  expect(again.concerns!.low).toBeLessThan(0.5)
  const clerk = { ...asking, principal: { ...caller, roles: ['staff'] } }
  await expect(desk.draw(clerk as never, 0)).rejects.toMatchObject({ refusal: { code: 'audience_not_granted' } })
})
