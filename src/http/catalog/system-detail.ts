import type { SubjectKind, SystemView } from '../../pages/catalog-views.ts'
import type { CatalogSystem } from '../../policy/policy-set.ts'
import { sayDay } from '../pages/say-time.ts'
import { type CardParts, openGrants, systemCard, unitName } from './system-card.ts'

/** Everything that the policy says of a system and employees may read; no address and no name of a credential. */
export function systemDetail(
  parts: CardParts,
  system: CatalogSystem,
): Omit<SystemView, 'purposes' | 'classes' | 'assessments' | 'assessed'> {
  const { policy, words, language } = parts
  const day = (date: string): string => sayDay(date, language)
  const { vendorPromise: promise, audit } = system
  return {
    card: systemCard(parts, system),
    uses: openGrants(system, parts).map((grant) => ({
      purposes: grant.purposes.map((id) => words.purpose(id)),
      who: grant.subjectTypes as readonly SubjectKind[],
      units: grant.units?.map((unit) => unitName(parts, unit)) ?? null,
      roles: (grant.roles ?? []).map((role) => words.role(role)),
      maxClass: words.dataClass(grant.maxClass),
      isForNamed: grant.keys !== undefined,
      until: grant.until === undefined ? null : day(grant.until),
    })),
    hosting: system.hosting,
    country: system.vendor.country ?? null,
    promise:
      promise === undefined
        ? null
        : { retention: promise.retention, evidence: promise.evidence, until: day(promise.expires) },
    courses: system.training.flatMap((id) => {
      const course = policy.courses[id]
      return course === undefined ? [] : [{ href: course.link, label: course.name }]
    }),
    assurance: system.assurance,
    needsPurpose: system.statedPurpose,
    needsReview: system.review,
    safeguards: system.safeguards,
    models: system.models.map((model) => ({
      name: model.alias ?? `${system.id}/${model.id}`,
      input: model.price?.input ?? null,
      output: model.price?.output ?? null,
      answerTokens: model.answerTokensMax,
    })),
    limits: policy.quotas
      .filter(({ systems }) => systems === undefined || systems.includes(system.id))
      .map(({ by, window, requests, tokens, dollars, activeMinutes }) => ({
        by,
        window,
        requests: requests ?? null,
        tokens: tokens ?? null,
        dollars: dollars ?? null,
        minutes: activeMinutes ?? null,
      })),
    audit:
      audit === undefined
        ? null
        : { last: audit.last === null ? null : day(audit.last), next: day(audit.due), findings: audit.findings },
    log: changesOf(system).map(({ on, ...change }) => ({ ...change, on: day(on) })),
  }
}

/** What the list itself knows of a system’s past and what is decided to come, newest first. */
function changesOf({ approval, assessments, models }: CatalogSystem): SystemView['log'][number][] {
  return [
    ...approval.decisions.map(({ on, seat, by }) => ({ on, what: 'signed' as const, by: `${by} (${seat})` })),
    ...assessments.map(({ on, kind, reference }) => ({ on, what: 'assessed' as const, by: `${kind}, ${reference}` })),
    ...models.flatMap(({ id, successor }) =>
      successor === undefined
        ? []
        : [{ on: successor.from, what: 'successor' as const, by: `${id}: ${successor.upstreamModel}` }],
    ),
  ].toSorted((a, b) => b.on.localeCompare(a.on))
}
