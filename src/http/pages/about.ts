import type { FastifyInstance } from 'fastify'
import { type AccessibilityEvidence, OWN_CHECKS, readAccessibility } from '../../conformance/accessibility.ts'
import { DATA_CLASSES } from '../../core/decision.ts'
import type { AccessibilityReportView, HelpView, PeriodView, PrivacyView } from '../../pages/about-views.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { policyWords } from './policy-words.ts'
import { sayDay, sayTime } from './say-time.ts'
import type { Site } from './site.ts'
import { stopsFor } from './stops.ts'

/** What everybody may know of this service: read from the policy in force and from how it stands now, never from a text of ours. */
export function aboutPages(app: FastifyInstance, site: Site): void {
  site.page(app, 'GET', '/help', async ({ show, language }) => show('help', helpOf(site.policy(), language)))
  site.page(app, 'GET', '/privacy', async ({ show, language }) => show('privacy', privacyOf(site.policy(), language)))
  site.page(app, 'GET', '/accessibility', async ({ show }) => show('accessibility', null))
  site.page(app, 'GET', '/accessibility/report', async ({ show, language }) =>
    show('accessibility-report', reportOf(readAccessibility(), language)),
  )
  site.page(app, 'GET', '/status', async ({ show, session, language }) => {
    const policy = site.policy()
    const now = site.clock.now()
    const say = (at: number): string => sayTime(at, language, policy.profile.timezone)
    return show('status', {
      asOf: say(now),
      canRecord: site.canRecord(),
      stops: stopsFor({ policy, rows: site.ledger.state, now, principal: session?.principal ?? null, language, say }),
      isSignedIn: session !== null,
    })
  })
}

/** What tests recorded, in the order of the checks; nothing of it is written by hand. */
function reportOf(evidence: AccessibilityEvidence, language: string): AccessibilityReportView {
  const { date, form, versions, looks, checks, longerWords } = evidence
  return {
    date: looks.length === 0 ? null : sayDay(date, language),
    isFull: form === 'full',
    versions: Object.entries(versions).map(([name, version]) => ({ name, version })),
    looks,
    checks: OWN_CHECKS.flatMap((check) => (checks[check] === undefined ? [] : [{ check, files: checks[check] }])),
    longerWords,
  }
}

/** ISO 8601, as `retention.yaml` has it; `indefinite` is none. */
const PERIOD = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/

const TAKEN_OUT: readonly string[] = ['mask', 'hash', 'placeholder', 'redact', 'refuse']

function helpOf(policy: PolicySet, language: string): HelpView {
  const words = policyWords(policy, language)
  const entities = Object.entries(policy.redaction.entities)
  return {
    takenOut: entities.filter(([, { operator }]) => TAKEN_OUT.includes(operator)).map(([entity]) => entity),
    warned: entities.filter(([, { operator }]) => operator === 'warn').map(([entity]) => entity),
    classes: DATA_CLASSES.map((id) => ({
      id,
      name: words.dataClass(id),
      description: words.text(policy.classes.classes[id].description),
    })),
    courses: Object.values(policy.courses).flatMap((course) =>
      course === undefined ? [] : [{ name: course.name, href: course.link }],
    ),
  }
}

function privacyOf(policy: PolicySet, language: string): PrivacyView {
  const { access, retention } = policy
  const words = policyWords(policy, language)
  const roles = (ids: readonly string[]): string[] => ids.map((id) => words.role(id))
  return {
    readers: (['meta', 'body', 'orig', 'out'] as const).map((part) => {
      const { own, roles: readers, reveal } = access.parts[part]
      return {
        part,
        isOwn: own,
        roles: roles(readers),
        reveal:
          reveal === undefined
            ? null
            : { roles: roles(reveal.roles), purposes: reveal.purposes.map((id) => words.purpose(id)) },
      }
    }),
    search: roles(access.search.roles),
    aggregates: roles(access.aggregates.roles),
    noContent: roles(access.noContent.roles),
    counsel: roles(access.privilege.roles),
    series: Object.values(retention.series).flatMap((series) =>
      series === undefined
        ? []
        : [
            {
              name: series.name,
              period: periodOf(series.retain),
              undecided: series.undecided ?? null,
              isDefault: series.id === retention.default,
            },
          ],
    ),
    hasPublicChat: policy.clients.some(({ kind }) => kind === 'public-app'),
  }
}

function periodOf(retain: string): PeriodView | null {
  const found = PERIOD.exec(retain)
  if (found === null) return null
  const [years = 0, months = 0, days = 0] = found.slice(1).map((part) => Number(part ?? 0))
  return { years, months, days }
}
