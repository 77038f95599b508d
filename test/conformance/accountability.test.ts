import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountability } from '#src/cli/doctor/accountability.ts'
import type { Config } from '#src/config.ts'
import { KNOWN_PERSON, type KnownPerson } from '#src/core/known-person.ts'
import { type ApprovalsBed, startApprovalsBed } from '#test/support/approvals-bed.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

let bed: ApprovalsBed

beforeAll(async () => {
  bed = await startApprovalsBed()
})
afterAll(() => bed.close())

/** They accept the notice, and are known from then on. */
async function seen(...people: readonly string[]): Promise<void> {
  for (const who of people) await bed.gateway.acknowledge(await bed.token(who))
}
async function leaves(who: string): Promise<void> {
  const order = { issuer: bed.issuer.issuer, subject: who, cause: 'separated', reason: 'Left the agency' }
  expect((await bed.api('POST', '/revocations', 'security', order)).status).toBe(201)
}
type Listed = { systems: { system: string; orphan: boolean }[] | null; units: { unit: string; standing: string }[] }
const list = async (who: string) => (await bed.api('GET', '/accountability', who)).body as Listed

test('once whoever owned it has left, a system is an orphan: its use goes on, and nothing new is approved until somebody else is there', {
  tags: ['MS-52'],
  timeout: 60_000,
}, async () => {
  await seen('cto', 'auditor')
  const number = await bed.send('staff', { data_class: 'internal' })
  expect((await bed.approve(number, 'supervisor')).status).toBe(201)
  expect(await bed.use('staff', 'public')).toEqual([200, null])
  expect((await list('auditor')).systems!.filter(({ orphan }) => orphan)).toEqual([])
  await leaves('cto')
  const { systems } = await list('auditor')
  expect(systems!.find(({ system }) => system === 'sandbox')).toMatchObject({ orphan: true })
  // The doctor asks the gateway that runs on this data folder.
  const config = { data: bed.gateway.folder } as Config
  const told = await accountability.run({ config, policy: loadDemoPolicy(), env: {} })
  expect(told).toContainEqual({ state: 'warn', detail: expect.stringContaining('system sandbox is an orphan') })
  expect(await bed.use('staff', 'public')).toEqual([200, null])
  const refused = await bed.approve(number, 'security')
  expect(refused.status).toBe(409)
  const { body } = await bed.api('POST', `/access-requests/${number}/previews`, 'security', {})
  expect(body).toMatchObject({ code: 'conflict', clause: 'MS-52' })
  expect(body.next).toContain('oversight.yaml')
  // Saying no is always possible.
  expect((await bed.decide(number, 'security', 'return')).status).toBe(201)
  await seen('cto-2')
  const again = await bed.send('staff', { data_class: 'internal' })
  expect((await bed.approve(again, 'supervisor')).status).toBe(201)
})

test('a unit whose leader has left gets no new approvals until another one leads it; others go on', {
  tags: ['MO-03'],
  timeout: 60_000,
}, async () => {
  await seen('leader')
  const number = await bed.send('staff-2', { data_class: 'internal' })
  await leaves('leader')
  const unit = async () => (await list('auditor')).units.find((one) => one.unit === 'ITS-APPDEV')
  expect(await unit()).toMatchObject({ standing: 'gone' })
  const { body } = await bed.api('POST', `/access-requests/${number}/previews`, 'supervisor', {})
  expect(body).toMatchObject({ code: 'conflict', clause: 'MO-03' })
  await seen('leader-2')
  expect(await unit()).toMatchObject({ standing: 'held' })
  expect((await bed.approve(number, 'supervisor')).status).toBe(201)
})

test('a leader sees their own unit’s scorecard, overseers all of them, others none; it is recorded, and counts what the log has', {
  tags: ['MO-03', 'MO-04'],
  timeout: 60_000,
}, async () => {
  const crew = Array.from({ length: 12 }, (_, at) => `staff-${at + 10}`)
  await seen('leader-2', ...crew)
  const scorecard = async (who: string, query = '') => bed.api('GET', `/reports/scorecard${query}`, who)
  const own = await scorecard('leader-2')
  expect(own.status).toBe(200)
  const people = (await Array.fromAsync(bed.gateway.app.store.state(KNOWN_PERSON)))
    .map(({ value }) => value as KnownPerson)
    .filter(({ unit }) => unit === 'ITS-APPDEV')
  // The leader who has left counts no more. Nobody’s courses are on the gateway’s own record.
  expect(own.body.units).toEqual([
    {
      unit: 'ITS-APPDEV',
      training: { total: people.length - 1, part: 0 },
      reviews: { total: 0, part: 0 },
      decisions: { total: 0, part: 0 },
      incidents: { total: 0, part: 0 },
    },
  ])
  expect((await scorecard('auditor')).body.units).toContainEqual(own.body.units[0])
  // So few that a number would speak of them.
  expect((await scorecard('auditor')).body.units).toContainEqual(
    expect.objectContaining({ unit: 'ITS-AUDIT', training: { total: null, part: null } }),
  )
  expect((await scorecard('staff')).status).toBe(403)
  expect((await bed.api('GET', '/accountability', 'staff')).status).toBe(403)
  const now = new Date(bed.clock.now()).toISOString().slice(0, 7)
  expect((await scorecard('auditor', `?month=${now}`)).status).toBe(400)
})
