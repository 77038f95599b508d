import type { Principal } from '../core/principal.ts'
import type { QuotaLimit } from '../core/quota.ts'
import type { PolicySet } from './policy-set.ts'

/** A quota that an exchange counts against. */
export interface ApplicableQuota {
  readonly limit: QuotaLimit
  /** Whose use is added up: unique over rules, people and clients. */
  readonly key: string
}

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
        (rule.subjectTypes === undefined || rule.subjectTypes.includes(principal.subjectType)) &&
        (rule.clients === undefined || rule.clients.includes(principal.client)) &&
        (rule.systems === undefined || rule.systems.includes(systemId)) &&
        (rule.purposes === undefined || (purposeId !== null && rule.purposes.includes(purposeId))),
    )
    .map((rule) => ({
      limit: { id: rule.id, clauses: rule.clauses, requestsMax: rule.requests ?? null, tokensMax: rule.tokens ?? null },
      key: `${rule.id}|${rule.by === 'person' ? principal.key : `${principal.issuer}|client:${principal.client}`}`,
    }))
}
