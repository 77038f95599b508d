import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

export function quotaProblems(sources: Sources, documents: Documents): Problem[] {
  const clients = idsOf(documents.clients.clients)
  const systems = idsOf(documents.catalog.systems)
  const purposes = idsOf(documents.purposes.purposes)
  const units = idsOf(documents.units.units)
  return sources.quotas.flatMap((source) =>
    source.data.rules.flatMap((rule, at) => [
      ...unknownNames(source, ['rules', at, 'units'], rule.units, units, 'unit'),
      ...unknownNames(source, ['rules', at, 'clients'], rule.clients, clients, 'client'),
      ...unknownNames(source, ['rules', at, 'systems'], rule.systems, systems, 'system'),
      ...unknownNames(source, ['rules', at, 'purposes'], rule.purposes, purposes, 'purpose'),
      ...unpriced(source, at, documents),
    ]),
  )
}

/** A budget in dollars needs a price for everything that it covers: what has none would be free. */
function unpriced(source: Sources['quotas'][number], at: number, { catalog }: Documents): Problem[] {
  const rule = source.data.rules[at]!
  if (rule.dollars === undefined) return []
  const covered = catalog.systems.filter(
    ({ id, routable }) => routable && (rule.systems === undefined || rule.systems.includes(id)),
  )
  const free = covered.flatMap(({ id, models }) =>
    models.filter(({ price }) => price === undefined).map((model) => `${id}/${model.id}`),
  )
  if (free.length === 0) return []
  return [
    source.problemAt(
      ['rules', at, 'dollars'],
      `the budget covers models without a price: ${free.join(', ')}`,
      'give each a `price` in the catalog, or name the budget’s `systems`',
    ),
  ]
}
