import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '#src/core/calendar.ts'
import { type AuditReport, replayReport } from '#src/oversight/audits/audit-report.ts'
import type { AuditFinding } from '#src/oversight/audits/audit-row.ts'
import { type ApprovalsBed, startApprovalsBed } from '../support/approvals-bed.ts'
import { ask, chatQuestion, entriesOf, metaOf } from '../support/asking.ts'

let bed: ApprovalsBed
beforeAll(async () => {
  bed = await startApprovalsBed()
})
afterAll(() => bed.close())

const DAY = 86_400_000
/** In the State’s zone, whose day is still yesterday’s when it is past midnight in Greenwich. */
const day = (ahead: number): string =>
  dayOf(bed.clock.now() + ahead * DAY, bed.gateway.app.policy.current().profile.timezone)
const step = (number: string, who: string, kind: string, version: number, more: object = {}) =>
  bed.api('POST', `/audits/${number}/steps`, who, { step: kind, version, reason: `Why ${kind}`, ...more })
const begin = (system: string, who = 'auditor', more: object = {}) =>
  bed.api('POST', '/audits', who, { system, owner: 'anna@its.ms.gov', reason: 'Its year is over', ...more })
const auditOf = (system: string) => bed.gateway.app.policy.current().systems.find(({ id }) => id === system)!.audit!
const taken = async (action: string) =>
  (await entriesOf(bed.gateway)).map(metaOf).filter((meta) => meta['action'] === action)

test('a system is audited from its due day to a conclusion, and the gate reads what the audit came to [MS-55, MO-47]', async () => {
  expect((await bed.api('GET', '/audits', 'staff')).body).toEqual({ due: null, audits: [] })
  const { due } = (await bed.api('GET', '/audits', 'auditor')).body
  const listed = due.find((one: { system: string }) => one.system === 'pine-casework')
  // The catalog’s own day is earlier than twelve months after the approval.
  expect(listed).toMatchObject({ last: null, due: '2027-09-15', every_months: 12, overdue: false, audit: null })
  expect(due.map((one: { due: string }) => one.due)).toEqual(due.map((one: { due: string }) => one.due).toSorted())

  // Nobody audits what they approved of, or answer for; nor whose role it isn’t.
  expect((await begin('pine-casework', 'staff')).status).toBe(403)
  const both = await bed.api('POST', '/audits', 'auditor', {
    system: 'pine-casework',
    owner: 'auditor@its.ms.gov',
    reason: 'r',
  })
  expect([both.status, both.body.title]).toEqual([409, 'Nobody is auditor and system-owner in one matter.'])
  expect((await begin('pine-casework', 'auditor', { owner: 'nobody in particular' })).status).toBe(422)
  expect((await begin('not-there')).status).toBe(422)

  const started = await begin('pine-casework')
  expect([started.status, started.body.state, started.body.version]).toEqual([201, 'open', 1])
  const { number } = started.body
  // The same form again is the same audit; another one is refused while it is under way.
  expect((await begin('pine-casework')).body.number).toBe(number)
  expect((await begin('pine-casework', 'auditor-2')).body.title).toBe('This system is being audited already.')
  expect(await taken('audit-start')).toHaveLength(1)

  // For whom it isn’t, there is none; whoever reads audits changes nothing of it.
  expect((await bed.api('GET', `/audits/${number}`, 'staff')).status).toBe(404)
  expect((await step(number, 'staff', 'scope', 1)).status).toBe(404)
  expect((await step(number, 'cto', 'scope', 1)).status).toBe(403)
  expect((await step(number, 'auditor-2', 'scope', 1)).status).toBe(403)
  expect((await step(number, 'anna', 'scope', 1)).status).toBe(403)

  const early = await step(number, 'auditor', 'close', 1, { conclusion: 'satisfactory' })
  expect([early.status, early.body.title]).toEqual([409, 'It can’t be closed before it says what was looked at.'])
  const scoped = await step(number, 'auditor', 'scope', 1)
  expect(scoped.body.scope).toMatchObject({ probes: { runs: 0 }, drift: 0, stops: 0, isWhole: true })
  const late = { severity: 'critical', due: day(400) }
  expect((await step(number, 'auditor', 'find', 2, late)).status).toBe(422)
  expect((await step(number, 'auditor', 'find', 2, { severity: 'unheard-of' })).status).toBe(422)
  expect((await step(number, 'auditor', 'find', 2, { severity: 'major', reason: ' ' })).status).toBe(422)
  const words = 'Twenty answers were used without a second look'
  const found = await step(number, 'auditor', 'find', 2, { severity: 'major', due: day(30), reason: words })
  expect(found.body.findings).toMatchObject([{ id: 'F1', owner: 'anna@its.ms.gov', due: day(30), state: 'open' }])
  // The form that was sent twice does nothing; one of an older version is told what happened since.
  const again = await step(number, 'auditor', 'find', 2, { severity: 'major', due: day(30), reason: words })
  expect([again.status, again.body.version]).toEqual([201, 3])
  const stale = await step(number, 'auditor', 'find', 2, { severity: 'minor', reason: 'Another' })
  expect([stale.status, stale.body.detail]).toEqual([409, expect.stringContaining('find F1')])
  expect(await taken('audit-find')).toHaveLength(1)

  // Its owner answers, and nobody for them; the auditor gives it back, then takes it.
  expect((await step(number, 'auditor', 'respond', 3, { finding: 'F1' })).status).toBe(403)
  expect((await step(number, 'anna', 'respond', 3, { finding: 'F1' })).status).toBe(201)
  expect((await step(number, 'anna', 'accept', 4, { finding: 'F1' })).status).toBe(403)
  expect((await step(number, 'auditor', 'return', 4, { finding: 'F1' })).status).toBe(201)
  expect((await step(number, 'auditor', 'accept', 5, { finding: 'F1' })).status).toBe(409)
  expect((await step(number, 'anna', 'respond', 5, { finding: 'F1', reason: 'Everybody was told' })).status).toBe(201)
  expect((await step(number, 'auditor', 'accept', 6, { finding: 'F1' })).status).toBe(201)
  const closed = await step(number, 'auditor', 'close', 7, { conclusion: 'satisfactory' })
  expect(closed.body).toMatchObject({ state: 'closed', conclusion: 'satisfactory', next: { in_force: true } })
  // The list, the catalog and the check that refuses calls have it from there.
  const next = closed.body.next.due
  expect(auditOf('pine-casework')).toMatchObject({ due: next, findings: expect.stringContaining(number) })
  const after = (await bed.api('GET', '/audits', 'auditor')).body
  expect(after.due.find((one: { system: string }) => one.system === 'pine-casework')).toMatchObject({
    due: next,
    audit: null,
  })
  expect((await step(number, 'auditor', 'find', 8, { severity: 'minor' })).status).toBe(409)

  // What was written is content: no meta has it. Each step has who, when and why; the report comes to the same audit.
  const entries = (await entriesOf(bed.gateway)).map(metaOf)
  expect(JSON.stringify(entries)).not.toContain('second look')
  const report = (await bed.api('GET', `/audits/${number}/report`, 'cto')).body as AuditReport
  expect(report.steps.map(({ reason }) => reason)).toContain(words)
  for (const { step: one, reason } of report.steps)
    expect([one.by.key !== '', Date.parse(one.at) > 0, reason !== '']).toEqual([true, true, true])
  expect(replayReport(report)).toEqual(report.audit)
  expect((await taken('export-audit'))[0]).toMatchObject({ audit: number })
  await bed.restart()
  expect((await bed.api('GET', `/audits/${number}`, 'auditor')).body).toMatchObject({ state: 'closed', version: 8 })
  expect(auditOf('pine-casework').due).toBe(next)
})

test('the answers of a system that its auditor looks at are drawn from its records, and the look is one too [MS-55, MO-13]', async () => {
  expect(await bed.use('staff', 'internal')).toEqual([200, null])
  bed.clock.ahead = 2 * DAY
  try {
    const { number, period } = (await begin('sandbox')).body
    expect(period).toMatchObject({ from: '2026-11-03', to: day(-1) })
    let version = 1
    // The index follows the log.
    const gather = async () => (await step(number, 'auditor', 'scope', version++)).body.scope
    await expect.poll(gather, { timeout: 30_000 }).toMatchObject({ answers: 1, isWhole: true })
    const { drawn } = (await gather()) as { drawn: string[] }
    expect(drawn).toHaveLength(1)
    expect((await bed.api('GET', `/records/${drawn[0]}`, 'auditor')).body).toMatchObject({ exchange: drawn[0] })
    const looks = (await taken('gather-audit')).filter(({ audit }) => audit === number)
    expect(looks).toHaveLength(version - 1)
    expect((await step(number, 'auditor', 'abandon', version)).body).toMatchObject({ state: 'abandoned', next: null })
  } finally {
    bed.clock.ahead = 0
  }
})

test('an audit that isn’t carried out closes its system, and one that is closed opens it again [MS-55]', async () => {
  const { due } = (await bed.api('GET', '/audits', 'auditor')).body
  const listed = due.find((one: { system: string }) => one.system === 'sandbox')
  // The demo’s own day is far away; the cadence isn’t.
  expect(listed.due < '2035-12-31').toBe(true)
  const audit = async (): Promise<string> => {
    const number = (await begin('sandbox')).body.number as string
    await step(number, 'auditor', 'scope', 1)
    return (await step(number, 'auditor', 'close', 2, { conclusion: 'satisfactory' })).body.next.due
  }
  const use = async () => {
    const token = await bed.token('staff', { training: { 'ai-foundations': day(-5), 'data-classification': day(-5) } })
    await bed.gateway.acknowledge(token)
    const body = { ...chatQuestion('When is the office open?', false), model: 'general-drafting' }
    const answer = await ask(bed.gateway, token, { body, headers: { 'ai-purpose': 'summarise' } }).whole()
    return [answer.status, (JSON.parse(answer.text) as { error?: object }).error ?? null]
  }
  try {
    const next = await audit()
    expect(await use()).toEqual([200, null])
    // Grace is the policy’s; after it calls are refused, and by nothing else.
    bed.clock.ahead = Date.parse(next) - Date.now() + 40 * DAY
    const now = (await bed.api('GET', '/audits', 'auditor')).body.due
    expect(now.find((one: { system: string }) => one.system === 'sandbox')).toMatchObject({ due: next, overdue: true })
    expect(await use()).toEqual([403, expect.objectContaining({ code: 'approval_expired', clause: 'MS-55' })])
    expect((await audit()) > day(0)).toBe(true)
    expect(await use()).toEqual([200, null])
  } finally {
    bed.clock.ahead = 0
  }
})

test('findings that are overdue stand in the way of a renewal until the auditor accepts what was done [MS-55, MS-49]', async () => {
  const number = (await begin('open-research', 'auditor-3')).body.number as string
  await step(number, 'auditor-3', 'scope', 1)
  await step(number, 'auditor-3', 'find', 2, { severity: 'critical', due: day(2) })
  expect((await step(number, 'auditor-3', 'close', 3, { conclusion: 'with-findings' })).status).toBe(409)
  expect((await step(number, 'auditor-3', 'close', 3, { conclusion: 'unsatisfactory' })).status).toBe(201)
  const asked = { kind: 'renewal', system: 'open-research', purpose: null, data_class: null, until: '2027-06-30' }
  const renewal = await bed.send(
    'staff',
    Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null)),
  )
  const problems = async () =>
    (await bed.api('POST', `/access-requests/${renewal}/previews`, 'supervisor', {})).body.problems
  expect(await problems()).toEqual([])
  bed.clock.ahead = 4 * DAY
  try {
    expect((await problems()).join()).toContain(`finding F1 of audit ${number}`)
    expect((await bed.approve(renewal, 'supervisor')).status).toBe(409)
    expect((await step(number, 'anna', 'respond', 4, { finding: 'F1' })).status).toBe(201)
    expect((await problems()).join()).toContain('finding F1')
    const accepted = await step(number, 'auditor-3', 'accept', 5, { finding: 'F1' })
    expect(accepted.body.findings.map(({ state }: AuditFinding) => state)).toEqual(['accepted'])
    expect(await problems()).toEqual([])
    expect((await bed.approve(renewal, 'supervisor')).status).toBe(201)
  } finally {
    bed.clock.ahead = 0
  }
})

test('nobody who approved of a system here audits it, and who does can hand it over only to somebody else [MS-55, MS-52]', async () => {
  // The duty that signed in the files counts as much as a signature here.
  const signed = await bed.api(
    'POST',
    '/audits',
    'auditor',
    { system: 'magnolia-drafting', owner: 'anna@its.ms.gov', reason: 'r' },
    {
      authorization: `Bearer ${await bed.token('auditor', { roles: ['staff', 'auditor', 'cto'] })}`,
    },
  )
  expect([signed.status, signed.body.title]).toEqual([409, 'Nobody is auditor and system-approver in one matter.'])
  const number = (await begin('magnolia-drafting')).body.number as string
  expect((await step(number, 'auditor', 'hand-over', 1, { to: 'Anna@its.ms.gov' })).status).toBe(409)
  // A colleague takes it over; whoever had it has it no more.
  expect((await step(number, 'auditor-2', 'hand-over', 1, { to: 'auditor-2@its.ms.gov' })).status).toBe(201)
  expect((await step(number, 'auditor', 'scope', 2)).status).toBe(403)
  await step(number, 'auditor-2', 'scope', 2)
  // It is the State’s system: its day is the State’s, and the agency’s audit says so.
  const closed = await step(number, 'auditor-2', 'close', 3, { conclusion: 'satisfactory' })
  expect(closed.body.next.in_force).toBe(false)
  expect(auditOf('magnolia-drafting')).toMatchObject({ last: null, due: '2027-09-15' })
})
