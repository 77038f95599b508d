import type { FastifyInstance } from 'fastify'
import { dayOf } from '../../../../core/calendar.ts'
import { refusal } from '../../../../core/refusal-codes.ts'
import type { IntakeView } from '../../../../pages/request-views.ts'
import { startOfDay } from '../../../../policy/zoned-day.ts'
import { refusalOf } from '../../../governance-api.ts'
import { toldOf } from '../../../told.ts'
import type { ConsoleSite, ConsoleVisit } from '../console-site.ts'
import { clockView, dayText } from './shown-clock.ts'

const INTAKE = ['name', 'organization', 'contact', 'description', 'channel', 'day', 'reason'] as const
const STATUSES = ['open', 'paused', 'closed', 'withdrawn']
/** Of an earlier day nobody knows the hour; before any close of business it counts as received on that day. */
const NOON_MS = 12 * 3_600_000

/** Clauses MS-24, MO-06: who asks for records, how long is left, and taking a request in. */
export function requestListPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite

  consoleSite.page(app, 'GET', '/console/requests', 'requests', async (visit) => {
    const status = STATUSES.find((one) => one === visit.query['status']) ?? null
    const { requests, undecided } = desks.requests.list(visit.asking, status ?? undefined)
    const day = (value: string): string => dayText(value, visit.language)
    return visit.show('console-requests', {
      console: visit.console,
      status,
      requests: requests.toReversed().map((one) => ({
        id: one.id,
        number: one.number,
        clock: clockView(one, visit.language),
        status: one.status,
        channel: one.channel,
        received: day(one.received_on),
      })),
      denials: desks.requests
        .denials(visit.asking)
        .map(({ request, number, letter, denied_on, kept_at_least_until }) => ({
          number,
          href: `/console/requests/${request}/letters/${letter}`,
          day: day(denied_on),
          until: kept_at_least_until === null ? null : day(kept_at_least_until),
        })),
      undecided,
      mayReceive: desks.requests.mayWork(visit.caller),
    })
  })

  consoleSite.page(app, 'GET', '/console/requests/new', 'requests', async (visit) =>
    visit.show('console-intake', intake(visit, {}, null)),
  )

  consoleSite.page(app, 'POST', '/console/requests', 'requests', async (visit) => {
    const given = (name: (typeof INTAKE)[number]): string => (visit.form[name] ?? '').trim().slice(0, 20_000)
    const { name, organization, contact } = {
      name: given('name'),
      organization: given('organization'),
      contact: given('contact'),
    }
    const missing = [name, given('description'), given('channel'), given('reason')].includes('')
    if (missing)
      return visit.show(
        'console-intake',
        intake(visit, visit.form, toldOf(refusal('malformed_body', { rule: 'pages:incomplete' }))),
        400,
      )
    try {
      const { id } = await desks.requests.receive(visit.asking, {
        requester: { name, ...(organization && { organization }), ...(contact && { contact }) },
        description: given('description'),
        channel: given('channel'),
        reason: given('reason'),
        ...receivedAt(given('day')),
      })
      return visit.goTo(`/console/requests/${id}`)
    } catch (error) {
      const refused = refusalOf(error)
      if (refused?.code !== 'malformed_body') throw error
      return visit.show('console-intake', intake(visit, visit.form, toldOf(refused)), 400)
    }
  })

  function today(): string {
    return dayOf(site.clock.now(), site.policy().profile.timezone)
  }

  function receivedAt(day: string): { readonly receivedAt?: string } {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day === today()) return {}
    const start = startOfDay(day, site.policy().profile.timezone)
    return { receivedAt: new Date(start + NOON_MS).toISOString() }
  }

  function intake(
    { console }: ConsoleVisit,
    values: Readonly<Record<string, string>>,
    error: IntakeView['error'],
  ): IntakeView {
    return {
      console,
      today: today(),
      values: Object.fromEntries(INTAKE.map((name) => [name, values[name] ?? ''])),
      error,
    }
  }
}
