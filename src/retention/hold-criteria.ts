import { readJson } from '../core/read-json.ts'
import type { StoredEntry } from '../core/record.ts'
import type { HoldCriteria } from './hold-row.ts'

/** What `meta` of an exchange's first entry says that a hold can ask for. */
interface RecordMeta {
  readonly principal?: {
    readonly issuer: string
    readonly subject: string
    readonly unit: string
    readonly client: string
  }
  readonly declared?: { readonly purpose?: { readonly id?: string }; readonly matter?: string | null }
  readonly system?: string
  readonly decision?: string
}

/** Whether a hold gives any criterion: one without would keep everything there is. */
export function saysSomething(criteria: HoldCriteria): boolean {
  const { people = [], units = [], facets = {}, after, before, matter, query } = criteria
  const lists = people.length + units.length + Object.keys(facets).length
  return lists > 0 || after !== undefined || before !== undefined || matter !== undefined || query !== undefined
}

/** Whether an exchange, by its first entry, meets every criterion given. What was destroyed meets none: there is nothing to keep. */
export function meets(criteria: HoldCriteria, first: Pick<StoredEntry, 'time' | 'parts'>): boolean {
  const bytes = first.parts['meta']
  if (bytes == null) return false
  const { principal, declared, system, decision } = readJson(bytes.toString()) as RecordMeta
  const { people, units, after, before, facets = {}, matter } = criteria
  if (after !== undefined && Date.parse(first.time) < Date.parse(after)) return false
  if (before !== undefined && Date.parse(first.time) >= Date.parse(before)) return false
  if (people !== undefined && !people.includes(`${principal?.issuer}|${principal?.subject}`)) return false
  if (units !== undefined && !units.includes(principal?.unit ?? '')) return false
  if (matter !== undefined && declared?.matter !== matter) return false
  const own: Record<string, string | undefined> = {
    purpose: declared?.purpose?.id,
    system,
    decision,
    client: principal?.client,
  }
  return Object.entries(facets).every(([name, value]) => own[name] === value)
}
