import { DATA_CLASSES, higherClass } from '../../core/decision.ts'
import type { ApplicationLine, ApplicationView } from '../../pages/application-views.ts'
import type { SubjectKind } from '../../pages/catalog-views.ts'
import { citedClause } from '../../policy/cite.ts'
import type { Application } from '../../policy/policy-set.ts'
import { decideVisit } from '../decide-visit.ts'
import { sayDay } from '../pages/say-time.ts'
import { toldOf } from '../told.ts'
import { type CardParts, grantedPurposes, openGrants, unitName } from './system-card.ts'

/** Where applications are opened; null: this gateway serves none. */
export interface ApplicationPlace {
  readonly appsOrigin: string | null
}

/** The list of applications, where this gateway serves them. */
export function applicationLines(parts: CardParts, place: ApplicationPlace): ApplicationLine[] {
  if (place.appsOrigin === null) return []
  return parts.policy.applications
    .filter(({ approval }) => approval.status !== 'requested')
    .map((application) => applicationLine(parts, place, application))
}

/** What a reader is told of an application in a list: by the question that its visits are decided by. */
function applicationLine(
  parts: CardParts,
  { appsOrigin }: ApplicationPlace,
  application: Application,
): ApplicationLine {
  const { policy, caller, rows, now, words } = parts
  const grants = openGrants(application, parts)
  const refused = decideVisit(application, caller, policy, rows, now)
  return {
    id: application.id,
    name: application.name,
    // What only another sign-in is missing for is opened, and asks for it.
    href:
      appsOrigin === null || (refused !== null && refused.code !== 'assurance_required')
        ? null
        : `${appsOrigin}/apps/${encodeURIComponent(application.id)}/`,
    purposes: grantedPurposes({ grants }).map((id) => words.purpose(id)),
    maxClass: words.dataClass(grants.map(({ maxClass }) => maxClass).reduce(higherClass, DATA_CLASSES[0])),
  }
}

export function applicationView(
  parts: CardParts,
  place: ApplicationPlace,
  application: Application,
): Omit<ApplicationView, 'record' | 'stepUp'> {
  const { policy, caller, rows, now, language } = parts
  const grants = openGrants(application, parts)
  const refused = decideVisit(application, caller, policy, rows, now)
  return {
    ...applicationLine(parts, place, application),
    who: [...new Set(grants.flatMap(({ subjectTypes }) => subjectTypes))] as SubjectKind[],
    units: grants.some(({ units }) => units === undefined)
      ? null
      : [...new Set(grants.flatMap(({ units }) => units ?? []))].map((id) => unitName(parts, id)),
    conditions: application.approval.conditions ?? [],
    expires: sayDay(application.approval.expires, language),
    refused: refused === null ? null : { ...toldOf(refused), clause: citedClause(policy, refused.clause) },
  }
}
