import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { verifyLog } from '#src/records/verify.ts'
import type { HoldOrder } from '#src/retention/hold-order.ts'
import { recordKey, signingKey } from '../../support/record-store.ts'
import {
  approved,
  counsel,
  done,
  officer,
  openRetentionBed,
  person,
  type RetentionBed,
  secondCounsel,
} from '../../support/retention-bed.ts'

const ORDER: HoldOrder = {
  matter: '2026-14',
  kind: 'litigation',
  reason: 'complaint',
  criteria: { people: ['https://idp.test|jdoe'] },
}

let bed: RetentionBed
beforeEach(async () => {
  bed = await openRetentionBed('2026-08-31')
})
afterEach(() => bed.close())

/** A store whose log can be walked only once it is opened: a look stands still there. */
function stuckStore() {
  const opened = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  const through = (store: GatewayStore): GatewayStore =>
    new Proxy(store, {
      get(target, name) {
        const member = Reflect.get(target, name) as unknown
        if (name !== 'entryBundle') return typeof member === 'function' ? member.bind(target) : member
        return async (...given: Parameters<GatewayStore['entryBundle']>) => {
          reached.resolve()
          await opened.promise
          return target.entryBundle(...given)
        }
      },
    })
  return { through, reached: reached.promise, open: opened.resolve }
}

const hasContent = async (ref: string): Promise<boolean> =>
  (await bed.store.exchange(ref as never)).every(({ parts }) => Object.values(parts).every((part) => part !== null))

async function verified() {
  await bed.store.checkpoint()
  const log = openLogFolder(bed.folder)
  const { ok, faults } = verifyLog(log, { verifiers: [parseVerifierKey(signingKey.vkey)], recordKey })
  log.close()
  return { ok, faults }
}

test('a hold is in force from the moment that it is placed: until what it keeps is gathered, nothing is destroyed', {
  tags: ['MO-10', 'MO-39'],
}, async () => {
  const both = [await bed.record(), await bed.record({ subject: 'ann' })]
  bed.on('2040-01-01')
  const disposition = await approved(bed)
  const stuck = stuckStore()
  let placed: string | undefined
  await bed.restart((store) => {
    const through = stuck.through(store)
    // In the middle of a disposition: everything was looked at, and nothing is destroyed yet.
    const destroy: GatewayStore['destroy'] = async (order) => {
      placed = done(await bed.holds.place(ORDER, counsel)).id
      return store.destroy(order)
    }
    return new Proxy(through, { get: (target, name) => (name === 'destroy' ? destroy : Reflect.get(target, name)) })
  })
  const running = bed.dispositions.run(disposition, officer)
  await stuck.reached
  stuck.open()
  expect(await running).toMatchObject({ status: 'done', entries: 4, kept: [[expect.any(Number), expect.any(Number)]] })
  await bed.holds.gathered(placed!)
  expect(await Promise.all(both.map(hasContent))).toEqual([true, true])
  // What it doesn’t keep is due again.
  expect(done(bed.holds.find(placed!, counsel))).toMatchObject({ entries: 2 })
  expect(done(await bed.dispositions.plan(officer))).toMatchObject({ due: [{ exchanges: 1 }] })
  expect(await verified()).toEqual({ ok: true, faults: [] })
})

test('a disposition that is begun while a hold is gathered waits for it', { tags: ['MO-10'] }, async () => {
  const mine = await bed.record()
  const other = await bed.record({ subject: 'ann' })
  bed.on('2040-01-01')
  const disposition = await approved(bed)
  const stuck = stuckStore()
  await bed.restart(stuck.through)
  done(await bed.holds.place(ORDER, counsel))
  const running = bed.dispositions.run(disposition, officer)
  await stuck.reached
  expect([await hasContent(mine), await hasContent(other)]).toEqual([true, true])
  stuck.open()
  expect(await running).toMatchObject({ status: 'done' })
  expect([await hasContent(mine), await hasContent(other)]).toEqual([true, false])
})

test('what an end of the gateway leaves of a hold is gathered at the next start, and the log says since when it held', {
  tags: ['MO-10', 'MO-39'],
}, async () => {
  const mine = await bed.record()
  await bed.record({ subject: 'ann' })
  const stuck = stuckStore()
  await bed.restart(stuck.through)
  const { id } = done(await bed.holds.place(ORDER, counsel))
  await stuck.reached
  await bed.restart()
  await bed.holds.gathered(id)
  expect(bed.holds.find(id, counsel)).toMatchObject({ entries: 2, placedBy: counsel.key })
  bed.on('2040-01-01')
  const disposition = await approved(bed)
  expect(await bed.dispositions.run(disposition, officer)).toMatchObject({ status: 'done' })
  expect(await hasContent(mine)).toBe(true)
  expect(await verified()).toEqual({ ok: true, faults: [] })
})

test('a hold that is being gathered can be released by two people, and then keeps nothing', {
  tags: ['MO-10'],
}, async () => {
  await bed.record()
  const stuck = stuckStore()
  await bed.restart(stuck.through)
  const { id } = done(await bed.holds.place(ORDER, counsel))
  await stuck.reached
  done(await bed.holds.release(id, 'by mistake', counsel))
  expect(done(await bed.holds.release(id, 'by mistake', secondCounsel))).toMatchObject({
    releasedAt: expect.any(String),
  })
  stuck.open()
  await bed.holds.gathered(id)
  expect(await Array.fromAsync(bed.store.state('held'))).toEqual([])
  expect(await bed.store.stateOf('legal-hold', id)).toMatchObject({ releasedAt: expect.any(String) })
})

test('a look says what its hold then keeps, goes on after an end of the gateway, and makes one hold', {
  tags: ['MO-10', 'MS-24'],
}, async () => {
  await bed.record()
  await bed.record({ subject: 'ann' })
  const stuck = stuckStore()
  await bed.restart(stuck.through)
  const { check, state } = done(await bed.checks.prepare(ORDER, counsel))
  const written = { type: 'access', agency: check.agency, actor: counsel, meta: {}, state } as const
  await bed.ledger.write(written)
  bed.checks.begin(check)
  await stuck.reached
  expect(done(bed.checks.find(check.id, counsel))).toMatchObject({ status: 'running', found: null })
  expect(bed.checks.find(check.id, secondCounsel)).toMatchObject({ code: 'route_not_governed' })
  await bed.restart()
  await bed.checks.ended(check.id)
  const over = done(bed.checks.find(check.id, counsel))
  expect(over).toMatchObject({ status: 'done', found: { entries: 2, exchanges: 1, unseen: 0 } })
  // Who may no longer place such a hold isn’t told how much it would keep.
  const without = { ...counsel, roles: [] }
  expect(bed.checks.find(check.id, without)).toMatchObject({ code: 'audience_not_granted' })
  const both = await Promise.all([1, 2].map(() => bed.holds.place(over.order, counsel, bed.checks.used(over))))
  const [hold] = both.filter((one) => !('code' in one))
  expect(both.filter((one) => 'code' in one)).toMatchObject([{ code: 'conflict', rule: 'stale' }])
  await bed.holds.gathered(done(hold!).id)
  expect(bed.holds.list(counsel)).toMatchObject([{ entries: 2 }])
  expect(bed.checks.find(check.id, counsel)).toMatchObject({ code: 'route_not_governed' })
})

test('a look that is stopped says so, and nothing comes of it', async () => {
  await bed.record()
  const stuck = stuckStore()
  await bed.restart(stuck.through)
  const { check, state } = done(await bed.checks.prepare(ORDER, counsel))
  await bed.ledger.write({ type: 'access', agency: check.agency, actor: counsel, meta: {}, state })
  bed.checks.begin(check)
  await stuck.reached
  expect(await bed.checks.cancel(check.id, person('x', 'attorney'))).toMatchObject({ code: 'route_not_governed' })
  expect(done(await bed.checks.cancel(check.id, counsel))).toMatchObject({ status: 'cancelled' })
  stuck.open()
  await bed.checks.ended(check.id)
  expect(done(bed.checks.find(check.id, counsel))).toMatchObject({ status: 'cancelled', found: null })
})

test('a hold whose look fails keeps everything, and is gathered before anything is planned', {
  tags: ['MO-10'],
}, async () => {
  await bed.record()
  await bed.record({ subject: 'ann' })
  let failures = 1
  await bed.restart(
    (store) =>
      new Proxy(store, {
        get(target, name) {
          const member = Reflect.get(target, name) as unknown
          if (name !== 'entryBundle') return typeof member === 'function' ? member.bind(target) : member
          return async (...given: Parameters<GatewayStore['entryBundle']>) => {
            if (failures-- > 0) throw new Error('the disk is gone')
            return target.entryBundle(...given)
          }
        },
      }),
  )
  const { id } = done(await bed.holds.place(ORDER, counsel))
  await bed.holds.gathered(id)
  expect(bed.holds.find(id, counsel)).toMatchObject({ isGathering: true, entries: 0 })
  bed.on('2040-01-01')
  expect(done(await bed.dispositions.plan(officer))).toMatchObject({
    due: [{ exchanges: 1 }],
    excluded: [{ reason: 'held', holds: [id], exchanges: 1 }],
  })
  expect(bed.holds.find(id, counsel)).toMatchObject({ entries: 2 })
})
