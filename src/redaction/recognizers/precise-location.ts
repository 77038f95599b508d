import { GAP } from '../digit-groups.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** A pair of coordinates to eleven metres or better, where it is told of a person, a device or a vehicle. */
export const preciseLocation: Recognizer = { entity: 'precise_location', name: 'precise-location', find }

const DECIMALS_MIN = 4
const LEFT_CHARS = 80
const PERSONAL =
  /gps|locat|coord|latitude|\blat(?![a-z])|\bhome|\bresiden|\bphone|\bdevice|\bdriver|\bemployee|\bvehicle|\bposition|\bping|\blast seen|\baddress|\bparked|\blives/i
/** What the agency itself built stands on every map. */
const OF_A_STRUCTURE = /bridge|culvert|station|intersection|signal|structure|interchange|pier\b|borehole|survey/i
const SECOND =
  /[°]?[ ]?[NSns]?["']?[ ]?[,;/& ][ ]{0,2}(?:and )?(?:["']?(?:lng|lon|long|longitude)["']?[ ]?[:=]?[ ]?["']?)?(?:[EWew][ ]?)?-?[0-9]{1,3}\.[0-9]{4,15}(?:°?[ ]?[EWew](?![a-z]))?(?![0-9.])/y

function find(scan: Scan): void {
  const { text, groups } = scan
  const { start, end, gap, count } = groups
  for (let g = 0; g + 1 < count; g++) {
    if (gap[g] !== GAP.dot || end[g]! - start[g]! > 2 || end[g + 1]! - start[g + 1]! < DECIMALS_MIN) continue
    scan.steps += 8
    const signed = text.charCodeAt(start[g]! - 1) === 0x2d
    const from = signed ? start[g]! - 1 : start[g]!
    if (/[0-9A-Za-z.]/.test(text.charAt(from - 1))) continue
    SECOND.lastIndex = end[g + 1]!
    if (!SECOND.test(text)) continue
    const to = SECOND.lastIndex
    const longitude = /-?[0-9]{1,3}\.[0-9]+(?=[^0-9]*$)/.exec(text.slice(end[g + 1]!, to))![0]
    if (Number(text.slice(start[g]!, end[g + 1]!)) > 90 || Math.abs(Number(longitude)) > 180) continue
    const before = text.slice(Math.max(0, from - LEFT_CHARS), from)
    if (!PERSONAL.test(before) || OF_A_STRUCTURE.test(before)) continue
    scan.found.push({
      start: from,
      end: to,
      entity: 'precise_location',
      score: 0.85,
      recognizer: 'precise-location',
      validated: true,
      tier: 'shape',
    })
    while (g + 1 < count && start[g + 1]! < to) g++
  }
}
