import { businessDayAfter } from '../core/business-days.ts'
import { dayOf } from '../core/calendar.ts'
import type { Principal } from '../core/principal.ts'
import { incidentFlow, incidentRouting } from '../policy/incident-routing.ts'
import type { IncidentType, PolicySet } from '../policy/policy-set.ts'
import type { IncidentTask, IncidentTerms } from './incident-row.ts'

/** What a type says of an incident that was discovered then; null where the policy has no such type. */
export function termsOf(
  policy: PolicySet,
  typeId: string,
  supervisorInvolved: boolean,
  discoveredAt: string,
): IncidentTerms | null {
  const routing = incidentRouting(policy, typeId, supervisorInvolved)
  if (routing === null) return null
  const { type, channels } = routing
  return {
    type: type.id,
    severity: type.severity,
    flow: incidentFlow(policy, type),
    requires: type.requires,
    channels: channels.map(({ id }) => id),
    hideFrom: type.hideFrom,
    ...(type.workCalendar && { needsReporter: true as const }),
    dueAt: new Date(Date.parse(discoveredAt) + type.firstResponseMinutes * 60_000).toISOString(),
  }
}

/** Clause MS-27: what is to be done, and by which business day. */
export function tasksOf({ profile }: PolicySet, type: IncidentType, now: number): IncidentTask[] {
  const today = dayOf(now, profile.timezone)
  const holidays = new Set(profile.holidays)
  return type.tasks.map(({ id, businessDays }) => {
    return { id, due: businessDayAfter(today, businessDays, holidays), doneAt: null }
  })
}

/** Types that people report, as the policy has them. */
export function reportedTypes({ incidents }: Pick<PolicySet, 'incidents'>): IncidentType[] {
  return Object.values(incidents.types).flatMap((type) => (type?.foundBy === 'people' ? [type] : []))
}

/** By what an incident names a person: a work e-mail address, or the directory's own name for them. */
export function subjectOf(name: string, { issuer }: Pick<Principal, 'issuer'>): string {
  const trimmed = name.trim()
  if (trimmed.includes('@')) return trimmed.toLowerCase()
  return trimmed.includes('|') ? trimmed : `${issuer}|${trimmed}`
}
