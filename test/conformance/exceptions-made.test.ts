import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiAnswer, type ApprovalsBed, startApprovalsBed } from '#test/support/approvals-bed.ts'

const EXCEPTIONS = `version: 1
maxDays: 90
routineThresholdPerMonth: 3
deputies:
  - { person: { issuer: demo, subject: staff-deputy }, namedBy: executive director, from: 2026-01-01T00:00:00Z, until: 2035-01-01T00:00:00Z, clauses: [MS-15] }
  - { person: { issuer: demo, subject: staff-former }, namedBy: executive director, from: 2025-01-01T00:00:00Z, until: 2025-06-01T00:00:00Z, clauses: [MS-15] }
exceptions: []
clauses: [MS-15]
`
const DAY_MS = 86_400_000
const REFUSED = [403, 'data_class_not_permitted']

let bed: ApprovalsBed

beforeAll(async () => {
  bed = await startApprovalsBed({ exceptions: EXCEPTIONS })
})
afterAll(() => bed.close())

const inDays = (days: number): string => new Date(bed.clock.now() + days * DAY_MS).toISOString()

function order(subject: string, changes: object = {}): object {
  return {
    rule: 'data-class',
    people: [{ issuer: 'demo', subject }],
    systems: ['sandbox'],
    purposes: ['summarise'],
    max_class: 'confidential',
    reason: 'Storm response, and the approved system is down',
    until: inDays(10),
    reference: crypto.randomUUID(),
    ...changes,
  }
}

/** Looks at the preview, and decides so. */
async function make(who: string, asked: object): Promise<ApiAnswer> {
  const { body } = await bed.api('POST', '/exceptions/previews', who, asked)
  const digest = body.digest ?? '0'.repeat(64)
  return bed.api('POST', '/exceptions', who, { ...asked, digest })
}

test('the executive director’s exception lets named people through until its end, and nobody else makes one (MS-15)', {
  tags: ['MS-15', 'MO-24'],
}, async () => {
  const asked = order('staff')
  for (const who of ['cto', 'staff', 'staff-former', 'auditor'])
    expect((await make(who, asked)).body, who).toMatchObject({ code: 'audience_not_granted', clause: 'MS-15' })
  expect(await bed.use('staff', 'confidential')).toEqual(REFUSED)
  const made = await make('director', asked)
  expect(made.status).toBe(201)
  expect(await bed.use('staff', 'confidential')).toEqual([200, null])
  expect(await bed.use('staff-2', 'confidential')).toEqual(REFUSED)
  expect(await bed.use('staff', 'confidential', { purpose: 'research' })).toEqual(REFUSED)
  // The same form again.
  const policy = bed.gateway.app.policy.current().digest
  expect((await make('director', asked)).body).toEqual(made.body)
  expect(bed.gateway.app.policy.current().digest).toBe(policy)
  await bed.restart()
  expect(await bed.use('staff', 'confidential')).toEqual([200, null])
  bed.clock.ahead = 11 * DAY_MS
  expect(await bed.use('staff', 'confidential')).toEqual(REFUSED)
  bed.clock.ahead = 0
  const { body } = await bed.api('GET', '/exceptions', 'auditor')
  expect(body.exceptions).toMatchObject([{ id: made.body.id, in_force: true, decided: { seat: 'executive-director' } }])
  // Why stands in the log, where it is sealed; not in the policy, which many read.
  expect(JSON.stringify(body)).not.toContain('Storm response')
  expect((await bed.api('GET', '/exceptions', 'staff')).status).toBe(403)
  await bed.api('POST', `/exceptions/${made.body.id}/ends`, 'director', { reason: 'It is over' })
  expect(await bed.use('staff', 'confidential')).toEqual(REFUSED)
})

test('an exception is narrow, dated and nobody’s own; what isn’t, isn’t made (MS-15)', {
  tags: ['MS-15'],
}, async () => {
  const size = await bed.gateway.app.store.size()
  const wrong: [string, object][] = [
    ['until is later', order('staff', { until: inDays(200) })],
    ['before it began', order('staff', { until: inDays(-1) })],
    ['themselves', order('director')],
    ['wildcards', order('*')],
    ['publicly hosted', order('staff', { systems: ['open-research'], purposes: ['research'] })],
    ['the State’s', order('staff', { systems: ['magnolia-drafting'] })],
    ['nothing', order('staff', { systems: ['nothing'] })],
  ]
  for (const [what, asked] of wrong) {
    const { body } = await bed.api('POST', '/exceptions/previews', 'director', asked)
    expect(body.problems, what).not.toEqual([])
    expect((await make('director', asked)).body, what).toMatchObject({ code: 'conflict', detail: expect.any(String) })
  }
  const { until: _until, ...endless } = order('staff') as { until: string }
  expect((await make('director', endless)).status).toBe(400)
  expect((await make('director', order('staff', { rule: 'prohibited' }))).status).toBe(400)
  expect(await bed.gateway.app.store.size()).toBe(size)
})

test('a deputy’s exception lapses after 72 hours unless the director confirms it; too many in a month are told (MS-15)', {
  tags: ['MS-15'],
}, async () => {
  const lapsing = await make('staff-deputy', order('staff-3'))
  const confirmed = await make('staff-deputy', order('staff-4'))
  expect([lapsing.status, confirmed.status]).toEqual([201, 201])
  expect(await bed.use('staff-3', 'confidential')).toEqual([200, null])
  const confirm = (who: string) =>
    bed.api('POST', `/exceptions/${confirmed.body.id}/confirmations`, who, { reason: 'As I would have' })
  expect((await confirm('staff-deputy')).status).toBe(403)
  expect((await confirm('director')).status).toBe(201)
  bed.clock.ahead = 3 * DAY_MS + 60_000
  expect(await bed.use('staff-3', 'confidential')).toEqual(REFUSED)
  expect(await bed.use('staff-4', 'confidential')).toEqual([200, null])
  bed.clock.ahead = 0
  expect((await bed.api('GET', '/exceptions', 'director')).body).toMatchObject({
    // One that was ended counts as well.
    by_month: [{ count: 3, routine: false }],
    threshold_per_month: 3,
  })
  await make('director', order('staff-5'))
  expect((await bed.api('GET', '/exceptions', 'director')).body.by_month).toMatchObject([{ count: 4, routine: true }])
  // A renewal is a decision of its own.
  const first = order('staff-6', { reference: 'ED-2026-7' })
  await make('director', first)
  const again = await make('director', { ...first, until: inDays(20) })
  expect(again.body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('renews') })
})
