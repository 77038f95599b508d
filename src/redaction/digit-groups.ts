/** What stands between two digit groups: written as one number, or not. */
export const GAP = { none: 0, dash: 1, dot: 2, space: 3, close: 4, spacedDash: 5, open: 6, odd: 7 } as const

/** Runs of digits in order. `gap[i]` says what separates group i from group i + 1. */
export interface DigitGroups {
  count: number
  readonly start: number[]
  readonly end: number[]
  readonly gap: number[]
}

/** A digit and six more characters of a written number: shorter than any identifier, so ordinary numbers are skipped. */
const NUMBER_LIKE = /[0-9][-0-9. ()/_]{6}/g

export function createDigitGroups(): DigitGroups {
  return { count: 0, start: [], end: [], gap: [] }
}

/** Fills `groups` from `text` and returns the characters walked. */
export function readDigitGroups(text: string, groups: DigitGroups): number {
  groups.count = 0
  let steps = 0
  NUMBER_LIKE.lastIndex = 0
  while (NUMBER_LIKE.test(text)) {
    const first = NUMBER_LIKE.lastIndex - 7
    let at = first
    for (;;) {
      const index = groups.count++
      groups.start[index] = at
      while (isDigit(text.charCodeAt(at))) at++
      groups.end[index] = at
      const next = gapEnd(text, at)
      groups.gap[index] = next === 0 ? GAP.none : gapKind(text, at, next)
      if (groups.gap[index] === GAP.none) break
      at = next
    }
    steps += at - first
    NUMBER_LIKE.lastIndex = at
  }
  return steps
}

/** The digits of a stretch, without what stands between them. */
export function digitsIn(text: string, start: number, end: number): string {
  let digits = ''
  let from = start
  for (let at = start; at < end; at++) {
    if (isDigit(text.charCodeAt(at))) continue
    if (from < at) digits += text.slice(from, at)
    from = at + 1
  }
  return from < end ? digits + text.slice(from, end) : digits
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** Where the next group starts if at most three separators lie between, else 0. */
function gapEnd(text: string, from: number): number {
  for (let at = from; at <= from + 3; at++) {
    const code = text.charCodeAt(at)
    if (isDigit(code)) return at
    if (
      code !== 0x2d &&
      code !== 0x2e &&
      code !== 0x20 &&
      code !== 0x28 &&
      code !== 0x29 &&
      code !== 0x2f &&
      code !== 0x5f
    )
      return 0
  }
  return 0
}

function gapKind(text: string, from: number, to: number): number {
  const first = text.charCodeAt(from)
  if (to - from === 1) {
    if (first === 0x2d) return GAP.dash
    if (first === 0x2e) return GAP.dot
    if (first === 0x20) return GAP.space
    if (first === 0x2f || first === 0x5f) return GAP.odd
    return first === 0x29 ? GAP.close : GAP.open
  }
  const gap = text.slice(from, to)
  if (gap === '  ') return GAP.space
  if (gap === ' - ') return GAP.spacedDash
  if (gap === ') ' || gap === ')-' || gap === ').' || gap === ' ) ') return GAP.close
  if (gap === ' (' || gap === '-(') return GAP.open
  return GAP.none
}
