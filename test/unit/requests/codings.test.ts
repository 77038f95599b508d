import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#src/core/principal.ts'
import { RECORD_MARK } from '#src/core/record-mark.ts'
import { CODING, type Coding } from '#src/core/records-request.ts'
import { drawSample, rateOf } from '#src/core/sample.ts'
import type { CodedRow } from '#src/requests/coded-row.ts'
import { countCodings } from '#src/requests/codings.ts'
import { planSchema } from '#src/requests/plan.ts'
import type { RecordsRequestRow } from '#src/requests/request-row.ts'
import { got, openRequestBed, type RequestBed } from '#test/support/request-bed.ts'
import '#test/support/property-seed.ts'

let bed: RequestBed
let officer: Principal
let second: Principal
let counsel: Principal
beforeAll(async () => {
  bed = await openRequestBed('MO')
  officer = bed.person('rec.officer', 'records-officer')
  second = bed.person('rec.second', 'records-officer')
  counsel = bed.person('counsel', 'attorney')
})
afterAll(() => bed.close())

const reason = 'as read'
let subjects = 0

async function searched(...texts: string[]): Promise<{ row: RecordsRequestRow; made: string[] }> {
  const subject = `coded${++subjects}`
  const made = await bed.record(...texts.map((typed) => ({ subject, typed })))
  const plan = planSchema.parse({ lines: [{ id: 'a', query: `user:${subject}` }] })
  return { row: await bed.search(await bed.receive(), plan), made }
}

const code = (row: RecordsRequestRow, coding: Coding, select: object, exemptions: string[] = [], who = officer) =>
  bed.requests.codings.code(row.id, { coding, exemptions, select: select as never, reason }, who)
const codingOf = (row: RecordsRequestRow, exchange: string) =>
  bed.ledger.state.get(CODING, `${row.id}|${exchange}`) as CodedRow | undefined

test('named records are coded, a change keeps what was said before, and the same again changes nothing', async () => {
  const { row, made } = await searched('one', 'two', 'three')
  expect(await code(row, 'responsive', { exchanges: made.slice(0, 2) })).toEqual({ coded: 2 })
  expect(await code(row, 'responsive', { exchanges: made })).toEqual({ coded: 1 })
  expect(await code(row, 'exempt', { exchanges: [made[0]] }, ['ex-2', 'ex-1'], second)).toEqual({ coded: 1 })
  expect(codingOf(row, made[0]!)).toMatchObject({
    coding: 'exempt',
    exemptions: ['ex-1', 'ex-2'],
    by: second.key,
    earlier: [{ coding: 'responsive', exemptions: [], by: officer.key }],
  })
  expect(countCodings(bed.requests.codings.items(row, officer), false)).toEqual({
    records: 3,
    uncoded: 0,
    responsive: 2,
    'not-responsive': 0,
    exempt: 1,
  })
})

test('a query and a sample code what they find of the scope, and nothing beside it', async () => {
  const { row, made } = await searched('red gravel', 'grey gravel', 'sand')
  await bed.record({ subject: 'elsewhere', typed: 'gravel' })
  expect(await code(row, 'not-responsive', { query: 'gravel' })).toEqual({ coded: 2 })
  expect(codingOf(row, made[2]!)).toBeUndefined()
  const sample = got(await bed.requests.samples.draw(row.id, { seed: 's', size: 3, of: null, reason }, officer))
  expect(await code(row, 'responsive', { sample: sample.id })).toEqual({ coded: 3 })
  expect(await code(row, 'responsive', { sample: 'none' })).toMatchObject({ code: 'route_not_governed' })
})

test.each([
  ['exempt', [], 'exemption'],
  ['exempt', ['no-such'], 'exemption'],
  ['responsive', ['ex-1'], 'exemption'],
  ['not-responsive', ['ex-1'], 'exemption'],
  ['privileged', [], 'requests'],
] as const)('%s with %j is refused to an officer', async (coding, exemptions, rule) => {
  const { row, made } = await searched('one')
  expect(await code(row, coding, { exchanges: made }, [...exemptions])).toMatchObject({ rule })
  expect(codingOf(row, made[0]!)).toBeUndefined()
})

test('what counsel codes privileged is gone for everybody else, at every other look too', {
  tags: ['MS-24', 'MO-06'],
}, async () => {
  const { row, made } = await searched('one', 'two')
  expect(await code(row, 'responsive', { exchanges: made })).toEqual({ coded: 2 })
  expect(await code(row, 'privileged', { exchanges: [made[0]] }, ['ex-1'], counsel)).toEqual({ coded: 1 })
  expect(bed.ledger.state.get(RECORD_MARK, made[0]!)).toMatchObject({ labels: ['privileged'] })
  const items = bed.requests.codings.items(row, officer)
  expect(items.map(({ exchange }) => exchange)).toEqual([made[1]])
  expect(countCodings(items, false)).toMatchObject({ records: 1, responsive: 1 })
  expect(countCodings(items, false)).not.toHaveProperty('privileged')
  expect(await code(row, 'responsive', { exchanges: [made[0]] })).toMatchObject({ rule: 'scope' })
  expect(await code(row, 'not-responsive', { query: 'one' })).toEqual({ coded: 0 })
})

test('a record outside the scope can’t be coded, and nothing can once the request is closed', async () => {
  const { row, made } = await searched('one')
  const [other] = await bed.record({ subject: 'elsewhere', typed: 'x' })
  expect(await code(row, 'responsive', { exchanges: [other] })).toMatchObject({ rule: 'scope' })
  got(await bed.move(row, { transition: 'close', outcome: 'released', note: 'n', reason }))
  expect(await code(row, 'responsive', { exchanges: made })).toMatchObject({ code: 'conflict' })
})

test('the same seed and size draw the same records, whatever their order; a larger sample holds the smaller one', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.uuid(), { maxLength: 60 }),
      fc.string(),
      fc.nat(60),
      fc.nat(20),
      (all, seed, size, more) => {
        const drawn = drawSample(seed, size, all)
        expect(drawSample(seed, size, all.toReversed())).toEqual(drawn)
        expect(drawn).toHaveLength(Math.min(size, all.length))
        expect(drawSample(seed, size + more, all).slice(0, size)).toEqual(drawn)
      },
    ),
  )
})

test('another seed draws others, each record about as often as another', () => {
  const all = Array.from({ length: 50 }, (_, at) => `r${at}`)
  const times = new Map<string, number>()
  for (let seed = 0; seed < 500; seed++)
    for (const one of drawSample(String(seed), 10, all)) times.set(one, (times.get(one) ?? 0) + 1)
  expect(Math.min(...times.values())).toBeGreaterThan(60)
  expect(Math.max(...times.values())).toBeLessThan(140)
})

test.each([
  // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%d of %d lies between the limits that are published for Wilson’s score', (count, of, low, high) => {
  const rate = rateOf(count, of)!
  expect([Number(rate.low.toFixed(4)), Number(rate.high.toFixed(4))]).toEqual([low, high])
})

test('a second reviewer’s coding is compared with the first’s, which stays', async () => {
  const { row, made } = await searched('one', 'two', 'three', 'four')
  got(await code(row, 'not-responsive', { exchanges: made }))
  const sample = got(
    await bed.requests.samples.draw(row.id, { seed: '2027', size: 4, of: 'not-responsive', reason }, officer),
  )
  const look = (exchange: string, coding: Coding, who = second) =>
    bed.requests.samples.second(row.id, sample.id, { exchange, coding, exemptions: [], reason }, who)
  expect(await look(made[0]!, 'responsive', officer)).toMatchObject({ code: 'conflict', rule: 'second-reviewer' })
  got(await look(made[0]!, 'responsive'))
  for (const exchange of made.slice(1)) got(await look(exchange, 'not-responsive'))
  const result = got(bed.requests.samples.result(row, sample.id, officer))
  expect(result).toMatchObject({ looked: 4, overturned: 1, rate: { share: 0.25 } })
  expect(codingOf(row, made[0]!)).toMatchObject({ coding: 'not-responsive', by: officer.key })
  expect(await look('00000000-0000-7000-8000-000000000000', 'responsive')).toMatchObject({ rule: 'sample' })
})
