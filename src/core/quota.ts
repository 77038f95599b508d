/** What use is measured in. `cost` counts millionths of a US dollar, `activeMinutes` the clock minutes in which something was asked. */
export const MEASURES = ['requests', 'tokens', 'cost', 'activeMinutes'] as const
export type Measure = (typeof MEASURES)[number]

/** A limit on use in one window; a measure that isn't named isn't limited. */
export interface QuotaLimit {
  /** Name in the policy, shown in refusals. */
  readonly id: string
  readonly clauses: readonly string[]
  readonly window: 'day' | 'month'
  readonly max: Partial<Readonly<Record<Measure, number>>>
}

/** US dollars for a million tokens, which is the same number as millionths of a dollar for one. */
export interface Price {
  readonly input: number
  readonly output: number
}

/** Tokens that a request asks for, or has used. */
export interface TokenUse {
  readonly input: number
  readonly output: number
}

/** What has been used in a window; what open exchanges may still use is counted apart. */
export interface QuotaUse {
  requests: number
  tokens: number
  cost: number
  activeMinutes: number
  /** The last minute that was counted as active: minutes since the epoch. */
  lastMinute: number
  reservedTokens: number
  reservedCost: number
}

/** Millionths of a dollar, rounded up: a budget is never overdrawn by rounding. */
export function costOf(tokens: TokenUse, price: Price | null): number {
  return price === null ? 0 : Math.ceil(tokens.input * price.input + tokens.output * price.output)
}

/** Which bound one more request of so many tokens would break, or null. */
export function brokenBound(
  { max }: QuotaLimit,
  use: QuotaUse,
  asked: { readonly tokens: number; readonly cost: number; readonly minute: number },
): Measure | null {
  if (max.requests !== undefined && use.requests + 1 > max.requests) return 'requests'
  if (max.activeMinutes !== undefined && asked.minute !== use.lastMinute && use.activeMinutes + 1 > max.activeMinutes)
    return 'activeMinutes'
  return brokenBudget(max, use, asked)
}

/** Which budget so many more tokens would overdraw, with everything that is reserved already. */
export function brokenBudget(
  max: QuotaLimit['max'],
  use: QuotaUse,
  asked: { readonly tokens: number; readonly cost: number },
): 'tokens' | 'cost' | null {
  if (max.tokens !== undefined && use.tokens + use.reservedTokens + asked.tokens > max.tokens) return 'tokens'
  if (max.cost !== undefined && use.cost + use.reservedCost + asked.cost > max.cost) return 'cost'
  return null
}
