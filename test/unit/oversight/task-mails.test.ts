import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { incidentMails } from '#src/composition/incident-mails.ts'
import { BLOCKED, blockKey } from '#src/core/block.ts'
import { KNOWN_PERSON } from '#src/core/known-person.ts'
import { NOTICE, TASK_MAIL, type TaskNotice } from '#src/core/notice.ts'
import type { Principal } from '#src/core/principal.ts'
import { INCIDENT_CASE } from '#src/incidents/incident-row.ts'
import { termsOf } from '#src/incidents/terms.ts'
import type { NoticeOfTask } from '#src/notifications/connector.ts'
import { createOutbox } from '#src/notifications/outbox.ts'
import { mailOf } from '#src/notifications/smtp.ts'
import { leaderlessTasks } from '#src/oversight/accountability/leaderless-tasks.ts'
import type { AuditFacts } from '#src/oversight/audits/audit-facts.ts'
import { AUDIT_COURSE, type AuditRow, SYSTEM_AUDIT } from '#src/oversight/audits/audit-row.ts'
import { type AuditAsked, createAudits } from '#src/oversight/audits/audits.ts'
import { DECISION_RECORD } from '#src/oversight/decisions/decision-row.ts'
import { createDecisions } from '#src/oversight/decisions/decisions.ts'
import { openingOf } from '#src/oversight/decisions/open-decision.ts'
import { takeStep } from '#src/oversight/decisions/take-step.ts'
import { createReminders } from '#src/oversight/tasks/reminders.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { createLedger } from '#src/records/ledger.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { loadDemoPolicy } from '../../support/policies.ts'
import { dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'

const DAY = 86_400_000
const start = Date.parse('2026-11-23T15:00:00Z')
const policy = loadDemoPolicy()
const person = (subject: string, roles: readonly string[] = []): Principal =>
  ({
    ...{ issuer: 'i', subject, key: `i|${subject}`, agency: 'MS-ITS', unit: 'ITS-HR', roles, client: 'c' },
    ...{ email: `${subject}@its.ms.gov`, subjectType: 'employee', actors: [] },
  }) as unknown as Principal
const anna = person('anna')
const bert = person('bert')
const otto = person('otto', ['auditor'])
const olga = person('olga', ['auditor'])
const FACTS: AuditFacts = {
  ...{ policy: 'p', answers: 0, drawn: [], isWhole: true, drift: 0, stops: 0 },
  probes: { runs: 0, alarms: 0 },
  incidents: { total: 0, open: 0, high: 0 },
  exceptions: { total: 0, inForce: 0 },
  decisions: { total: 0, open: 0, overdue: 0 },
}

let folder: string
let store: GatewayStore
let now = start
const clock = { now: () => now }
const sent: NoticeOfTask[] = []
beforeEach(async () => {
  now = start
  sent.length = 0
  folder = makeFolder()
  store = await openStore(folder, { clock })
  const { ledger } = await gateway()
  const known = [anna, otto].map(({ key, email, agency, unit }) => ({
    kind: KNOWN_PERSON,
    key,
    value: { agency, unit, email },
  }))
  await ledger.write({ type: 'admin', agency: 'MS-ITS', actor: null, meta: { action: 'test' }, state: known })
})
afterEach(async () => {
  await store.close()
  dropFolder(folder)
})

/** A gateway of the log as it is now, with a mail server that takes everything. */
async function gateway(inForce = policy) {
  const tasks = [SYSTEM_AUDIT, AUDIT_COURSE, DECISION_RECORD, INCIDENT_CASE]
  const kinds = [...tasks, TASK_MAIL, KNOWN_PERSON, NOTICE, BLOCKED]
  const ledger = createLedger(store, await loadStateCache(store, kinds), ids, () => ({ version: '1', series: 's' }))
  const parts = { store, ledger, clock, ids, policy: () => inForce, mailBy: () => ['mail'] }
  const audits = createAudits({ ...parts, approversOf: () => [], amendment: () => null, reload: async () => {} })
  const outbox = createOutbox({
    ...parts,
    connectorOf: () => ({ send: async (notice) => void sent.push(notice as NoticeOfTask) }),
    noticeOf: (row) => ({ ...(row as TaskNotice), link: `https://ai.its.ms.gov/${(row as TaskNotice).task}` }),
    log: { warn: (details) => expect.fail(JSON.stringify(details)) },
  })
  return { ledger, audits, outbox, ...createReminders(parts), decisions: createDecisions(parts) }
}
type Gateway = Awaited<ReturnType<typeof gateway>>

const told = () => sent.map(({ to, task, event }) => [to, task, event])
async function remindAndSend(one: Gateway): Promise<void> {
  await one.remind()
  await one.outbox.flush()
}

async function begun({ audits }: Gateway, asked = { system: 'pine-casework', owner: anna.key, reason: 'Its year' }) {
  const row = await audits.start(otto, asked)
  if ('code' in row) throw new Error(row.message)
  return row
}
async function act({ audits }: Gateway, row: AuditRow, who: Principal, asked: Omit<AuditAsked, 'version' | 'reason'>) {
  const next = await audits.act(
    who,
    row.number,
    { version: row.steps.length, reason: 'A secret persimmon', ...asked },
    async () => FACTS,
  )
  return next
}
async function taken(one: Gateway, row: AuditRow, who: Principal, asked: Omit<AuditAsked, 'version' | 'reason'>) {
  const next = await act(one, row, who, asked)
  if ('code' in next) throw new Error(next.message)
  return next
}

describe('mail of a task', { tags: ['MS-16', 'MS-30', 'MS-55'] }, () => {
  test('reminds whoever has still to decide, once a week, whichever gateway does, until they have', async () => {
    const first = await gateway()
    const rows = [anna, bert].map((asker) => {
      const answer = { exchange: `x-${asker.subject}`, system: 'pine-casework', purpose: 'case-support' }
      const change = openingOf(asker, answer, '2026-12-01')
      return takeStep(null, { entry: answer.exchange, at: new Date(start).toISOString(), change })!
    })
    // An app’s own question is nobody’s in particular.
    const apps = { ...rows[0]!, exchange: 'x-app', holder: null }
    const state = [...rows, apps].map((value) => ({ kind: DECISION_RECORD, key: value.exchange, value }))
    await first.ledger.write({ type: 'review', agency: 'MS-ITS', actor: null, meta: { action: 'test' }, state })
    now = Date.parse('2026-12-01T23:00:00Z')
    await remindAndSend(await gateway())
    expect(sent).toEqual([])
    now += DAY
    const both = await Promise.all([gateway(), gateway()])
    await Promise.all(both.map(({ remind }) => remind()))
    await (await gateway()).outbox.flush()
    // Nobody knows an address of Bert’s.
    expect(told()).toEqual([['anna@its.ms.gov', 'decision', 'task-reminder']])
    const { subject, text } = mailOf(sent[0]!)
    expect(text).toContain('https://ai.its.ms.gov/decision')
    expect(subject + text).not.toMatch(/pine|casework|case-support/i)
    now += 6 * DAY
    await remindAndSend(await gateway())
    expect(sent).toHaveLength(1)
    now += DAY
    await remindAndSend(await gateway())
    expect(sent).toHaveLength(2)
    const later = await gateway()
    const aside = await later.decisions.setAside(anna, 'x-anna', 1, 'Nothing came of it')
    expect(aside).toMatchObject({ state: 'set-aside' })
    now += 30 * DAY
    await remindAndSend(later)
    expect(sent).toHaveLength(2)
  })

  test('reminds after the policy’s days', async () => {
    const oversight = { ...policy.oversight!, decisions: { ...policy.oversight!.decisions, remindDays: 2 } }
    const one = await gateway({ ...policy, oversight })
    const change = openingOf(anna, { exchange: 'x', system: 's', purpose: null }, '2026-11-20')
    const value = takeStep(null, { entry: 'x', at: new Date(start).toISOString(), change })!
    const state = [{ kind: DECISION_RECORD, key: 'x', value }]
    await one.ledger.write({ type: 'review', agency: 'MS-ITS', actor: null, meta: { action: 'test' }, state })
    for (const days of [0, 1, 1, 1, 1]) {
      now += days * DAY
      await remindAndSend(one)
    }
    expect(sent).toHaveLength(3)
  })

  test('tells each who has to act next in an audit, without a word of it, and again while a finding is overdue', async () => {
    const one = await gateway()
    let row = await begun(one)
    row = await taken(one, row, otto, { step: 'scope' })
    row = await taken(one, row, otto, {
      step: 'find',
      severity: 'critical',
      owner: 'bert@its.ms.gov',
      due: '2026-11-30',
    })
    row = await taken(one, row, bert, { step: 'respond', finding: 'F1' })
    row = await taken(one, row, otto, { step: 'return', finding: 'F1' })
    await one.outbox.flush()
    expect(told().toSorted()).toEqual(
      [
        ['anna@its.ms.gov', 'audit', 'task'],
        ['bert@its.ms.gov', 'audit', 'task'],
        ['otto@its.ms.gov', 'audit', 'task'],
        ['bert@its.ms.gov', 'audit', 'task'],
      ].toSorted(),
    )
    expect(JSON.stringify(sent.map(mailOf))).not.toMatch(/pine|casework|persimmon|critical|F1/i)
    sent.length = 0
    now = Date.parse('2026-12-02T15:00:00Z')
    await remindAndSend(one)
    await remindAndSend(one)
    expect(told()).toEqual([['bert@its.ms.gov', 'audit', 'task-reminder']])
    // Once it is answered, it is the auditor’s to look at.
    row = await taken(one, row, bert, { step: 'respond', finding: 'F1' })
    await one.outbox.flush()
    sent.length = 0
    now += 8 * DAY
    await remindAndSend(one)
    expect(told()).toEqual([['otto@its.ms.gov', 'audit', 'task-reminder']])
    await taken(one, row, otto, { step: 'accept', finding: 'F1' })
    await one.outbox.flush()
    sent.length = 0
    now += 30 * DAY
    await remindAndSend(one)
    expect(sent).toEqual([])
  })
})

describe('mail of a task in an incident', { tags: ['MS-14', 'MS-16'] }, () => {
  test('comes again once it is overdue, by the policy’s days, until it is over or isn’t theirs to know of', async () => {
    const one = await gateway()
    const { ledger } = one
    const parts = { ledger, clock, policy: () => policy }
    const { remind } = createReminders({ ...parts, mailBy: () => ['mail'], more: [incidentMails(parts).waiting] })
    const hana = { agency: 'MS-ITS', unit: 'ITS-HR', email: 'hana@its.ms.gov', roles: ['hr'] }
    const terms = termsOf(policy, 'policy-violation', true, new Date(start).toISOString())!
    const row = {
      ...{ number: 'INC-1', agency: 'MS-ITS', ...terms, reporter: null, unit: 'ITS-APPDEV', owner: null },
      ...{ subjects: [], credentialOf: null, supervisorInvolved: true, state: 'received' },
      tasks: [{ id: 'T1', of: 'records', to: { key: 'i|hana', name: 'hana' }, due: '2026-11-25', doneAt: null }],
    }
    const write = (value: object) =>
      ledger.write({
        ...{ type: 'incident', agency: 'MS-ITS', actor: null, meta: { action: 'test' } },
        state: [
          { kind: KNOWN_PERSON, key: 'i|hana', value: hana },
          { kind: INCIDENT_CASE, key: 'INC-1', value },
        ],
      })
    await write(row)
    const counts: number[] = []
    const days = async (count: number) => {
      now += count * DAY
      await remind()
      await one.outbox.flush()
      counts.push(sent.length)
    }
    // The day itself, the one after, and then every third.
    for (const count of [2, 1, 1, 2, 3]) await days(count)
    expect(counts).toEqual([0, 1, 1, 2, 3])
    expect(told()[0]).toEqual(['hana@its.ms.gov', 'incident', 'task-reminder'])
    // From whom it is hidden since isn’t told that there is anything.
    await write({ ...row, subjects: ['i|hana'] })
    await days(3)
    await write({ ...row, tasks: [{ ...row.tasks[0], doneAt: new Date(now).toISOString() }] })
    await days(3)
    expect(sent).toHaveLength(3)
  })
})

test('whoever answers next hears by mail that a unit has lost its leader, and not which, once and again after the policy’s days [MO-03]', async () => {
  const one = await gateway()
  const led = { agency: 'MS-ITS', unit: 'ITS-HR', email: null, roles: ['unit-leader'] }
  const cto = { agency: 'MS-ITS', unit: 'ITS-EXEC', email: 'cto@its.ms.gov', roles: ['cto'] }
  const state = [
    { kind: KNOWN_PERSON, key: 'i|lea', value: led },
    { kind: KNOWN_PERSON, key: 'i|cat', value: cto },
    { kind: BLOCKED, key: blockKey('directory', 'i|lea'), value: { cause: 'separated', reason: 'r', since: 1 } },
  ]
  await one.ledger.write({ type: 'admin', agency: 'MS-ITS', actor: null, meta: { action: 'test' }, state })
  const waiting = () => leaderlessTasks(policy, one.ledger.state, now)
  const reminders = createReminders({
    ...{ ledger: one.ledger, clock, policy: () => policy, mailBy: () => ['mail'], more: [waiting] },
  })
  for (const days of [0, 1, policy.oversight!.accountable!.remindDays]) {
    now += days * DAY
    await reminders.remind()
    await one.outbox.flush()
  }
  expect(told()).toEqual([
    ['cto@its.ms.gov', 'unit', 'task'],
    ['cto@its.ms.gov', 'unit', 'task-reminder'],
  ])
  expect(JSON.stringify(sent.map(mailOf))).not.toMatch(/ITS-HR|Human|lea@/)
})

describe('two gateways of one log', { tags: ['MS-55'] }, () => {
  test('start one audit of a system between them, and of two steps on the same one take one', async () => {
    const [first, second] = await Promise.all([gateway(), gateway()])
    const asked = { system: 'pine-casework', owner: anna.key, reason: 'Its year' }
    const started = await Promise.all([first.audits.start(otto, asked), second.audits.start(olga, asked)])
    const refused = started.filter((one) => 'code' in one)
    expect(refused).toEqual([expect.objectContaining({ code: 'conflict', rule: 'audit-under-way' })])
    const row = started.find((one) => !('code' in one)) as AuditRow
    const auditor = row.auditor === otto.key ? otto : olga
    const both = await Promise.all([gateway(), gateway()])
    const steps = await Promise.all([
      act(both[0], row, auditor, { step: 'find', severity: 'minor' }),
      act(both[1], row, auditor, { step: 'abandon' }),
    ])
    const lost = steps.filter((one) => 'code' in one)
    expect(lost).toEqual([expect.objectContaining({ code: 'conflict', rule: 'stale' })])
    expect((lost[0] as { detail: string }).detail).toMatch(/: (find F1|abandon)$/)
    expect((await gateway()).audits.list(auditor)).toEqual([steps.find((one) => !('code' in one))])
  })
})
