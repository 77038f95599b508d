import { isDigit } from './digit-groups.ts'
import type { IdToken } from './id-tokens.ts'
import { type LabelKind, labelOfKey } from './labels.ts'

/** Several names right before a value: `Tag/VIN:`, `routing & account nos.` */
const NAMES =
  /((?:[A-Za-z0-9#.'’() -]{1,28}(?:[/&+,]| and | y )){1,3}[A-Za-z0-9#.'’() -]{1,28})[ \t]{0,2}[:=#]?[ \t\n]{0,3}(?:[A-Z]{1,4} )?$/
const JOINT = /[/&+,]| and | y /
/** What stands between values of a list; a plate may begin with letters. */
const BETWEEN = /^ ?(?:[/&+,;|]|and|y) ?(?:[A-Z]{1,4} )?$/
const DESIGNATOR = /(?: (?:no|nos|num|nums|numbers?|ids?)\.?| ?#s?)$/i
const LEFT_CHARS = 64
const LINK = /[ \t]{0,2}[:=#]?[ \t\n]{0,3}(?:[A-Z]{1,4} )?$/
const LINK_CHARS = 11
const OF_NAME = /[A-Za-z0-9#.'’() -]/

/** What several names before several values call each of them; null unless there is one for each. */
export function listedKinds(text: string, all: readonly IdToken[], first: number): readonly LabelKind[] | null {
  const { start } = all[first]!
  const second = all[first + 1]
  // Most values have none behind them.
  if (second === undefined || !BETWEEN.test(text.slice(all[first]!.end, Math.min(second.start, all[first]!.end + 12))))
    return null
  if (!mayBeSeveral(text, start)) return null
  const names = NAMES.exec(text.slice(Math.max(0, start - LEFT_CHARS), start))
  if (names === null || /[0-9]{2}/.test(names[1]!)) return null
  const called = names[1]!.split(JOINT)
  if (called.some(isOfSomebody)) return null
  const kinds = called.map(labelOfKey)
  for (let at = 1; at < kinds.length; at++) {
    const next = all[first + at]
    if (next === undefined || !BETWEEN.test(text.slice(all[first + at - 1]!.end, next.start))) return null
  }
  return kinds.every((kind) => kind !== null) && new Set(kinds).size > 1 ? kinds : null
}

/** `Client Ada Voss, case no.`: whose number it is stands there, not the name of another. */
function isOfSomebody(name: string): boolean {
  const words = name.trim().replace(DESIGNATOR, '').split(/\s+/)
  if (words.length < 3 || !words.slice(-2).every((word) => /^[A-Z][A-Za-z'’.]/.test(word))) return false
  return labelOfKey(words.slice(0, -2).join(' ')) === labelOfKey(words.join(' '))
}

/** As a rule a name stands there alone, or none: a look at the characters before says so. */
function mayBeSeveral(text: string, start: number): boolean {
  const until = Math.max(0, start - LEFT_CHARS)
  let at = start - LINK.exec(text.slice(Math.max(until, start - LINK_CHARS), start))![0].length - 1
  const last = at
  while (at >= until && OF_NAME.test(text[at]!) && !(isDigit(text.charCodeAt(at)) && isDigit(text.charCodeAt(at - 1))))
    at--
  if (at === last) return false
  return (at >= until && /[/&+,]/.test(text[at]!)) || / (?:and|y) /.test(text.slice(at + 1, last))
}
