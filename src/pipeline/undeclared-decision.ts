import type { DecisionMode } from '../core/decision.ts'
import { type VerdictForm, verdictIn } from '../core/verdict-schema.ts'
import type { Exchange } from './exchange.ts'

/** Unverified: what an app asked for looks like a decision that nobody declared (MS-44). No word of the request is in it. */
export interface VerdictHint {
  readonly kind: 'undeclared-decision'
  readonly verified: false
  /** Member of the request in which it stands: the schema of the answer, or tools. */
  readonly field: string
  readonly form: VerdictForm
}

/** Without an approval no app gets further than these by itself; what is approved in writing is declared. */
const UNDECLARED: ReadonlySet<DecisionMode> = new Set(['none', 'inform'])

/**
 * Clause MS-44: an app without a person that lets the model answer with nothing but a verdict, for a use that declares none.
 * It is looked for once everything is decided, so that it can’t be a reason for anything. What the app does with the answer
 * nobody can see here.
 */
export function undeclaredDecision(exchange: Exchange): VerdictHint | null {
  const { policy, principal, declarations, reading } = exchange
  if (principal?.subjectType !== 'service' || reading === undefined || reading.schemas.length === 0) return null
  const purpose = declarations?.purpose.id ?? null
  const mode =
    declarations?.decisionMode ?? (purpose === null ? null : policy.purposes[purpose]?.decisionMode) ?? 'none'
  if (!UNDECLARED.has(mode)) return null
  for (const { field, schema } of reading.schemas) {
    const form = verdictIn(schema)
    if (form !== null) return { kind: 'undeclared-decision', verified: false, field, form }
  }
  return null
}
