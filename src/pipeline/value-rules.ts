import { entityRule, leavesText, type RuleScope } from '../policy/entity-rule.ts'
import type { EntityRule } from '../policy/policy-set.ts'
import type { Placeholders } from '../redaction/placeholders.ts'
import { hashed, kindOnly, masked } from '../redaction/replacements.ts'
import type { Exchange } from './exchange.ts'

/** What takes the place of values in what is forwarded. */
export interface ValueRules {
  /** Null: the value stays. `numbered`: two values at this place must not become one text. */
  replace(entity: string, value: string, numbered: boolean): string | null
}

/** What of an exchange decides which rule applies. */
type RuleSubject = Pick<Exchange, 'policy' | 'principal' | 'system'>

/** The rule for an entity in this exchange: for its system, and its caller's agency. */
export function ruleFor(exchange: RuleSubject, entity: string): EntityRule {
  return entityRule(exchange.policy, entity, scopeOf(exchange))
}

export function valueRules(exchange: RuleSubject, placeholders: Placeholders, key: Buffer): ValueRules {
  const agency = agencyOf(exchange)
  return {
    replace(entity, value, numbered) {
      const rule = ruleFor(exchange, entity)
      if (leavesText(rule)) return null
      if (numbered || rule.operator === 'placeholder') return placeholders.for(entity, value)
      if (rule.operator === 'mask') return masked(entity, value, rule.keep ?? 0)
      return rule.operator === 'hash' ? hashed(key, agency, entity, value) : kindOnly(entity)
    },
  }
}

/** The agency whose rules apply: the caller's, else the profile's own. */
export function agencyOf({ principal, policy }: RuleSubject): string {
  return principal?.agency ?? policy.profile.agency
}

function scopeOf(exchange: RuleSubject): RuleScope | null {
  return exchange.system === undefined ? null : { system: exchange.system.id, agency: agencyOf(exchange) }
}
