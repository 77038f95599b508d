import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DESTROYED_OPENLY } from '#src/core/destruction.ts'
import type { ExchangeId } from '#src/core/ids.ts'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { verifyLog } from '#src/records/verify.ts'
import type { Proposal } from '#src/retention/propose.ts'
import { TRANSITORY_LIMBS } from '#src/retention/transitory-row.ts'
import { recordKey, signingKey } from '../../support/record-store.ts'
import {
  AGENCY,
  counsel,
  done,
  officer,
  openRetentionBed,
  person,
  type RetentionBed,
  secondCounsel,
  secondOfficer,
} from '../../support/retention-bed.ts'

const author = person('jdoe', 'staff')
const supervisor = { ...person('sup', 'supervisor'), unit: 'IS' }
const hr = person('hr.one', 'hr')
const LIMBS = Object.fromEntries(TRANSITORY_LIMBS.map((limb) => [limb, true]))
const statement = { limbs: LIMBS, ended_on: '2026-08-31', reason: 'a scratch list' }

let bed: RetentionBed
beforeEach(async () => {
  bed = await openRetentionBed('2026-08-31')
})
afterEach(() => bed.close())

async function verify() {
  await bed.store.checkpoint()
  const log = openLogFolder(bed.folder)
  try {
    const { ok, faults, parts } = verifyLog(log, { verifiers: [parseVerifierKey(signingKey.vkey)], recordKey })
    return { ok, faults: faults.map(({ message }) => message), destroyed: parts.destroyed }
  } finally {
    log.close()
  }
}

const due = async () =>
  done(await bed.dispositions.plan(officer)).due.map(({ rule, exchanges }) => [rule.rule, exchanges])
const entriesOf = (ref: ExchangeId) => bed.store.exchange(ref)
const reclassify = async (ref: ExchangeId, series: string | null, who = officer, replaces = false) =>
  bed.series.reclassify(await entriesOf(ref), { series, replaces, reason: 'by its content' }, who)

/** Proposed by an officer, approved by others, carried out. */
async function dispose(asked: Omit<Proposal, 'reason'>, approvers = [secondOfficer, counsel]) {
  const row = done(await bed.dispositions.propose({ ...asked, reason: 'over' }, officer))
  for (const who of approvers) done(await bed.dispositions.approve(row.id, row.setSha256, who))
  return bed.dispositions.run(row.id, officer)
}

async function addSeries(terms: { retain: string; from: string; action: string; autoDestroy: boolean }) {
  await bed.decide((policy) => {
    const general = policy.retention.series['general-correspondence']!
    policy.retention.series['added'] = { ...general, id: 'added', ...terms } as typeof general
  })
}

describe('a record that belongs to another series', { tags: ['MO-28'] }, () => {
  test('counts from its creation, and the longer of both periods holds', async () => {
    await addSeries({ retain: 'P10Y', from: 'created', action: 'destroy', autoDestroy: true })
    const ref = await bed.record()
    bed.on('2031-08-31')
    done(await reclassify(ref, 'added'))
    bed.on('2032-03-01')
    expect(await due()).toEqual([])
    bed.on('2036-08-31')
    expect(await due()).toEqual([['added@1', 1]])
    done(await dispose({ rule: 'added@1' }))
    expect(await verify()).toEqual({ ok: true, faults: [], destroyed: 4 })
  })

  test('isn’t let go sooner by a shorter series, unless a records officer sets the first one aside', async () => {
    await addSeries({ retain: 'P1Y', from: 'created', action: 'destroy', autoDestroy: true })
    const ref = await bed.record()
    bed.on('2028-01-01')
    done(await reclassify(ref, 'added'))
    expect(await due()).toEqual([])
    expect(await reclassify(ref, 'added', counsel, true)).toMatchObject({ rule: 'shorter' })
    expect(await reclassify(ref, 'added', author)).toMatchObject({ rule: 'may-reclassify' })
    expect(await reclassify(ref, 'no-such')).toMatchObject({ rule: 'series' })
    done(await reclassify(ref, 'added', officer, true))
    expect(await due()).toEqual([['added@1', 1]])
    done(await reclassify(ref, null))
    expect(await due()).toEqual([])
  })

  test('for an archive goes there first: without its receipt nothing is destroyed', async () => {
    await addSeries({ retain: 'P1Y', from: 'created', action: 'transfer', autoDestroy: false })
    const ref = await bed.record({ series: 'added' })
    bed.on('2028-01-01')
    expect(await bed.dispositions.propose({ rule: 'added@1', reason: 'over' }, officer)).toMatchObject({
      rule: 'receipt',
    })
    const receipt = { archive: 'State Archives', reference: 'A-7', on: '2027-12-01' }
    const { id } = done(await dispose({ rule: 'added@1', receipt }))
    expect(bed.ledger.state.get(DESTROYED_OPENLY, id)).toHaveLength(1)
    expect((await entriesOf(ref))[0]!.parts['body']).toBeNull()
    expect(await verify()).toMatchObject({ ok: true })
  })

  test('whose case was closed counts from there, by what belonged to it then', async () => {
    await addSeries({ retain: 'P1Y', from: 'case-closed', action: 'destroy', autoDestroy: true })
    await bed.record({ series: 'added', matter: 'C-1' })
    bed.on('2027-06-01')
    const close = (closedOn: string | null, who = officer, matter = 'C-1') =>
      bed.series.closeCase({ matter, closedOn, reason: 'settled' }, who)
    expect(await close('2027-05-31', author)).toMatchObject({ rule: 'may-close' })
    expect(await close('2027-06-09')).toMatchObject({ rule: 'case-closing' })
    expect(await close('2027-05-31', officer, 'C-2')).toMatchObject({ rule: 'case-closing' })
    expect(done(await close('2027-05-31'))).toMatchObject({ matter: 'C-1', agency: AGENCY })
    // Recorded for it since: not closed with it.
    await bed.record({ series: 'added', matter: 'C-1' })
    bed.on('2028-05-30')
    expect(await due()).toEqual([])
    bed.on('2028-05-31')
    expect(await due()).toEqual([['added@1', 1]])
    done(await close(null))
    expect(await due()).toEqual([])
    done(await close('2027-05-31'))
    done(await dispose({ rule: 'added@1' }))
    expect(await verify()).toMatchObject({ ok: true, faults: [] })
  })
})

describe('a transitory record', { tags: ['MO-07', 'MO-10'] }, () => {
  const state = async (ref: ExchangeId, more: Partial<typeof statement> = {}, isPrivileged = false) =>
    bed.series.transitory.state(
      { entries: await entriesOf(ref), agency: AGENCY, unit: 'IS', isPrivileged },
      { ...statement, ...more },
      author,
    )
  const confirm = (ref: ExchangeId, as: 'supervisor' | 'hr', who = as === 'hr' ? hr : supervisor, agrees = true) =>
    bed.series.transitory.confirm(ref, { as, agrees, reason: 'seen' }, () => entriesOf(ref), who)

  test.each(TRANSITORY_LIMBS)('takes all five limbs: without %s it stays', async (limb) => {
    const ref = await bed.record()
    expect(await state(ref, { limbs: { ...LIMBS, [limb]: false } })).toMatchObject({
      code: 'disposition_refused',
      clause: 'MO-07',
      rule: 'five-limbs',
      message: expect.stringContaining(limb),
    })
  })

  test('counts as one only when the supervisor of its unit and HR have both confirmed it, three people in all', async () => {
    const ref = await bed.record()
    expect(await state(ref, { ended_on: '2026-09-09' })).toMatchObject({ rule: 'not-done' })
    expect(await state(ref, {}, true)).toMatchObject({ rule: 'privileged' })
    expect(done(await state(ref))).toMatchObject({ state: 'asked' })
    expect(await state(ref)).toMatchObject({ rule: 'stated-before' })
    expect(await due()).toEqual([])
    const { transitory } = bed.series
    expect(transitory.list({ ...supervisor, unit: 'OTHER' })).toEqual([])
    expect(transitory.list(person('x', 'staff'))).toEqual([])
    expect([author, supervisor, hr, officer].map((who) => transitory.list(who).length)).toEqual([1, 1, 1, 1])
    expect(await confirm(ref, 'supervisor', { ...author, roles: ['supervisor'], unit: 'IS' })).toMatchObject({
      rule: 'two-people',
    })
    expect(await confirm(ref, 'supervisor', { ...supervisor, unit: 'OTHER' })).toMatchObject({
      code: 'route_not_governed',
    })
    expect(done(await confirm(ref, 'supervisor'))).toMatchObject({ state: 'asked' })
    expect(await due()).toEqual([])
    expect(await confirm(ref, 'hr', { ...supervisor, roles: ['supervisor', 'hr'] })).toMatchObject({
      rule: 'two-people',
    })
    expect(done(await confirm(ref, 'hr'))).toMatchObject({ state: 'confirmed' })
    expect(await confirm(ref, 'hr')).toMatchObject({ rule: 'not-open' })
    expect(await due()).toEqual([['transitory@1', 1]])
    done(await dispose({ rule: 'transitory@1' }))
    expect(await verify()).toEqual({ ok: true, faults: [], destroyed: 4 })
  })

  test('stays what it was when somebody disagrees, and is it again after a reversal', async () => {
    const [ref, second] = [await bed.record(), await bed.record()]
    done(await state(ref))
    expect(done(await confirm(ref, 'hr', hr, false))).toMatchObject({ state: 'rejected' })
    expect(await confirm(ref, 'supervisor')).toMatchObject({ rule: 'not-open' })
    done(await state(second))
    for (const as of ['supervisor', 'hr'] as const) done(await confirm(second, as))
    const reverse = () => bed.series.transitory.reverse(second, 'needed', () => entriesOf(second), author)
    expect(done(await reverse())).toMatchObject({ state: 'reversed' })
    expect(await reverse()).toMatchObject({ rule: 'not-open' })
    expect(await due()).toEqual([])
    expect(await reclassify(second, 'transitory')).toMatchObject({ rule: 'transitory' })
  })

  test('under a hold stays, whatever was confirmed', async () => {
    const ref = await bed.record()
    const order = { matter: 'M', kind: 'litigation', reason: 'r', criteria: { units: ['IS'] } } as const
    done(await bed.holds.place(order, counsel))
    done(await state(ref))
    for (const as of ['supervisor', 'hr'] as const) done(await confirm(ref, as))
    expect(await due()).toEqual([])
  })
})

describe('what nothing lets go by itself', { tags: ['MO-30'] }, () => {
  const rule = 'chief-counsel@1'
  const record = () => bed.record({ series: 'chief-counsel', unit: 'CCO' })

  test('goes by hand only, by counsel and a records officer who didn’t propose it', async () => {
    const ref = await record()
    bed.on('2076-08-31')
    expect(await due()).toEqual([])
    expect(await bed.dispositions.propose({ rule, reason: 'x' }, officer)).toMatchObject({ rule: 'nothing-due' })
    const row = done(await bed.dispositions.propose({ rule, exchanges: [ref], reason: 'moot' }, officer))
    for (const who of [secondOfficer, person('p', 'privacy-officer')])
      done(await bed.dispositions.approve(row.id, row.setSha256, who))
    expect(await bed.dispositions.run(row.id, officer)).toMatchObject({ rule: 'approvals' })
    done(await bed.dispositions.approve(row.id, row.setSha256, counsel))
    expect(await bed.dispositions.run(row.id, officer)).toMatchObject({ status: 'done', byHand: true })
    // It stood behind the wall, and what is left of it still does.
    expect(bed.ledger.state.get(DESTROYED_OPENLY, row.id)).toEqual([])
    expect(await verify()).toEqual({ ok: true, faults: [], destroyed: 4 })
  })

  test('isn’t taken under another rule, when held, open, unknown, or named twice over', async () => {
    const [ref, general, open] = [await record(), await bed.record(), await bed.record({ isOpen: true })]
    const propose = (exchanges: string[], by = rule) =>
      bed.dispositions.propose({ rule: by, exchanges, reason: 'moot' }, officer)
    expect(await propose([general])).toMatchObject({
      rule: 'stays',
      message: expect.stringContaining('general-correspondence@1'),
    })
    expect(await propose([ref], 'general-correspondence@1')).toMatchObject({ rule: 'stays' })
    expect(await propose([open])).toMatchObject({ rule: 'stays' })
    expect(await propose(['nobody'])).toMatchObject({ rule: 'unknown-record' })
    const order = { matter: 'M', kind: 'litigation', reason: 'r', criteria: { units: ['CCO'] } } as const
    const hold = done(await bed.holds.place(order, counsel))
    expect(await propose([ref])).toMatchObject({ rule: 'stays', message: expect.stringContaining('held') })
    for (const who of [counsel, secondCounsel]) done(await bed.holds.release(hold.id, 'over', who))
    expect(done(await propose([ref, ref]))).toMatchObject({ exchanges: 1, entries: 2 })
    expect(await propose([ref])).toMatchObject({ rule: 'stays', message: expect.stringContaining('proposed') })
  })
})

test('a proposal can be withdrawn by who made it or a records officer, and isn’t carried out then', {
  tags: ['MO-10'],
}, async () => {
  await bed.record()
  bed.on('2032-03-01')
  const { dispositions } = bed
  const propose = async () =>
    done(await dispositions.propose({ rule: 'general-correspondence@1', reason: 'over' }, counsel))
  const row = await propose()
  expect(await dispositions.withdraw(row.id, 'wrong', secondCounsel)).toMatchObject({ rule: 'withdraw' })
  expect(done(await dispositions.withdraw(row.id, 'wrong', officer))).toMatchObject({ status: 'withdrawn' })
  expect(await dispositions.run(row.id, officer)).toMatchObject({ rule: 'not-open' })
  expect(await dispositions.approve(row.id, row.setSha256, secondOfficer)).toMatchObject({ rule: 'not-open' })
  expect((await propose()).entries).toBe(2)
})

describe('a verifier flags', { tags: ['MS-24', 'MO-28', 'MO-30'] }, () => {
  /** Writes a disposition of an exchange as nobody should, and deletes its content. */
  async function force(ref: ExchangeId, authority: object, roles: readonly string[]) {
    const entries = await entriesOf(ref)
    const targets = entries.map(({ index }) => ({ first: index, last: index, parts: ['*'] }))
    await bed.ledger.write({
      type: 'disposition',
      agency: AGENCY,
      actor: officer,
      meta: { action: 'disposition' },
      body: {
        action: 'destroy',
        approvals: roles.map((role, at) => ({ at: '', by: `person ${at}`, role })),
        authority,
        cutoff: '2076-08-31',
        targets,
      },
    })
    await bed.store.checkpoint()
    const db = new DatabaseSync(join(bed.folder, 'records.db'), { timeout: 20_000 })
    for (const { index } of entries)
      db.exec(`DELETE FROM part WHERE key >= ${index * 1024} AND key < ${(index + 1) * 1024}`)
    db.close()
  }

  test.each([
    [
      'counsel’s records let go without counsel',
      { rule: 'chief-counsel@1', by_hand: true },
      ['records-officer', 'executive-director'],
      /indefinitely/,
    ],
    [
      'counsel’s records let go as if by themselves',
      { rule: 'chief-counsel@1' },
      ['records-officer', 'attorney'],
      /indefinitely/,
    ],
    [
      'a series that they were never assigned to',
      { rule: 'commission-secretary@1' },
      ['records-officer', 'attorney'],
      /a rule of series/,
    ],
  ])('%s', async (_what, authority, roles, said) => {
    const ref = await bed.record({ series: 'chief-counsel', unit: 'CCO' })
    bed.on('2076-08-31')
    await force(ref, authority, roles)
    const { ok, faults } = await verify()
    expect(ok).toBe(false)
    expect(faults.join('\n')).toMatch(said)
  })

  test('an archive’s records destroyed without its receipt', async () => {
    await addSeries({ retain: 'P1Y', from: 'created', action: 'transfer', autoDestroy: false })
    const ref = await bed.record({ series: 'added' })
    bed.on('2076-08-31')
    await force(ref, { rule: 'added@1' }, ['records-officer', 'attorney'])
    expect((await verify()).faults.join('\n')).toMatch(/without the receipt/)
  })
})
