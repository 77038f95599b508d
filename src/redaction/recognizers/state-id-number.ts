import { byLabel } from '../by-label.ts'
import { isOfSchool } from './student-id.ts'

/** State identification numbers of criminal histories (SID): a State's code and digits. */
export const stateIdNumber = byLabel({
  entity: 'state_id_number',
  labels: ['sid', 'state_id'],
  value: /^(?:[A-Z]{2}-?)?[0-9]{5,10}[A-Z]?$/i,
  // A State's identity card is numbered like its licences; those take what has no State's letters.
  accepts: (value, { kind, start }, { text }) =>
    /^[A-Z]{2}/i.test(value) || (kind === 'sid' && !isOfSchool(text, start)),
})
