import type { RecordReader } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import { SearchQueryError } from '../records/search/query-error.ts'
import { mayPlace } from './hold-authority.ts'
import { saysSomething } from './hold-criteria.ts'
import type { HoldCriteria, HoldKind } from './hold-row.ts'

/** What is asked for when a hold is placed, or what it would keep is looked at. */
export interface HoldOrder {
  readonly matter: string
  readonly kind: HoldKind
  readonly reason: string
  readonly criteria: HoldCriteria
  /** Who is told; the people of the criteria when left out. Nobody for an investigation. */
  readonly custodians?: readonly string[]
  readonly notice?: string
}

/** Why a hold can't be placed so; null: it can. A query that can't be read is its writer's to mend. */
export async function refuseOrder(
  index: Pick<RecordReader, 'search'>,
  { kind, criteria }: HoldOrder,
  caller: Principal,
): Promise<Refusal | null> {
  const refused = mayPlace(caller, kind, criteria)
  if (refused !== null) return refused
  if (!saysSomething(criteria))
    return refusal('malformed_body', {
      rule: 'hold-criteria',
      clause: 'MO-10',
      message: 'A hold needs a criterion: people, units, dates, facets or a matter.',
      next: 'Say what it keeps.',
    })
  const { query } = criteria
  if (query === undefined) return null
  try {
    await index.search({ query, agencies: [caller.agency], limit: 1, total: false, snippets: false })
    return null
  } catch (error) {
    if (!(error instanceof SearchQueryError)) throw error
    return refusal('malformed_body', { rule: 'hold-query', clause: 'MO-10', message: error.message, next: error.next })
  }
}
