import { nextDay } from '../../../../core/business-days.ts'
import { startOfDay } from '../../../../policy/zoned-day.ts'
import type { PlanPerson, SearchPlan } from '../../../../requests/plan.ts'

export const PLAN_FIELDS = ['people', 'unit', 'from', 'to', 'words', 'wanted', 'reason'] as const
type Form = Readonly<Record<string, string>>

const TEXT_MAX = 2_000
const REASON_MAX = 200

export function planText(form: Form, name: (typeof PLAN_FIELDS)[number]): string {
  return (form[name] ?? '').trim().slice(0, TEXT_MAX)
}

/**
 * A plan with one more line, as somebody filled in its form. The accounts of a line are one person’s: one whom the plan
 * knows by these, or a new one.
 */
export function withLine(plan: SearchPlan | null, form: Form, zone: string, issuer: string): SearchPlan {
  const { persons, lines } = plan ?? { persons: [], lines: [] }
  const accounts = linesOf(planText(form, 'people')).map((name) => (name.includes('|') ? name : `${issuer}|${name}`))
  const reason = planText(form, 'reason').slice(0, REASON_MAX)
  const known = persons.find((person) => sameAccounts(person, accounts))
  const person: PlanPerson | null =
    accounts.length === 0
      ? null
      : (known ?? {
          id: freeId('person', persons),
          accounts: accounts.map((account) => ({ account, reason })),
          names: [],
        })
  const line = {
    id: freeId('line', lines),
    query: queryOf(form, zone),
    names: linesOf(planText(form, 'wanted')),
    by: person === null ? [] : [person.id],
    about: [],
  }
  return {
    persons: person === null || known !== undefined ? persons : [...persons, person],
    lines: [...lines, line],
  }
}

/** A plan without a line, and without persons whom no line names any more. */
export function withoutLine({ persons, lines }: SearchPlan, id: string): SearchPlan {
  const left = lines.filter((line) => line.id !== id)
  const named = new Set(left.flatMap(({ by, about }) => [...by, ...about]))
  return { persons: persons.filter((person) => named.has(person.id)), lines: left }
}

/** A plan in which an account is a person’s too. */
export function withAccount({ persons, lines }: SearchPlan, id: string, account: string, reason: string): SearchPlan {
  const joined = persons.map((person) =>
    person.id === id
      ? { ...person, accounts: [...person.accounts, { account, reason: reason.slice(0, REASON_MAX) }] }
      : person,
  )
  return { persons: joined, lines }
}

function queryOf(form: Form, zone: string): string {
  const [unit, from, to, words] = [
    planText(form, 'unit'),
    planText(form, 'from'),
    planText(form, 'to'),
    planText(form, 'words'),
  ]
  const instant = (day: string): string => new Date(startOfDay(day, zone)).toISOString()
  // OR binds loosest: what is typed beside it must hold for the whole.
  const typed = /(^|\s)OR(\s|$)/.test(words) ? `(${words})` : words
  return [
    unit === '' ? '' : `unit:"${unit.replaceAll('"', '')}"`,
    isDay(from) ? `after:${instant(from)}` : '',
    isDay(to) ? `before:${instant(nextDay(to))}` : '',
    typed,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function sameAccounts({ accounts }: PlanPerson, wanted: readonly string[]): boolean {
  return accounts.length === wanted.length && accounts.every(({ account }) => wanted.includes(account))
}

function freeId(word: string, taken: readonly { readonly id: string }[]): string {
  for (let number = 1; ; number++) if (!taken.some(({ id }) => id === `${word}-${number}`)) return `${word}-${number}`
}

function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
}
