import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { type VerifyResult, verifyLog } from '#src/records/verify.ts'
import { recordKey, signingKey } from '../../support/record-store.ts'
import {
  approved,
  counsel,
  officer,
  openRetentionBed,
  person,
  type RetentionBed,
  secondCounsel,
  secondOfficer,
} from '../../support/retention-bed.ts'

const RULE = 'general-correspondence@1'
const asked = { rule: RULE, reason: 'period over' }
let bed: RetentionBed
beforeEach(async () => {
  bed = await openRetentionBed('2026-08-31')
})
afterEach(() => bed.close())

async function verify(): Promise<VerifyResult> {
  await bed.store.checkpoint()
  const log = openLogFolder(bed.folder)
  try {
    return verifyLog(log, { verifiers: [parseVerifierKey(signingKey.vkey)], recordKey })
  } finally {
    log.close()
  }
}

async function plan() {
  const found = await bed.dispositions.plan(officer)
  if ('code' in found) throw new Error(found.message)
  const due = found.due.map(({ rule, exchanges, members }) => [rule.rule, exchanges, members.length])
  return { due, excluded: found.excluded.map(({ reason, exchanges }) => [reason, exchanges]), notDue: found.notDue }
}

const contentOf = async (ref: string) =>
  (await bed.store.exchange(ref as never)).flatMap(({ parts }) => Object.values(parts).map((part) => part !== null))

describe('what is due', { tags: ['MO-27', 'MO-29', 'MO-30', 'MO-10'] }, () => {
  test('is what its own series lets go, by the unit at its creation; what is due and stays is listed with the reason', async () => {
    await bed.record()
    await bed.record({ series: 'commission-secretary', unit: 'CSEC' })
    await bed.record({ series: 'chief-counsel', unit: 'CCO' })
    await bed.record({ isOpen: true })
    bed.on('2032-02-28')
    expect(await plan()).toMatchObject({ due: [], excluded: [] })
    bed.on('2032-02-29')
    expect(await plan()).toEqual({ due: [[RULE, 1, 2]], excluded: [['open', 1]], notDue: 2 })
    bed.on('2032-08-31')
    expect((await plan()).due).toEqual([
      [RULE, 1, 2],
      ['commission-secretary@1', 1, 2],
    ])
    bed.on('2082-08-31')
    expect(await plan()).toMatchObject({ notDue: 1 })
  })

  test('is nothing of a series that a records officer has still to decide', async () => {
    await bed.record()
    await bed.decide((policy) => {
      policy.retention.series['general-correspondence']!.undecided = 'whether it is correspondence'
    })
    bed.on('2040-01-01')
    expect(await plan()).toMatchObject({ due: [], excluded: [['undecided', 1]] })
    expect(await bed.dispositions.propose(asked, officer)).toMatchObject({ rule: 'nothing-due' })
  })

  test('isn’t brought nearer by a shorter rule, and is put off by a longer one', async () => {
    await bed.record()
    bed.on('2027-01-01')
    const retain = (period: string) =>
      bed.decide((policy) => {
        policy.retention.series['general-correspondence']!.retain = period
      })
    await retain('P1Y')
    // Made as the rule changes: under both.
    await bed.record()
    bed.on('2027-01-02')
    await bed.record()
    bed.on('2028-06-01')
    expect((await plan()).due).toEqual([['general-correspondence@2', 1, 2]])
    bed.on('2032-02-29')
    expect((await plan()).due).toEqual([
      [RULE, 1, 2],
      ['general-correspondence@2', 1, 2],
    ])
    bed.on('2032-07-01')
    expect((await plan()).due).toContainEqual([RULE, 2, 4])
    await retain('P10Y')
    expect(await plan()).toEqual({ due: [], excluded: [], notDue: 3 })
    bed.on('2036-08-31')
    expect((await plan()).due).toEqual([['general-correspondence@3', 1, 2]])
  })
})

describe('a disposition', { tags: ['MO-10', 'MO-39', 'MS-24'] }, () => {
  test('takes two who didn’t propose it, one of them a records officer, who approve exactly the frozen set', async () => {
    await bed.record()
    bed.on('2032-03-01')
    const { dispositions } = bed
    expect(await dispositions.propose({ ...asked, rule: 'general-correspondence@7' }, officer)).toMatchObject({
      rule: 'unknown-rule',
    })
    expect(await dispositions.propose(asked, person('a', 'auditor'))).toMatchObject({ code: 'audience_not_granted' })
    const row = await dispositions.propose(asked, officer)
    if ('code' in row) throw new Error(row.message)
    expect(await dispositions.run(row.id, officer)).toMatchObject({ rule: 'approvals' })
    const approve = (who: typeof officer, digest = row.setSha256) => dispositions.approve(row.id, digest, who)
    expect(await approve(officer)).toMatchObject({ rule: 'two-people' })
    expect(await approve(person('jdoe', 'supervisor'))).toMatchObject({ code: 'audience_not_granted' })
    expect(await approve(person('jdoe', 'auditor'))).toMatchObject({ rule: 'approver' })
    expect(await approve(counsel, '0'.repeat(64))).toMatchObject({ rule: 'wrong-digest' })
    expect(await approve({ ...counsel, agency: 'OTHER' })).toMatchObject({ code: 'route_not_governed' })
    for (const again of [counsel, counsel, secondCounsel]) await approve(again)
    expect(await dispositions.run(row.id, officer)).toMatchObject({ rule: 'approvals' })
    expect(await verify()).toMatchObject({ ok: true, parts: { destroyed: 0 } })
    await approve(secondOfficer)
    expect(await dispositions.run(row.id, officer)).toMatchObject({ status: 'done', entries: 2 })
  })

  test('destroys every part of what is due and of nothing else; a verifier finds it destroyed with authority', async () => {
    const due = await bed.record()
    bed.on('2026-09-01')
    const later = await bed.record()
    bed.on('2032-02-29')
    const id = await approved(bed)
    expect(await plan()).toMatchObject({ due: [], excluded: [['proposed', 1]] })
    expect(await bed.dispositions.run(id, officer)).toMatchObject({ status: 'done', kept: [] })
    expect(await contentOf(due)).toEqual([false, false, false, false])
    expect(await contentOf(later)).toEqual([true, true, true, true])
    const { ok, parts, faults, pending } = await verify()
    expect({ ok, faults, pending }).toEqual({ ok: true, faults: [], pending: [] })
    expect(parts).toMatchObject({ destroyed: 4, missing: 0 })
    expect(await plan()).toMatchObject({ due: [], excluded: [['destroyed', 1]] })
    const size = await bed.store.size()
    expect(await bed.dispositions.run(id, officer)).toMatchObject({ status: 'done' })
    expect(await bed.store.size()).toBe(size)
  })

  test('isn’t carried out when a longer rule came after its approval', async () => {
    const ref = await bed.record()
    bed.on('2032-02-29')
    const id = await approved(bed)
    await bed.decide((policy) => {
      policy.retention.series['general-correspondence']!.retain = 'P10Y'
    })
    expect(await bed.dispositions.run(id, officer)).toMatchObject({ code: 'disposition_refused', rule: 'premature' })
    expect(await contentOf(ref)).not.toContain(false)
  })

  test('isn’t carried out when its set was changed behind the gateway', async () => {
    await bed.record()
    const later = await bed.record({ series: 'chief-counsel' })
    bed.on('2032-02-29')
    const id = await approved(bed)
    const row = bed.ledger.state.get('disposition', id) as { targets: readonly (readonly [number, number])[] }
    const more = { ...row, targets: [[row.targets[0]![0], row.targets[0]![1] + 2]] }
    bed.ledger.state.apply([{ kind: 'disposition', key: id, value: more }], Number.MAX_SAFE_INTEGER)
    expect(await bed.dispositions.run(id, officer)).toMatchObject({ rule: 'wrong-digest' })
    expect(await contentOf(later)).not.toContain(false)
  })
})

describe('a disposition that is cut off', { tags: ['MO-10', 'MO-39'] }, () => {
  /** The steps that the store is asked for, and the moment before or after one of them at which the process ends. */
  const CUTS = ['append', 'destroy', 'purgeSearch'].flatMap((method) =>
    [1, 2].flatMap((call) => (['before', 'after'] as const).map((when) => ({ method, call, when }))),
  )

  function cutting({ method, call, when }: (typeof CUTS)[number], arm: { on: boolean }) {
    let calls = 0
    return (store: GatewayStore): GatewayStore =>
      new Proxy(store, {
        get(target, name) {
          const own = Reflect.get(target, name) as unknown
          if (name !== method || !arm.on) return own
          return async (...given: unknown[]) => {
            const isCut = ++calls === call
            if (isCut && when === 'before') throw new Error('cut')
            const result = await (own as (...all: unknown[]) => Promise<unknown>).apply(target, given)
            if (isCut) throw new Error('cut')
            return result
          }
        },
      })
  }

  test.each(CUTS)('$when $method $call comes to the same end', async (cut) => {
    // Three transactions' worth would take long: the second chunk begins behind 200 entries.
    const refs = await Promise.all(Array.from({ length: 101 }, () => bed.record()))
    bed.on('2032-02-29')
    const id = await approved(bed)
    const arm = { on: false }
    await bed.restart(cutting(cut, arm))
    arm.on = true
    await expect(bed.dispositions.run(id, officer)).rejects.toThrow('cut')
    await bed.restart()
    await bed.dispositions.resume()
    const again = await bed.dispositions.run(id, officer)
    expect(again).toMatchObject({ status: 'done', kept: [] })
    for (const ref of refs) expect(await contentOf(ref)).toEqual([false, false, false, false])
    const entries = await Promise.all(Array.from({ length: await bed.store.size() }, (_, at) => bed.store.entry(at)))
    const written = entries.filter((entry) => entry!.type.startsWith('disposition')).map((entry) => entry!.type)
    expect(written).toEqual(['disposition', 'disposition_done'])
    const { ok, faults, pending, parts } = await verify()
    expect({ ok, faults, pending }).toEqual({ ok: true, faults: [], pending: [] })
    expect(parts.destroyed).toBe(404)
    const found = await bed.store.searchEverywhere({ query: 'words', limit: 5 })
    expect(found.hits).toEqual([])
  })
})
