import { byLabel, digitCount } from '../by-label.ts'
import { isStateCode, stateNear } from '../state-words.ts'

const NINE_DIGITS = /^(?:[0-9]{9}|[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{3}-[0-9]{3}-[0-9]{3})$/
const MISSOURI = /^[A-Z][0-9]{9}$/

/** Licences of the other states, and any whose state isn't named: letters first, then digits, in at most eighteen characters. */
export const usDriverLicense = byLabel({
  entity: 'us_driver_license',
  labels: ['license', 'state_id'],
  value: /^(?=.{6,18}$)[A-Z]{0,3}-?[0-9]{2,}[A-Z]{0,3}[0-9]{0,7}(?:-[0-9]{1,6}){0,4}[A-Z]?$/i,
  accepts: (value, token, scan) => {
    // A State's letters before the digits make it the number of a criminal history.
    if (token.kind === 'state_id' && isStateCode(value.slice(0, 2).toUpperCase())) return false
    const state = stateNear(scan.text, token.start)
    if (digitCount(value) < 5) return false
    if (state === 'MO' || state === 'MS') return !isOwn(value, state)
    return state !== null || !(NINE_DIGITS.test(value) || MISSOURI.test(value))
  },
})

/** What a Mississippi or Missouri licence looks like is theirs. */
function isOwn(value: string, state: string | null): boolean {
  if (state === 'MS') return NINE_DIGITS.test(value)
  return /^(?:[A-Z][0-9]{5,9}|[A-Z][0-9]{6}R|[0-9]{8}[A-Z]{2}|[0-9]{9}[A-Z]?|[0-9]{3}[A-Z][0-9]{6})$/i.test(value)
}
