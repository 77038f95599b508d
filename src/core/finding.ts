/** State kind of what the gateway noticed by itself, by `type|key`: how often. Nobody is named in it. */
export const FINDING = 'finding'

/** What a finding is about: a thing of the gateway's or a vendor's, never a person. */
export type FindingSubject =
  | { readonly kind: 'store' }
  /** What a detector told; `disguises`: how values were written that it found all the same. */
  | { readonly kind: 'detection'; readonly disguises?: readonly string[] }
  | { readonly kind: 'system'; readonly id: string }
  /** A system as one app uses it. */
  | { readonly kind: 'use'; readonly system: string; readonly client: string }
  | { readonly kind: 'vendor'; readonly name: string }
  /** A credential that was withdrawn: whose it was, the order that withdrew it says already. */
  | { readonly kind: 'credential'; readonly holder: string; readonly order: string }

/**
 * Something that the gateway noticed, and counts: one for each type and key, however often it happens. A detector alone
 * names, refuses and accuses nobody: but for the holder of a credential that a person withdrew, no member holds one.
 */
export interface AutomaticFinding {
  /** A type of `incidents.yaml` that the gateway finds. */
  readonly type: string
  /** The same thing again has the same key. */
  readonly key: string
  /** Null: nobody can tell whose it is, or it is everybody's; each agency of the log has an incident of its own. */
  readonly agency: string | null
  readonly about: FindingSubject
  /** RFC 3339 UTC. */
  readonly first: string
  readonly last: string
  readonly count: number
  /** Exchanges in which it showed: who may open their records sees whose they are. */
  readonly records?: readonly string[]
  /** Queues that hear of it, where those are fewer than the type's. */
  readonly channels?: readonly string[]
}

/** A finding after it happened again: counted, and never opened twice. */
export function happenedAgain(
  known: AutomaticFinding | undefined,
  found: Omit<AutomaticFinding, 'first' | 'last' | 'count'>,
  at: string,
): AutomaticFinding {
  return { ...found, first: known?.first ?? at, last: at, count: (known?.count ?? 0) + 1 }
}
