import { isComplete, type PolicyReviewRow, type ReviewSignature } from './review-row.ts'

/** Why a seat can’t be signed for now; null when it can. Nobody signs for two seats of one review (MS-52). */
export function whyNotSign(
  row: PolicyReviewRow,
  seats: readonly string[],
  signature: Pick<ReviewSignature, 'seat' | 'by'>,
): string | null {
  if (!seats.includes(signature.seat)) return 'The review has no such seat.'
  if (isComplete(row, seats)) return 'Every seat has signed.'
  if (row.signatures.some(({ seat }) => seat === signature.seat)) return 'That seat has signed.'
  return row.signatures.some(({ by }) => by === signature.by) ? 'You have signed for another seat.' : null
}

/** The row after a signature; null where {@link whyNotSign} says why not. */
export function sign(
  row: PolicyReviewRow,
  seats: readonly string[],
  signature: ReviewSignature,
): PolicyReviewRow | null {
  if (whyNotSign(row, seats, signature) !== null) return null
  return { ...row, signatures: [...row.signatures, signature] }
}
