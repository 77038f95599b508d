import { byLabel } from '../by-label.ts'

/** National provider identifiers. The label is enough: a number with a slip of the pen is still somebody's. */
export const usNpi = byLabel({ entity: 'us_npi', labels: ['npi'], value: /^[12][0-9]{9}$/ })
