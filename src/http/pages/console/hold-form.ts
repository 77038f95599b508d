import { dayOf } from '../../../core/calendar.ts'
import { startOfDay } from '../../../policy/zoned-day.ts'
import type { HoldOrder } from '../../../retention/hold-order.ts'
import { HOLD_KINDS, type HoldCriteria } from '../../../retention/hold-row.ts'
import { Refused } from '../../governance-api.ts'

const FIELDS = ['matter', 'kind', 'reason', 'people', 'units', 'from', 'to', 'system', 'of', 'query', 'notice'] as const
const TEXT_MAX = 2_000
const DAY_MS = 86_400_000

/** The fields of the form as they were filled in, each with something. */
export function holdFields(form: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(FIELDS.map((name) => [name, form[name] ?? '']))
}

export function orderOf(form: Readonly<Record<string, string>>, zone: string, issuer: string): HoldOrder {
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

/** The form as it was filled in for an order, to be changed. */
export function valuesOf({ matter, kind, reason, criteria, notice }: HoldOrder, zone: string, issuer: string) {
  const { people = [], units = [], after, before, facets, matter: of, query } = criteria
  const short = (key: string): string => (key.startsWith(`${issuer}|`) ? key.slice(issuer.length + 1) : key)
  return holdFields({
    matter,
    kind,
    reason,
    people: people.map(short).join('\n'),
    units: units.join('\n'),
    ...(after !== undefined && { from: dayOf(Date.parse(after), zone) }),
    ...(before !== undefined && { to: dayOf(Date.parse(before) - 1, zone) }),
    ...(facets?.['system'] !== undefined && { system: facets['system'] }),
    ...(of !== undefined && { of }),
    ...(query !== undefined && { query }),
    ...(notice !== undefined && { notice }),
  })
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10)
}

/** What a hold keeps, in words of the query language. */
export function scopeOf({ people, units, after, before, facets = {}, matter, query }: HoldCriteria): string[] {
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
