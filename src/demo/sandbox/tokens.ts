const WORD_MAX = 8
const PIECE = 5

/** The sandbox's idea of a token: four UTF-16 units. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4)
}

/** Cuts the text to so many tokens, never through a surrogate pair. */
export function firstTokens(text: string, tokensMax: number): string {
  const cut = text.slice(0, tokensMax * 4)
  return /[\ud800-\udbff]$/.test(cut) && cut.length < text.length ? cut.slice(0, -1) : cut
}

/**
 * The deltas of a stream: a word with the space before it, a longer word in pieces of five characters.
 * Placeholders are long words, so that they arrive split between deltas.
 */
export function* piecesOf(text: string): Generator<string> {
  for (const [word] of text.matchAll(/\s*\S+|\s+$/gu)) {
    if (word.length <= WORD_MAX) {
      yield word
      continue
    }
    const characters = Array.from(word)
    for (let at = 0; at < characters.length; at += PIECE) yield characters.slice(at, at + PIECE).join('')
  }
}
