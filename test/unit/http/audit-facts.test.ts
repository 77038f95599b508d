import { expect, test } from 'vitest'
import { type AutomaticFinding, FINDING } from '#src/core/finding.ts'
import type { RecordReader, SearchQuery } from '#src/core/ports.ts'
import { SUSPENSION } from '#src/core/suspension.ts'
import { auditFacts } from '#src/http/desks/audit-facts.ts'
import { INCIDENT_CASE, type IncidentCase } from '#src/incidents/incident-row.ts'
import { auditFor, bodyFor } from '#src/oversight/audits/audit-for.ts'
import { replayReport, reportOf } from '#src/oversight/audits/audit-report.ts'
import type { AuditRow } from '#src/oversight/audits/audit-row.ts'
import type { AuditChange, AuditStep } from '#src/oversight/audits/audit-step.ts'
import { replay } from '#src/oversight/audits/take-step.ts'
import { BIAS_REPORT } from '#src/oversight/bias/bias-reports.ts'
import { CANARY_REPORT } from '#src/oversight/checks/check-row.ts'
import { DECISION_RECORD } from '#src/oversight/decisions/decision-row.ts'
import type { Ledger } from '#src/records/ledger.ts'
import { demoPrincipal } from '../../support/facts.ts'
import { loadDemoPolicy } from '../../support/policies.ts'

const policy = loadDemoPolicy('us-ms-its')
const NOW = Date.parse('2027-01-10T18:00:00Z')
const WITHIN = '2026-12-24T12:00:00.000Z'
const row = {
  ...{ number: 'A-1', agency: 'MS-ITS', system: 'sandbox' },
  period: { from: '2026-12-01', to: '2027-01-09' },
} as AuditRow
const auditor = demoPrincipal({ roles: ['auditor'], unit: 'ITS-AUDIT' })

const drift = (system: string): AutomaticFinding => ({
  ...{ type: 'version-drift', key: `${system}/large`, agency: null, about: { kind: 'system', id: system } },
  ...{ first: WITHIN, last: WITHIN, count: 3 },
})
const incident = (number: string, more: Partial<IncidentCase>): IncidentCase =>
  ({
    ...{
      number,
      agency: 'MS-ITS',
      receivedAt: WITHIN,
      channels: [],
      subjects: [],
      hideFrom: [],
      unit: null,
      about: null,
    },
    ...{
      reporter: null,
      credentialOf: null,
      supervisorInvolved: false,
      severity: 'medium',
      closedAt: null,
      finding: null,
    },
    ...more,
  }) as IncidentCase
const decision = (exchange: string, more: object) => ({
  ...{
    exchange,
    agency: 'MS-ITS',
    unit: 'ITS-APPDEV',
    purpose: null,
    system: 'sandbox',
    openedAt: WITHIN,
    due: '2027-01-05',
    state: 'open',
  },
  ...more,
})
const STATE: Readonly<Record<string, readonly (readonly [string, object])[]>> = {
  [FINDING]: ['sandbox', 'pine-casework'].map((system) => [`version-drift|${system}/large`, drift(system)]),
  [INCIDENT_CASE]: [
    ['1', incident('1', { finding: 'version-drift|sandbox/large', severity: 'high' })],
    ['2', incident('2', { about: { exchange: 'x1', conversation: null }, closedAt: WITHIN })],
    ['3', incident('3', { about: { exchange: 'x2', conversation: null } })],
    // Kept from its auditor, who is named in it: no count tells of it.
    ['4', incident('4', { finding: 'version-drift|sandbox/large', subjects: [auditor.key] })],
    ['5', incident('5', { finding: 'version-drift|sandbox/large', receivedAt: '2026-01-01T00:00:00.000Z' })],
  ],
  [BIAS_REPORT]: [
    ['r1', { model: 'general-drafting', agency: 'MS-ITS', at: WITHIN, alarm: true }],
    ['r2', { model: 'general-drafting', agency: 'MS-ITS', at: '2026-01-01T00:00:00.000Z', alarm: true }],
    ['r3', { model: 'pine-casework/large', agency: 'MS-ITS', at: WITHIN, alarm: false }],
  ],
  [CANARY_REPORT]: [
    ['c1', { system: 'sandbox', agency: 'MS-ITS', at: WITHIN, faults: [] }],
    ['c2', { system: 'sandbox', agency: 'MS-ITS', at: WITHIN, faults: ['lacks “42”'] }],
    ['c3', { system: 'sandbox', agency: 'MS-ITS', at: '2026-01-01T00:00:00.000Z', faults: ['lacks “42”'] }],
    ['c4', { system: 'pine-casework', agency: 'MS-ITS', at: WITHIN, faults: [] }],
    ['c5', { system: 'sandbox', agency: 'OTHER', at: WITHIN, faults: [] }],
  ],
  [SUSPENSION]: [
    ['s1', { target: 'system', value: 'sandbox', until: null }],
    ['s2', { target: 'system', value: 'sandbox', until: WITHIN }],
    ['s4', { target: 'system', value: 'sandbox', until: null, from: '2027-01-20T06:00:00.000Z' }],
    ['s3', { target: 'system', value: 'pine-casework', until: null }],
  ],
  [DECISION_RECORD]: [
    ['d1', decision('d1', {})],
    ['d2', decision('d2', { due: '2027-02-01' })],
    ['d3', decision('d3', { state: 'decided' })],
    ['d4', decision('d4', { system: 'pine-casework' })],
    // Behind the wall of privilege nothing is counted, whoever counts.
    ['d5', decision('d5', { unit: 'ITS-LEGAL' })],
  ],
}
const asked: SearchQuery[] = []
const answers = Array.from({ length: 60 }, (_, at) => `x-${at}`)
const systemOf = (exchange: string): string => (exchange === 'x1' ? 'sandbox' : 'pine-casework')
const parts = {
  policy: () => policy,
  clock: { now: () => NOW },
  ledger: {
    state: {
      all: (kind: string) => new Map(STATE[kind] ?? []),
      get: (kind: string, key: string) => new Map(STATE[kind] ?? []).get(key),
    },
  } as unknown as Ledger,
  store: {
    exchange: async (exchange: string) => [
      { type: 'prompt', parts: { meta: Buffer.from(JSON.stringify({ system: systemOf(exchange) })) } },
    ],
    search: async (query: SearchQuery) => {
      asked.push(query)
      return { hits: answers.map((ref) => ({ ref })), cursor: null }
    },
  } as unknown as RecordReader,
}

test('an audit is given what the log tells of its own system, in its period, as far as its auditor may know [MS-55, MO-13]', async () => {
  const facts = await auditFacts(parts, auditor, row)
  expect(facts).toMatchObject({
    policy: policy.version,
    probes: { runs: 1, alarms: 1 },
    canaries: { runs: 2, missed: 1 },
    incidents: { total: 2, open: 1, high: 1 },
    exceptions: { total: 0, inForce: 0 },
    drift: 3,
    stops: 1,
    decisions: { total: 3, open: 2, overdue: 1 },
    answers: 60,
    isWhole: true,
  })
  // Whole days of the State’s own zone, and of this system alone.
  expect(asked[0]!.query).toBe(
    'type:response system:sandbox after:2026-12-01T06:00:00.000Z before:2027-01-10T06:00:00.000Z',
  )
})

test('the answers that are drawn follow from the audit’s number alone, whoever draws [MS-55, MS-62]', async () => {
  const [first, again, other] = await Promise.all([
    auditFacts(parts, auditor, row),
    auditFacts(parts, demoPrincipal({ roles: ['auditor'], unit: 'ITS-AUDIT', subject: 'other' }), row),
    auditFacts(parts, auditor, { ...row, number: 'A-2' }),
  ])
  expect(first.drawn).toHaveLength(policy.oversight!.audits!.sample)
  expect(again.drawn).toEqual(first.drawn)
  expect(other.drawn).not.toEqual(first.drawn)
})

test('whoever may see no records is told that none were counted, not that there are none [MS-55]', async () => {
  const facts = await auditFacts(parts, demoPrincipal({ roles: [], unit: 'ITS-AUDIT' }), row)
  expect(facts).toMatchObject({ answers: 0, drawn: [], isWhole: false })
})

test('how many incidents there are is told to whoever gathered it alone, and the report still comes to the same audit [MS-14, MS-55]', async () => {
  const facts = await auditFacts(parts, auditor, row)
  const by = { key: auditor.key, name: 'auditor' }
  const changes: AuditChange[] = [
    { kind: 'start', ...row, auditor: by.key, owner: 'i|anna', due: '2027-01-15' },
    { kind: 'scope', facts },
  ]
  const steps = changes.map((change, at): AuditStep => ({ entry: `e${at}`, at: WITHIN, by, form: '', change }))
  const audit = replay(steps)!
  const bodies = steps.map((step) => ({ audit: row.number, step, reason: 'r' }))
  const seen = (caller: { readonly key: string }) =>
    reportOf(
      auditFor(audit, caller),
      bodies.map((body) => bodyFor(body, caller)),
    )
  expect(seen(auditor).audit.scope!.incidents).toEqual({ total: 2, open: 1, high: 1 })
  expect(seen(auditor).steps.map(({ step }) => step)).toEqual(steps)
  const others = seen({ key: 'i|anna' })
  expect(JSON.stringify(others)).not.toContain('"high":')
  expect(others.audit.scope).toEqual({ ...facts, incidents: null })
  for (const report of [seen(auditor), others]) expect(replayReport(report)).toEqual(report.audit)
})
