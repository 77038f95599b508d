import { AFTER, CLIPPED, EVERYDAY, type LabelKind, WORDS } from './label-words.ts'
import { LastWords } from './last-words.ts'
import { questionEnd } from './speaker.ts'

export type { LabelKind } from './label-words.ts'

const LEFT_CHARS = 50
const RIGHT_CHARS = 20
const QUESTION_CHARS_MAX = 200

const KIND_OF = new Map<string, LabelKind>(
  (Object.keys(WORDS) as LabelKind[]).flatMap((kind) => listed(WORDS[kind]).map((word) => [word, kind] as const)),
)
const KIND_AFTER = new Map(
  Object.entries(AFTER).map(([word, kinds]) => [
    word,
    new Map(
      (Object.keys(kinds) as LabelKind[]).flatMap((kind) => listed(kinds[kind]!).map((one) => [one, kind] as const)),
    ),
  ]),
)

function listed(words: string): string[] {
  return words.split(' ').filter((word) => word !== '')
}

/** What a spelling means that means anything, looked up at once: most words of a text are none of them. */
interface Meaning {
  readonly kind: LabelKind | null
  /** What it means behind another word. */
  readonly after: ReadonlyMap<string, LabelKind> | undefined
}

const KNOWN: ReadonlyMap<string, Meaning> = new Map(
  [...KIND_OF.keys(), ...KIND_AFTER.keys()]
    .flatMap((word) => [word, `${word}s`])
    .map((word) => [
      word,
      {
        kind: KIND_OF.get(word) ?? KIND_OF.get(singular(word)) ?? null,
        after: KIND_AFTER.get(singular(word)),
      },
    ]),
)

/** By the first two letters and how many there are: nearly every other word is passed without being looked up. */
const MAY_BE_KNOWN = new Uint8Array(32 * 32 * 32)
for (const word of KNOWN.keys()) MAY_BE_KNOWN[keyOf(word, 0, word.length)] = 1

/** `Social Services` and the like name no number. */
const AFTER_SOCIAL = new Set(['service', 'services', 'worker', 'workers', 'work', 'media', 'studies', 'program'])
const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|§/g
/** Labels that only recognizers with a shape of their own ask for. */
const NAMES_NOTHING: ReadonlySet<LabelKind> = new Set([
  'phone',
  'card',
  'ip',
  'secret',
  'key',
  'version',
  'reference',
  'identifier',
])
/** What makes an everyday word the name of a number. */
const DESIGNATOR =
  /[#:=№→]|->|(?:^|[^a-z])(?:id|ids|no|num|nbr|number|numbers|code|identifier|identification|número|numero)(?![a-z])/i
/** The same within a name that is glued of words: `voterRegNumber`. */
const GLUED_ON = /[a-z](?:Ids?|ID|No|Num|Nbr|Number|Code|Cd)(?![a-z])/
/** What forms, tables and markup set between a label and its value, or a verb. */
const SET_APART =
  /^\.?["')\]*_]{0,3}(?:[ \t]*(?:\.{3,}|_{2,}|\||\t| - |\r?\n| {2})|>|(?:Id|No|Num|Number|Code)(?![a-z])|\/$|(?: on file)?(?:,? (?:which|that))? (?:is|es|was) $)/
/** Directly before a number, perhaps with the first letters of a plate between, the word itself designates. */
const ADJACENT = /^[ \t](?:[A-Z]{1,3} )?$/
/** So does a shortened one with its period. */
const ADJACENT_SHORT = /^\.[ \t]$/
const SHORT_CHARS_MAX = 4
/** Clipped words that numbers are printed with: `MR-204418`. */
const GLUED_CLIPPED = new Set(['mr', 'pt', 'ui', 'ee'])
/** What may stand between a clipped word and its number. */
const CLIPPED_BEHIND =
  /^[ \t._/]{0,2}(?:(?:id|no|num|nbr|number|code)(?![a-z])[ \t.]{0,2})?(?: ?\([^()\n]{1,12}\))?[^A-Za-z]{0,24}(?:(?:on file,? )?(?:(?:which|that) )?(?:is|es|was) )?$/i
/** The letters of a plate, before its digits. */
const PLATE_LETTERS = /[A-Z]{1,4} $/
const IS_PLATE = /^ (?:(?:no\.?|number) )?(?:is|was) [A-Z]{1,4} $/
/** Words of every day among the clipped: in small letters they need a designator. */
const SPOKEN = new Set(['win', 'worker', 'officer', 'trooper', 'deputy', 'shield', 'pers', 'au'])
const DESIGNATED_BEHIND = /^[ \t._/]{0,2}(?:[#:=№|>_-]|->|→|\.{3}|\r?\n|\t|(?:id|no|num|nbr|number|code)(?![a-z]))/i
/** Alone over a column or a field, they say who it is about. */
const OF_PEOPLE = new Set(['driver', 'drivers', 'conductor', 'employer', 'officer', 'deputy', 'trooper', 'worker'])
const NUMBER_ASKED = /\b(?:numbers?|no\.|id|identifier|code|número)(?![a-z])/i
/** `Driver’s name and date of birth?` asks for no licence. */
const SOMEBODYS_NAME = /[A-Za-z]+(?:['’]s)? (?:(?:full|first|last|legal) )?names?(?![a-z])/gi
const REQUEST =
  /\b(?:please|tell me|give me|provide|enter|type|confirm|share|state your|(?:i|we)(?:(?:’|'| wi)ll)? need|por favor)\b/i
/** What ends a sentence, but for `no.` and the like. */
const SENTENCES =
  /(?<!(?:^|[^a-z])(?:[a-z]|no|nos|acct|lic|med|rec|reg|sec|soc|pt|stu|emp|empl|pers|hosp|prov|oper|cta|fed|veh|tel|dr|mr|ms|mrs|st|num|nbr|diag|alt))[.](?=\s)|[!?\n](?=\s)/i
const GLUED_DESIGNATOR = /(?:number|num|nbr|no|id)$/
const GLUED_CHARS_MIN = 5
/** The last letters of those, case folded: r, m, o, d. */
const ENDS_GLUED = (1 << 18) | (1 << 13) | (1 << 15) | (1 << 4)

/** Of a field, column or question: in running text the article stands before a number as well. */
const A_NUMBER =
  /(?:^|[^A-Za-z])(?:A[-_ ]?#|A\/N(?![A-Za-z])|[Aa][-_](?:[Nn]umber|NUMBER|[Nn]um|NUM|[Nn]br|NBR|[Nn]o\b|NO\b|[Ff]ile|FILE)|a(?:Number|File)|A[ -]?(?:Number|NUMBER|No\b))/

/** Of a field or column: what is left of a social security number. Cards and accounts are named where they are meant. */
const LAST_FOUR =
  /^(?!.*(?:card|acct|account|phone|cell|pan\b|dl\b|bank|visa)).{0,24}(?:(?:^|[^a-z])(?:last|lst|final|l)[-_ ]?(?:4(?![0-9])|four)|(?:^|[^a-z])ssn?[-_ ]?(?:last[-_ ]?|l)?4(?![0-9])|[úu]lt(?:imos|imas|\.)?[ _]?(?:4|cuatro))/i

export interface Label {
  readonly kind: LabelKind
  /** Words between the label and the value. */
  readonly distance: number
}

/** A label with the place where it starts. */
export interface PlacedLabel extends Label {
  readonly start: number
}

/** The nearest known word within fifty characters on the left. The nearest wins: a form is full of other labels. */
export function labelLeft(text: string, at: number): Label | null {
  return lastLabel(text, Math.max(0, at - LEFT_CHARS), at)
}

/** The nearest known word within twenty characters on the right, as in `123456789 (SSN)`. */
export function labelRight(text: string, at: number): Label | null {
  // A closing tag says what its opening one did.
  if (text.startsWith('</', at)) return null
  // Behind a sentence's end another one begins.
  const words = text
    .slice(at, at + RIGHT_CHARS)
    .split(/[.!?;]\s/, 1)[0]!
    .match(WORD)
  if (words === null) return null
  for (let index = 0; index < words.length; index++) {
    const kind = kindOf(words, index)
    if (kind !== null) return isEveryday(words[index]!) ? null : { kind, distance: index }
  }
  return null
}

/** The words within fifty characters on the left, as labels are read. */
export function wordsLeft(text: string, at: number): readonly string[] {
  return wordsOf(text.slice(Math.max(0, at - LEFT_CHARS), at))
}

export function wordsOf(text: string): readonly string[] {
  return text.match(WORD) ?? []
}

/** What a JSON key, column or form field says of its value. */
export function labelOfKey(key: string): LabelKind | null {
  if (A_NUMBER.test(key)) return 'alien'
  if (LAST_FOUR.test(key)) return 'last4'
  return labelOfWords(key)
}

function labelOfWords(key: string): LabelKind | null {
  const words = key.slice(0, LEFT_CHARS * 2).match(WORD)
  if (words === null) return null
  for (let index = words.length - 1; index >= 0; index--) {
    const kind = kindOf(words, index)
    if (kind !== null && !(words.length === 1 && OF_PEOPLE.has(words[0]!.toLowerCase()))) return kind
  }
  return null
}

/** What a question at the end of an earlier turn asks for; null when it asks nothing. */
export function labelOfQuestion(turn: string): LabelKind | null {
  const sentence = questionOf(turn)?.replace(SOMEBODYS_NAME, '') ?? null
  if (sentence === null) return null
  // What is asked for is the number of something, whatever else the question mentions: `licence number on the permit`.
  const asked = NUMBER_ASKED.exec(sentence)
  const before = asked === null ? null : sentence.slice(Math.max(0, asked.index - LEFT_CHARS), asked.index)
  return (before === null ? null : labelOfSaid(before)) ?? labelOfSaid(sentence.slice(-LEFT_CHARS * 2))
}

function labelOfSaid(words: string): LabelKind | null {
  return A_NUMBER.test(words) ? 'alien' : labelOfWords(words)
}

/** The question or request that a turn ends with; null when it asks for nothing. */
export function questionOf(turn: string): string | null {
  const end = turn.trimEnd().slice(-QUESTION_CHARS_MAX)
  const sentence = end.split(SENTENCES).at(-1)!
  if (/[?:]["')*_]{0,3}$/.test(end) || REQUEST.test(sentence)) return sentence
  // `And your DCN? It is on your approval letter.`
  const mark = end.lastIndexOf('? ')
  return mark < 0 ? null : `${end.slice(0, mark).split(SENTENCES).at(-1)!}?`
}

const WORDS_BEFORE = new LastWords()

/** The last word of a stretch of a text that names what comes next. */
export function lastLabel(text: string, from: number, to: number): PlacedLabel | null {
  const end = questionEnd(text, from, to)
  const words = WORDS_BEFORE.over(text, from, end)
  for (let distance = 0; words.has(distance); distance++) {
    const start = words.start(distance)
    if (words.end(distance) - start === 2 && text.charCodeAt(start + 1) === 0x73 && words.has(distance + 1)) {
      const several = severalOf(words.word(distance + 1)!, words.word(distance)!)
      if (several !== null) return { kind: several, distance, start: words.start(distance + 1) }
    }
    if (isPlain(text, start, words.end(distance)) || isNamespace(text, start, words.end(distance))) continue
    const kind = kindAmong((step) => words.word(distance - step))
    if (kind === null) continue
    const word = words.word(distance)!
    if (!isMeant(word, text.slice(start + word.length, end))) continue
    return { kind, distance, start }
  }
  return null
}

/** `<dl:DOB>`: whose names a tag has says nothing of its value. */
function isNamespace(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(end) !== 0x3a) return false
  const before = text.charCodeAt(start - 1)
  return before === 0x3c || (before === 0x2f && text.charCodeAt(start - 2) === 0x3c)
}

/** Where a word of a text stands; only few are asked for, so the others are passed without an offset. */
function startOf(words: readonly string[], index: number, text: string): number {
  let start = text.length
  for (let at = words.length - 1; at >= index; at--) start = text.lastIndexOf(words[at]!, start - words[at]!.length)
  return start
}

/** Whether a word that may name a number, or be a word like others, stands before one as names do. */
function isMeant(word: string, behind: string): boolean {
  const one = singular(word.toLowerCase())
  if (CLIPPED.has(one)) {
    if (SPOKEN.has(one) && word !== word.toUpperCase() && !DESIGNATED_BEHIND.test(behind)) return false
    return CLIPPED_BEHIND.test(one === 'plt' ? behind.replace(PLATE_LETTERS, '') : behind)
  }
  // The letters of a plate hide the verb before them: `her tag is HRT 2093`.
  return !EVERYDAY.has(one) || isDesignated(word, behind) || (one === 'tag' && IS_PLATE.test(behind))
}

function isEveryday(word: string): boolean {
  const one = singular(word.toLowerCase())
  return EVERYDAY.has(one) || CLIPPED.has(one)
}

/** An everyday word names a number with a designator behind it, or in the singular directly before it. */
function isDesignated(word: string, behind: string): boolean {
  return (
    DESIGNATOR.test(behind) ||
    GLUED_ON.test(behind) ||
    SET_APART.test(behind) ||
    (ADJACENT.test(behind) && !word.toLowerCase().endsWith('s')) ||
    (word.length <= SHORT_CHARS_MAX && ADJACENT_SHORT.test(behind))
  )
}

/** Whether a word in a text, or the glued start of a token behind it, may name that token. Errs towards yes. */
export function mentionsName(before: string, token: string): boolean {
  const glued = labelOfWord(/^[A-Za-z]{0,9}/.exec(token)![0])
  if (glued !== null && !NAMES_NOTHING.has(glued)) return true
  const words = before.match(WORD) ?? []
  for (let index = words.length - 1; index >= 0; index--) {
    const kind = kindOf(words, index)
    if (kind === null || NAMES_NOTHING.has(kind)) continue
    const word = words[index]!
    const behind = before.slice(startOf(words, index, before) + word.length)
    // A number between may have been named by the word, and this be the next of a list.
    if (!EVERYDAY.has(singular(word.toLowerCase())) || isDesignated(word, behind) || /[0-9]/.test(behind)) return true
  }
  return false
}

/** What a word alone says, as in `MRN-104422`. */
export function labelOfWord(word: string): LabelKind | null {
  const one = word.toLowerCase()
  return CLIPPED.has(one) && !GLUED_CLIPPED.has(one) ? null : (KIND_OF.get(one) ?? null)
}

/** Of a word in a text. */
function keyOf(text: string, start: number, end: number): number {
  const second = end - start > 1 ? text.charCodeAt(start + 1) & 31 : 0
  return ((text.charCodeAt(start) & 31) << 10) | (second << 5) | Math.min(end - start, 31)
}

/** Whether a word is nothing that any table has, and has no designator at its end. */
function isPlain(text: string, start: number, end: number): boolean {
  if (MAY_BE_KNOWN[keyOf(text, start, end)] === 1) return false
  return end - start < GLUED_CHARS_MIN || ((ENDS_GLUED >> (text.charCodeAt(end - 1) & 31)) & 1) === 0
}

function kindOf(words: readonly string[], index: number): LabelKind | null {
  const word = words[index]!
  if (index > 0 && word.length === 2) {
    const several = severalOf(words[index - 1]!, word)
    if (several !== null) return several
  }
  return isPlain(word, 0, word.length) ? null : kindAmong((step) => words[index + step])
}

/** `SSNs` and `DCNs` are read as `SS` and `Ns`. */
function severalOf(before: string, end: string): LabelKind | null {
  return /^[A-Z]s$/.test(end) && /^[A-Z]{2,4}$/.test(before)
    ? (KIND_OF.get(`${before}${end[0]}`.toLowerCase()) ?? null)
    : null
}

/** What a word names among its neighbours, which are so many steps away. */
function kindAmong(at: (step: number) => string | undefined): LabelKind | null {
  const word = at(0)!.toLowerCase()
  const known = KNOWN.get(word)
  if (known === undefined) return gluedKind(word)
  const { kind, after } = known
  if (after !== undefined) {
    const before = at(-1)?.toLowerCase()
    const special =
      before === undefined
        ? undefined
        : (after.get(before) ?? after.get(singular(before)) ?? after.get(twoBefore(before, at)))
    if (special !== undefined) return special
  }
  // Of an `ID card` the words before tell whose it is.
  if (word === 'card' && at(-1)?.toLowerCase() === 'id') return null
  // "Soc. Sec." ends in a word that elsewhere means a section.
  if (word === 'sec' && at(-1)?.toLowerCase().startsWith('soc')) return 'ssn'
  if (word === 'social' && AFTER_SOCIAL.has((at(1) ?? '').toLowerCase())) return null
  return kind
}

/** The word two places before, unless the one between means something itself. */
function twoBefore(between: string, at: (step: number) => string | undefined): string {
  return KIND_OF.has(between) ? '' : singular((at(-2) ?? '').toLowerCase())
}

/** `accountnumber`, `empid`. */
function gluedKind(word: string): LabelKind | null {
  if (word.length < GLUED_CHARS_MIN || !GLUED_DESIGNATOR.test(word)) return null
  return KIND_OF.get(word.replace(GLUED_DESIGNATOR, '')) ?? null
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word
}
