import type { FastifyInstance } from 'fastify'
import type { HoldFormView } from '../../../pages/console-keeping-views.ts'
import { startOfDay } from '../../../policy/zoned-day.ts'
import { HOLD_KINDS, type HoldCriteria } from '../../../retention/hold-row.ts'
import type { HoldOrder, HoldPreview } from '../../../retention/holds.ts'
import { Refused } from '../../governance-api.ts'
import { toldOf } from '../../told.ts'
import type { ConsoleSite, ConsoleVisit } from './console-site.ts'

const FIELDS = ['matter', 'kind', 'reason', 'people', 'units', 'from', 'to', 'system', 'of', 'query', 'notice'] as const
const TEXT_MAX = 2_000

/** Clauses MO-10, MS-24: what is kept whatever its period; how much that is stands there before it is placed. */
export function holdPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite

  consoleSite.page(app, 'GET', '/console/holds', 'holds', async (visit) => {
    const { holds, notices } = await desks.holds.list(visit.asking)
    return visit.show('console-holds', {
      console: visit.console,
      mayPlace: desks.holds.mayOpen(visit.caller).places,
      holds: holds.toReversed().map((hold) => ({
        id: hold.id,
        matter: hold.matter,
        kind: hold.kind,
        reason: hold.reason,
        scope: scopeOf(hold.criteria),
        entries: hold.entries,
        unseen: hold.unseen,
        state: hold.state as 'in-force' | 'release-asked' | 'released',
        placed: visit.when(hold.placed_at),
        placedBy: hold.placed_by.split('|').at(-1)!,
        records: `/console?${new URLSearchParams({ hold: hold.id })}`,
        custodians: hold.custodians.map(({ person, acknowledged_at, mails, mailed_at }) => ({
          name: person.split('|').at(-1)!,
          acknowledged: acknowledged_at === null ? null : visit.when(acknowledged_at),
          mails,
          mailed: mailed_at === null ? null : visit.when(mailed_at),
        })),
      })),
      notices: notices.map(({ hold, matter, text, at, acknowledged_at }) => ({
        hold,
        matter,
        text,
        at: visit.when(at),
        acknowledged: acknowledged_at === null ? null : visit.when(acknowledged_at),
      })),
    })
  })

  consoleSite.page(app, 'GET', '/console/holds/new', 'holds', async (visit) =>
    visit.show('console-hold', formView(visit, visit.query, null, null)),
  )

  /** Looks first; the second time, with what was shown, it is placed. */
  consoleSite.page(app, 'POST', '/console/holds', 'holds', async (visit) => {
    const { form } = visit
    try {
      const order = orderOf(form, site.policy().profile.timezone, visit.caller.issuer)
      if (form['step'] !== 'place') {
        const preview = await desks.holds.preview(visit.asking, order)
        return visit.show('console-hold', formView(visit, form, preview, null))
      }
      await desks.holds.place(visit.asking, order)
      return visit.goTo('/console/holds')
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.code !== 'malformed_body') throw error
      return visit.show('console-hold', formView(visit, form, null, toldOf(error.refusal)), 400)
    }
  })

  consoleSite.page(app, 'POST', '/console/holds/:id/acknowledgment', 'holds', async (visit) => {
    await desks.holds.acknowledge(visit.asking, (visit.request.params as { id: string }).id)
    return visit.goTo('/console/holds')
  })

  consoleSite.page(app, 'POST', '/console/holds/:id/release', 'holds', async (visit) => {
    const reason = (visit.form['reason'] ?? '').trim().slice(0, TEXT_MAX)
    await desks.holds.release(visit.asking, (visit.request.params as { id: string }).id, reason)
    return visit.goTo('/console/holds')
  })

  function formView(
    { console, caller }: ConsoleVisit,
    values: Readonly<Record<string, string>>,
    preview: HoldPreview | null,
    error: HoldFormView['error'],
  ): HoldFormView {
    const policy = site.policy()
    return {
      console,
      values: Object.fromEntries(FIELDS.map((name) => [name, values[name] ?? ''])),
      units: policy.units.units.map(({ id, name }) => ({ value: id, label: name })),
      systems: policy.systems.map(({ id, name }) => ({ value: id, label: name })),
      maySearch: policy.access.privilege.roles.some((role) => caller.roles.includes(role)),
      preview,
      error,
    }
  }
}

function orderOf(form: Readonly<Record<string, string>>, zone: string, issuer: string): HoldOrder {
  const text = (name: (typeof FIELDS)[number]): string => (form[name] ?? '').trim().slice(0, TEXT_MAX)
  const lines = (name: (typeof FIELDS)[number]): string[] =>
    text(name)
      .split(/[\n,]/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
  const kind = HOLD_KINDS.find((one) => one === text('kind'))
  if (kind === undefined || text('matter') === '' || text('reason') === '')
    throw new Refused('malformed_body', {
      clause: 'MO-10',
      rule: 'hold-order',
      message: 'A hold needs a matter, a kind and a reason.',
      next: 'Fill in what is missing.',
    })
  // People are named as the directory names them; whoever is of another one is written whole.
  const people = lines('people').map((name) => (name.includes('|') ? name : `${issuer}|${name}`))
  const instant = (day: string): string => new Date(startOfDay(day, zone)).toISOString()
  const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value)
  const criteria: HoldCriteria = {
    ...(people.length > 0 && { people }),
    ...(lines('units').length > 0 && { units: lines('units') }),
    ...(isDay(text('from')) && { after: instant(text('from')) }),
    ...(isDay(text('to')) && { before: instant(nextDay(text('to'))) }),
    ...(text('system') !== '' && { facets: { system: text('system') } }),
    ...(text('of') !== '' && { matter: text('of') }),
    ...(text('query') !== '' && { query: text('query') }),
  }
  return {
    matter: text('matter'),
    kind,
    reason: text('reason'),
    criteria,
    ...(text('notice') !== '' && { notice: text('notice') }),
  }
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}

function scopeOf({ people, units, after, before, facets = {}, matter, query }: HoldCriteria): string[] {
  return [
    ...(people ?? []).map((key) => `person: ${key.split('|').at(-1)}`),
    ...(units ?? []).map((unit) => `unit: ${unit}`),
    ...(after === undefined ? [] : [`from: ${after.slice(0, 10)}`]),
    ...(before === undefined ? [] : [`before: ${before.slice(0, 10)}`]),
    ...Object.entries(facets).map(([name, value]) => `${name}: ${value}`),
    ...(matter === undefined ? [] : [`matter: ${matter}`]),
    ...(query === undefined ? [] : [`search: ${query}`]),
  ]
}
