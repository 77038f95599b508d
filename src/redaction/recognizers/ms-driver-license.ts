import { byLabel } from '../by-label.ts'
import { stateNear } from '../state-words.ts'

/** Mississippi: nine digits, often printed 3-2-4 like the social security number that they once were. */
export const msDriverLicense = byLabel({
  entity: 'ms_driver_license',
  labels: ['license', 'state_id'],
  value: /^(?:[0-9]{9}|[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{3}-[0-9]{3}-[0-9]{3})$/,
  accepts: (_, token, scan) => [null, 'MS'].includes(stateNear(scan.text, token.start)),
})
