import type { TokenUse } from '../core/quota.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { QuotaLedger, Reservation, UsedUp } from './quota-ledger.ts'

/**
 * Keeps an answer within what was reserved for it. The vendor says only at the end what it used, so text is counted as it
 * comes, four characters a token; more is reserved as the answer grows, while there is more.
 */
export interface AnswerBudget {
  /** So much text came. */
  add(characters: number): void
  /** The quota that this answer has used up, or null. */
  usedUp(): UsedUp | null
  /** What an answer that told no usage is charged: what was asked, and the text that came. */
  estimate(): TokenUse
}

const CHARACTERS_PER_TOKEN = 4
/** Reserved at a time beyond the first reservation. */
const MORE_TOKENS = 1_000

export function createAnswerBudget(policy: PolicySet, quotas: QuotaLedger, reservation: Reservation): AnswerBudget {
  let characters = 0
  let reached: UsedUp | null = null
  const output = (): number => Math.ceil(characters / CHARACTERS_PER_TOKEN)
  return {
    add(more) {
      characters += more
      while (reached === null && output() > reservation.tokens.output)
        reached = quotas.extend(policy, reservation, MORE_TOKENS)
    },
    usedUp: () => reached,
    estimate: () => ({ input: promptTokens(reservation), output: output() }),
  }
}

function promptTokens({ tokens }: Reservation): number {
  return tokens.input
}

/** Tokens that a prompt of so many characters is reserved with. */
export function promptTokensOf(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN)
}
