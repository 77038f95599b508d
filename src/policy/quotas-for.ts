import type { Principal } from '../core/principal.ts'
import type { Measure, QuotaLimit } from '../core/quota.ts'
import type { PolicySet, QuotaRule } from './policy-set.ts'

/** A quota that an exchange counts against. */
export interface ApplicableQuota {
  readonly limit: QuotaLimit
  /** Whose use is added up: unique over rules, people, units, clients, systems and purposes. */
  readonly key: string
}

const DOLLAR = 1_000_000

/** Every quota rule that fits; each is reserved against, so the tightest one refuses. */
export function quotasFor(
  policy: PolicySet,
  principal: Principal,
  systemId: string,
  purposeId: string | null,
): ApplicableQuota[] {
  return policy.quotas
    .filter(
      (rule) =>
        fits(rule, principal) &&
        (rule.systems === undefined || rule.systems.includes(systemId)) &&
        (rule.purposes === undefined || (purposeId !== null && rule.purposes.includes(purposeId))),
    )
    .map((rule) => ({ limit: limitOf(rule), key: `${rule.id}|${holderOf(rule, principal, systemId, purposeId)}` }))
}

/** The quotas that hold for a caller whatever they ask for: what can be shown to them beforehand. */
export function ownQuotas(policy: PolicySet, principal: Principal): ApplicableQuota[] {
  return policy.quotas
    .filter((rule) => (rule.by === 'person' || rule.by === 'client' || rule.by === 'unit') && fits(rule, principal))
    .map((rule) => ({ limit: limitOf(rule), key: `${rule.id}|${holderOf(rule, principal, '', null)}` }))
}

function fits(rule: QuotaRule, principal: Principal): boolean {
  return (
    (rule.subjectTypes === undefined || rule.subjectTypes.includes(principal.subjectType)) &&
    (rule.units === undefined || rule.units.includes(principal.unit)) &&
    (rule.clients === undefined || rule.clients.includes(principal.client))
  )
}

function holderOf(rule: QuotaRule, principal: Principal, systemId: string, purposeId: string | null): string {
  switch (rule.by) {
    case 'person':
      return principal.key
    case 'unit':
      return `unit:${principal.agency}/${principal.unit}`
    case 'client':
      return `${principal.issuer}|client:${principal.client}`
    case 'system':
      return `system:${systemId}`
    case 'purpose':
      return `purpose:${purposeId ?? ''}`
  }
}

function limitOf(rule: QuotaRule): QuotaLimit {
  const max: Partial<Record<Measure, number>> = {}
  if (rule.requests !== undefined) max.requests = rule.requests
  if (rule.tokens !== undefined) max.tokens = rule.tokens
  if (rule.dollars !== undefined) max.cost = Math.floor(rule.dollars * DOLLAR)
  if (rule.activeMinutes !== undefined) max.activeMinutes = rule.activeMinutes
  return { id: rule.id, clauses: rule.clauses, window: rule.window, max }
}
