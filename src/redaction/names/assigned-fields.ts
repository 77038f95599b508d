import { CUE } from './cues.ts'
import { LEX } from './lexicon-layout.ts'
import { isNamedOtherwise, isThingField, nameFieldKind } from './name-field.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const VALUE_CHARS_MAX = 64
const VALUE_WORDS_MAX = 5
/** A key, and the quote that its value stands in: `"ln":"vance"`, `nm='Opal'`, `applicant.lastName = Amos`, `&name=Bo+Li`. */
const ASSIGNED =
  /(?<![\w.-])([A-Za-z][\w.-]{1,40}(?:\[[0-9]{1,3}\])?|(?<=["'])[A-Za-z][\w. -]{1,40}(?=["']))["']?[ \t]?(?::[ \t]?(?=["'])|=>?[ \t]?)(["']?)(?=\p{L})/gu
/** Where a value without quotes ends. */
const END = /[&|;,\n\t)\]}<>"'?/]|[ \t]{2}|[ \t](?:\(|[A-Za-z_.]{1,24}=)/
/** `file_name`, `hostname`: what names something else. */
const NAMES = /name$/i
const QUICK = /=|["'] ?: ?["']|<\//
/** `<lastName>Amos</lastName>`. */
const ELEMENT = /<(?:[A-Za-z]{1,12}:)?([A-Za-z][\w-]{1,40})(?: [^<>]{1,80})?>(?=\p{L})/gu

/** Marks what is assigned to keys of names, in JSON, code, logs and queries; in small letters too where the key leaves no doubt. */
export function announceAssigned(text: string, words: Words, scores: Int32Array): void {
  if (!QUICK.test(text)) return
  for (const shape of [ASSIGNED, ELEMENT]) {
    let at = 0
    for (const { 0: whole, 1: key, 2: quote, index } of text.matchAll(shape)) {
      const kind = nameFieldKind(key!.replace(/\[[0-9]+\]$/, ''))
      const isOther = kind === null && ((NAMES.test(key!) && isNamedOtherwise(key!)) || isThingField(key!))
      if (kind === null && !isOther) continue
      const from = index + whole.length
      const end = endOf(text, from, quote ?? '', shape === ELEMENT)
      if (end < 0) continue
      while (at < words.count && words.start[at]! < from) at++
      if (words.start[at] !== from) continue
      if (kind !== null) mark(words, scores, at, end, kind)
      else for (let i = at; i < words.count && words.end[i]! <= end; i++) if (scores[i]! > 0) scores[i] = -1
    }
  }
}

function mark(words: Words, scores: Int32Array, first: number, end: number, kind: 'name' | 'bare' | 'person'): void {
  let last = first
  while (last < words.count && words.end[last]! <= end) last++
  if (last === first || last - first > VALUE_WORDS_MAX || !mayBe(words, first, last, kind)) return
  for (let i = first; i < last; i++)
    if ((words.cues[i]! & CUE.title) === 0 || i > first || isSurname(words, i)) scores[i] = ANNOUNCED
}

/** `Justice, Ann` in a field: no title. */
function isSurname({ gap, count, flags }: Words, i: number): boolean {
  return (
    i + 1 >= count ||
    (gap[i + 1]! & GAP.space) === 0 ||
    (gap[i + 1]! & GAP.comma) !== 0 ||
    ((flags[i]! >>> LEX.first) & 3) > 2
  )
}

function endOf(text: string, from: number, quote: string, isElement: boolean): number {
  const value = text.slice(from, from + VALUE_CHARS_MAX)
  const length = quote !== '' ? value.indexOf(quote) : isElement ? value.indexOf('<') : value.search(END)
  if (length < 0) return from + value.length === text.length ? text.length : -1
  return from + length
}

/** Any words, for a key such as `last_name`; else words of which one is a name and none an everyday one only. */
function mayBe({ flags, shape, cues }: Words, first: number, end: number, kind: 'name' | 'bare' | 'person'): boolean {
  let known = false
  let small = false
  for (let i = first; i < end; i++) {
    const bits = flags[i]!
    const asFirst = (bits >>> LEX.first) & 3
    const asLast = (bits >>> LEX.last) & 3
    const common = (bits >>> LEX.common) & 3
    const isName = asFirst > 1 || asLast > 1 || (asFirst + asLast > 0 && common === 0)
    if (shape[i] === SHAPE.initial || (cues[i]! & (CUE.particle | CUE.suffix)) !== 0) continue
    if (!isName && ((cues[i]! & (CUE.never | CUE.body)) !== 0 || common > 1)) return false
    if (shape[i] === SHAPE.camel && !isName) return false
    small ||= shape[i] === SHAPE.lower
    known ||= isName && (common < 3 || asFirst > 2)
  }
  return kind === 'name' || known || (kind === 'bare' && !small && end - first > 1)
}
