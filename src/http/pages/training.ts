import type { FastifyInstance, FastifyReply } from 'fastify'
import type { PrimerView } from '../../pages/training-views.ts'
import { addMonths } from '../../policy/zoned-day.ts'
import { policyWords } from './policy-words.ts'
import { sayDay } from './say-time.ts'
import type { PersonVisit, Site } from './site.ts'

/** Clause MS-63: one’s courses, the primer with its quiz, and how ready units are. */
export function trainingPages(app: FastifyInstance, site: Site): void {
  const { training } = site

  site.personPage(app, 'GET', '/training', async (visit) => {
    const policy = site.policy()
    const { principal } = visit.session
    const today = new Date(site.clock.now()).toISOString().slice(0, 10)
    const readiness = training.mayRecord(principal) ? await training.readiness(principal) : null
    return visit.show('training', {
      courses: Object.values(policy.courses).flatMap((course) => {
        if (course === undefined) return []
        const completed = principal.training[course.id]?.slice(0, 10) ?? null
        const until = completed === null ? null : addMonths(completed, course.validMonths)
        return [
          {
            name: course.name,
            href: course.link,
            completed: completed === null ? null : sayDay(completed, visit.language),
            until: until === null || until <= today ? null : sayDay(until, visit.language),
            isPrimer: training.primer()?.course === course.id,
          },
        ]
      }),
      isPassed: visit.query['passed'] !== undefined,
      readiness:
        readiness === null || 'code' in readiness
          ? null
          : readiness.map(({ unit, ...counts }) => ({
              ...counts,
              unit: policy.units.units.find(({ id }) => id === unit)?.name ?? unit,
            })),
    })
  })

  site.personPage(app, 'GET', '/training/primer', async (visit) => show(visit, {}, []))

  site.personPage(app, 'POST', '/training/primer', async (visit) => {
    const result = await training.take(visit.session.principal, visit.form)
    if ('code' in result) return visit.refuse(result)
    return result.passed ? visit.goTo('/training?passed') : show(visit, visit.form, result.wrong, 422)
  })

  function show(
    visit: PersonVisit,
    answers: Readonly<Record<string, string>>,
    wrong: readonly string[],
    status = 200,
  ): FastifyReply {
    const primer = training.primer()
    if (primer === null) return visit.missing()
    const policy = site.policy()
    const words = policyWords(policy, visit.language)
    const view: PrimerView = {
      course: policy.courses[primer.course]?.name ?? primer.course,
      sections: primer.sections.map(({ title, text }) => ({ title: words.text(title), text: words.text(text) })),
      questions: primer.questions.map(({ id, ask, options, why }) => ({
        id,
        ask: words.text(ask),
        options: options.map((option) => ({ id: option.id, text: words.text(option.text) })),
        chosen: answers[id] ?? null,
        why: wrong.includes(id) ? words.text(why) : null,
      })),
      pass: primer.pass,
      isTried: status !== 200,
    }
    return visit.show('primer', view, status)
  }
}
