import { byLabel, digitCount } from '../by-label.ts'

/** Claims for benefits, as a claimant's letters name them. */
export const unemploymentClaim = byLabel({
  entity: 'unemployment_claim',
  labels: ['claim'],
  value: /^(?=.{5,18}$)[A-Z]{0,4}-?[0-9]{2,12}(?:-[0-9A-Z]{1,8}){0,2}$/i,
  accepts: (value) => digitCount(value) >= 5,
})
