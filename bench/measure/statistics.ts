export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Nearest rank; NaN of nothing. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) return Number.NaN
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) * q
  const low = sorted[Math.floor(middle)]!
  return low + (sorted[Math.ceil(middle)]! - low) * (middle % 1)
}
