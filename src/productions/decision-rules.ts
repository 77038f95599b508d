import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { isCounsel, mayRestore } from '../policy/record-access.ts'
import { type ProductionParts, productionRefused } from './production-parts.ts'
import { type Decision, PRODUCTION, type ProductionRow } from './production-row.ts'

/** Why somebody may not decide so; null: they may. */
export function badDecision(
  parts: ProductionParts,
  decision: Decision,
  exemption: string | undefined,
  caller: Principal,
): Refusal | null {
  if (decision === 'restore' && !mayRestore(parts.policy(), caller))
    return productionRefused('decision', 'Your roles don’t let you have removed values revealed.', 'Ask who may.')
  if (decision !== 'withhold') return null
  if (exemption === undefined)
    return productionRefused('exemption', 'What is withheld needs an exemption.', 'Name one of exemptions.yaml.')
  return badExemption(parts, exemption, caller)
}

/** Why somebody may not name this exemption; null: they may. */
export function badExemption(parts: ProductionParts, id: string, caller: Principal): Refusal | null {
  const policy = parts.policy()
  const known = policy.exemptions[id]
  if (known === undefined)
    return productionRefused('exemption', `The policy has no exemption ‘${id}’.`, 'Name one of exemptions.yaml.')
  if (known.privileged === true && !isCounsel(policy, caller))
    return productionRefused('exemption', `${known.citation} is counsel’s to invoke.`, 'Ask counsel.')
  return null
}

export function noRedactions(): Refusal {
  return productionRefused(
    'decision',
    'A production for legal process is whole: nothing of it is redacted.',
    'Code the record instead.',
  )
}

/** A package that was built before is no longer what was decided. */
export function reopened(row: ProductionRow) {
  if (row.status === 'open') return []
  return [{ kind: PRODUCTION, key: row.id, value: { ...row, status: 'open', build: null, fault: null } }]
}

/** RFC 3339 UTC. */
export function now({ clock }: ProductionParts): string {
  return new Date(clock.now()).toISOString()
}
