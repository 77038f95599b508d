import { byLabel, digitCount } from '../by-label.ts'
import { isStateCode, stateNear } from '../state-words.ts'
import { isOfSchool } from './student-id.ts'

const NINE_DIGITS = /^(?:[0-9]{9}|[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{3}-[0-9]{3}-[0-9]{3})$/
const MISSOURI = /^[A-Z][0-9]{9}$/

/** Licences to practise and to hunt are printed in public registers. */
const OF_TRADE =
  /\b(?:RN|LPN|APRN|CNA|NP|nurs(?:e|ing)|licensees?|multistate|CPA|DDS|DMD|DVM|LCSW|LPC|pharmacist|physician|dentist|teacher|educator|cosmetolog\w*|barber|realtor|broker|contractor|electrician|plumber|insurance (?:agent|producer)|hunting|fishing|sportsman|wildlife|harvest|board of \w+)\b/i
const OF_DRIVERS = /driv|motor|operator|\bC?D\.?L\b|\bOLN\b|\bID\b|conduc|manejo|\bDMV\b|\bDPS\b|\bMVD\b|permit/i
const OF_TRADE_PREFIX = /^(?:RN|LPN|NP|CNA|PT|OT|DDS|DMD|CPA|LCSW|LPC|PE|MW)-/
const NAME_CHARS = 40
const TRADE_CHARS = 120
const BEHIND_CHARS = 48

/** Licences of the other states, and any whose state isn't named: letters first, then digits, in at most eighteen characters. */
export const usDriverLicense = byLabel({
  entity: 'us_driver_license',
  labels: ['license', 'state_id'],
  value: /^(?=.{6,18}$)[A-Z]{0,3}-?[0-9]{2,}[A-Z]{0,3}[0-9]{0,7}(?:-[0-9]{1,6}){0,4}[A-Z]?$/i,
  accepts: (value, token, scan) => {
    // A State's letters before the digits make it the number of a criminal history.
    if (token.kind === 'state_id' && isStateCode(value.slice(0, 2).toUpperCase())) return false
    if (token.kind === 'state_id' && /^[0-9]{10}$/.test(value) && isOfSchool(scan.text, token.start)) return false
    if (token.kind === 'license' && isOfTrade(scan.text, token.start, token.end)) return false
    const state = stateNear(scan.text, token.start)
    if (digitCount(value) < (/^[A-Z]/i.test(value) ? 5 : 6)) return false
    if (state === 'MO' || state === 'MS') return !isOwn(value, state)
    return state !== null || !(NINE_DIGITS.test(value) || MISSOURI.test(value))
  },
})

/** Whether a licence that isn't called a driver's is a profession's or a hunter's. */
function isOfTrade(text: string, start: number, end: number): boolean {
  if (OF_DRIVERS.test(text.slice(Math.max(0, start - NAME_CHARS), start))) return false
  if (OF_TRADE_PREFIX.test(text.slice(start, end))) return true
  // The header of a table and the name of a form stand at the beginning.
  const head = text.slice(0, Math.min(start, TRADE_CHARS))
  if (OF_DRIVERS.test(head)) return false
  return OF_TRADE.test(text.slice(Math.max(0, start - TRADE_CHARS), end + BEHIND_CHARS)) || OF_TRADE.test(head)
}

/** What a Mississippi or Missouri licence looks like is theirs. */
function isOwn(value: string, state: string | null): boolean {
  if (state === 'MS') return NINE_DIGITS.test(value)
  return /^(?:[A-Z][0-9]{5,9}|[A-Z][0-9]{6}R|[0-9]{8}[A-Z]{2}|[0-9]{9}[A-Z]?|[0-9]{3}[A-Z][0-9]{6})$/i.test(value)
}
