/** A number as a language writes it. */
export function countText(count: number, language: string): string {
  return new Intl.NumberFormat(language).format(count)
}

/** Millionths of a dollar, in dollars and cents. */
export function costText(cost: number, language: string): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(cost / 1e6)
}
