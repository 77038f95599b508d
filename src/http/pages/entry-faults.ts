import type { EntryFault } from '../../pages/approval-views.ts'
import { ENTRY_GROUPS, fieldName } from '../../pages/entry-fields.ts'
import type { TypedEntry } from './typed-entry.ts'

/** What is wrong with an entry, and where in the entry. */
export interface ProposalFault {
  readonly path: readonly PropertyKey[]
  readonly problem: string
}

/**
 * Faults of an entry, each at the field of the form that it is about, in the form’s order; what is about none is told by
 * itself. A field that is empty is told as missing, in the reader’s own language.
 */
export function faultsAtFields(
  faults: readonly ProposalFault[],
  { places }: Pick<TypedEntry, 'places'>,
  form: Readonly<Record<string, string>>,
): { readonly faults: readonly EntryFault[]; readonly problems: readonly string[] } {
  const fields = namesOf(places)
  const found = new Map<string, EntryFault>()
  const problems: string[] = []
  for (const { path, problem } of faults) {
    const name = nameOf(path, places, fields)
    if (name === undefined) problems.push(problem)
    else if (!found.has(name)) found.set(name, { name, problem: isEmpty(form, name) ? null : problem })
  }
  return { faults: fields.flatMap((name) => found.get(name) ?? []), problems }
}

/** Every field of the form that has a place in the entry, as the form has them. */
function namesOf(places: TypedEntry['places']): string[] {
  return ENTRY_GROUPS.flatMap((group) =>
    (group.repeats === undefined ? [0] : (places[group.id] ?? [])).flatMap((item) =>
      group.fields.map((field) => fieldName(group, item, field)),
    ),
  )
}

/** The field itself, the one that holds it, or the first of those that it holds. */
function nameOf(
  path: readonly PropertyKey[],
  places: TypedEntry['places'],
  fields: readonly string[],
): string | undefined {
  const [first, index, ...rest] = path.map(String)
  const group = ENTRY_GROUPS.find(({ id, repeats }) => repeats !== undefined && id === first)
  const inForm =
    group === undefined || index === undefined
      ? path.map(String)
      : [first!, String(places[group.id]?.[Number(index)] ?? index), ...rest]
  for (let length = inForm.length; length > 0; length--) {
    const name = inForm.slice(0, length).join('.')
    const found = fields.find((field) => field === name) ?? fields.find((field) => field.startsWith(`${name}.`))
    if (found !== undefined) return found
  }
  return undefined
}

function isEmpty(form: Readonly<Record<string, string>>, name: string): boolean {
  return (form[name] ?? '').trim() === '' && !Object.keys(form).some((key) => key.startsWith(`${name}:`))
}
