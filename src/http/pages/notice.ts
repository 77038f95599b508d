import type { FastifyInstance } from 'fastify'
import { dayOf } from '../../core/calendar.ts'
import type { Principal } from '../../core/principal.ts'
import type { TrainingView } from '../../pages/page-views.ts'
import { acknowledgedBy } from '../../pipeline/stages/require-acknowledgments.ts'
import { acknowledgmentEnds, noticeKey } from '../../policy/due-notice.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { acknowledge } from '../acknowledge.ts'
import { returnPath } from '../session/same-site.ts'
import { sayDay } from './say-time.ts'
import type { Site } from './site.ts'

/** Clauses MS-17, MS-21, MS-23, MO-02: the monitoring notice, before the first use whenever it changes, and each period. */
export function noticePages(app: FastifyInstance, site: Site): void {
  const { origin } = new URL(site.publicUrl)

  site.personPage(
    app,
    'GET',
    '/notice',
    async ({ session, query, language, due, show, goTo }) => {
      const policy = site.policy()
      const returnTo = returnPath(query['return'], origin)
      const { principal } = session
      // Also for reading again what was accepted.
      const notice = due?.notice ?? policy.notices.find((one) => one.subjectTypes.includes(principal.subjectType))
      if (notice === undefined) return goTo(returnTo)
      const at = acknowledgedBy(site.ledger.state, principal).at(noticeKey(notice))
      const zone = policy.profile.timezone
      const ends = at === null ? null : acknowledgmentEnds(notice, at, zone)
      const textLanguage = notice.text[language] === undefined ? policy.disclosures.languages[0]! : language
      return show('notice', {
        key: noticeKey(notice),
        title: notice.title[textLanguage]!,
        text: notice.text[textLanguage]!,
        textLanguage,
        version: notice.version,
        effective: notice.effective,
        isDue: due !== null,
        acceptedAt: at === null ? null : sayDay(dayOf(at, zone), language),
        renewBy: ends === null ? null : sayDay(dayOf(ends - 1, zone), language),
        returnTo,
        training: trainingOf(policy, principal),
      })
    },
    { beforeNotice: true },
  )

  site.personPage(
    app,
    'POST',
    '/notice',
    async ({ session, form, language, goTo }) => {
      await acknowledge(site, session.principal, form['notice'] ?? '', language)
      return goTo(returnPath(form['return'], origin))
    },
    { beforeNotice: true },
  )
}

/** The courses that the policy knows, as the directory says of this person. */
export function trainingOf(policy: PolicySet, { training }: Principal): TrainingView[] {
  return Object.values(policy.courses).flatMap((course) =>
    course === undefined ? [] : [{ name: course.name, completed: training[course.id] ?? null, href: course.link }],
  )
}
