/** 95 % of a normal distribution. */
const Z = 1.96

/** Bounds of the 95 % Wilson interval of a share: right for few cases too, where a normal one would pass 0 or 1. */
export function wilson(hits: number, of: number): readonly [low: number, high: number] {
  const share = hits / of
  const centre = (share + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of)
  const half = (Z / (1 + Z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}

/** A share with its interval: `.953 (.941–.963)`. */
export function shareWithInterval(hits: number, of: number): string {
  if (of === 0) return '–'
  const [low, high] = wilson(hits, of)
  return `${decimals(hits / of)} (${decimals(low)}–${decimals(high)})`
}

export function decimals(share: number): string {
  return share.toFixed(3).replace(/^0/, '')
}
