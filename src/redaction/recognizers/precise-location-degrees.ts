import { PAIR as NEIGHBOURS } from '../glance.ts'
import type { Recognizer, Scan } from '../scan.ts'

const DEGREES = String.raw`[0-9]{1,3}[ ]?°[ ]?[0-9]{1,2}[ ]?['’′][ ]?[0-9]{1,2}(?:\.[0-9]{1,4})?[ ]?(?:["”″]|'')`
/** A pair in degrees, minutes and seconds, with the side of the globe before or behind. */
const PAIR = new RegExp(
  `(?:(?<![A-Za-z])[NS][ ]?)?(?<![0-9.])${DEGREES}(?:[ ]?[NS])?[ ,;/]{1,3}(?:[EW][ ]?)?${DEGREES}(?:[ ]?[EW])?`,
  'g',
)
/** Blanks for the signs, with the side of the globe before each: `N32 43 18.2 W90 56 09.7`. */
const PLAIN_PAIR =
  /(?<![A-Za-z0-9])[NS] ?[0-9]{1,2}[ -][0-9]{1,2}(?:[ -][0-9]{1,2})?(?:\.[0-9]{1,4})?['"]?[ ,/]{1,3}[EW] ?[0-9]{1,3}[ -][0-9]{1,2}(?:[ -][0-9]{1,2})?(?:\.[0-9]{1,4})?(?![0-9A-Za-z])|(?<![0-9.])[0-9]{1,2}[ -][0-9]{1,2}[ -][0-9]{1,2}(?:\.[0-9]{1,4})? ?[NS][ ,/]{1,3}[0-9]{1,3}[ -][0-9]{1,2}[ -][0-9]{1,2}(?:\.[0-9]{1,4})? ?[EW](?![0-9A-Za-z])|(?<![0-9.])[0-9]{1,2}° ?[0-9]{1,2}\.[0-9]{2,5} ?['’′]? ?[NS]?[ ,/]{1,3}[0-9]{1,3}° ?[0-9]{1,2}\.[0-9]{2,5} ?['’′]? ?[EW]?(?![0-9A-Za-z])/g
const MAY_BE_PLAIN = /[NS] ?[0-9]{1,2}[ -][0-9]{1,2}|[0-9] ?[NS][ ,/]{1,3}[0-9]|[0-9]° ?[0-9]{1,2}\.[0-9]/
/** A side of the globe stands before a number or a blank, if there is no sign. */
const SIDES = NEIGHBOURS.capitalThenDigit | NEIGHBOURS.capitalThenOther
const BEFORE = 12
const OPEN = /(?:(?<![A-Za-z])[NS] ?)?(?:(?<![0-9.])[0-9]{1,3} ?(?:°[-0-9 .°'’′"”″NSEW,;/]{0,64})?)?$/
const TAIL_CHARS = 96

/** Coordinates in degrees, minutes and seconds: a second is thirty metres. */
export const preciseLocationDegrees: Recognizer = {
  entity: 'precise_location',
  name: 'precise-location-degrees',
  find(scan) {
    // What has no sign is for whole texts.
    if (scan.tables && mayHold(scan) && MAY_BE_PLAIN.test(scan.text))
      for (const { 0: pair, index } of scan.text.matchAll(PLAIN_PAIR)) push(scan, index, index + pair.length)
    // Nearly no text has the sign.
    for (let at = scan.text.indexOf('°'); at >= 0; at = scan.text.indexOf('°', at + 1)) {
      const from = Math.max(0, at - BEFORE)
      PAIR.lastIndex = from
      const match = PAIR.exec(scan.text.slice(0, at + 64))
      scan.steps += 64
      if (match === null) continue
      const [start, end] = [match.index, match.index + match[0].length]
      push(scan, start, end)
      at = end
    }
  },
  tail(text) {
    const low = Math.max(0, text.length - TAIL_CHARS)
    return low + (OPEN.exec(text.slice(low))?.index ?? text.length - low)
  },
}

function push(scan: Scan, start: number, end: number): void {
  const grounds = { score: 0.85, recognizer: 'precise-location-degrees', validated: true, tier: 'shape' } as const
  scan.found.push({ start, end, entity: 'precise_location', ...grounds })
}

function mayHold({ text, glance }: Scan): boolean {
  return glance.holdsPair(NEIGHBOURS.digit) && (glance.holdsPair(SIDES) || text.includes('°'))
}
