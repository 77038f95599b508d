import { byLabel, digitCount } from '../by-label.ts'
import { orBySurroundings } from '../by-surroundings.ts'
import { passesAba } from '../checks-bank.ts'

const ROUTING = /routing|\baba\b|\brtn\b/i
const ROUTING_LEFT = /(?:routing|\baba\b|\brtn\b)[^0-9]*$/i
/** Accounts that money is booked to. */
const OF_THE_BOOKS =
  /\b(?:accounts?|acct\.?) (?:code|class|string|title|type|unit|receivable|payable|segment|distribution|line)s?\b[^0-9]*$/i

const labelled = byLabel({
  entity: 'bank_account',
  labels: ['account'],
  value: /^(?:[0-9]{6,17}|(?=.{8,20}$)[0-9]{2,10}(?:-[0-9]{1,10}){1,3})$/,
  accepts: (value, { start }, { text, asked }) => {
    const before = text.slice(Math.max(0, start - 30), start)
    if (digitCount(value) < 6 || OF_THE_BOOKS.test(before)) return false
    return !(passesAba(value) && (ROUTING_LEFT.test(before) || (asked !== null && ROUTING.test(asked))))
  },
})

/** Behind a routing number, with nothing but a stroke or a comma between. */
const BEHIND_ROUTING = /(?:^|[^0-9A-Za-z-])([0-9]{9}) ?[/|,;] ?$/
const ROUTING_CHARS = 14
const OF_BANKS = /deposit|\bdep\b|bank|\bACH\b|routing|\bABA\b|\brtn\b|credit union|\bF?CU\b|checking|savings|payroll/i
const BANKS_CHARS = 80

/** Accounts at banks: six to seventeen digits. */
export const bankAccount = orBySurroundings(labelled, {
  score: 0.7,
  isNamed(scan, { start, end }) {
    const { text } = scan
    if (end - start < 6 || end - start > 17) return false
    const routing = BEHIND_ROUTING.exec(text.slice(Math.max(0, start - ROUTING_CHARS), start))?.[1]
    if (routing === undefined || !passesAba(routing) || !/^[0-9]+$/.test(text.slice(start, end))) return false
    scan.steps += ROUTING_CHARS
    return OF_BANKS.test(text.slice(Math.max(0, start - BANKS_CHARS), start)) && scan.column(start) === null
  },
})
