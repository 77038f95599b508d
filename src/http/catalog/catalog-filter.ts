import { DATA_CLASSES, type DataClass } from '../../core/decision.ts'
import { type CatalogView, SYSTEM_STATUSES, type SystemStatus } from '../../pages/catalog-views.ts'
import { coversClass } from '../../policy/grants.ts'
import type { CatalogSystem, PolicySet } from '../../policy/policy-set.ts'

export type CatalogFilter = CatalogView['asked']

/** A filter as it stands in an address; what isn’t a choice is none. */
export function readFilter(policy: PolicySet, query: Readonly<Record<string, string>>): CatalogFilter {
  const one = (name: string, choices: readonly string[]): string => {
    const value = query[name]
    return typeof value === 'string' && choices.includes(value) ? value : ''
  }
  return {
    q: typeof query['q'] === 'string' ? query['q'].trim().slice(0, 100) : '',
    purpose: one('purpose', Object.keys(policy.purposes)),
    class: one('class', DATA_CLASSES),
    unit: one(
      'unit',
      policy.units.units.map(({ id }) => id),
    ),
    status: one('status', SYSTEM_STATUSES),
  }
}

/** Whether one grant fits all that was asked, as one must cover all of a use; and every word stands somewhere. */
export function fits(
  { grants }: Pick<CatalogSystem, 'grants'>,
  status: SystemStatus,
  words: readonly string[],
  asked: CatalogFilter,
): boolean {
  const text = words.join('\n').toLowerCase()
  return (
    asked.q
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word)) &&
    (asked.status === '' || asked.status === status) &&
    grants.some(
      (grant) =>
        (asked.purpose === '' || grant.purposes.includes(asked.purpose)) &&
        (asked.class === '' || coversClass(grant, asked.class as DataClass)) &&
        (asked.unit === '' || grant.units === undefined || grant.units.includes(asked.unit)),
    )
  )
}
