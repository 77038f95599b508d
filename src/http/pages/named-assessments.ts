import { citedPlace, readReference } from '../../oversight/assessments/citation.ts'
import type { SystemView } from '../../pages/catalog-views.ts'
import type { CatalogSystem } from '../../policy/policy-set.ts'
import { sayDay } from './say-time.ts'
import type { PersonVisit, Site } from './site.ts'

/** Clauses MS-45, MS-49: assessments that a system’s entry names, and which of them anybody here can tell of. */
export function namedAssessments(
  site: Site,
  { language, session }: PersonVisit,
  { id, assessments }: CatalogSystem,
): Pick<SystemView, 'assessments' | 'assessed'> {
  const written = site.oversight.assessments
  const isReader = written.mayRead(session.principal)
  const agencies = site.policy().units.agencies
  return {
    assessments: assessments.map(({ kind, reference, on, due }) => {
      const named = readReference(reference)
      const place = citedPlace(reference, (number) => agencies.map((agency) => written.find(number, agency.id)))
      const isShown = isReader && place === 'here' && named !== null && named !== 'malformed'
      const href = isShown ? `/oversight/assessments/${named.number}` : null
      return { kind, reference, place, href, on: sayDay(on, language), until: sayDay(due, language) }
    }),
    assessed: isReader ? `/oversight/assessments?system=${encodeURIComponent(id)}` : null,
  }
}
