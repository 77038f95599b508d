import type { FastifyInstance } from 'fastify'
import { INCIDENT_TARGETS, type Stop } from '../../desks/suspension-desk.ts'
import { Refused } from '../../governance-api.ts'
import type { ConsoleSite, ConsoleVisit } from './console-site.ts'

/** Clauses MS-31, MO-24: whom a suspension hits stands there before it is ordered; ordering it is a second form. */
export function incidentSuspensionPages(app: FastifyInstance, { desks, site, page }: ConsoleSite): void {
  const { incidents, suspensions } = desks

  page(app, 'GET', '/console/incidents/:number/suspension', 'incidents', async (visit) => {
    const number = numberOf(visit)
    incidents.mustKnow(visit.asking, number)
    return show(visit, number, null)
  })

  /** Looks first; the second time, with what was shown, it is ordered. */
  page(app, 'POST', '/console/incidents/:number/suspension', 'incidents', async (visit) => {
    const number = numberOf(visit)
    incidents.mustKnow(visit.asking, number)
    const stop = stopIn(visit.form)
    const reason = (visit.form['reason'] ?? '').trim().slice(0, 500)
    if (stop === null || reason === '') throw incomplete()
    if (visit.form['step'] !== 'order') return show(visit, number, stop)
    await suspensions.suspend(visit.asking, number, stop, reason)
    return visit.goTo(`/console/incidents/${number}`)
  })

  async function show(visit: ConsoleVisit, number: string, stop: Stop | null) {
    const { systems, units } = site.policy()
    const { caller } = visit
    const mine = [
      ...systems.map(({ id, name }) => ({ stop: { target: 'system', value: id } as const, name })),
      ...units.units
        .filter(({ agency }) => agency === caller.agency)
        .map(({ id, name }) => ({ stop: { target: 'unit', value: id } as const, name })),
      { stop: { target: 'all', value: '' } as const, name: '' },
    ].filter((one) => suspensions.may(caller, one.stop))
    const found = stop === null ? null : await suspensions.consequences(visit.asking, stop)
    const chosen =
      stop === null ? null : mine.find(({ stop: one }) => one.target === stop.target && one.value === stop.value)
    return visit.show('console-incident-suspension', {
      console: visit.console,
      number,
      choices: mine.map((one) => ({
        value: `${one.stop.target} ${one.stop.value}`.trim(),
        label: one.name,
        target: one.stop.target,
      })),
      stop: (visit.form['stop'] ?? '').trim(),
      reason: visit.form['reason'] ?? '',
      found: found === null ? null : { ...found, isAll: found.target === 'all', name: chosen?.name ?? found.value },
    })
  }
}

function numberOf({ request }: ConsoleVisit): string {
  return (request.params as { number: string }).number
}

function stopIn(form: Readonly<Record<string, string>>): Stop | null {
  const [target, ...value] = (form['stop'] ?? '').trim().split(' ')
  const known = INCIDENT_TARGETS.find((one) => one === target)
  if (known === undefined || (known !== 'all' && value.length === 0)) return null
  return { target: known, value: value.join(' ') }
}

function incomplete(): Refused {
  return new Refused('malformed_body', {
    clause: 'MS-31',
    rule: 'suspension',
    message: 'A suspension needs what is suspended, and a reason.',
    next: 'Go back and fill in what is missing.',
  })
}
