import type { RiskRow } from './risk-row.ts'

/** What a step changes; the policy's part in it was worked out as it was taken, so that replaying asks neither policy nor clock. */
export type RiskChange =
  | ({ readonly kind: 'open'; readonly nextLook: string } & Pick<
      RiskRow,
      'number' | 'agency' | 'system' | 'source' | 'reference' | 'level' | 'owner'
    >)
  | { readonly kind: 'look' | 'treat' | 'accept' | 'reopen'; readonly nextLook: string }
  | { readonly kind: 'assess'; readonly level: RiskRow['level']; readonly nextLook: string }
  | { readonly kind: 'assign'; readonly owner: string }
  | { readonly kind: 'close'; readonly finding: string }

export interface RiskStep {
  /** Its own entry. */
  readonly entry: string
  /** RFC 3339 UTC. */
  readonly at: string
  /** Principal key and name of who takes it. */
  readonly by: { readonly key: string; readonly name: string }
  readonly form: string
  readonly change: RiskChange
}
