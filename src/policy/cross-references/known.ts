import type { Problem } from '../problem.ts'
import type { Source } from '../sources.ts'

/** Problems for the names that nothing bears. */
export function unknownNames(
  source: Pick<Source, 'problemAt'>,
  path: readonly PropertyKey[],
  names: readonly string[] | string | undefined,
  known: ReadonlySet<string>,
  what: string,
): Problem[] {
  const list = names === undefined ? [] : typeof names === 'string' ? [names] : names
  return list.flatMap((name, index) =>
    known.has(name)
      ? []
      : [
          source.problemAt(
            typeof names === 'string' ? path : [...path, index],
            `no ${what} is called '${name}'`,
            mend(known, what),
          ),
        ],
  )
}

function mend(known: ReadonlySet<string>, what: string): string {
  return known.size === 0 ? `add the ${what} first` : `use one of: ${[...known].join(', ')}`
}

export function idsOf(rows: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(rows.map(({ id }) => id))
}
