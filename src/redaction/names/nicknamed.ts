import { type Glance, PAIR } from '../glance.ts'
import { hashOf, isUpper } from './fold.ts'
import { flagsOf } from './lexicon.ts'
import { LEX } from './lexicon-layout.ts'

const SHAPE =
  /(?<!\p{L}['’-]?)(\p{L}[\p{L}'’-]{1,15})(?: \p{Lu}\.?)? ([“"'‘(])(\p{L}[\p{L}. ]{1,14})[”"'’)] (\p{L}[\p{L}’'-]{0,19}\p{L})/gu

/** Cheap, for the many texts that hold none. */
const QUOTED = /[A-Za-zÀ-ÿ.] [“"'‘(][A-Za-zÀ-ÿ][^\n”"'’)]{1,14}[”"'’)] [A-Za-zÀ-ÿ]/

/** `"Bud" Crenshaw`. */
const HINT = /[“"][A-ZÀ-Þ]/
const ONLY = /(?<!\p{Lu}[\p{L}.]{0,15} )[“"](\p{Lu}\p{Ll}{1,12})[”"] (\p{Lu}\p{Ll}[\p{L}’'-]{1,20})/gu
/** Names with the one that everybody uses between them: `Earl “Buster” Stamps`. */
export function nicknamed(text: string, glance: Glance): { start: number; end: number }[] {
  if (!glance.holdsPair(PAIR.capitalThenOther) && !text.includes('"') && !text.includes('“')) return []
  if (!QUOTED.test(text) && !HINT.test(text)) return []
  const found: { start: number; end: number }[] = []
  for (const match of text.matchAll(ONLY)) {
    const first = flagsOf(hashOf(match[1]!))
    const last = flagsOf(hashOf(match[2]!))
    if (asFirst(first) > 1 && asLast(last) > 1 && asWord(last) < 2)
      found.push({ start: match.index, end: match.index + match[0].length })
  }
  return QUOTED.test(text) ? found.concat(between(text)) : found
}

function between(text: string): { start: number; end: number }[] {
  return [...text.matchAll(SHAPE)].flatMap((match) => {
    const [whole, first, mark, nickname, last] = match as unknown as [string, string, string, string, string]
    return isName(first, mark, nickname, last) ? [{ start: match.index, end: match.index + whole.length }] : []
  })
}

/** In capitals throughout and in small letters as well; between brackets or single quotes, only as names are mostly written. */
function isName(first: string, mark: string, nickname: string, last: string): boolean {
  const own = flagsOf(hashOf(first))
  const next = flagsOf(hashOf(last))
  const isCapital = isUpper(first.charCodeAt(0)) && isUpper(last.charCodeAt(0)) && isUpper(nickname.charCodeAt(0))
  const isQuote = mark === '"' || mark === '“'
  // `odell "Pete" stringer`: each of them hardly anything else.
  if (!isCapital)
    return (
      isQuote &&
      !nickname.includes(' ') &&
      asFirst(own) > 1 &&
      (asWord(own) < 2 || (asFirst(own) > 2 && asWord(next) === 0)) &&
      asLast(next) > 0 &&
      asWord(next) < 2 &&
      (asFirst(own) > 2 || asLast(next) > 1)
    )
  if (asFirst(own) > 1) return asLast(next) > 0 || next === 0
  // `Beauregard "Beau" Lacy`: a first name that is rare.
  return isQuote && !nickname.includes(' ') && asWord(own) === 0 && asLast(next) > 1 && asWord(next) < 2
}

const asFirst = (flags: number): number => (flags >>> LEX.first) & 3
const asLast = (flags: number): number => (flags >>> LEX.last) & 3
const asWord = (flags: number): number => (flags >>> LEX.common) & 3
