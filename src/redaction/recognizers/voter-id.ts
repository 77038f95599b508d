import { byLabel } from '../by-label.ts'

/** Voter registrations. */
export const voterId = byLabel({ entity: 'voter_id', labels: ['voter'], value: /^[A-Z]{0,3}-?[0-9]{5,12}$/i })
