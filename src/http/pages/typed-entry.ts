import { ENTRY_GROUPS, type EntryField, type EntryGroup, fieldName, ITEMS_MAX } from '../../pages/entry-fields.ts'

type Form = Readonly<Record<string, string>>
type Entry = Record<string, unknown>

/** A catalog entry that was typed field by field, and where in the form each of its items stands. */
export interface TypedEntry {
  readonly proposal: Readonly<Entry>
  /** For each group that repeats: the item of the form that became the entry’s nth. */
  readonly places: Readonly<Record<string, readonly number[]>>
}

/** How many items of each group a form shows. */
export function itemsIn(form: Form): Record<string, number> {
  return Object.fromEntries(
    ENTRY_GROUPS.filter(({ repeats }) => repeats !== undefined).map(({ id }) => {
      const said = Number(form[`items.${id}`] ?? 1)
      const added = form['more'] === id ? 1 : 0
      return [id, Math.min(ITEMS_MAX, Math.max(1, Number.isInteger(said) ? said + added : 1))]
    }),
  )
}

/** The entry that a form says: what was left empty isn’t in it, so that it reads as if somebody had written it out. */
export function entryOf(form: Form): TypedEntry {
  const proposal: Entry = {}
  const places: Record<string, number[]> = {}
  const counts = itemsIn({ ...form, more: '' })
  for (const group of ENTRY_GROUPS) {
    if (group.repeats === undefined) {
      fill(proposal, group, form, 0)
      continue
    }
    const items: Entry[] = []
    const at: number[] = []
    for (let item = 0; item < counts[group.id]!; item++) {
      const one: Entry = {}
      fill(one, group, form, item)
      // What nobody began isn’t asked about; of what every entry needs the first one is.
      if (Object.keys(one).length === 0 && (group.repeats === 'any' || item > 0)) continue
      items.push(one)
      at.push(item)
    }
    if (items.length > 0) proposal[group.id] = items
    places[group.id] = at
  }
  return { proposal, places }
}

function fill(entry: Entry, group: EntryGroup, form: Form, item: number): void {
  const values = group.fields.map((field) => [field, valueOf(field, fieldName(group, item, field), form)] as const)
  for (const [field, value] of values) if (value !== undefined) put(entry, field.path, value)
  // Of something that wasn’t begun nothing is written; of what was, the parts that say "none yet".
  for (const { path, kind } of group.fields) {
    const [first] = path.split('.')
    if (kind === 'latest' && entry[first!] !== undefined && at(entry, path) === undefined) put(entry, path, null)
  }
}

function valueOf({ kind, isNumber, keepsEmpty }: EntryField, name: string, form: Form): unknown {
  if (kind === 'several') {
    const chosen = Object.keys(form).filter((key) => key.startsWith(`${name}:`) && form[key] === 'yes')
    return chosen.length === 0 ? undefined : chosen.map((key) => key.slice(name.length + 1))
  }
  const typed = (form[name] ?? '').replaceAll('\r\n', '\n').trim()
  if (typed === '') return keepsEmpty === true ? '' : undefined
  switch (kind) {
    case 'yes':
      return true
    case 'no':
      return false
    case 'list':
      return typed.split(/[,;\s]+/).filter((word) => word !== '')
    case 'moment':
      // What isn’t a day stays what it is, for the schema to tell.
      return /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed)) ? Date.parse(typed) / 1000 : typed
    case 'number':
      return /^\d+(?:\.\d+)?$/.test(typed) ? Number(typed) : typed
    default:
      return isNumber === true && /^\d$/.test(typed) ? Number(typed) : typed
  }
}

function put(entry: Entry, path: string, value: unknown): void {
  const keys = path.split('.')
  const last = keys.pop()!
  let inner = entry
  for (const key of keys) {
    inner[key] ??= {}
    inner = inner[key] as Entry
  }
  inner[last] = value
}

function at(entry: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (inner as Entry | undefined)?.[key], entry)
}

/** The form in which an entry would have been typed; null: it says what these fields have no place for. */
export function formOf(proposal: Readonly<Entry>): Record<string, string> | null {
  const form: Record<string, string> = {}
  for (const group of ENTRY_GROUPS) {
    const items = group.repeats === undefined ? [proposal] : ((proposal[group.id] ?? []) as readonly Entry[])
    if (items.length > ITEMS_MAX) return null
    if (group.repeats !== undefined) form[`items.${group.id}`] = String(Math.max(1, items.length))
    items.forEach((item, index) => {
      for (const field of group.fields) type(form, field, fieldName(group, index, field), at(item, field.path))
    })
  }
  return JSON.stringify(sorted(entryOf(form).proposal)) === JSON.stringify(sorted(proposal)) ? form : null
}

function type(form: Record<string, string>, { kind }: EntryField, name: string, value: unknown): void {
  if (value === undefined || value === null) return
  if (kind === 'several') for (const one of value as readonly string[]) form[`${name}:${one}`] = 'yes'
  else if (kind === 'list') form[name] = (value as readonly string[]).join(', ')
  else if (kind === 'moment') form[name] = new Date(Number(value) * 1000).toISOString().slice(0, 10)
  else if (kind === 'yes' || kind === 'no') {
    if (value === (kind === 'yes')) form[name] = 'yes'
  } else form[name] = String(value)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
