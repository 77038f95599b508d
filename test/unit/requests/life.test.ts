import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RECORDS_REQUEST } from '#src/core/records-request.ts'
import { clockOf } from '#src/requests/clock.ts'
import type { RecordsRequestRow } from '#src/requests/request-row.ts'
import type { RequestStep } from '#src/requests/request-step.ts'
import { calendarOf } from '#src/requests/requests.ts'
import { takeStep } from '#src/requests/take-step.ts'
import type { Transition } from '#src/requests/transitions.ts'
import { got, openRequestBed, type RequestBed } from '#test/support/request-bed.ts'
import '#test/support/property-seed.ts'

let mo: RequestBed
let ms: RequestBed

beforeAll(async () => {
  mo = await openRequestBed('MO')
  ms = await openRequestBed('MS')
})
afterAll(async () => {
  await mo.close()
  await ms.close()
})

const reason = 'as the requester said'
const due = (bed: RequestBed, row: RecordsRequestRow) => clockOf(bed.row(row.id), calendarOf(bed.policy), bed.now())

async function letter(bed: RequestBed, row: RecordsRequestRow, kind: string): Promise<string> {
  const { id } = bed.row(row.id).letters.findLast((one) => one.kind === kind)!
  return ((await bed.requests.log.wordsOf(id))['letter'] as { text: string }).text
}

describe('clock', { tags: ['MS-24', 'MO-06'] }, () => {
  test('Missouri: three business days, stopped for a clarification and going on exactly', async () => {
    mo.at('2027-03-01T15:00:00Z')
    const row = await mo.receive()
    expect(due(mo, row).due).toBe('2027-03-04')
    expect(await letter(mo, row, 'receipt')).toContain('by the end of 2027-03-04 (RSMo 610.023.3)')
    mo.at('2027-03-02T15:00:00Z')
    got(await mo.move(row, { transition: 'ask-clarification', question: 'Which levee?', reason }))
    expect(due(mo, row)).toMatchObject({ due: null, left: 3, waiting: { for: 'clarification', until: '2027-05-31' } })
    mo.at('2027-03-10T15:00:00Z')
    got(await mo.move(row, { transition: 'clarified', answer: 'The one at Cairo', reason }))
    expect(due(mo, row)).toMatchObject({ due: '2027-03-12', left: 3, overdue: false })
    mo.at('2027-03-15T15:00:00Z')
    expect(due(mo, row)).toMatchObject({ overdue: true })
  })

  test('Mississippi: seven business days, and fourteen at most unless the requester agrees', async () => {
    ms.at('2027-03-01T15:00:00Z')
    const row = await ms.receive()
    expect(due(ms, row)).toMatchObject({ due: '2027-03-10', limit: '2027-03-19' })
    const extend = { transition: 'extend', cause: 'Boxes in the cellar', place: 'Room 4', reason } as const
    expect(await ms.move(row, { ...extend, until: '2027-03-22', agreed: false })).toMatchObject({
      code: 'conflict',
      rule: 'limit',
    })
    expect(await ms.move(row, { ...extend, until: '2027-03-20', agreed: true })).toMatchObject({
      code: 'malformed_body',
    })
    expect(await ms.move(row, { ...extend, until: '2027-03-10', agreed: false })).toMatchObject({
      code: 'malformed_body',
    })
    got(await ms.move(row, { ...extend, until: '2027-03-19', agreed: false }))
    expect(due(ms, row).due).toBe('2027-03-19')
    got(await ms.move(row, { ...extend, until: '2027-03-26', agreed: true }))
    expect(due(ms, row).due).toBe('2027-03-26')
    const text = await letter(ms, row, 'extension')
    for (const said of ['Boxes in the cellar', 'Room 4', '2027-03-26', 'Miss. Code 25-61-5'])
      expect(text).toContain(said)
  })

  test('an extension moves with a later stop of the clock', async () => {
    mo.at('2027-03-01T15:00:00Z')
    const row = await mo.receive()
    got(
      await mo.move(row, { transition: 'extend', until: '2027-03-10', cause: 'c', place: 'p', agreed: false, reason }),
    )
    mo.at('2027-03-03T15:00:00Z')
    got(await mo.move(row, { transition: 'ask-clarification', question: 'Which?', reason }))
    mo.at('2027-03-05T15:00:00Z')
    got(await mo.move(row, { transition: 'clarified', answer: 'That', reason }))
    expect(due(mo, row).due).toBe('2027-03-12')
  })
})

test('unpaid, a request is withdrawn after 90 days, or 150 where the fees are over $1,000, with notice', {
  tags: ['MO-06'],
}, async () => {
  mo.at('2027-03-01T15:00:00Z')
  const [small, large] = [await mo.receive(), await mo.receive()]
  const fees = { transition: 'estimate-fees' as const, work: [], prepay: true, reason }
  got(await mo.move(small, { ...fees, pages: 10_000 }))
  got(await mo.move(large, { ...fees, pages: 10_001 }))
  mo.at('2027-05-31T04:00:00Z')
  await mo.requests.keep()
  expect(mo.row(small.id).status).toBe('paused')
  mo.at('2027-05-31T15:00:00Z')
  await mo.requests.keep()
  expect([mo.row(small.id).status, mo.row(large.id).status]).toEqual(['withdrawn', 'paused'])
  expect(await letter(mo, small, 'withdrawal')).toContain('were not paid in the time')
  mo.at('2027-07-30T15:00:00Z')
  await mo.requests.keep()
  expect(mo.row(large.id).status).toBe('withdrawn')
})

test('Mississippi’s law names no such time, and nothing is withdrawn by itself', async () => {
  ms.at('2027-03-01T15:00:00Z')
  const row = await ms.receive()
  got(await ms.move(row, { transition: 'ask-clarification', question: 'Which?', reason }))
  ms.at('2029-03-01T15:00:00Z')
  await ms.requests.keep()
  expect(ms.row(row.id).status).toBe('paused')
})

test('fees are whole cents, never more than the cost, and a rate that isn’t there is refused', async () => {
  mo.at('2027-03-01T15:00:00Z')
  mo.decide((policy) => {
    policy.recordsRequests!.fees.rates.find(({ id }) => id === 'research')!.hour = 2_599
  })
  const row = await mo.receive()
  const asked = {
    transition: 'estimate-fees',
    pages: 12,
    work: [{ rate: 'research', minutes: 50 }],
    prepay: false,
    reason,
  } as const
  expect(await mo.move(row, { ...asked, work: [{ rate: 'magic', minutes: 1 }] })).toMatchObject({ rule: 'fee-rate' })
  expect(await mo.move(row, { ...asked, pages: 0, work: [], prepay: true })).toMatchObject({ rule: 'prepay' })
  expect(got(await mo.move(row, { ...asked, work: [...asked.work] }))).toMatchObject({
    feesCents: 2_285,
    status: 'open',
  })
  expect(await letter(mo, row, 'fee-estimate')).toContain('$22.85')
})

test('a denial cites what it goes by, and what isn’t in the policy can’t be cited', {
  tags: ['MS-24', 'MO-06'],
}, async () => {
  const row = await mo.receive()
  const deny = { transition: 'deny', explanation: 'It is closed.', reason } as const
  expect(await mo.move(row, { ...deny, exemptions: ['no-such'] })).toMatchObject({ rule: 'exemption' })
  got(await mo.move(row, { ...deny, exemptions: ['ex-1'] }))
  expect(await letter(mo, row, 'denial')).toContain('Statute ex-1: What ex-1 covers')
  expect(await mo.move(row, { transition: 'close', outcome: 'denied', note: 'n', reason })).toMatchObject({
    rule: 'exemption',
  })
})

test('neither state nor meta of any entry says who asks or what for; the body of one does', async () => {
  const row = await mo.receive('Everything about the Quillfeather matter')
  expect(JSON.stringify([...mo.ledger.state.all(RECORDS_REQUEST).values()])).not.toMatch(/Quillfeather|Robin Vance/)
  for (let index = 0; index < (await mo.store.size()); index++) {
    const entry = (await mo.store.entry(index))!
    expect(`${entry.entry}${entry.parts['meta']?.toString()}`).not.toMatch(/Quillfeather|Robin Vance/)
  }
  expect(JSON.stringify(await mo.requests.log.wordsOf(row.intake))).toMatch(/Robin Vance.*Quillfeather/)
})

test('numbers follow each other within a year', async () => {
  mo.at('2030-01-02T15:00:00Z')
  const numbers = await Promise.all([mo.receive(), mo.receive(), mo.receive()])
  expect(numbers.map(({ number }) => number)).toEqual(['2030-0001', '2030-0002', '2030-0003'])
})

const TRANSITIONS: readonly Transition[] = [
  { transition: 'ask-clarification', question: 'Which?', reason },
  { transition: 'clarified', answer: 'That', reason },
  { transition: 'estimate-fees', pages: 20, work: [], prepay: true, reason },
  { transition: 'estimate-fees', pages: 20, work: [], prepay: false, reason },
  { transition: 'paid', reason },
  { transition: 'extend', until: '2027-06-30', cause: 'c', place: 'p', agreed: false, reason },
  { transition: 'extend', until: '2027-08-31', cause: 'c', place: 'p', agreed: true, reason },
  { transition: 'notify-third-party', party: 'p', concerns: 'c', reason },
  { transition: 'release-part', released: 'a', outstanding: 'b', reason },
  { transition: 'deny', exemptions: ['ex-1'], explanation: 'e', reason },
  { transition: 'close', outcome: 'released', note: 'n', reason },
  { transition: 'withdraw', note: 'n', reason },
  { transition: 'appeal', note: 'n', reason },
  { transition: 'appeal-decided', note: 'n', reason },
]

test('whatever is asked for, what a request is follows from its entries alone, and a refused step leaves none', {
  tags: ['MS-24', 'MO-06'],
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('MO' as const, 'MS' as const),
      fc.array(fc.tuple(fc.nat(TRANSITIONS.length - 1), fc.nat(100)), { maxLength: 14 }),
      async (state, asked) => {
        const bed = state === 'MO' ? mo : ms
        let now = Date.parse('2027-06-01T15:00:00Z')
        bed.at(new Date(now).toISOString())
        const row = await bed.receive()
        for (const [which, days] of asked) {
          now += days * 86_400_000
          bed.at(new Date(now).toISOString())
          const before = bed.row(row.id)
          const outcome = await bed.move(row, TRANSITIONS[which]!)
          if ('code' in outcome) {
            expect(['conflict', 'malformed_body']).toContain(outcome.code)
            expect(bed.row(row.id)).toBe(before)
          } else expect(bed.row(row.id).steps).toBe(before.steps + 1)
          if (days % 7 === 0) await bed.requests.keep()
        }
        expect(await replayed(bed, row.id)).toEqual(bed.row(row.id))
      },
    ),
    { numRuns: 40 },
  )
})

/** What the log's entries alone come to. */
async function replayed(bed: RequestBed, id: string): Promise<RecordsRequestRow | null> {
  let row: RecordsRequestRow | null = null
  for (let index = 0; index < (await bed.store.size()); index++) {
    const { type, parts } = (await bed.store.entry(index))!
    if (type !== 'admin' || parts['body'] == null) continue
    const { request, step } = JSON.parse(parts['body'].toString()) as { request?: string; step?: RequestStep }
    if (request === id && step !== undefined) row = takeStep(row, step)
  }
  return row
}
