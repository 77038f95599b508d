/**
 * Letters as the lexicon knows them: lower case, without accents. Latin, Greek and Cyrillic; 0 for what is no letter.
 */
const FOLD_END = 0x530
const VIETNAMESE = 0x1e00
const VIETNAMESE_END = 0x1f00
/** Letters that no decomposition makes plain. */
const PLAIN: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ß: 's',
  æ: 'a',
  œ: 'o',
  þ: 't',
  ı: 'i',
}

const folded = new Uint16Array(FOLD_END + (VIETNAMESE_END - VIETNAMESE))
const upper = new Uint8Array(folded.length)

for (let index = 0; index < folded.length; index++) {
  const code = index < FOLD_END ? index : index - FOLD_END + VIETNAMESE
  const char = String.fromCharCode(code)
  if (!/^\p{L}$/u.test(char)) continue
  const lower = char.toLowerCase()
  folded[index] = (PLAIN[lower] ?? lower.normalize('NFD')).charCodeAt(0)
  if (lower !== char) upper[index] = 1
}

/** The plain lower-case letter of a code unit, or 0. */
export function foldOf(code: number): number {
  if (code < FOLD_END) return folded[code]!
  return code >= VIETNAMESE && code < VIETNAMESE_END ? folded[code - VIETNAMESE + FOLD_END]! : 0
}

export function isUpper(code: number): boolean {
  if (code < FOLD_END) return upper[code] === 1
  return code >= VIETNAMESE && code < VIETNAMESE_END && upper[code - VIETNAMESE + FOLD_END] === 1
}

const BASIS = 0x811c9dc5
const PRIME = 0x01000193

/** One more letter of a word's hash (FNV-1a over folded letters). */
export function hashStep(hash: number, letter: number): number {
  return Math.imul(hash ^ letter, PRIME)
}

export const HASH_START = BASIS

/** A word's hash: accents, case, apostrophes and anything else that is no letter don't count. Unsigned. */
export function hashOf(word: string): number {
  let hash = BASIS
  for (let at = 0; at < word.length; at++) {
    const letter = foldOf(word.charCodeAt(at))
    if (letter !== 0) hash = hashStep(hash, letter)
  }
  return hash >>> 0
}
