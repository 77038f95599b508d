import { byLabel, digitCount } from '../by-label.ts'
import type { Scan } from '../scan.ts'

/** Insurers, hospitals and shippers have claims as well. */
const OF_OTHERS =
  /insur|\bpolicy (?:no|num|#|holder)|policyholder|date of loss|\bloss\b|adjuster|deductible|\bpatient|provider|\bNPI\b|\b[dD]x\b|diagnos|payer|billed|CPT|CLM\*|homeowner|collision|freight|warranty|small claims|damages/i
const OF_BENEFITS =
  /unemploy|desempleo|\bUI\b|\bUC\b|claimant|clmt|weekly|benefit year|\bWBA\b|MDES|DOLIR|laid off|last employer|work search/i
const LEFT_CHARS = 400
const RIGHT_CHARS = 200

/** Claims for benefits, as a claimant's letters name them. */
export const unemploymentClaim = byLabel({
  entity: 'unemployment_claim',
  labels: ['claim'],
  value: /^(?=.{5,18}$)[A-Z]{0,4}-?[0-9]{2,12}(?:-[0-9A-Z]{1,8}){0,2}$/i,
  accepts: (value, { start, end }, scan) => digitCount(value) >= 5 && isOfBenefits(scan, start, end),
})

/** A stream or a field alone shows too little to tell. */
function isOfBenefits({ text, hint, tables }: Scan, start: number, end: number): boolean {
  if (!tables || hint === 'claim') return true
  const near = text.slice(Math.max(0, start - LEFT_CHARS), end + RIGHT_CHARS)
  return OF_BENEFITS.test(near) || !OF_OTHERS.test(near)
}
