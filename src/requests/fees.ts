import type { RecordsRequestLaw } from '../policy/policy-set.ts'

/** What answering takes, as somebody worked it out. */
export interface FeeWorksheet {
  readonly pages: number
  readonly work: readonly { readonly rate: string; readonly minutes: number }[]
}

export interface FeeLine {
  readonly what: string
  readonly quantity: string
  readonly cents: number
}

export interface FeeEstimate {
  readonly lines: readonly FeeLine[]
  /** US cents, each line rounded down: fees are never more than the cost (RSMo 610.026, Miss. Code 25-61-7). */
  readonly cents: number
}

/** Null where the worksheet names a rate that the policy doesn't have. */
export function estimateFees({ pages, work }: FeeWorksheet, { fees }: RecordsRequestLaw): FeeEstimate | null {
  const lines: FeeLine[] = []
  for (const { rate, minutes } of work) {
    const known = fees.rates.find(({ id }) => id === rate)
    if (known === undefined) return null
    const cents = Math.floor((minutes * known.hour) / 60)
    lines.push({ what: known.name, quantity: `${minutes} minutes at ${dollars(known.hour)} an hour`, cents })
  }
  if (pages > 0)
    lines.push({ what: 'Copies', quantity: `${pages} pages at ${dollars(fees.page)}`, cents: pages * fees.page })
  return { lines, cents: lines.reduce((sum, { cents }) => sum + cents, 0) }
}

export function dollars(cents: number): string {
  return `$${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
}
