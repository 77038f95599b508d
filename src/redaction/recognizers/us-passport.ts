import { byLabel } from '../by-label.ts'

/** Passports: nine digits, or a letter and eight; other countries' are like them. */
export const usPassport = byLabel({ entity: 'us_passport', labels: ['passport'], value: /^[A-Z]{0,2}[0-9]{6,9}$/i })
