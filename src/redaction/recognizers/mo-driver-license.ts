import { byLabel } from '../by-label.ts'
import { stateNear } from '../state-words.ts'

const UNMISTAKABLE = /^[A-Z][0-9]{9}$/

/** Missouri: a letter and five to nine digits, and five older forms. */
export const moDriverLicense = byLabel({
  entity: 'mo_driver_license',
  labels: ['license', 'state_id'],
  value: /^(?:[A-Z][0-9]{5,9}|[A-Z][0-9]{6}R|[0-9]{8}[A-Z]{2}|[0-9]{9}[A-Z]?|[0-9]{3}[A-Z][0-9]{6})$/i,
  accepts: (value, token, scan) => {
    const state = stateNear(scan.text, token.start)
    return state === 'MO' || (state === null && UNMISTAKABLE.test(value))
  },
})
