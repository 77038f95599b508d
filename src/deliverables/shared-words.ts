/** Words of a text as they are compared: without case, marks and spacing. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

/** The longest run of words that both texts have, as words of the first: where it begins, and how many it is. */
export function longestShared(
  text: readonly string[],
  other: readonly string[],
  atLeast: number,
): {
  readonly start: number
  readonly length: number
} | null {
  if (text.length < atLeast || other.length < atLeast) return null
  const places = new Map<string, number[]>()
  for (let at = 0; at + atLeast <= other.length; at += 1) {
    const key = other.slice(at, at + atLeast).join(' ')
    const known = places.get(key)
    if (known === undefined) places.set(key, [at])
    else if (known.length < 8) known.push(at)
  }
  let best: { start: number; length: number } | null = null
  for (let at = 0; at + atLeast <= text.length; at += 1) {
    for (const place of places.get(text.slice(at, at + atLeast).join(' ')) ?? []) {
      let length = atLeast
      while (at + length < text.length && text[at + length] === other[place + length]) length += 1
      if (best === null || length > best.length) best = { start: at, length }
    }
  }
  return best
}
