import { byLabel } from '../by-label.ts'
import { orBySurroundings } from '../by-surroundings.ts'
import { passesAba } from '../checks-bank.ts'

const ROUTING = /routing|\baba\b|\brtn\b/i

/** Words that speak of routing, whatever stands between them and the number. */
const SPOKEN_OF = /(?:routing|(?<![a-z])(?:aba|rtn|rtg|rtng)(?![a-z]))[^0-9]{0,32}$/i
/** The account follows: `065301948 acct 4418220441`. */
const ACCOUNT_BEHIND =
  /^(?:[ ,;/]{1,3}(?:and |& |w\/ ?)?(?:ac(?:c(?:oun)?t)?|a\/c|dda|chkg|checking)(?![a-z])|[ ]?[/|,;][ ]?(?=[0-9]{6,17}(?![0-9A-Za-z.-])))[^0-9]{0,16}[0-9]{4}/i
/** What else has nine digits. */
const OTHERS = /ssn|social|medicaid|licen|passport|dl(?![a-z])|student|voter|case|claim|phone/i

const labelled = byLabel({
  entity: 'aba_routing',
  labels: ['routing', 'account'],
  value: /^(?:[0-9]{9}|[0-9]{4}-[0-9]{4}-[0-9])$/,
  // Nine digits behind "account" are an account, check digit or not, unless routing is spoken of too.
  accepts: (value, { kind, start }, { text, asked }) =>
    passesAba(value.replaceAll('-', '')) &&
    (kind === 'routing' || ROUTING.test(text.slice(Math.max(0, start - 30), start)) || ROUTING.test(asked ?? '')),
  validated: true,
})

/** Bank routing numbers, whole or printed 4-4-1. */
export const abaRouting = orBySurroundings(labelled, {
  score: 0.85,
  validated: true,
  isNamed(scan, { start, end }) {
    const { text } = scan
    if (end - start !== 9 || !/^[0-9]{9}$/.test(text.slice(start, end)) || !passesAba(text.slice(start, end)))
      return false
    scan.steps += 48
    const before = text.slice(Math.max(0, start - 40), start)
    const isOther = OTHERS.test(before.slice(-20)) || scan.column(start) !== null
    return !isOther && (SPOKEN_OF.test(before) || ACCOUNT_BEHIND.test(text.slice(end, end + 40)))
  },
})
