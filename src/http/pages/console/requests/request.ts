import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { NamedRequest, RequestStepView } from '../../../../pages/request-views.ts'
import type { Transition } from '../../../../requests/transitions.ts'
import { refusalOf } from '../../../governance-api.ts'
import { toldOf } from '../../../told.ts'
import type { ConsoleSite, ConsoleVisit } from '../console-site.ts'
import { clockView, dayText } from './shown-clock.ts'
import { EXEMPTION, fieldsOf, isStep, stepOf } from './step-fields.ts'

/** Clauses MS-24, MO-06: one request, and every step of its life; a letter is shown before it is sent. */
export function requestPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite

  consoleSite.page(app, 'GET', '/console/requests/:id', 'requests', async (visit) => {
    const id = requestId(visit)
    const shown = await desks.requests.show(visit.asking, id)
    const { requester, description } = shown
    const mayWork = desks.requests.mayWork(visit.caller)
    return visit.show('console-request', {
      console: visit.console,
      id,
      number: shown.number,
      status: shown.status,
      clock: clockView(shown, visit.language),
      requester: {
        name: requester.name,
        organization: requester.organization ?? null,
        contact: requester.contact ?? null,
      },
      description,
      channel: shown.channel,
      received: dayText(shown.received_on, visit.language),
      fees: shown.fees_cents === 0 ? null : dollars(shown.fees_cents, visit.language),
      isHeld: shown.hold !== null && shown.hold_released_at === null,
      appealOver: shown.appeal_over_on === null ? null : dayText(shown.appeal_over_on, visit.language),
      isAppealPending: shown.appeal_pending,
      letters: shown.letters.map(({ id: letter, kind, at }) => ({ id: letter, kind, at: visit.when(at) })),
      steps: desks.requests.steps(visit.asking, id),
      mayWork,
      hasPlan: shown.has_plan,
      hasScope: shown.frozen_at !== null,
      run: shown.run,
      produce:
        shown.frozen_at !== null && desks.productions.modes(visit.caller).length > 0
          ? `/console/productions/new?request=${id}`
          : null,
    })
  })

  consoleSite.page(app, 'GET', '/console/requests/:id/letters/:letter', 'requests', async (visit) => {
    const { letter } = visit.request.params as { letter: string }
    const { kind, at, text } = await desks.requests.letter(visit.asking, requestId(visit), letter)
    return visit.show('console-letter', {
      console: visit.console,
      request: namedRequest(consoleSite, visit),
      kind,
      at: visit.when(at),
      text,
    })
  })

  consoleSite.page(app, 'GET', '/console/requests/:id/steps/:step', 'requests', async (visit) => {
    const step = stepName(visit)
    if (step === null || !desks.requests.steps(visit.asking, requestId(visit)).includes(step)) return visit.missing()
    return visit.show('console-request-step', stepView(visit, step, null, null))
  })

  consoleSite.page(app, 'POST', '/console/requests/:id/steps/:step', 'requests', async (visit) => {
    const step = stepName(visit)
    if (step === null) return visit.missing()
    const id = requestId(visit)
    const asked = stepOf(step, visit.form)
    try {
      const { after, letter } = await desks.requests.draft(visit.asking, id, asked)
      const digest = createHash('sha256')
        .update(JSON.stringify([asked, letter?.text ?? null]))
        .digest('hex')
      if (visit.form['confirm'] === digest) {
        await desks.requests.move(visit.asking, id, asked)
        return visit.goTo(`/console/requests/${id}`)
      }
      const clock = clockView(after, visit.language)
      return visit.show('console-request-step', stepView(visit, step, { letter, clock, digest }, null))
    } catch (error) {
      const refused = refusalOf(error)
      if (refused === null || (refused.code !== 'malformed_body' && refused.code !== 'conflict')) throw error
      return visit.show('console-request-step', stepView(visit, step, null, toldOf(refused)), 400)
    }
  })

  function stepView(
    visit: ConsoleVisit,
    step: Transition['transition'],
    check: RequestStepView['check'],
    error: RequestStepView['error'],
  ): RequestStepView {
    const fields = fieldsOf(step, site.policy())
    const names = fields.flatMap(({ name, kind, choices }) =>
      kind === 'exemptions' ? choices.map(({ value }) => `${EXEMPTION}${value}`) : [name],
    )
    return {
      console: visit.console,
      request: namedRequest(consoleSite, visit),
      step,
      fields,
      values: Object.fromEntries(names.map((name) => [name, visit.form[name] ?? ''])),
      check,
      isChanged: check !== null && (visit.form['confirm'] ?? '') !== '',
      error,
    }
  }
}

export function requestId({ request }: ConsoleVisit): string {
  return (request.params as { id: string }).id
}

export function namedRequest({ desks }: ConsoleSite, visit: ConsoleVisit): NamedRequest {
  const { id, number } = desks.requests.standing(visit.asking, requestId(visit))
  return { id, number }
}

function stepName({ request }: ConsoleVisit): Transition['transition'] | null {
  const { step } = request.params as { step: string }
  return isStep(step) ? step : null
}

function dollars(cents: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency: 'USD' }).format(cents / 100)
}
