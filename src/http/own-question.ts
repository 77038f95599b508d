import { classCeilingOf } from '../core/device-posture.ts'
import type { Principal } from '../core/principal.ts'
import type { StateRows } from '../core/state-rows.ts'
import { suspensionScope, suspensionsInForce } from '../core/suspension.ts'
import { createSeatLedger, SEAT } from '../pipeline/seat-ledger.ts'
import type { Facts } from '../policy/facts.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { type ReadFacts, readAsked } from '../policy/read-facts.ts'

/** What a question is asked of. */
export interface OwnQuestionParts {
  readonly policy: PolicySet
  readonly rows: StateRows
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * The facts of a question about oneself, complete: the same that the pipeline would decide over, with what holds now and
 * nobody states, which are emergency stops, the posture of the caller's device and the seats of a licence.
 */
export function askOwn(parts: OwnQuestionParts, caller: Principal, question: object): ReadFacts {
  const read = readAsked(parts.policy, caller, { now: new Date(parts.now).toISOString(), ...question })
  return read.kind === 'facts' ? { kind: 'facts', facts: { ...read.facts, ...inForce(parts, read.facts) } } : read
}

function inForce(
  { rows, now }: OwnQuestionParts,
  { principal, system, purpose }: Facts,
): Pick<Facts, 'suspensions' | 'classCeiling' | 'seats'> {
  return {
    suspensions: suspensionsInForce(rows, suspensionScope(principal, system, purpose.id), now),
    classCeiling: classCeilingOf(principal, rows),
    ...(system.licence?.seats === undefined
      ? {}
      : { seats: createSeatLedger(rows.all(SEAT)).of(system.id, principal) }),
  }
}
