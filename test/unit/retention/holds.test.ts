import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { verifyLog } from '#src/records/verify.ts'
import type { HoldOrder } from '#src/retention/hold-order.ts'
import type { HoldCriteria } from '#src/retention/hold-row.ts'
import { withoutHidden } from '#src/retention/plan.ts'
import { draft, recordKey, signingKey } from '../../support/record-store.ts'
import {
  AGENCY,
  approved,
  counsel,
  done,
  officer,
  openRetentionBed,
  person,
  type RetentionBed,
  secondCounsel,
  secondOfficer,
} from '../../support/retention-bed.ts'

const JDOE = 'https://idp.test|jdoe'
let bed: RetentionBed
beforeEach(async () => {
  bed = await openRetentionBed('2026-08-31')
})
afterEach(() => bed.close())

async function place(criteria: HoldCriteria, given: Partial<HoldOrder> = {}, by = counsel) {
  const order = { matter: '2026-14', kind: 'litigation', reason: 'complaint', criteria, ...given } as const
  const { id } = done(await bed.holds.place(order, by))
  await bed.holds.gathered(id)
  return done(bed.holds.find(id, by))
}

const hasContent = async (ref: string) =>
  (await bed.store.exchange(ref as never)).every(({ parts }) => Object.values(parts).every((part) => part !== null))

describe('a legal hold', { tags: ['MO-10', 'MO-39', 'MS-24'] }, () => {
  test.each<[string, HoldCriteria, number]>([
    ['a person', { people: [JDOE] }, 2],
    ['a unit', { units: ['CSEC'] }, 1],
    ['dates', { after: '2026-09-01T00:00:00Z', before: '2026-09-02T00:00:00Z' }, 1],
    ['a facet', { facets: { purpose: 'draft-internal', system: 'sandbox' } }, 3],
    ['another facet', { facets: { system: 'other' } }, 0],
    ['a person and a unit together', { people: [JDOE], units: ['CSEC'] }, 1],
    ['a matter that nobody declared', { matter: 'X-1' }, 0],
  ])('keeps by %s whole exchanges, and those only', async (_name, criteria, exchanges) => {
    await bed.record()
    await bed.record({ unit: 'CSEC' })
    bed.on('2026-09-01')
    await bed.record({ subject: 'ann' })
    expect(await place(criteria)).toMatchObject({ entries: exchanges * 2 })
    bed.on('2040-01-01')
    const plan = await bed.dispositions.plan(officer)
    if ('code' in plan) throw new Error(plan.message)
    const held = plan.excluded.filter(({ reason }) => reason === 'held')
    expect(held.reduce((total, group) => total + group.exchanges, 0)).toBe(exchanges)
  })

  test('keeps by a search, for counsel only, what is found, whole, and what is found later', async () => {
    const indexed = () => expect.poll(() => bed.store.health().indexLag, { timeout: 10_000 }).toBe(0)
    await bed.record({ marker: 'sand' })
    await bed.record({ marker: 'gravel from Yazoo' })
    await bed.record({ marker: 'gravel', unit: 'CSEC' })
    await indexed()
    const order = { matter: 'm', kind: 'litigation', reason: 'r', criteria: { query: 'gravel' } } as const
    expect(await bed.holds.place(order, officer)).toMatchObject({ rule: 'may-hold' })
    expect(await bed.holds.place({ ...order, criteria: { query: '(gravel' } }, counsel)).toMatchObject({
      code: 'malformed_body',
      rule: 'hold-query',
      next: expect.any(String),
    })
    const { id, entries } = await place({ query: 'gravel', units: ['IS'] })
    expect(entries).toBe(2)
    await bed.record({ marker: 'more gravel' })
    await bed.record({ marker: 'more sand' })
    await indexed()
    await bed.holds.refresh()
    expect(bed.holds.list(counsel).find((hold) => hold.id === id)).toMatchObject({ entries: 4, unseen: 0 })
  })

  test('by a search keeps the later entries of what it keeps, whatever their words', async () => {
    const ref = await bed.record({ marker: 'gravel', isOpen: true })
    await expect.poll(() => bed.store.health().indexLag, { timeout: 10_000 }).toBe(0)
    const { id } = await place({ query: 'gravel' })
    await bed.store.append(draft('response', ref, { agency: AGENCY, search: { text: 'other', facets: {} } }))
    await expect.poll(() => bed.store.health().indexLag, { timeout: 10_000 }).toBe(0)
    await bed.holds.refresh()
    expect(bed.holds.list(counsel).find((hold) => hold.id === id)).toMatchObject({ entries: 2 })
  })

  test('needs a criterion, and a role', async () => {
    const order = { matter: 'm', kind: 'audit', reason: 'r' } as const
    expect(await bed.holds.place({ ...order, criteria: {} }, counsel)).toMatchObject({ code: 'malformed_body' })
    expect(await bed.holds.place({ ...order, criteria: { people: [JDOE] } }, person('x', 'auditor'))).toMatchObject({
      code: 'audience_not_granted',
    })
  })

  test('keeps what was recorded after it as well, also over a restart', async () => {
    const hold = await place({ people: [JDOE] })
    const later = await bed.record()
    await bed.restart()
    bed.on('2040-01-01')
    expect(await bed.dispositions.plan(officer)).toMatchObject({
      due: [],
      excluded: [{ reason: 'held', holds: [hold.id], exchanges: 1 }],
    })
    const size = await bed.store.size()
    await bed.holds.refresh()
    expect(await bed.store.size()).toBe(size)
    expect(await hasContent(later)).toBe(true)
  })

  test('that comes after the approval wins; the rest goes, and the log says what was kept', async () => {
    const kept = await bed.record()
    const gone = await bed.record({ subject: 'ann' })
    bed.on('2032-02-29')
    const id = await approved(bed)
    const hold = await place({ people: [JDOE] })
    expect(await bed.dispositions.run(id, officer)).toMatchObject({ status: 'done', entries: 4 })
    expect([await hasContent(kept), await hasContent(gone)]).toEqual([true, false])
    await bed.store.checkpoint()
    const log = openLogFolder(bed.folder)
    const { ok, faults, parts } = verifyLog(log, { verifiers: [parseVerifierKey(signingKey.vkey)], recordKey })
    log.close()
    expect({ ok, faults, destroyed: parts.destroyed }).toEqual({ ok: true, faults: [], destroyed: 4 })
    // Released, it is due again.
    await bed.holds.release(hold.id, 'settled', counsel)
    await bed.holds.release(hold.id, 'settled', secondCounsel)
    const again = await approved(bed)
    expect(await bed.dispositions.run(again, officer)).toMatchObject({ status: 'done', kept: [] })
    expect(await hasContent(kept)).toBe(false)
  })

  test('is released by a second person, and another hold over the same stays', async () => {
    await bed.record()
    const hold = await place({ people: [JDOE] })
    const other = await place({ units: ['IS'] })
    const { holds } = bed
    expect(await holds.release(hold.id, 'settled', officer)).toMatchObject({
      releaseAskedBy: officer.key,
      releasedAt: null,
    })
    expect(await holds.release(hold.id, 'settled', officer)).toMatchObject({ rule: 'two-people' })
    expect(await holds.release(hold.id, 'settled', person('x', 'auditor'))).toMatchObject({
      code: 'route_not_governed',
    })
    expect(await holds.release(hold.id, 'settled', secondOfficer)).toMatchObject({ releasedAt: expect.any(String) })
    bed.on('2040-01-01')
    expect(await bed.dispositions.plan(officer)).toMatchObject({ due: [], excluded: [{ holds: [other.id] }] })
  })

  test('tells its custodians, who acknowledge it', async () => {
    const jdoe = person('jdoe', 'employee')
    const hold = await place({ people: [JDOE] }, { notice: 'Keep it.' })
    expect(bed.holds.notices(jdoe)).toMatchObject([{ hold: hold.id, text: 'Keep it.', acknowledgedAt: null }])
    expect(bed.holds.list(jdoe)).toEqual([])
    expect(await bed.holds.acknowledge(hold.id, person('ann'))).toMatchObject({ code: 'route_not_governed' })
    expect(await bed.holds.acknowledge(hold.id, jdoe)).toMatchObject({ acknowledgedAt: expect.any(String) })
    expect(await bed.holds.acknowledge('nothing', jdoe)).toMatchObject({ code: 'route_not_governed' })
  })

  test('of an investigation is known to its placer and counsel only, in plans as well', async () => {
    const ref = await bed.record()
    const security = person('sec', 'security-officer')
    const hold = await place({ people: [JDOE] }, { kind: 'investigation', custodians: [JDOE] }, security)
    expect(bed.holds.list(security)).toHaveLength(1)
    expect(bed.holds.list(counsel)).toHaveLength(1)
    const others = ['records-officer', 'auditor', 'hr', 'supervisor', 'security-officer', 'privacy-officer']
    for (const role of others) expect(bed.holds.list(person(`other-${role}`, role))).toEqual([])
    expect(bed.holds.notices(person('jdoe'))).toEqual([])
    expect(await bed.holds.release(hold.id, 'why', officer)).toMatchObject({ code: 'route_not_governed' })
    bed.on('2040-01-01')
    const plan = await bed.dispositions.plan(officer)
    if ('code' in plan) throw new Error(plan.message)
    expect(withoutHidden(plan, new Set())).toMatchObject({ due: [], excluded: [], notDue: 1 })
    expect(withoutHidden(plan, new Set([hold.id]))).toMatchObject({ excluded: [{ reason: 'held' }], notDue: 0 })
    expect(await hasContent(ref)).toBe(true)
  })
})
