import { byLabel, digitCount } from '../by-label.ts'
import { passesAba } from '../checks-bank.ts'

/** Accounts at banks: six to seventeen digits. */
export const bankAccount = byLabel({
  entity: 'bank_account',
  labels: ['account'],
  value: /^(?:[0-9]{6,17}|(?=.{8,20}$)[0-9]{2,10}(?:-[0-9]{1,10}){1,3})$/,
  accepts: (value, { start }, { text }) =>
    digitCount(value) >= 6 &&
    !(passesAba(value) && /(?:routing|\baba\b|\brtn\b)[^0-9]*$/i.test(text.slice(Math.max(0, start - 30), start))),
})
