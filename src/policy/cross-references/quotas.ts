import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

export function quotaProblems(sources: Sources, documents: Documents): Problem[] {
  const clients = idsOf(documents.clients.clients)
  const systems = idsOf(documents.catalog.systems)
  const purposes = idsOf(documents.purposes.purposes)
  return sources.quotas.flatMap((source) =>
    source.data.rules.flatMap((rule, at) => [
      ...unknownNames(source, ['rules', at, 'clients'], rule.clients, clients, 'client'),
      ...unknownNames(source, ['rules', at, 'systems'], rule.systems, systems, 'system'),
      ...unknownNames(source, ['rules', at, 'purposes'], rule.purposes, purposes, 'purpose'),
    ]),
  )
}
