import { isAlphanumeric, isLetter } from './boundaries.ts'
import type { Columns } from './column-label.ts'
import { isDigit } from './digit-groups.ts'
import { listedKinds } from './label-lists.ts'
import { type LabelKind, labelOfKey, labelOfWord, labelRight, lastLabel, type PlacedLabel } from './labels.ts'
import { rosterKind } from './rosters.ts'
import { labelOfRow } from './row-labels.ts'

/** A run of letters and digits, perhaps with single dashes inside, that holds a digit: what identifiers are written as. */
export interface IdToken {
  readonly start: number
  readonly end: number
  /** Longer than any identifier: a UUID, a digest, encoded bytes. */
  readonly isLong: boolean
}

/** A token and what names it. */
export interface LabelledToken {
  readonly start: number
  readonly end: number
  readonly value: string
  readonly kind: LabelKind
  /** Words between label and token; 0 for a column, a key or a glued label. */
  readonly distance: number
}

export interface IdTokens {
  /** All tokens, in order. */
  readonly all: readonly IdToken[]
  /** Tokens that a label names so. The nearest label wins, and labels are looked up once for all recognizers. */
  labelled(kind: LabelKind): readonly LabelledToken[]
  readonly steps: number
}

export interface TokenHints {
  readonly hint: LabelKind | null
  readonly column: Columns<LabelKind>
  /** The text is whole: what stands in brackets behind a value may name it. Streams don't wait for that. */
  readonly isWhole: boolean
}

const TOKEN_CHARS_MAX = 35
const DIGIT = /[0-9]/g
const LABELLED_CHARS_MIN = 3
const WORD_CHARS_MAX = 12
const SHORT_CHARS_MAX = 4
/** Shorter values take no label from their right. */
export const RIGHT_LABEL_CHARS_MIN = 6
const LEFT_CHARS = 50
const BRACKETED = /^ \(([^()\n0-9][^()\n]{1,40}(?:\([^()\n]{1,16}\))?)\)/
const BRACKETED_CHARS = 64
const SUBCODE_CHARS_MAX = 5
const NONE: readonly LabelledToken[] = []
/** Dates, telephone numbers and ZIP codes are never anything else. */
const OTHERWISE =
  /^(?:(?:19|20)[0-9]{2}-[0-9]{2}(?:-[0-9]{2}.*)?|[0-9]{1,2}-[0-9]{1,2}-[0-9]{2,4}|(?:[2-9][0-9]{2}-)?[2-9][0-9]{2}-[0-9]{4}|[0-9]{5}-[0-9]{4}|(?:19|20)[0-9]{2}(?:-(?:19|20)?[0-9]{2})?)$/
const GLUED = /^([A-Za-z]{2,9})-?(?=[A-Z0-9-]*[0-9])(?![a-z])/
/** Between values of one label stands no other word: `accounts 104422 and 104423`, not `account 104422 of 20241122`. */
const LISTED =
  /^(?:(?:[^A-Za-z]|and(?![a-z])|or(?![a-z])|y(?![a-z]))*|[ ,]{1,2}(?:and|y|but|&) (?:my|her|his|their|the|mi|su) [a-z'’]{2,14}(?: ?(?:is|es|was|:))? )$/i
/** Digits in two to four groups, as in `801 234 567`. */
const GROUPS = /[0-9]{2,4}(?: [0-9]{2,4}){0,2} [0-9]{2,5}(?![0-9A-Za-z])/y
const UNIT =
  /^ (?:dollars?|people|persons?|percent|hours?|miles?|feet|acres?|records?|visits?|students?|employees?|vehicles?|users?|times|per (?:day|week|month|quarter|year|hour|minute|second|person|capita|pupil|student|household|case|unit|square|mile|acre|gallon|load|ton|foot)s?|total|households?|residents|members|patients|cases|claims|million|bytes?|views|copies)(?![a-z=:_])/i
const UNIT_CHARS = 14
const STATE_BEFORE = /[a-z.,]{2},? (?:MS|MO|TN|AL|LA|AR|KS|IL|IA|OK|TX|KY|GA|FL),? $/
const MEASURE =
  /(?:than|about|over|nearly|around|almost|approximately|totall?ed|totall?ing|total|fees?|(?:increased|grew|rose|fell|dropped) to) \$?$/i
/** A sentence ends between a label and what it might name. */
const SENTENCE_END = /[a-z]{4}[.!]\s+["“]?[A-Z]|[0-9][.!]\s+[A-Z][a-z]|\n[ \t]*\n/

/** What takes up the sentence before: `the wrong FBI number. It should read …`. */
const TAKES_UP =
  /[.!]\s+["“]?(?:It|That|This|Which|(?:The |Her |His |My |Their )?(?:number|correct|right|new|ID)|(?:El|Su|Mi) número|Es)(?![A-Za-z])[^.!?\n]{0,32}$/

/** Whether a sentence ends between a label and a value, and the next speaks of something else. */
function isParted(text: string, from: number, to: number): boolean {
  const between = text.slice(from, to)
  return SENTENCE_END.test(between) && !TAKES_UP.test(between)
}

/** Reads the tokens of a text. Work is linear: no character is walked more than twice. */
export function readIdTokens(text: string, hints: TokenHints): IdTokens {
  const all: IdToken[] = []
  let steps = 0
  let floor = 0
  DIGIT.lastIndex = 0
  while (DIGIT.test(text)) {
    let end = DIGIT.lastIndex
    let start = end - 1
    while (start > floor && end - start < TOKEN_CHARS_MAX && goesOn(text, start - 1, -1, floor)) start--
    while (goesOn(text, end, 1, floor)) end++
    steps += end - start
    all.push({ start, end, isLong: end - start > TOKEN_CHARS_MAX || goesOn(text, start - 1, -1, floor) })
    floor = end
    DIGIT.lastIndex = end
  }
  let byKind: Map<LabelKind, LabelledToken[]> | null = null

  return {
    all,
    labelled(kind) {
      if (byKind === null) {
        byKind = sortByLabel(text, all, hints)
        // What stands between two tokens is read for the second of them.
        steps += text.length
      }
      return byKind.get(kind) ?? NONE
    },
    get steps() {
      return steps
    },
  }
}

/** Whether the character at `at` belongs to a token that reaches it in that direction. */
function goesOn(text: string, at: number, step: number, floor: number): boolean {
  const code = text.charCodeAt(at)
  if (isAlphanumeric(code)) return at >= floor
  return (
    code === 0x2d &&
    at > floor &&
    isAlphanumeric(text.charCodeAt(at + step)) &&
    isAlphanumeric(text.charCodeAt(at - step))
  )
}

function sortByLabel(text: string, all: readonly IdToken[], hints: TokenHints): Map<LabelKind, LabelledToken[]> {
  const byKind = new Map<LabelKind, LabelledToken[]>()
  let last: (PlacedLabel & { readonly at: number }) | null = null
  let read = 0
  /** Where the last value ended that the label named. */
  let taken = 0
  /** Groups of a value before are no values. */
  let until = 0
  /** What names before a list of values have called those that are still to come. */
  let listed: readonly LabelKind[] = []
  let listedFrom = 0
  for (const [index, token] of all.entries()) {
    const { start, end } = token
    // What lies before the last token was read for it: the label found there still holds if it's near enough.
    const cell = hints.column.cellStart(start)
    const from: number = Math.max(read, start - LEFT_CHARS)
    const own = lastLabel(text, Math.max(from, cell), start)
    if (cell > 0 && last !== null && last.start < cell) last = null
    if (own !== null) last = { ...own, at: start }
    else if (last !== null && start - last.start > LEFT_CHARS) last = null
    // A word with a digit, such as ICD-10, may be a label; numbers and random letters aren't.
    read = (end - start <= WORD_CHARS_MAX && beginsAsWord(text, start)) || isNumbered(text, start, end) ? start : end
    if (start < until || token.isLong || end - start < LABELLED_CHARS_MIN || !isWhole(text, start, end)) continue
    const isNext = last === null || taken <= last.start || LISTED.test(text.slice(taken, start))
    if (hints.isWhole && index >= listedFrom + listed.length) {
      listed = listedKinds(text, all, index) ?? []
      listedFrom = index
    }
    const kind = listed[index - listedFrom]
    const written = grouped(text, token)
    const labelled =
      kind === undefined ? withLabel(text, written, isNext ? last : null, hints) : { ...written, kind, distance: 0 }
    if (labelled === null || isOther(labelled) || isZip(text, labelled) || isQuantity(text, labelled)) continue
    // A class, a room or the like in between doesn't use a label up.
    until = labelled.end
    if (labelled.value.length > SHORT_CHARS_MAX || labelled.kind === 'plate') taken = labelled.end
    const others = byKind.get(labelled.kind)
    if (others === undefined) byKind.set(labelled.kind, [labelled])
    else others.push(labelled)
  }
  return byKind
}

function beginsAsWord(text: string, start: number): boolean {
  for (let at = start; at < start + LABELLED_CHARS_MIN; at++) if (!isLetter(text.charCodeAt(at))) return false
  return true
}

/** `dx1`, `SSN2`, `last4OfSsn`: the name of a field that holds a digit. */
function isNumbered(text: string, start: number, end: number): boolean {
  if (end - start > TOKEN_CHARS_MAX || !isLetter(text.charCodeAt(start)) || !isLetter(text.charCodeAt(start + 1)))
    return false
  let digits = 0
  for (let at = start + 2; at < end; at++) if (isDigit(text.charCodeAt(at)) && ++digits > 1) return false
  return true
}

interface Written {
  readonly start: number
  readonly end: number
  readonly value: string
}

/** Digits printed in groups are one value; the years of a date aren't a group of it. */
function grouped(text: string, { start, end }: IdToken): Written {
  const value = text.slice(start, end)
  const isFirst = end - start <= SHORT_CHARS_MAX && text.charCodeAt(end) === 0x20 && isDigit(text.charCodeAt(end + 1))
  if (!isFirst) return { start, end, value }
  GROUPS.lastIndex = start
  const groups = GROUPS.exec(text)?.[0]
  if (groups === undefined || /(?:19|20)[0-9]{2}$/.test(groups)) return { start, end, value }
  return { start, end: start + groups.length, value: groups.replaceAll(' ', '') }
}

/** Dates and telephone numbers stay what they are, but for records that some hospitals number like a date. */
function isOther({ kind, value, distance }: LabelledToken): boolean {
  if (!OTHERWISE.test(value)) return false
  // The digits of a plate are no year.
  if (kind === 'plate' || kind === 'ssn' || kind === 'last4') return value.length !== 4
  return !(kind === 'mrn' && distance < 2 && /^[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(value))
}

/** The code behind a State, whatever word stands before the city. */
function isZip(text: string, { start, value }: LabelledToken): boolean {
  return /^[0-9]{5}$/.test(value) && STATE_BEFORE.test(text.slice(Math.max(0, start - 8), start))
}

/** Numbers of things, whatever word stands before them. */
function isQuantity(text: string, { start, end, value }: LabelledToken): boolean {
  if (!mayLookRight({ start, end, value }) || !/^[0-9]+$/.test(value)) return false
  return UNIT.test(text.slice(end, end + UNIT_CHARS)) || MEASURE.test(text.slice(Math.max(0, start - 16), start))
}

/** Streamed text waits for what follows a long token, not behind every year and group. */
function mayLookRight({ start, end, value }: Written): boolean {
  return value.length >= RIGHT_LABEL_CHARS_MIN && value.length === end - start && isDigit(value.charCodeAt(0))
}

function withLabel(
  text: string,
  { start, end, value }: Written,
  left: (PlacedLabel & { readonly at: number }) | null,
  { hint, column, isWhole }: TokenHints,
): LabelledToken | null {
  const named = column(start)
  if (named !== null) return { start, end, value, kind: named, distance: 0 }
  const near = left !== null && !isParted(text, left.start, start) ? left : null
  const distance = near === null ? Number.POSITIVE_INFINITY : near.distance + (near.at === start ? 0 : 1)
  if (distance > 2) {
    const glued = GLUED.exec(value)
    const kind = glued === null ? null : labelOfWord(glued[1]!)
    if (kind !== null && kind === near?.kind) return { start, end, value, kind, distance: 0 }
    if (kind !== null) {
      const skipped = glued![0].length
      return { start: start + skipped, end, value: value.slice(skipped), kind, distance: 0 }
    }
  }
  const behind = isWhole && distance > 0 ? labelInBrackets(text, end) : null
  if (behind !== null) return { start, end, value, kind: behind, distance: 0 }
  const isFar = near !== null && text.slice(near.start, start).includes('\n')
  if (isWhole && (near === null || isFar)) {
    const listed = rosterKind(text, start, end)
    if (listed !== null) return { start, end, value, kind: listed, distance: 0 }
  }
  const beside = isWhole && near === null ? labelOfRow(text, start) : null
  if (beside !== null) return { start, end, value, kind: beside, distance: 0 }
  if (near !== null) return { start, end, value, kind: near.kind, distance }
  if (hint !== null) return { start, end, value, kind: hint, distance: 0 }
  const right = mayLookRight({ start, end, value }) ? labelRight(text, end) : null
  return right === null ? null : { start, end, value, kind: right.kind, distance: right.distance }
}

/** `A20441883 (Missouri license)`: nothing but a label, in brackets behind the value. */
function labelInBrackets(text: string, end: number): LabelKind | null {
  let at = end
  // The rest of a code, as in `F84.0`.
  if (text.charCodeAt(at) === 0x2e)
    do at++
    while (isAlphanumeric(text.charCodeAt(at)) && at < end + SUBCODE_CHARS_MAX)
  if (text.charCodeAt(at + 1) !== 0x28) return null
  const named = BRACKETED.exec(text.slice(at, at + BRACKETED_CHARS))
  return named === null ? null : labelOfKey(named[1]!)
}

/** Not a part of an amount, a decimal, a date, an address or a path's file name. */
function isWhole(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1)
  if (before === 0x24 || before === 0x40 || before === 0x2b) return false
  if ((before === 0x2e || before === 0x2f) && isDigit(text.charCodeAt(start - 2))) return false
  const after = text.charCodeAt(end)
  if (after === 0x40 || after === 0x25) return false
  return !((after === 0x2e || after === 0x2f) && isDigit(text.charCodeAt(start)) && isDigit(text.charCodeAt(end + 1)))
}
