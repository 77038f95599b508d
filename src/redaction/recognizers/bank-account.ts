import { byLabel, digitCount } from '../by-label.ts'
import { passesAba } from '../checks-bank.ts'

const ROUTING = /routing|\baba\b|\brtn\b/i
const ROUTING_LEFT = /(?:routing|\baba\b|\brtn\b)[^0-9]*$/i
/** Accounts that money is booked to. */
const OF_THE_BOOKS =
  /\b(?:accounts?|acct\.?) (?:code|class|string|title|type|unit|receivable|payable|segment|distribution|line)s?\b[^0-9]*$/i

/** Accounts at banks: six to seventeen digits. */
export const bankAccount = byLabel({
  entity: 'bank_account',
  labels: ['account'],
  value: /^(?:[0-9]{6,17}|(?=.{8,20}$)[0-9]{2,10}(?:-[0-9]{1,10}){1,3})$/,
  accepts: (value, { start }, { text, asked }) => {
    const before = text.slice(Math.max(0, start - 30), start)
    if (digitCount(value) < 6 || OF_THE_BOOKS.test(before)) return false
    return !(passesAba(value) && (ROUTING_LEFT.test(before) || (asked !== null && ROUTING.test(asked))))
  },
})
