import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { KNOWN_PERSON } from '#src/core/known-person.ts'
import { type CustodianNotice, NOTICE } from '#src/core/notice.ts'
import type { NoticeOfHold } from '#src/notifications/connector.ts'
import { createOutbox } from '#src/notifications/outbox.ts'
import { mailOf } from '#src/notifications/smtp.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { createLedger } from '#src/records/ledger.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import type { HoldKind } from '#src/retention/hold-row.ts'
import { createHolds } from '#src/retention/holds.ts'
import { RETENTION_STATE } from '#src/retention/retention-state.ts'
import { dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'
import { AGENCY, counsel, person } from '../../support/retention-bed.ts'

const DAY = 86_400_000
const start = Date.parse('2026-11-23T15:00:00Z')
const ana = person('ana')
const ben = person('ben')

let folder: string
let store: GatewayStore
let now = start
const clock = { now: () => now }
const sent: NoticeOfHold[] = []
beforeEach(async () => {
  now = start
  sent.length = 0
  folder = makeFolder()
  store = await openStore(folder, { clock })
  const known = { agency: AGENCY, unit: 'IS', email: 'ana@modot.mo.gov' }
  const { ledger } = await gateway()
  const state = [{ kind: KNOWN_PERSON, key: ana.key, value: known }]
  await ledger.write({ type: 'admin', agency: AGENCY, actor: null, meta: { action: 'test' }, state })
})
afterEach(async () => {
  await store.close()
  dropFolder(folder)
})

/** A gateway of the log as it is now, with a mail server that takes everything. */
async function gateway(remindDays?: () => number) {
  const state = await loadStateCache(store, [...RETENTION_STATE, KNOWN_PERSON, NOTICE])
  const ledger = createLedger(store, state, ids, () => ({ version: '1', series: 's' }))
  const holds = createHolds({
    ...{ store, ledger, clock, ids, mailBy: () => ['mail'] },
    ...(remindDays && { remindDays }),
  })
  const outbox = createOutbox({
    ledger,
    clock,
    connectorOf: () => ({ send: async (notice) => void sent.push(notice as NoticeOfHold) }),
    noticeOf: (row) => ({ ...(row as CustodianNotice), link: 'https://ai.modot.mo.gov/console/holds' }),
    log: { warn: (details) => expect.fail(JSON.stringify(details)) },
  })
  return { ledger, holds, outbox }
}

async function place({ holds }: Awaited<ReturnType<typeof gateway>>, kind: HoldKind) {
  const criteria = { people: [ana.key, ben.key] }
  const order = {
    matter: 'Persimmon v. State',
    kind,
    reason: 'the persimmon suit',
    criteria,
    notice: 'Keep persimmons',
  }
  const hold = await holds.place(order, counsel)
  if ('code' in hold) throw new Error(hold.message)
  return hold
}

describe('mail of a hold', { tags: ['MO-10', 'MS-16'] }, () => {
  test('tells each custodian with a known address that there is a notice, and nothing of the matter', async () => {
    const one = await gateway()
    const { id } = await place(one, 'litigation')
    expect(one.holds.custodians(id)).toEqual([
      { person: ana.key, acknowledgedAt: null, mail: { times: 1, at: new Date(start).toISOString(), sentAt: null } },
      { person: ben.key, acknowledgedAt: null, mail: null },
    ])
    await one.outbox.flush()
    expect(sent.map(({ to, event }) => [to, event])).toEqual([['ana@modot.mo.gov', 'hold-placed']])
    const { subject, text } = mailOf(sent[0]!)
    expect(text).toContain('https://ai.modot.mo.gov/console/holds')
    expect(subject + text).not.toMatch(/persimmon|litigation|suit/i)
    expect(one.holds.custodians(id)[0]!.mail!.sentAt).toBe(new Date(start).toISOString())
    await one.outbox.flush()
    expect(sent).toHaveLength(1)
  })

  test('tells nobody of an investigation, then or later', async () => {
    const one = await gateway()
    const { id } = await place(one, 'investigation')
    now += 30 * DAY
    await one.holds.remind()
    await one.outbox.flush()
    expect([sent, one.holds.custodians(id)]).toEqual([[], []])
  })

  test('reminds once a week, whichever gateway does, until it is acknowledged', async () => {
    const first = await gateway()
    const { id } = await place(first, 'litigation')
    await first.outbox.flush()
    now += 6 * DAY
    await first.holds.remind()
    await first.outbox.flush()
    expect(sent).toHaveLength(1)
    now += DAY
    const both = await Promise.all([gateway(), gateway()])
    await Promise.all(both.map(({ holds }) => holds.remind()))
    await (await gateway()).outbox.flush()
    expect(sent.map(({ event }) => event)).toEqual(['hold-placed', 'hold-reminder'])
    const later = await gateway()
    await later.holds.acknowledge(id, ana)
    now += 30 * DAY
    await later.holds.remind()
    await later.outbox.flush()
    expect(sent).toHaveLength(2)
  })

  test('reminds after as many days as the policy says', async () => {
    const one = await gateway(() => 3)
    await place(one, 'litigation')
    for (const days of [2, 1, 2, 1]) {
      now += days * DAY
      await one.holds.remind()
    }
    await one.outbox.flush()
    expect(sent.map(({ event }) => event)).toEqual(['hold-placed', 'hold-reminder', 'hold-reminder'])
  })
})
