import type { AnnouncedFields } from './announced-fields.ts'
import { CUE } from './cues.ts'
import { bodyAhead } from './features.ts'
import { hashOf } from './fold.ts'
import { LEX } from './lexicon-layout.ts'
import { GAP, SHAPE, type Words } from './words.ts'

/** The score of a word that a title, a label or a field announces: the tagger has no say in it. */
export const ANNOUNCED = 1_000_000
/** The score of a word that the names beside it in a list make one, whatever else it means. */
export const LISTED = 900_000

const WORDS_MAX = 4
const LINE_WORDS_MAX = 5
const ABBREVIATION_LETTERS_MAX = 4
const NAME = hashOf('name')
const NAMES = hashOf('names')
/** Mostly a company. */
const EMPLOYER = hashOf('employer')
/** Greetings that a name follows without a comma; `Best Way` is none. */
const SPOKEN_TO = new Set(
  'dear hi hello hey hola estimado estimada querido querida prezado prezada bonjour salut hallo ciao welcome goodbye bye thanks thank'
    .split(' ')
    .map(hashOf),
)
const MS = hashOf('ms')
const STRICT_TITLES = new Set('mr mrs ms miss dr judge officer deputy sgt lt capt det trooper'.split(' ').map(hashOf))
const NOMBRE = hashOf('nombre')
const SAYS_NAME = new Set(['is', 'was', 'as', 'es'].map(hashOf))
const JOINS = GAP.space | GAP.hyphen | GAP.period

/** Marks the words that titles, labels, greetings and signatures announce. */
export function applyCues(words: Words, scores: Int32Array, fields: AnnouncedFields): void {
  for (const value of fields.values) {
    announceLine(words, scores, value)
    if (isLoneName(words, value)) scores[value] = ANNOUNCED
  }
  for (const other of fields.others) clearLine(words, scores, other + 1)
  signedBehindDash(words, scores)
  for (let i = 0; i + 1 < words.count; i++) {
    const cues = words.cues[i]! & (CUE.title | CUE.label | CUE.greeting)
    const gap = words.gap[i + 1]!
    if (gap === GAP.space && isSaid(words, i)) announce(words, scores, i + 1)
    if (isKin(words, i)) announce(words, scores, i + 1)
    if (isBracketed(words, i)) scores[i + 1] = ANNOUNCED
    if (cues === 0) continue
    const isTitle = (cues & CUE.title) !== 0 && words.shape[i] !== SHAPE.lower && !isState(words, i)
    if (isTitle && (gap & ~(GAP.space | GAP.period)) === 0) {
      announce(words, scores, i + 1)
      if (isCapsSurname(words, i)) scores[i + 1] = ANNOUNCED
    }
    if (words.hash[i] === EMPLOYER && (gap & GAP.colon) !== 0) clearLine(words, scores, i + 1)
    const isColon = (gap & GAP.colon) !== 0 && (gap & GAP.line) === 0
    if ((cues & CUE.label) !== 0 && isColon && !fields.others.has(i) && words.hash[i] !== EMPLOYER)
      announceLine(words, scores, i + 1)
    if ((cues & CUE.greeting) === 0 || words.shape[i] === SHAPE.lower || isRole(words, i + 1)) continue
    if (gap === GAP.space && !SPOKEN_TO.has(words.hash[i]!)) continue
    if (gap === (GAP.comma | GAP.space) && words.gap[i]! !== GAP.space) {
      if (isSigned(words, i + 1)) announce(words, scores, i + 1)
      continue
    }
    if (gap === GAP.space || gap === (GAP.comma | GAP.line) || gap === (GAP.comma | GAP.line | GAP.paragraph)) {
      if (isKnown(words, i + 1) && (gap === GAP.space || endsLine(words, i + 1))) announce(words, scores, i + 1)
    }
  }
}

/** `MS Driver’s License`. */
function isState({ hash, shape, cues, gap, count }: Words, i: number): boolean {
  if (hash[i] !== MS || shape[i] !== SHAPE.upper || i + 1 >= count) return false
  // `Booneville, MS. Level 3`.
  if (i > 0 && (gap[i]! & GAP.comma) !== 0 && shape[i - 1] === SHAPE.capital) return true
  if (gap[i + 1] !== GAP.space) return false
  return (cues[i + 1]! & CUE.label) !== 0 && shape[i + 1] === SHAPE.capital
}

/** `Cordialement, Aristide Mbala` and nothing behind it. */
function isSigned(words: Words, i: number): boolean {
  if (!isKnown(words, i) && words.flags[i] !== 0) return false
  let end = i + 1
  while (end < words.count && end < i + WORDS_MAX && joins(words, end)) end++
  return end >= words.count || (words.gap[end]! & GAP.line) !== 0
}

/** `… is off. - Rusty`: who writes, behind a dash at the end of a text or line. */
function signedBehindDash(words: Words, scores: Int32Array): void {
  for (let i = 1; i < words.count; i++) {
    if ((words.gap[i]! & ~(GAP.line | GAP.period | GAP.mark)) !== (GAP.space | GAP.hyphen)) continue
    const isLast = i + 1 >= words.count || (i + 2 >= words.count && words.gap[i + 1] === GAP.space)
    if (isLast && isKnown(words, i) && ((words.flags[i]! >>> LEX.first) & 3) > 1) announce(words, scores, i)
  }
}

/** `her name as Faith`, `the name was Hope Adler`: a word that may be a name stands where one must. */
function isSaid(words: Words, i: number): boolean {
  const before = words.hash[i - 1]
  if ((before !== NAME && before !== NOMBRE) || !SAYS_NAME.has(words.hash[i]!)) return false
  const flags = words.flags[i + 1]!
  return words.shape[i + 1] !== SHAPE.lower && ((flags >>> LEX.first) & 3) + ((flags >>> LEX.last) & 3) > 0
}

/** `MR. JUSTICE`, `Judge BELL`: words that are surnames as well, behind what nothing else stands behind. */
function isCapsSurname({ hash, gap, shape, flags, cues, start, end }: Words, i: number): boolean {
  if (!STRICT_TITLES.has(hash[i]!) || (hash[i] === MS && (gap[i + 1]! & GAP.period) === 0)) return false
  if (shape[i + 1] !== SHAPE.upper || end[i + 1]! - start[i + 1]! < 3 || (cues[i + 1]! & CUE.body) !== 0) return false
  return ((flags[i + 1]! >>> LEX.last) & 3) > 1
}

/** `Worker (Hatfield) did not`: one word between brackets behind a role. */
function isBracketed({ cues, gap, shape, flags, count }: Words, i: number): boolean {
  const next = i + 1
  if ((cues[i]! & (CUE.label | CUE.relation)) === 0 || next >= count || gap[next] !== (GAP.space | GAP.mark))
    return false
  if (
    shape[next] !== SHAPE.capital ||
    (gap[next + 1]! & GAP.mark) === 0 ||
    (cues[next]! & (CUE.never | CUE.body | CUE.label)) !== 0
  )
    return false
  const bits = flags[next]!
  return (
    ((bits >>> LEX.common) & 3) < 2 &&
    (((bits >>> LEX.first) & 3) > 1 || ((bits >>> LEX.last) & 3) > 1) &&
    ((bits >>> LEX.area) & 1) === 0
  )
}

/** `her cousin Ry’Lee`, `dtr Litokwa`: whose name nobody knows, or which is a word too. */
function isKin(words: Words, i: number): boolean {
  if ((words.cues[i]! & CUE.relation) === 0 || words.shape[i] !== SHAPE.lower || words.gap[i + 1] !== GAP.space)
    return false
  if ((words.gap[i]! & GAP.code) !== 0 || words.shape[i + 1] !== SHAPE.capital) return false
  const flags = words.flags[i + 1]!
  return (
    flags === 0 ||
    ((flags >>> LEX.first) & 3) > 1 ||
    (((flags >>> LEX.last) & 3) > 1 && ((flags >>> LEX.common) & 3) < 3)
  )
}

/** What stands behind `Business name:` is nobody. */
function clearLine({ count, gap, hash }: Words, scores: Int32Array, first: number): void {
  if (first >= count || (gap[first]! & GAP.colon) === 0) return
  // `Hurricane names: Arthur, Bertha`: all that are listed.
  const goesOn = GAP.space | GAP.hyphen | (hash[first - 1] === NAMES ? GAP.comma : 0)
  for (let i = first; i < count; i++) {
    if (i > first && (gap[i]! & ~goesOn) !== 0) return
    scores[i] = -1
  }
}

/** `Dear Parent or Guardian`: a role that is spoken to, alone on its place. */
function isRole({ cues, count, gap }: Words, i: number): boolean {
  return (cues[i]! & (CUE.label | CUE.relation)) !== 0 && (i + 1 >= count || (gap[i + 1]! & GAP.mark) === 0)
}

/** Capitalised words in a row after a title. */
function announce(words: Words, scores: Int32Array, first: number): void {
  for (let i = first; i < words.count && i < first + WORDS_MAX; i++) {
    if (i > first && !joins(words, i)) return
    if (!mayBeName(words, i)) return
    scores[i] = ANNOUNCED
  }
}

/** What stands after a label, up to the end of its line or cell: at most five words, each of them possible in a name. */
function announceLine(words: Words, scores: Int32Array, first: number): void {
  let end = first
  let known = false
  while (end < words.count && end < first + LINE_WORDS_MAX) {
    if (end > first && (words.gap[end]! & ~(JOINS | GAP.comma)) !== 0) break
    if (end > first && (words.gap[end]! & GAP.comma) !== 0 && end > first + 2) break
    // `Ann Vang. Born June 9`: the next sentence; `Ann Vang, MO Bar 61177`.
    if (end > first && (words.gap[end]! & GAP.period) !== 0 && !isShort(words, end - 1)) break
    if (end > first && (words.gap[end]! & GAP.comma) !== 0 && isStateBehind(words, end)) break
    if (!mayBeName(words, end) && (words.cues[end]! & CUE.particle) === 0) break
    known ||= isKnown(words, end) || words.flags[end] === 0
    end++
  }
  // `CALLER: My name is`: somebody speaks.
  if (end === first + 1 && words.gap[end] === GAP.space && ((words.flags[first]! >>> LEX.common) & 3) === 3) return
  // `Payor: MO HealthNet`
  if (end === first + 1 && isPartOfMore(words, end)) return
  // `Caller: He’s 94.`
  if (end === first + 1 && (words.gap[end]! & GAP.possessive) !== 0 && ((words.flags[first]! >>> LEX.common) & 3) === 3)
    return
  // `From: Fleet`: a thing or a part of an office.
  if (end === first + 1 && isThing(words.flags[first]!)) return
  // A sentence goes on after the label, or another word of a form's next label.
  if (!known || (end < words.count && words.gap[end] === GAP.space && words.shape[end] === SHAPE.lower)) return
  for (let i = first; i < end; i++) scores[i] = ANNOUNCED
}

/** An initial, a title or a generation, whose period ends no sentence. */
function isShort({ cues, start, end }: Words, i: number): boolean {
  return end[i]! - start[i]! < 4 || (cues[i]! & (CUE.title | CUE.suffix)) !== 0
}

/** Two capitals behind words that aren't all capitals. */
function isStateBehind({ shape, start, end }: Words, i: number): boolean {
  return shape[i] === SHAPE.upper && end[i]! - start[i]! < 3 && shape[i - 1] === SHAPE.capital
}

/** `First Name: DESTINY` and nothing more on the line: a word among capitals, but one that people are called. */
function isLoneName({ gap, shape, flags, cues }: Words, i: number): boolean {
  if (shape[i] !== SHAPE.upper || (gap[i + 1]! & (GAP.line | GAP.mark)) === 0 || (gap[i]! & GAP.code) !== 0)
    return false
  const bits = flags[i]!
  const isName = ((bits >>> LEX.first) & 3) > 1 || ((bits >>> LEX.last) & 3) > 1
  return isName && (cues[i]! & (CUE.body | CUE.head | CUE.never | CUE.label)) === 0
}

/** Another word with a capital goes on that is no label. */
function isPartOfMore({ gap, shape, cues, count }: Words, i: number): boolean {
  return (
    i < count &&
    gap[i] === GAP.space &&
    (shape[i] === SHAPE.mixed || shape[i] === SHAPE.camel) &&
    (cues[i]! & CUE.label) === 0
  )
}

function isThing(flags: number): boolean {
  // `From/To: Biloxi`.
  if (((flags >>> LEX.area) & 1) === 1 && ((flags >>> LEX.first) & 3) < 2 && ((flags >>> LEX.last) & 3) < 3) return true
  const isWord = ((flags >>> LEX.common) & 3) > 0
  return isWord && ((flags >>> LEX.first) & 3) < 2 && ((flags >>> LEX.last) & 3) < 3
}

function joins(words: Words, i: number): boolean {
  const gap = words.gap[i]!
  if ((gap & ~JOINS) !== 0) return false
  return (gap & GAP.period) === 0 || words.shape[i - 1] === SHAPE.initial
}

function mayBeName(words: Words, i: number): boolean {
  const flags = words.flags[i]!
  if (words.shape[i] === SHAPE.lower || words.shape[i] === SHAPE.camel || (words.gap[i]! & GAP.code) !== 0) return false
  if (words.shape[i] === SHAPE.mixed && flags === 0) return false
  if ((words.cues[i]! & (CUE.never | CUE.body | CUE.head)) !== 0 || bodyAhead(words, i) !== 0) return false
  // CTO, NIST: an abbreviation that no list of names has.
  if (
    words.shape[i] === SHAPE.upper &&
    words.end[i]! - words.start[i]! <= ABBREVIATION_LETTERS_MAX &&
    (flags & 15) === 0
  )
    return false
  return words.shape[i] === SHAPE.initial || ((flags >>> LEX.common) & 3) === 0 || isKnown(words, i)
}

function isKnown(words: Words, i: number): boolean {
  const flags = words.flags[i]!
  const common = (flags >>> LEX.common) & 3
  const first = (flags >>> LEX.first) & 3
  const last = (flags >>> LEX.last) & 3
  // Among capitals, an everyday word is what it always is: `THANK YOU`.
  if (words.shape[i] === SHAPE.lower || (words.shape[i] === SHAPE.upper && common === 3)) return false
  return common < 2 ? first + last > 0 : first > 1 || last > 1
}

/** Whether at most three words follow on the line, this one included. */
function endsLine(words: Words, i: number): boolean {
  for (let at = i + 1; at <= i + 3; at++) if (at >= words.count || (words.gap[at]! & GAP.line) !== 0) return true
  return false
}
