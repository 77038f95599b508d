import { INFORMAL_POSTAL, POSTAL_FRAME } from './address-shapes.ts'
import { countryEnd } from './foreign-addresses.ts'
import { hashOf } from './names/fold.ts'
import { flagsOf } from './names/lexicon.ts'
import { LEX } from './names/lexicon-layout.ts'

/** What sets a street apart from the city behind it. */
const APART = /(?: ?[,;^/]|\.(?= ))?[ \t]{0,3}(?:\r?\n[ \t>]{0,40})?(?=[A-Za-z0-9])/y
const IN = / in (?=[A-Z])/y
const ENDS_IN_CODE = /[0-9]{5}(?:-[0-9]{4})?$/
const WORD = /(?:St\.|Ste\.|Ft\.|Mt\.|[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]{1,15})/y
const CITY_WORDS_MAX = 4
const ZIP = /[0-9]{5}(?:-[0-9]{4})?(?![0-9A-Za-z-]|[.,][0-9])/y
/** ZIP codes of our States and their neighbours' nearest parts need no comma before them. */
const LOCAL_ZIP = /^(?:3[5-9]|6[2-7]|7[0-2])/
/** Of the United Kingdom and of Canada, the latter perhaps with its province. */
const FOREIGN_CODE =
  /(?:(?:AB|BC|MB|NB|NL|NS|ON|PE|QC|SK|Alberta|British Columbia|Manitoba|New Brunswick|Nova Scotia|Ontario|Quebec|Québec|Saskatchewan)\.?,? )?(?:[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9])(?![A-Za-z0-9])/y
const CLAUSE_END =
  /(?=["”’]?[.,;:)|\]](?![A-Za-z0-9])|["”]|[ \t]*(?:\r?\n|$)| (?:and|but|on|in|at|for|to|with|since|is|was|y|e|und|et)(?![a-z])| {2,})/y

/** Where an address ends whose street ends at `at`: behind city, state and ZIP code, or what there is of them. */
export function addressEnd(text: string, at: number): number {
  const postal = endOf(POSTAL_FRAME.shape, text, at) || endOf(INFORMAL_POSTAL.shape, text, at)
  return countryEnd(text, Math.max(at, postal, cityEnd(text, at), behindIn(text, at)))
}

/** `12 Oak Street in Okolona, MS 38860`: with its code the city belongs to the address. */
function behindIn(text: string, at: number): number {
  const city = endOf(IN, text, at)
  if (city === 0) return 0
  const end = Math.max(endOf(POSTAL_FRAME.shape, text, city - 1), cityEnd(text, city - 1))
  return ENDS_IN_CODE.test(text.slice(city, end)) ? end : 0
}

/** A city with a code but without its state, a code alone, or a city at the end of the clause or line. */
function cityEnd(text: string, at: number): number {
  const start = endOf(APART, text, at)
  if (start === 0 || start === at) return 0
  const apart = text.slice(at, start)
  const zip = codeEnd(text, start, apart)
  if (zip > 0) return apart.includes(',') ? Math.max(zip, cityBehind(text, zip)) : zip
  let end = 0
  let next = start
  for (let words = 0; words < CITY_WORDS_MAX; words++) {
    const stop = endOf(WORD, text, next)
    if (stop === 0) break
    const isKnown = isCity(text.slice(start, stop))
    const behind = / ?,? ?(?:\r?\n[ \t]{0,40})?/y
    const code = endOf(behind, text, stop)
    const coded = code > stop && (isKnown || apart.includes(',')) ? codeEnd(text, code, isKnown ? ',' : apart) : 0
    if (coded > 0) return coded
    if (isKnown && apart.includes(',') && !apart.includes('\n') && isClauseEnd(text, stop)) end = stop
    if (text[stop] !== ' ') break
    next = stop + 1
  }
  return end
}

/** `75002 Paris`, as other countries write it. */
function cityBehind(text: string, at: number): number {
  const stop = text[at] === ' ' ? endOf(WORD, text, at + 1) : 0
  return stop > 0 && /^[A-ZÀ-Þ]/.test(text[at + 1]!) && isCity(text.slice(at + 1, stop)) && isClauseEnd(text, stop)
    ? stop
    : 0
}

function codeEnd(text: string, at: number, apart: string): number {
  const zip = endOf(ZIP, text, at)
  if (zip > 0) return /[,^\n]/.test(apart) || LOCAL_ZIP.test(text.slice(at, at + 2)) ? zip : 0
  return endOf(FOREIGN_CODE, text, at)
}

function isClauseEnd(text: string, at: number): boolean {
  CLAUSE_END.lastIndex = at
  return CLAUSE_END.test(text)
}

/** The list of cities has the words of their names, so each must be one. */
function isCity(name: string): boolean {
  return name.split(' ').every((word) => /^St\.?$/i.test(word) || ((flagsOf(hashOf(word)) >>> LEX.place) & 1) === 1)
}

function endOf(shape: RegExp, text: string, at: number): number {
  shape.lastIndex = at
  return shape.test(text) ? shape.lastIndex : 0
}
