/** The phrases that stand in a folded text as words of their own, whatever blanks are between their words. */
export type PhraseSearch = (text: string) => string[]

const BLANK = 0x20
/** Two characters in seven bits each: a phrase's beginning, as the table below is asked for it. */
const TABLE_SIZE = 128 * 128
const LETTER = /[\p{L}\p{N}]/u
/** By code: 1 for letters and digits. */
const LETTERS = Uint8Array.from({ length: 128 }, (_, code) => (LETTER.test(String.fromCharCode(code)) ? 1 : 0))

/**
 * Looks at a text once, at the beginning of each word: two characters tell that no phrase begins there, nearly always. An
 * expression of all phrases costs many times as much, since it tries them all at every character.
 */
export function phraseSearch(phrases: readonly string[]): PhraseSearch {
  const beginning = new Map<number, string[][]>()
  const begins = new Uint8Array(TABLE_SIZE)
  // Longer phrases first: of two that begin alike the more telling one is found.
  for (const phrase of [...phrases].sort((a, b) => b.length - a.length)) {
    const key = keyAt(phrase, 0)
    begins[key] = 1
    beginning.set(key, [...(beginning.get(key) ?? []), phrase.split(' ')])
  }
  return (text) => {
    const found: string[] = []
    let isInWord = 0
    for (let at = 0; at < text.length; at++) {
      const wasInWord = isInWord
      const code = text.charCodeAt(at)
      isInWord = code < 0x80 ? LETTERS[code]! : letterAt(text, at)
      if (isInWord === 0 || wasInWord === 1 || begins[keyAt(text, at)] === 0) continue
      for (const words of beginning.get(keyAt(text, at)) ?? []) {
        const end = endOf(words, text, at)
        if (end < 0 || letterAt(text, end) === 1) continue
        found.push(words.join(' '))
        at = end - 1
        break
      }
    }
    return found
  }
}

/** Where the words end that begin at an offset; -1: other words stand there. */
function endOf(words: readonly string[], text: string, from: number): number {
  let at = from
  for (const [index, word] of words.entries()) {
    if (index > 0) {
      const next = afterBlanks(text, at)
      if (next === at) return -1
      at = next
    }
    if (!text.startsWith(word, at)) return -1
    at += word.length
  }
  return at
}

function afterBlanks(text: string, from: number): number {
  let at = from
  while (at < text.length && isBlank(text.charCodeAt(at))) at++
  return at
}

function isBlank(code: number): boolean {
  return code <= BLANK || code === 0xa0
}

/** 1 for a letter or digit, 0 for anything else and for the end. */
function letterAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code < 0x80) return LETTERS[code]!
  return at < text.length && LETTER.test(text.charAt(at)) ? 1 : 0
}

function keyAt(text: string, at: number): number {
  const next = text.charCodeAt(at + 1)
  return ((text.charCodeAt(at) & 127) << 7) | (isBlank(next) ? BLANK : next & 127)
}
