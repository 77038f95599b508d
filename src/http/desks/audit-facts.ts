import { dayOf } from '../../core/calendar.ts'
import { type AutomaticFinding, FINDING } from '../../core/finding.ts'
import type { ExchangeId } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { readJson } from '../../core/read-json.ts'
import { EXPOSED } from '../../core/record-mark.ts'
import { drawSample } from '../../core/sample.ts'
import { isInForce, SUSPENSION, type SuspensionRow } from '../../core/suspension.ts'
import { INCIDENT_CASE, type IncidentCase } from '../../incidents/incident-row.ts'
import { sightOf } from '../../incidents/visible.ts'
import type { AuditFacts } from '../../oversight/audits/audit-facts.ts'
import type { AuditRow } from '../../oversight/audits/audit-row.ts'
import { BIAS_REPORT, type BiasReport } from '../../oversight/bias/bias-reports.ts'
import { CANARY_REPORT, type CanaryReport } from '../../oversight/checks/check-row.ts'
import { DECISION_RECORD, type DecisionRow, isOverdue } from '../../oversight/decisions/decision-row.ts'
import { agencyCounts, behindWall, searchReach } from '../../policy/record-access.ts'
import { endOfDay, startOfDay } from '../../policy/zoned-day.ts'
import { type SearchParts, searchWithin } from '../record-search.ts'

const PAGE = 500
const READ_MAX = 20_000

/** Clauses MS-55, MO-13: what the log tells of a system in the period of its audit, as far as its auditor may see. */
export async function auditFacts(parts: SearchParts, caller: Principal, row: AuditRow): Promise<AuditFacts> {
  const { policy: inForce, ledger, clock } = parts
  const policy = inForce()
  const rows = ledger.state
  const { timezone } = policy.profile
  const { from, to } = row.period
  const isWithin = (at: string): boolean => {
    const day = dayOf(Date.parse(at), timezone)
    return from <= day && day <= to
  }
  const systemOf = (model: string): string => policy.index.models[model]?.system.id ?? model
  const probes = ([...rows.all(BIAS_REPORT).values()] as BiasReport[]).filter(
    ({ model, agency, at }) => agency === row.agency && systemOf(model) === row.system && isWithin(at),
  )
  const canaries = ([...rows.all(CANARY_REPORT).values()] as CanaryReport[]).filter(
    ({ system, agency, at }) => agency === row.agency && system === row.system && isWithin(at),
  )
  const incidents = await incidentsAbout(parts, caller, row, isWithin)
  const exceptions = policy.documents.exceptions.exceptions.filter(({ systems }) => systems.includes(row.system))
  const inUse = new Set(
    Object.values(policy.index.exceptions)
      .flatMap((made) => made ?? [])
      .filter(({ fromAt, endsAt }) => fromAt <= clock.now() && clock.now() < endsAt)
      .map(({ id }) => id),
  )
  const drifts = ([...rows.all(FINDING).values()] as AutomaticFinding[]).filter(
    ({ type, about, last }) =>
      type === 'version-drift' && about.kind === 'system' && about.id === row.system && isWithin(last),
  )
  const stops = ([...rows.all(SUSPENSION).values()] as SuspensionRow[]).filter(
    (one) => one.target === 'system' && one.value === row.system && isInForce(one, clock.now()),
  )
  const today = dayOf(clock.now(), timezone)
  const decisions = ([...rows.all(DECISION_RECORD).values()] as DecisionRow[]).filter(
    ({ agency, system, openedAt, unit, purpose }) =>
      agency === row.agency &&
      system === row.system &&
      isWithin(openedAt) &&
      // Others read what is gathered, so it is without the wall whoever gathers.
      !behindWall(policy, { unit, purpose, labels: [] }),
  )
  return {
    policy: policy.version,
    ...(await answersOf(parts, caller, row)),
    probes: { runs: probes.length, alarms: probes.filter(({ alarm }) => alarm).length },
    canaries: { runs: canaries.length, missed: canaries.filter(({ faults }) => faults.length > 0).length },
    incidents: {
      total: incidents.length,
      open: incidents.filter(({ closedAt }) => closedAt === null).length,
      high: incidents.filter(({ severity }) => severity === 'high').length,
    },
    exceptions: { total: exceptions.length, inForce: exceptions.filter(({ id }) => inUse.has(id)).length },
    drift: drifts.reduce((sum, { count }) => sum + count, 0),
    stops: stops.length,
    decisions: {
      total: decisions.length,
      open: decisions.filter(({ state }) => state === 'open').length,
      overdue: decisions.filter((one) => isOverdue(one, today)).length,
    },
  }
}

/** The same answers for whoever draws: they follow from the audit’s number and the records of whole days alone. */
async function answersOf(
  parts: SearchParts,
  caller: Principal,
  { number, system, period }: AuditRow,
): Promise<Pick<AuditFacts, 'answers' | 'drawn' | 'isWhole'>> {
  if (searchReach(parts.policy(), caller) === null) return { answers: 0, drawn: [], isWhole: false }
  const { agencies, without = [] } = agencyCounts(parts.policy(), caller)
  const search = searchWithin(parts, { agencies, without: [...without, { name: 'label', value: EXPOSED }] })
  const zone = parts.policy().profile.timezone
  const after = new Date(startOfDay(period.from, zone)).toISOString()
  const before = new Date(endOfDay(period.to, zone)).toISOString()
  const query = `type:response system:${system} after:${after} before:${before}`
  const found = new Set<string>()
  let cursor: string | null | undefined
  let read = 0
  do {
    const page = await search({ query, limit: PAGE, total: false, snippets: false, ...(cursor ? { cursor } : {}) })
    for (const { ref } of page.hits) if (ref !== null) found.add(ref)
    read += page.hits.length
    cursor = page.cursor
  } while (cursor !== null && cursor !== undefined && read < READ_MAX)
  const size = parts.policy().oversight?.audits?.sample ?? 0
  return { answers: found.size, drawn: drawSample(number, size, [...found]), isWhole: read < READ_MAX }
}

/** Those that the auditor may know of: a count tells of no incident that is kept from them (MS-14). */
async function incidentsAbout(
  { policy, ledger, store }: SearchParts,
  caller: Principal,
  { agency, system }: AuditRow,
  isWithin: (at: string) => boolean,
): Promise<IncidentCase[]> {
  const known = ([...ledger.state.all(INCIDENT_CASE).values()] as IncidentCase[]).filter(
    (row) => row.agency === agency && isWithin(row.receivedAt) && sightOf(policy(), caller, row) !== 'none',
  )
  const about = await Promise.all(
    known.map(async (row) => {
      if (row.about !== null) return (await systemIn(store, row.about.exchange)) === system
      const found =
        row.finding === null ? null : (ledger.state.get(FINDING, row.finding) as AutomaticFinding | undefined)
      if (found?.about.kind === 'system') return found.about.id === system
      if (found?.about.kind === 'use') return found.about.system === system
      // What a probe found is known by its model.
      const model = row.finding?.split('|').at(-1) ?? ''
      return policy().index.models[model]?.system.id === system
    }),
  )
  return known.filter((_, place) => about[place])
}

async function systemIn(store: Pick<RecordReader, 'exchange'>, exchange: string): Promise<string | null> {
  const entries = await store.exchange(exchange as ExchangeId)
  const meta = entries.find(({ type }) => type === 'prompt')?.parts['meta']
  return meta == null ? null : ((readJson(meta.toString('utf8')) as { system?: string }).system ?? null)
}
