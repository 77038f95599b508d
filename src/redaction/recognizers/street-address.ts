import { type Frame, INFORMAL_FRAMES, INFORMAL_POSTAL, POSTAL_FRAME, STREET_FRAMES } from '../address-shapes.ts'
import { isAlphanumeric } from '../boundaries.ts'
import { isDigit } from '../digit-groups.ts'
import { hashOf } from '../names/fold.ts'
import { flagsOf } from '../names/lexicon.ts'
import { LEX } from '../names/lexicon-layout.ts'
import type { Recognizer, Scan } from '../scan.ts'

/**
 * Addresses of homes and offices: a number with a street, a post office box, a numbered highway or a rural route, with
 * unit, city, state and ZIP code where they follow, also on the next line. A street without a number is no address.
 */
export const streetAddress: Recognizer = { entity: 'street_address', name: 'street-address', find }

const BOX =
  /\bP\.? ?O\.? ?(?:Box|Drawer)|\bPost Office Box|\b(?:Rural Route|R\.?R\.?|HC|Star Route|Route|Rt\.?|Apartado(?: postal)?) ?(?:[0-9]{0,4}|[A-Z]{1,2}),? Box/gi
const BOX_NUMBER = / ?(?:#|No\.? ?|number )?[0-9]{1,6}(?:-?[A-Z])?(?![0-9A-Za-z]|[-.][0-9])/iy
/** Before an address in small letters. */
const LIVES =
  /\b(?:live|lives|living|lived|stay|stays|staying|resides?|address|addy|addr|moved?(?: to)?|mail|send|sent|house|home|apartment|place|i[’']?m|he[’']?s|she[’']?s)\b[^0-9\n]{0,20}$/i
const LIVES_CHARS = 36
/** A question for an address. */
const ASKED = /\baddress|\bwhere (?:do|does|are|is)\b|\blives?\b|\bstreet\b|direcci[óo]n/i
const NUMBER_CHARS_MAX = 7
const CITY =
  / ?, ?((?:[A-Za-z][A-Za-z.'’-]{2,15} ){0,2}[A-Za-z][A-Za-z'’-]{2,15})(?=[.,;:)\]"’”]|\s*(?:\n|$)| (?:and|but|on|in|at|for|to|with|since)(?![a-z]))/y
/** A street frame looks at most this far. */
const LOOK_CHARS = 96

function find(scan: Scan): void {
  numbered(scan)
  BOX.lastIndex = 0
  for (let match = BOX.exec(scan.text); match !== null; match = BOX.exec(scan.text)) {
    BOX_NUMBER.lastIndex = BOX.lastIndex
    scan.steps += match[0].length
    if (BOX_NUMBER.test(scan.text)) push(scan, match.index, BOX_NUMBER.lastIndex, 0.95)
  }
}

function numbered(scan: Scan): void {
  const { text, asked } = scan
  const lives = asked !== null && ASKED.test(asked)
  HOUSE.lastIndex = 0
  while (HOUSE.test(text)) {
    const gap = HOUSE.lastIndex - 1
    let start = gap
    while (start > 0 && gap - start < NUMBER_CHARS_MAX + 2 && isHouse(text, start - 1)) start--
    scan.steps += gap - start
    if (!isDigit(text.charCodeAt(start)) || !isFree(text, start)) continue
    if (COUNTED.test(text.slice(Math.max(0, start - 12), start))) continue
    const plain = frameAt(text, start)
    const informal = lives || isLivedAt(text, start) ? informalAt(text, start) : null
    const frame = informal !== null && informal.end > (plain?.end ?? 0) ? informal : plain
    scan.steps += LOOK_CHARS / 8
    if (frame === null || isCited(text, start, frame.end)) continue
    push(scan, start, frame.end, frame.score)
    HOUSE.lastIndex = Math.max(HOUSE.lastIndex, frame.end)
  }
}

/** A digit, perhaps a letter, and a blank before a word: `123 M`, `12B M`. */
const HOUSE = /[0-9][A-Za-z]?,? (?=[A-Za-z0-9À-ɏ])/g

/** Words whose number is no house's. */
const COUNTED =
  /(?:section|chapter|part|title|page|item|rule|grade|form|room|district|division|phase|figure|table|exit|step|no\.|number|mile|marker|route|highway|hwy|article|level|tier|version|ward|precinct|module|week|day|year|fy|since|until|\$) $/i

/** `12,450`; a comma behind a word ends the cell before. */
function isHouse(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return isAlphanumeric(code) || code === 0x2d || (code === 0x2c && isDigit(text.charCodeAt(at - 1)))
}

/** Amounts, sections, dates and decimals go on to the left. */
function isFree(text: string, start: number): boolean {
  const before = text[start - 1]
  return (
    before === undefined ||
    !/[0-9A-Za-z$§.,:/#-]/.test(before) ||
    (/[,:#]/.test(before) && !isDigit(text.charCodeAt(start - 2)))
  )
}

/** `Roe v. Wade, 410 U.S. 113`: a report of cases, not a highway. */
function isCited(text: string, start: number, end: number): boolean {
  if (!/ U\.?S\.? [0-9]{1,4}$/.test(text.slice(start, end))) return false
  return (
    /\bv\. [^.;\n]{1,60}$/.test(text.slice(Math.max(0, start - 70), start)) ||
    /^(?:, [0-9–-]+)? \(/.test(text.slice(end, end + 12))
  )
}

function isLivedAt(text: string, start: number): boolean {
  return LIVES.test(text.slice(Math.max(0, start - LIVES_CHARS), start))
}

function informalAt(text: string, start: number): { end: number; score: number } | null {
  for (const frame of INFORMAL_FRAMES) {
    const end = endOf(frame, text, start)
    if (end > 0) return { end, score: frame.score }
  }
  return null
}

function frameAt(text: string, start: number): { end: number; score: number } | null {
  for (const frame of STREET_FRAMES) {
    const end = endOf(frame, text, start)
    if (end > 0) return { end, score: frame.score }
  }
  return null
}

function endOf({ shape }: Frame, text: string, at: number): number {
  shape.lastIndex = at
  return shape.test(text) ? shape.lastIndex : 0
}

/** Where a city without its state ends: a known one, after a comma, with the clause or line. */
function cityEnd(text: string, at: number): number {
  CITY.lastIndex = at
  const match = CITY.exec(text)
  return match !== null && isCity(match[1]!) ? CITY.lastIndex : 0
}

/** The list of cities has the words of their names, so each must be one. */
function isCity(name: string): boolean {
  return name.split(' ').every((word) => ((flagsOf(hashOf(word)) >>> LEX.place) & 1) === 1)
}

function push(scan: Scan, start: number, end: number, score: number): void {
  const rest = endOf(POSTAL_FRAME, scan.text, end) || endOf(INFORMAL_POSTAL, scan.text, end) || cityEnd(scan.text, end)
  scan.found.push({
    start,
    end: Math.max(end, rest),
    entity: 'street_address',
    score,
    recognizer: 'street-address',
    validated: true,
    tier: 'shape',
  })
}
