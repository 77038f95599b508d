import { type DataClass, higherClass } from '../core/decision.ts'
import { compilePhrases } from './acceptable-use.ts'
import { deepFreeze } from './deep-freeze.ts'
import { identifyPolicy } from './digest.ts'
import type { Documents } from './documents.ts'
import { labelText } from './label-style.ts'
import type { Places } from './places.ts'
import type { PolicySet } from './policy-set.ts'
import { prohibitedEntryFor } from './prohibited-match.ts'
import { approvalTerm, evidenceTerms, promiseTerm, successorFrom, termOf } from './schedule.ts'
import { APPROVAL_DEFAULTS } from './schema/approvals.ts'
import { exceptionEndsAt } from './schema/exceptions.ts'
import { REMIND_DAYS } from './schema/oversight.ts'
import type { Person } from './schema/person.ts'
import { endOfDay, startOfDay } from './zoned-day.ts'

const DAY_MS = 86_400_000

/** Turns checked documents into what decisions are made with: dates as instants, lists with lookup tables. */
export function compilePolicy(documents: Documents, places: Places = {}): PolicySet {
  const { profile } = documents
  const zone = profile.timezone
  const series = documents.retention.default
  const floors = new Map(documents.catalog.datasets.map(({ id, floor }) => [id, floor]))
  const floorOf = (datasets: readonly string[]): DataClass =>
    datasets.reduce<DataClass>((floor, id) => higherClass(floor, floors.get(id) ?? 'regulated'), 'public')
  const issuerUrls = new Map(documents.issuers.issuers.map((issuer) => [issuer.id, issuer.issuer]))
  const keyOf = ({ issuer, subject }: Person): string => `${issuerUrls.get(issuer)}|${subject}`
  const compiledGrant = (grant: Documents['catalog']['systems'][number]['grants'][number]) => ({
    ...grant,
    ...(grant.people === undefined ? {} : { keys: grant.people.map(keyOf) }),
    ...(grant.until === undefined ? {} : { endsAt: endOfDay(grant.until, zone) }),
  })
  const systems = documents.catalog.systems.map((system) => {
    const approval = approvalTerm(system.id, system.approval, system.name, system.clauses, profile)
    const evidence = evidenceTerms(system, profile)
    return {
      ...system,
      grants: system.grants.map(compiledGrant),
      series: system.series ?? series,
      expiresAt: approval.dueAt,
      endsAt: approval.endsAt,
      evidence,
      evidenceDueAt: Math.min(...evidence.map(({ dueAt }) => dueAt), Number.MAX_SAFE_INTEGER),
      promise: promiseTerm(system, profile),
      floor: floorOf(system.datasets),
      prohibitedBy: prohibitedEntryFor(system, documents.prohibited.entries)?.id ?? null,
    }
  })
  const applications = documents.catalog.applications.map((application) => {
    const approval = approvalTerm(application.id, application.approval, application.name, application.clauses, profile)
    return {
      ...application,
      grants: application.grants.map(compiledGrant),
      series: application.series ?? series,
      expiresAt: approval.dueAt,
      endsAt: approval.endsAt,
    }
  })
  const clients = documents.clients.clients.map((client) => {
    const term = termOf('registration', client.id, client.responsibleOfficial, client.expires, client.clauses, profile)
    return { ...client, expiresAt: term.dueAt, endsAt: term.endsAt, floor: floorOf(client.datasets) }
  })
  const issuers = documents.issuers.issuers.map((issuer) => ({
    ...issuer,
    limitedUntil: issuer.limitedTo === undefined ? null : endOfDay(issuer.limitedTo.until, zone),
  }))
  const { labels, publicNotices, statement, publication, limitations, humanContacts } = documents.disclosures
  const { exceptions, ...exceptionFrame } = documents.exceptions
  const useRules = documents['acceptable-use'].rules
  return deepFreeze({
    ...identifyPolicy(documents),
    documents,
    places,
    profile,
    systems,
    applications,
    courses: byId(documents.catalog.courses),
    prohibited: documents.prohibited,
    purposes: byId(documents.purposes.purposes.map((purpose) => ({ ...purpose, floor: floorOf(purpose.datasets) }))),
    defaultPurposes: documents.purposes.defaults,
    classes: documents.classes,
    issuers,
    clients,
    notices: documents.notices.notices.map((notice) => {
      const effectiveAt = startOfDay(notice.effective, zone)
      return { ...notice, effectiveAt, warnUntil: effectiveAt + notice.warnDays * DAY_MS }
    }),
    disclosures: {
      languages: profile.languages,
      labels: byId(labels),
      labelTexts: labelTexts(
        labels,
        systems.map(({ name }) => name),
      ),
      publicNotices: byId(publicNotices),
      statement,
      publication,
      limitations,
      humanContacts: byId(humanContacts),
    },
    quotas: documents.quotas.rules,
    retention: {
      series: byId(documents.retention.series),
      default: series,
      fiscalYearEnd: documents.retention.fiscalYearEnd,
      transitory: documents.retention.transitory,
      holdRemindDays: documents.retention.holdRemindDays,
    },
    units: documents.units,
    access: documents.access,
    redaction: documents.redaction,
    recognizers: documents.recognizers ?? { recognizers: [], deny: [], allow: [], detectors: [] },
    siem: documents.siem ?? { person: 'pseudonym', sinks: [] },
    recordsRequests: documents['records-requests'] ?? null,
    oversight: documents.oversight ?? null,
    roles: byId(documents.roles.roles),
    separation: documents.roles.separation,
    acceptableUse: {
      rules: useRules,
      phrases: compilePhrases(documents['acceptable-use']),
      barred: table(
        useRules
          .filter(({ action }) => action === 'refuse')
          .flatMap((rule) => (rule.purposes ?? []).map((purpose) => [purpose, rule] as const)),
      ),
    },
    incidents: {
      types: byId(documents.incidents.types),
      channels: byId(documents.incidents.channels),
      states: documents.incidents.states,
      readers: documents.incidents.readers.map(({ id }) => id),
      connectors: documents.incidents.connectors,
      taskKinds: byId(documents.incidents.taskKinds),
      taskRemindDays: documents.incidents.taskRemindDays ?? REMIND_DAYS,
    },
    exceptions: exceptionFrame,
    approvals: documents.approvals === undefined ? null : compileApprovals(documents.approvals, keyOf),
    exemptions: byId(documents.exemptions?.exemptions ?? []),
    index: {
      models: table(
        systems.flatMap((system) =>
          system.models.flatMap((model) => {
            const found = { system, model }
            return model.alias === undefined
              ? [[`${system.id}/${model.id}`, found] as const]
              : [[`${system.id}/${model.id}`, found] as const, [model.alias, found] as const]
          }),
        ),
      ),
      clients: table(clients.map((client) => [`${issuerUrls.get(client.issuer)} ${client.id}`, client] as const)),
      issuers: table(issuers.map((issuer) => [issuer.issuer, issuer] as const)),
      successors: table(
        systems.flatMap((system) =>
          system.models.flatMap((model) => {
            const from = successorFrom(model, zone)
            if (from === null) return []
            const next = { ...model, upstreamModel: model.successor!.upstreamModel }
            return [[`${system.id} ${model.id}`, { from, model: next }] as const]
          }),
        ),
      ),
      seriesOfUnit: table(
        documents.retention.series.flatMap(({ id, units }) => (units ?? []).map((unit) => [unit, id] as const)),
      ),
      exceptions: table(
        [
          ...Map.groupBy(
            exceptions.flatMap((one) =>
              one.people.map((person) => ({
                key: keyOf(person),
                exception: { ...one, fromAt: Date.parse(one.from), endsAt: exceptionEndsAt(one) },
              })),
            ),
            ({ key }) => key,
          ),
        ].map(([key, rows]) => [key, rows.map(({ exception }) => exception)] as const),
      ),
      ownClauses: [...new Set(profile.sources.flatMap(({ clauses }) => clauses.map((clause) => clause.slice(0, 2))))],
    },
  }) as unknown as PolicySet
}

/** Whose approval is asked for, with people by their principal keys and terms as instants. */
function compileApprovals(
  { delegates, officers, ...rest }: NonNullable<Documents['approvals']>,
  keyOf: (person: Person) => string,
) {
  return {
    ...APPROVAL_DEFAULTS,
    ...rest,
    delegates: delegates.map((one) => ({
      ...one,
      key: keyOf(one.person),
      forKey: keyOf(one.for),
      fromAt: Date.parse(one.from),
      endsAt: Date.parse(one.until),
    })),
    officers: officers.map((one) => ({ ...one, key: keyOf(one.person) })),
  }
}

/** Every text that a label may have had at the end of an answer: in each language, of each system, and archived ones. */
function labelTexts(labels: Documents['disclosures']['labels'], systems: readonly string[]): string[] {
  const texts = labels.flatMap((label) => [...Object.values(label.text), ...label.archived])
  return [
    ...new Set(
      texts.flatMap((text) => (text.includes('{system}') ? systems.map((name) => labelText(text, name)) : [text])),
    ),
  ]
}

/** Without prototype: a name from a request never finds `constructor`. */
function table<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  const result: Record<string, T> = Object.create(null)
  for (const [key, value] of entries) result[key] = value
  return result
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): Record<string, T> {
  return table(rows.map((row) => [row.id, row] as const))
}
