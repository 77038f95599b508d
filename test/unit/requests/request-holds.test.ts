import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { verifyLog } from '#src/records/verify.ts'
import { planSchema } from '#src/requests/plan.ts'
import type { RecordsRequestRow } from '#src/requests/request-row.ts'
import { withoutHidden } from '#src/retention/plan.ts'
import { recordKey, signingKey } from '#test/support/record-store.ts'
import { got, openRequestBed, type RequestBed } from '#test/support/request-bed.ts'

let bed: RequestBed
beforeEach(async () => {
  bed = await openRequestBed('MO', '2026-08-31T18:00:00Z')
  bed.decide((policy) => {
    delete policy.retention.series['general-correspondence']!.undecided
  })
})
afterEach(() => bed.close())

const reason = 'because'
const officer = () => bed.person('rec.officer', 'records-officer')
const decideAppeal = () =>
  bed.decide((policy) => {
    delete policy.recordsRequests!.appeal.undecided
  })

async function searched(subject: string): Promise<RecordsRequestRow> {
  const plan = planSchema.parse({ lines: [{ id: 'a', query: `user:${subject}` }] })
  return bed.search(await bed.receive(), plan)
}

const close = (row: RecordsRequestRow) => bed.move(row, { transition: 'close', outcome: 'released', note: 'n', reason })
const isHeld = (row: RecordsRequestRow) =>
  bed.holds.list(officer()).some(({ id, releasedAt }) => id === row.hold && releasedAt === null)

test('what a request found isn’t destroyed though it is due, until it is closed and its appeal period over', {
  tags: ['MS-24', 'MO-06', 'MO-10'],
}, async () => {
  decideAppeal()
  const [kept] = await bed.record({ subject: 'jdoe', typed: 'kept' }, { subject: 'other', typed: 'free' })
  bed.at('2032-06-01T15:00:00Z')
  const row = await searched('jdoe')
  const planned = async () => {
    const plan = got(await bed.dispositions.plan(officer()))
    return {
      due: plan.due.map(({ exchanges }) => exchanges),
      excluded: plan.excluded.map((one) => [one.reason, one.holds]),
    }
  }
  expect(await planned()).toEqual({ due: [1], excluded: [['held', [row.hold]]] })
  // Even a disposition that was approved finds it held as it deletes.
  const first = (await bed.store.exchange(kept!))[0]!.index
  got(await close(row))
  bed.at('2033-05-31T15:00:00Z')
  await bed.requests.keep()
  expect(isHeld(row)).toBe(true)
  expect(await planned()).toEqual({ due: [1], excluded: [['held', [row.hold]]] })
  bed.at('2033-06-01T15:00:00Z')
  await bed.requests.keep()
  expect(isHeld(row)).toBe(false)
  expect(bed.row(row.id).holdReleasedAt).not.toBeNull()
  expect(await planned()).toEqual({ due: [2], excluded: [] })
  expect(first).toBeGreaterThanOrEqual(0)
})

test('how much of it is privileged shows in no plan of what is due, and none of it goes', {
  tags: ['MS-24', 'MO-06'],
}, async () => {
  decideAppeal()
  const [, walled] = await bed.record(
    { subject: 'jdoe', typed: 'plain' },
    { subject: 'jdoe', typed: 'advice', purpose: 'legal-advice' },
  )
  bed.at('2032-06-01T15:00:00Z')
  const row = await searched('jdoe')
  const shown = async () => {
    const plan = got(await bed.dispositions.plan(officer()))
    const { due, excluded } = withoutHidden(plan, new Set(bed.holds.list(officer()).map(({ id }) => id)))
    return { due: due.length, excluded: excluded.map(({ reason: why, exchanges }) => [why, exchanges]) }
  }
  expect(await shown()).toEqual({ due: 0, excluded: [['held', 1]] })
  expect(row.walledHold).not.toBeNull()
  got(await close(row))
  bed.at('2034-06-01T15:00:00Z')
  await bed.requests.keep()
  expect(await shown()).toEqual({ due: 1, excluded: [] })
  expect(walled).toBeDefined()
})

test('while nobody has decided the appeal period nothing is released, and a decision is heeded', async () => {
  await bed.record({ subject: 'jdoe', typed: 'kept' })
  const row = await searched('jdoe')
  got(await close(row))
  bed.at('2046-01-01T15:00:00Z')
  await bed.requests.keep()
  expect(isHeld(row)).toBe(true)
  decideAppeal()
  await bed.requests.keep()
  expect(isHeld(row)).toBe(false)
})

test('two gateways of one log release a hold, and withdraw what waited too long, once', {
  tags: ['MO-06'],
}, async () => {
  decideAppeal()
  await bed.record({ subject: 'jdoe', typed: 'kept' })
  const row = await searched('jdoe')
  got(await close(row))
  const waiting = await bed.receive()
  got(await bed.move(waiting, { transition: 'ask-clarification', question: 'Which?', reason }))
  const peer = await bed.peer()
  bed.at('2029-01-01T15:00:00Z')
  await bed.requests.keep()
  await peer.keep()
  expect(bed.row(waiting.id).status).toBe('withdrawn')
  expect(peer.log.all().find(({ id }) => id === waiting.id)).toEqual(bed.row(waiting.id))
  const actions: unknown[] = []
  for (let index = 0; index < (await bed.store.size()); index++) {
    const meta = (await bed.store.entry(index))!.parts['meta']!
    actions.push((JSON.parse(meta.toString()) as { action?: string }).action)
  }
  for (const action of ['request-lapse', 'request-release-hold', 'hold-released'])
    expect(actions.filter((one) => one === action)).toHaveLength(1)
})

test('a pending appeal keeps the hold however long it takes', async () => {
  decideAppeal()
  await bed.record({ subject: 'jdoe', typed: 'kept' })
  const row = await searched('jdoe')
  got(await close(row))
  got(await bed.move(row, { transition: 'appeal', note: 'filed in Cole County', reason }))
  bed.at('2029-01-01T15:00:00Z')
  await bed.requests.keep()
  expect(isHeld(row)).toBe(true)
  got(await bed.move(row, { transition: 'appeal-decided', note: 'affirmed', reason }))
  await bed.requests.keep()
  expect(isHeld(row)).toBe(false)
  expect(await bed.move(row, { transition: 'appeal', note: 'again', reason })).toMatchObject({ code: 'conflict' })
})

test('what an earlier run found stays held when a later one doesn’t find it', async () => {
  await bed.record({ subject: 'a', typed: 'one' }, { subject: 'b', typed: 'two' })
  const row = await searched('a')
  const again = await bed.search(row, planSchema.parse({ lines: [{ id: 'a', query: 'user:b' }] }))
  expect(again.hold).toBe(row.hold)
  expect(bed.requests.codings.items(again, officer())).toHaveLength(1)
  bed.at('2032-06-01T15:00:00Z')
  expect(got(await bed.dispositions.plan(officer())).due).toEqual([])
})

test('nobody places or releases such a hold by hand, and looking again at holds leaves it what it is', async () => {
  await bed.record({ subject: 'jdoe', typed: 'kept' })
  const row = await searched('jdoe')
  await bed.record({ subject: 'jdoe', typed: 'later' }, { subject: 'other', typed: 'free' })
  expect(await bed.holds.release(row.hold!, 'r', officer())).toMatchObject({ code: 'audience_not_granted' })
  expect(
    await bed.holds.place({ matter: 'm', kind: 'request', reason, criteria: { request: row.id } }, officer()),
  ).toMatchObject({
    code: 'malformed_body',
  })
  await bed.holds.refresh()
  expect(bed.holds.list(officer())[0]).toMatchObject({ id: row.hold, entries: 2 })
})

test('a disposition that two people approved spares what a request found before it deletes', {
  tags: ['MS-24', 'MO-10'],
}, async () => {
  const [kept, free] = await bed.record({ subject: 'jdoe', typed: 'kept' }, { subject: 'other', typed: 'free' })
  bed.at('2032-06-01T15:00:00Z')
  const proposed = got(await bed.dispositions.propose({ rule: 'general-correspondence@1', reason }, officer()))
  for (const approver of [bed.person('second', 'records-officer'), bed.person('counsel', 'attorney')])
    got(await bed.dispositions.approve(proposed.id, proposed.setSha256, approver))
  await searched('jdoe')
  got(await bed.dispositions.run(proposed.id, officer()))
  const contents = async (ref: string) =>
    (await bed.store.exchange(ref as never)).map(({ parts }) => parts['body'] !== null)
  expect(await contents(kept!)).toEqual([true, true])
  expect(await contents(free!)).toEqual([false, false])
  // A verifier, from the log alone, finds nothing amiss with what was destroyed, and with what stayed.
  await bed.store.checkpoint()
  const log = openLogFolder(bed.folder)
  try {
    const verdict = verifyLog(log, { verifiers: [parseVerifierKey(signingKey.vkey)], recordKey })
    expect(verdict).toMatchObject({ ok: true, faults: [] })
  } finally {
    log.close()
  }
})
