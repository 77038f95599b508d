import { GAP } from '../digit-groups.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** A pair of coordinates to eleven metres or better, where it is told of a person, a device or a vehicle. */
export const preciseLocation: Recognizer = { entity: 'precise_location', name: 'precise-location', find }

/** Our States and what lies round them: a pair with so many decimals in there is hardly anything else. */
const NORTH = { from: 24, to: 50 } as const
const WEST = { from: 66, to: 125 } as const
const DECIMALS_MIN = 4
const LEFT_CHARS = 80
const PERSONAL =
  /gps|locat|coord|latitude|\blat(?![a-z])|\bhome|\bresiden|\bphone|\bdevice|\bdriver|\bemployee|\bvehicle|\bposition|\bping|\blast seen|\baddress|\bparked|\blives/i
/** What the agency itself built stands on every map. */
const OF_A_STRUCTURE = /bridge|culvert|station|intersection|signal|structure|interchange|pier\b|borehole|survey/i
const HALF = /\b(?:lat|latitude?|lon|lng|long|longitude?)\b["']?[ \t]{0,2}[:=]?[ \t]{0,3}["']?$/i
/** The side of the globe before the degrees: `N36.9120 W90.9034`. */
const SIDE = /(?:^|[^A-Za-z0-9])[NS] ?$/
const WESTERN = /^[^0-9]*[Ww] ?[0-9]|[0-9]° ?W$|[0-9] ?W$/
const SECOND =
  /[°]?[ ]?[NSns]?["']?[ ]?[,;/& ][ ]{0,2}(?:and )?(?:["']?(?:lng|lon|long|longitude)["']?[ ]?[:=]?[ ]?["']?)?(?:[EWew][ ]?)?-?[0-9]{1,3}\.[0-9]{4,15}(?:°?[ ]?[EWew](?![a-z]))?(?![0-9]|\.[0-9])/y

function find(scan: Scan): void {
  const { text, groups } = scan
  const { start, end, gap, count } = groups
  for (let g = 0; g + 1 < count; g++) {
    if (gap[g] !== GAP.dot || end[g]! - start[g]! > 3 || end[g + 1]! - start[g + 1]! < DECIMALS_MIN) continue
    scan.steps += 8
    const signed = text.charCodeAt(start[g]! - 1) === 0x2d
    const sided = SIDE.test(text.slice(Math.max(0, start[g]! - 3), start[g]!))
    const from = signed ? start[g]! - 1 : start[g]! - (sided ? (text[start[g]! - 1] === ' ' ? 2 : 1) : 0)
    if (/[0-9A-Za-z.]/.test(text.charAt(from - 1))) continue
    SECOND.lastIndex = end[g + 1]!
    if (!SECOND.test(text)) {
      if (scan.tables && isAlone(scan, from, end[g + 1]!)) push(scan, from, end[g + 1]!)
      continue
    }
    const to = SECOND.lastIndex
    const longitude = /-?[0-9]{1,3}\.[0-9]+(?=[^0-9]*$)/.exec(text.slice(end[g + 1]!, to))![0]
    const latitude = Number(text.slice(start[g]!, end[g + 1]!))
    if (latitude > 90 || Math.abs(Number(longitude)) > 180) continue
    const before = text.slice(Math.max(0, from - LEFT_CHARS), from)
    const isWestern = longitude.startsWith('-') || WESTERN.test(text.slice(end[g + 1]!, to))
    const isOurs = isWestern && isWithin(NORTH, latitude) && isWithin(WEST, Math.abs(Number(longitude)))
    if (!(isOurs || PERSONAL.test(before)) || OF_A_STRUCTURE.test(before)) continue
    const comma = scan.tables ? columnsOf(scan, from, to) : 0
    if (comma > 0) {
      push(scan, from, comma)
      push(scan, comma + 1, to)
      continue
    }
    push(scan, from, to)
    while (g + 1 < count && start[g + 1]! < to) g++
  }
}

/** Half a pair, where its field, its column or the word before it says which half. */
function isAlone({ text, hint, column }: Scan, start: number, end: number): boolean {
  if (/[0-9]|^\.[0-9]/.test(text.slice(end, end + 2).replace(/^[^.0-9].*/, ''))) return false
  if (hint === 'place' && text.trim() === text.slice(start, end)) return true
  return column(start) === 'place' || HALF.test(text.slice(Math.max(0, start - 24), start))
}

function isWithin({ from, to }: { readonly from: number; readonly to: number }, degrees: number): boolean {
  return degrees >= from && degrees <= to
}

/** Where the latitude's column ends, when the longitude has one of its own; 0 elsewhere. */
function columnsOf({ text, column }: Scan, from: number, to: number): number {
  const mark = text.slice(from, to).search(/[,\t;|]-?[0-9]/)
  if (mark <= 0 || column(from) !== 'place' || column(from + mark + 1) !== 'place') return 0
  // Both halves in one cell, quoted for its comma, are one value.
  const cell = column.cellStart(from)
  return cell > 0 && cell === column.cellStart(from + mark + 1) ? 0 : from + mark
}

function push(scan: Scan, start: number, end: number): void {
  scan.found.push({
    start,
    end,
    entity: 'precise_location',
    score: 0.85,
    recognizer: 'precise-location',
    validated: true,
    tier: 'shape',
  })
}
