import { deepFreeze } from './deep-freeze.ts'
import { identifyPolicy } from './digest.ts'
import type { Documents } from './documents.ts'
import type { PolicySet } from './policy-set.ts'
import { prohibitedEntryFor } from './prohibited-match.ts'
import { endOfDay, startOfDay } from './zoned-day.ts'

const DAY_MS = 86_400_000

/** Turns checked documents into what decisions are made with: dates as instants, lists with lookup tables. */
export function compilePolicy(documents: Documents): PolicySet {
  const zone = documents.profile.timezone
  const expiring = <T>(row: T, day: string): T & { expiresAt: number } => ({ ...row, expiresAt: endOfDay(day, zone) })
  const systems = documents.catalog.systems.map((system) => ({
    ...expiring(system, system.approval.expires),
    prohibitedBy: prohibitedEntryFor(system, documents.prohibited.entries)?.id ?? null,
  }))
  const clients = documents.clients.clients.map((client) => expiring(client, client.expires))
  const issuers = documents.issuers.issuers.map((profile) => ({
    ...profile,
    limitedUntil: profile.limitedTo === undefined ? null : endOfDay(profile.limitedTo.until, zone),
  }))
  const issuerUrls = new Map(issuers.map((profile) => [profile.id, profile.issuer]))
  const { labels, statement, limitations, humanContacts } = documents.disclosures
  return deepFreeze({
    ...identifyPolicy(documents),
    documents,
    profile: documents.profile,
    systems,
    applications: documents.catalog.applications.map((application) =>
      expiring(application, application.approval.expires),
    ),
    courses: byId(documents.catalog.courses),
    prohibited: documents.prohibited,
    purposes: byId(documents.purposes.purposes),
    defaultPurposes: documents.purposes.defaults,
    classes: documents.classes,
    issuers,
    clients,
    notices: documents.notices.notices.map((notice) => {
      const effectiveAt = startOfDay(notice.effective, zone)
      return { ...notice, effectiveAt, warnUntil: effectiveAt + notice.warnDays * DAY_MS }
    }),
    disclosures: {
      languages: documents.profile.languages,
      labels: byId(labels),
      labelTexts: [...new Set(labels.flatMap((label) => [...Object.values(label.text), ...label.archived]))],
      statement,
      limitations,
      humanContacts: byId(humanContacts),
    },
    quotas: documents.quotas.rules,
    retention: { series: byId(documents.retention.series), default: documents.retention.default },
    units: documents.units,
    access: documents.access,
    redaction: documents.redaction,
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
      issuers: table(issuers.map((profile) => [profile.issuer, profile] as const)),
    },
  }) as PolicySet
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
