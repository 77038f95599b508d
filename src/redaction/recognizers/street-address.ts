import { addressEnd } from '../address-rest.ts'
import { type Frame, INFORMAL_FRAMES, STREET_FRAMES, WORDED_FRAME } from '../address-shapes.ts'
import { isAlphanumeric } from '../boundaries.ts'
import { columnLabels } from '../column-label.ts'
import { isDigit } from '../digit-groups.ts'
import { foreignAddresses } from '../foreign-addresses.ts'
import { glanceWords } from '../glance.ts'
import type { Recognizer, Scan } from '../scan.ts'

/**
 * Addresses of homes and offices: a number with a street, a post office box, a numbered highway or a rural route, with
 * unit, city, state and ZIP code where they follow, also on the next line. A street without a number is no address.
 */
export const streetAddress: Recognizer = { entity: 'street_address', name: 'street-address', find }

const BOX =
  /\bP\.? ?O\.? ?(?:Box|Bx|Drawer|Drwr|B(?=\.? ?[0-9]))\b\.?|\bPost Office (?:Box|Drawer)|\b(?:Rural Route|R\.? ?R\.?|HCR?|H\.C\.|Star Route|Star Rt\.?|SR|RFD|Ruta|Route|Rt\.?|Rte\.?|PSC|CMR|Unit)(?: ?#? ?(?:No\.? ?)?(?:[0-9]{0,6}|[A-Z]{1,2}))?,? (?:Box|Bx|BX)\b\.?|\b(?:Apartado(?: postal)?|Apdo\.?(?: postal)?|Casilla(?: de correo)?)(?=,? ?(?:#|No|n[úu]m)?\.? ?[0-9])/gi
/** Something of every box. */
const BOX_MET = glanceWords('box| bx|pob| po b|p o b|p ob|drawer|drwr|apartado|apdo|casilla'.split('|'))
const BOX_NUMBER =
  /,? ?(?:#|No\.? ?|number |n[úu]mero )?(?:[0-9]{1,6}(?:-?[A-Z]|-[0-9]{1,4})?|[A-Z]{1,2}(?=[,\n]| [A-Z][a-z]))(?![0-9A-Za-z]|[-.][0-9])/iy
/** What stands before a number and belongs to it: `Apt 4, 12 Oak St`. */
const UNIT_BEFORE =
  /(?<![A-Za-z0-9])(?:(?:Apt|Apartment|Bldg|Flat|Unit|Lot|Trailer|Trlr|Suite|Ste|Bldg|Building|Room|Rm|Space|Apto|#)\.? ?#?[A-Za-z]?[0-9]{1,4}(?:[/-][0-9A-Za-z]{1,3})?[A-Za-z]?,? ){1,2}$/i
/** `Bldg 7, Unit 712, Sussex Place Apts, 4400 Watkins Dr` */
const ESTATE_BEFORE =
  /(?<![A-Za-z0-9])(?:(?:Bldg|Building|Apt|Unit|Lot)\.? ?#?[A-Za-z0-9-]{1,5},? ){0,2}(?:[A-Z][A-Za-z'’]{1,15} ){1,3}(?:Apts|Apartments|Estates|Towers|Manor|MHP|Mobile Home Park|Trailer Park|Condominiums|Condos),? (?:(?:Bldg|Apt|Unit|Lot)\.? ?#?[A-Za-z0-9-]{1,5},? )?$/
const UNIT_WORD_BEFORE = /(?<![A-Za-z0-9])(?:Apt|Apartment|Flat|Unit|Lot|Trailer|Trlr|Suite|Ste)\.? ?#? ?$/i
const SHIP_BEFORE =
  /(?<![A-Za-z])(?:USS|USNS|USCGC|HMS) (?:[A-Z][A-Za-z.'’-]{1,16} ){1,3}\(?[A-Z]{2,4}[ -][0-9]{1,4}\)?,? $/
const BEFORE_CHARS = 56
/** A trailer or lot on a road, which has no number of its own. */
const ON_ROAD =
  /\b(?:trailer|trlr|lot|space|casa|apt|apartamento|unit)\.? ?#? ?[0-9]{1,4}[a-z]?,? (?:(?:old|county|state|us) )?(?:hwy|highway|route|rte|rt|county road|county rd|cr|carretera|autopista) [0-9]{1,5}[a-z]?(?: (?:north|south|east|west|norte|sur|este|oeste|[nsew]))?(?![A-Za-z0-9])/gi
const ON_ROAD_MET = glanceWords('trailer|trlr| lot |space |casa | apt|apartamento|unit '.split('|'))
const WORDED_MET = glanceWords('one |two |three |four |five |six |seven |eight |nine |ten '.split('|'))
/** The words that make a field one for it, and those that make it another. */
const FIELD = /(?:^| )(?:addr(?:ess)?|street|str|residence|domicilio|direccion|dirección|adresse|endereço|adr)(?: |$)/
const NOT_A_STREET =
  /e ?mail|(?:^| )(?:ip|mac|web|url|server|host|city|state|zip|county|type|id|verified|date|since|changed|same)(?: |$)/
/** A field, or somebody who says where they live: any words behind the number then are the street. */
const NAMED =
  /(?<![A-Za-z])(?:(?:addr(?:ess)?|residence|domicilio|direcci[óo]n|street|lives at|living at|lived at|resid(?:es|ing|ed|e) at|live at|stays at|staying at|stay at)\.?(?: is| es| line 1)?[ \t]{0,3}[:=#]?[ \t]{0,12})$/i
const NAMED_STREET =
  /[0-9]{1,6}[A-Za-z]?(?:-[0-9]{1,4})?,? (?:[NSEWnsew]\.? )?(?!(?:and|or|of|people|Open|issues?|items?|years?|months?|days?|times?)(?![a-z]))[A-Za-z0-9À-ɏ][A-Za-z0-9À-ɏ'’.-]{0,18}[A-Za-z0-9À-ɏ](?: [A-Z0-9][A-Za-z0-9À-ɏ'’-]{0,19}){0,3}(?=[,;|"<\n\t]| {2,}|$|\.(?:\s|$))/y
const JOINED = /^(?:[ ,;]{1,3}|[ ,;]{0,3}\r?\n[ \t]{0,40})$/
/** Before an address in small letters. */
const LIVES =
  /\b(?:live|lives|living|lived|stay|stays|staying|resides?|address|addy|addr|moved?(?: to)?|mail|send|sent|house|home|apartment|place|i[’']?m|he[’']?s|she[’']?s)\b[^0-9\n]{0,20}$/i
const LIVES_CHARS = 36
const ENDS_IN_CODE = /[0-9]{5}(?:-[0-9]{4})?$/
const HELD = /(?<![A-Za-z])(?:General Delivery|GENERAL DELIVERY|(?:Drawer|DRAWER) [0-9]{1,4}[A-Z]?)(?![0-9A-Za-z])/g
const RURAL = /^[0-9]{1,6}[a-z]? (?:cr|county road|county rd|co rd|hwy) [0-9]{2,5}(?![0-9])/
const RURAL_CHARS = 32
/** A question for an address. */
const ASKED = /\baddress|\bwhere (?:do|does|are|is)\b|\blives?\b|\bstreet\b|direcci[óo]n/i
const NUMBER_CHARS_MAX = 7
/** Most numbers of a text stand before a word in small letters, and few streets begin so. */
const SMALL_STREET = /[0-9]{1,6}(?:[A-Z]|-[0-9]{1,4}|-[A-Z]| ?½)?,? (?:(?:1\/2|½) )?[a-z]/y
const SMALL_FRAMES = STREET_FRAMES.filter(({ mayBeSmall }) => mayBeSmall)
/** A street frame looks at most this far. */
const LOOK_CHARS = 96
const NAMED_CHARS = 40

interface Found {
  readonly start: number
  end: number
  score: number
  readonly isBox: boolean
}

function find(scan: Scan): void {
  const { text } = scan
  const found: Found[] = []
  numbered(scan, found)
  for (const [shape, isBox, met] of [
    [BOX, true, BOX_MET],
    [ON_ROAD, false, ON_ROAD_MET],
  ] as const) {
    if (!scan.glance.mayHold(met)) continue
    shape.lastIndex = 0
    for (let match = shape.exec(text); match !== null; match = shape.exec(text)) {
      scan.steps += match[0].length
      let end = shape.lastIndex
      if (isBox) {
        BOX_NUMBER.lastIndex = end
        if (!BOX_NUMBER.test(text)) continue
        end = BOX_NUMBER.lastIndex
      }
      const start = beginning(text, match.index)
      found.push({ start, end: addressEnd(text, end), score: 0.95, isBox })
    }
  }
  if (scan.glance.mayHold(WORDED_MET))
    for (const { start, end } of worded(text)) found.push({ start, end, score: WORDED_FRAME.score, isBox: false })
  for (const { start, end } of heldAtOffice(text)) found.push({ start, end, score: 0.75, isBox: false })
  for (const { start, end } of foreignAddresses(text, scan.glance))
    found.push({ start, end, score: 0.75, isBox: false })
  for (const one of joined(text, found)) push(scan, one)
}

/** `One Hospital Drive, Columbia, MO 65212`: without its code it may be a program or a folder. */
function worded(text: string): { start: number; end: number }[] {
  return Array.from(text.matchAll(WORDED_FRAME.shape), ({ 0: street, index }) => ({
    start: index,
    end: addressEnd(text, index + street.length),
  })).filter(({ start, end }) => ENDS_IN_CODE.test(text.slice(start, end)))
}

/** `General Delivery, Picayune, MS 39466`, `Drawer 7, Fayette MS 39069`: what a post office holds for somebody. */
function heldAtOffice(text: string): { start: number; end: number }[] {
  if (!/General Delivery|GENERAL DELIVERY|Drawer [0-9]|DRAWER [0-9]/.test(text)) return []
  return Array.from(text.matchAll(HELD), ({ 0: held, index }) => ({
    start: index,
    end: addressEnd(text, index + held.length),
  })).filter(({ start, end }) => ENDS_IN_CODE.test(text.slice(start, end)))
}

/** A street and the box at the same place are one address. */
function joined(text: string, found: Found[]): Found[] {
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const result: Found[] = []
  for (const one of found) {
    const last = result.at(-1)
    const isNext =
      last !== undefined && (one.start < last.end || (one.isBox && JOINED.test(text.slice(last.end, one.start))))
    if (!isNext) result.push({ ...one })
    else if (one.end > last.end) last.end = one.end
  }
  return result
}

/** Where an address begins whose number stands at `at`: perhaps a unit or a ship goes before. */
function beginning(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - BEFORE_CHARS), at)
  const isUnit = /^[0-9]{1,4}[A-Za-z]?, ?[0-9]/.test(text.slice(at, at + 8))
  const first =
    ESTATE_BEFORE.exec(before) ??
    UNIT_BEFORE.exec(before) ??
    SHIP_BEFORE.exec(before) ??
    (isUnit ? UNIT_WORD_BEFORE.exec(before) : null)
  return first === null ? at : at - (before.length - first.index)
}

function numbered(scan: Scan, found: Found[]): void {
  const { text, asked } = scan
  const column = scan.tables ? columnLabels(text, (name) => isField(name) || null) : null
  const isKeyed = scan.key !== null && isField(scan.key)
  const lives = asked !== null && ASKED.test(asked)
  HOUSE.lastIndex = 0
  while (HOUSE.test(text)) {
    const gap = HOUSE.lastIndex - 1
    let start = gap
    while (start > 0 && gap - start < NUMBER_CHARS_MAX + 2 && isHouse(text, start - 1)) start--
    scan.steps += gap - start
    if (!isDigit(text.charCodeAt(start))) continue
    const isCell = column?.(start) === true
    if (!(isFree(text, start) || (isCell && text[start - 1] === ','))) continue
    if (COUNTED.test(text.slice(Math.max(0, start - 12), start))) continue
    const plain = frameAt(text, start)
    const informal = lives || isRural(text, start) || isLivedAt(text, start) ? informalAt(text, start) : null
    const isNamed = isKeyed || isCell || lives || NAMED.test(text.slice(Math.max(0, start - NAMED_CHARS), start))
    const named = plain === null && informal === null && isNamed ? namedAt(text, start) : null
    const frame = named ?? (informal !== null && informal.end > (plain?.end ?? 0) ? informal : plain)
    scan.steps += LOOK_CHARS / 8
    if (frame === null || isCited(text, start, frame.end)) continue
    const rest = addressEnd(text, frame.end)
    // The city has a column of its own.
    const cut = isCell ? text.slice(frame.end, rest).search(/[,;|\t](?! )/) : -1
    const end = cut < 0 ? rest : frame.end + cut
    found.push({ start: beginning(text, start), end, score: frame.score, isBox: false })
    HOUSE.lastIndex = Math.max(HOUSE.lastIndex, end)
  }
}

/** Any street, where a field's name or column says that it is one. */
function namedAt(text: string, start: number): { end: number; score: number } | null {
  NAMED_STREET.lastIndex = start
  return NAMED_STREET.test(text) ? { end: NAMED_STREET.lastIndex, score: 0.7 } : null
}

function isField(name: string): boolean {
  const plain = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-zçéó]+/g, ' ')
    .trim()
  return FIELD.test(plain) && !NOT_A_STREET.test(plain)
}

/** A digit, perhaps a letter, and a blank before a word: `123 M`, `12B M`. */
const HOUSE = /[0-9][A-Za-z]?,? (?=[A-Za-z0-9À-ɏ½])/g

/** Words whose number is no house's. */
const COUNTED =
  /(?:section|chapter|part|title|page|item|rule|grade|form|room|district|division|phase|figure|table|exit|step|no\.|number|mile|marker|route|highway|hwy|article|level|tier|version|ward|precinct|module|week|day|year|fy|since|until|\$) $/i

/** `12,450`; a comma behind a word ends the cell before. */
function isHouse(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (
    isAlphanumeric(code) ||
    code === 0x2d ||
    (code === 0x2c &&
      isDigit(text.charCodeAt(at - 1)) &&
      !/[0-9]{4}$/.test(text.slice(Math.max(0, at - 4), at)) &&
      /^[0-9]{3}[A-Za-z]?,? /.test(text.slice(at + 1, at + 7)))
  )
}

/** Amounts, sections, dates and decimals go on to the left. */
function isFree(text: string, start: number): boolean {
  const before = text[start - 1]
  if (before === undefined || !/[0-9A-Za-z$§.,:/#-]/.test(before)) return !isSevenDigits(text, start)
  if (!/[,:#]/.test(before)) return false
  // A cell before it ends in more digits than a group of thousands has.
  return !isDigit(text.charCodeAt(start - 2)) || /[0-9]{4},$/.test(text.slice(Math.max(0, start - 5), start))
}

/** `(417) 469-8120 1200 Porter Wagoner Blvd`: the house's number comes next. */
function isSevenDigits(text: string, start: number): boolean {
  return /^[0-9]{3}-[0-9]{4} [0-9]/.test(text.slice(start, start + 10))
}

/** `Roe v. Wade, 410 U.S. 113`: a report of cases, not a highway. */
function isCited(text: string, start: number, end: number): boolean {
  // `91 FR 20902` is the Federal Register, `403 MS-59` a clause.
  if (/^[0-9]{1,2} FR [0-9]{1,6}$|^[0-9]+ M[SO]-[0-9]+$/.test(text.slice(start, end))) return true
  if (!/ U\.?S\.? [0-9]{1,4}$/.test(text.slice(start, end))) return false
  return (
    /\bv\. [^.;\n]{1,60}$|[A-Z][a-z]{2,20}, $|[0-9] U\.S\. [0-9]|\b[Cc]it(?:e|es|ed|ing)\b|§/.test(
      text.slice(Math.max(0, start - 70), start),
    ) || /^(?:, [0-9–-]+)? \(/.test(text.slice(end, end + 12))
  )
}

function isLivedAt(text: string, start: number): boolean {
  return LIVES.test(text.slice(Math.max(0, start - LIVES_CHARS), start))
}

/** `44 cr 1178`: nothing else is numbered on both sides of such words. */
function isRural(text: string, start: number): boolean {
  return RURAL.test(text.slice(start, start + RURAL_CHARS))
}

function informalAt(text: string, start: number): { end: number; score: number } | null {
  for (const frame of INFORMAL_FRAMES) {
    const end = endOf(frame, text, start)
    if (end > 0) return { end, score: frame.score }
  }
  return null
}

function frameAt(text: string, start: number): { end: number; score: number } | null {
  SMALL_STREET.lastIndex = start
  for (const frame of SMALL_STREET.test(text) ? SMALL_FRAMES : STREET_FRAMES) {
    const end = endOf(frame, text, start)
    if (end > 0) return { end, score: frame.score }
  }
  return null
}

function endOf({ shape }: Frame, text: string, at: number): number {
  shape.lastIndex = at
  return shape.test(text) ? shape.lastIndex : 0
}

function push(scan: Scan, { start, end, score }: Found): void {
  scan.found.push({
    start,
    end,
    entity: 'street_address',
    score,
    recognizer: 'street-address',
    validated: true,
    tier: 'shape',
  })
}
