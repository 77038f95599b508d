/** State kind of reviews of the policy; the key is `review|day that it is due`. */
export const POLICY_REVIEW = 'policy-review'

/** One seat’s word: who looked, when, and on which policy. The minutes stand in the entry’s body. */
export interface ReviewSignature {
  readonly seat: string
  readonly by: string
  readonly name: string
  /** RFC 3339 UTC. */
  readonly at: string
  readonly policy: string
  readonly entry: string
}

export interface PolicyReviewRow {
  readonly review: string
  /** Calendar day. */
  readonly due: string
  readonly agency: string
  readonly signatures: readonly ReviewSignature[]
}

/** Whether every seat has signed. */
export function isComplete(row: Pick<PolicyReviewRow, 'signatures'>, seats: readonly string[]): boolean {
  return seats.every((seat) => row.signatures.some((one) => one.seat === seat))
}
