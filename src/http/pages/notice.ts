import type { FastifyInstance } from 'fastify'
import type { Principal } from '../../core/principal.ts'
import type { TrainingView } from '../../pages/page-views.ts'
import { noticeKey } from '../../policy/due-notice.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { acknowledge } from '../acknowledge.ts'
import { returnPath } from '../session/same-site.ts'
import type { Site } from './site.ts'

/** Clauses MS-17, MS-21, MS-23, MO-02: the monitoring notice, before the first use and whenever it changes. */
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
      const textLanguage = notice.text[language] === undefined ? policy.disclosures.languages[0]! : language
      return show('notice', {
        key: noticeKey(notice),
        title: notice.title[textLanguage]!,
        text: notice.text[textLanguage]!,
        textLanguage,
        version: notice.version,
        effective: notice.effective,
        isDue: due !== null,
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
