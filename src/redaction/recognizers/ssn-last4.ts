import { type LabelKind, lastLabel } from '../labels.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** The last four digits of a social security number: with a name they open most accounts. */
export const ssnLast4: Recognizer = { entity: 'ssn_last4', name: 'ssn-last4', find }

const PART =
  /(?:(?:last|lst|final)[-_ ]?(?:four|4)|(?<![a-z])l-?4|ssn?[-_ #]?l?4(?![0-9])|[úu]lt(?:imos|imas|\.)?[ _]?(?:4|cuatro)|end(?:ing|s)(?: in| with)?|termina(?:n|da)? en|[*#•]{2}[ -]?)(?:[^.]|\.(?! {0,2}[A-Z][a-z])){0,56}$/i
const MASKED = /^(?:x{3}-x{2}-|x{5}-?)[0-9]{4}$/i
const STARRED = /[*#•]{3}-[*#•]{2}-$/
/** Nobody says so of anything but a number that everybody knows; a card or an account is named before it. */
const SAID =
  /(?:(?<![a-z])(?:last|lst)[-_ ]?(?:four|4)|(?<![A-Za-z0-9])L-?4)(?: digits)?[:"')\]*_]{0,4}(?:[ \t]*(?:[:=|,>#-]|->|→|\.{3,}|_{2,}|\n)[ \t"'_]{0,4}|[ \t]{1,4})(?:(?:is|are|was|on file, which is) )?$/i
const ASKED = /(?<![a-z])(?:last|lst)[-_ ]?(?:four|4)(?![0-9])|(?<![A-Za-z0-9])L-?4(?![0-9])/i
const OTHER_ASKED = /card|ac(?:coun|c)t|phone|cell|licen|iban|vin(?![a-z])|passport|bank|routing/i
/** What else has four last digits. */
const OF_ANOTHER: ReadonlySet<LabelKind> = new Set(['card', 'account', 'phone', 'license', 'iban', 'vin', 'passport'])
const KEY = /last_?4["'] ?: ?["']?$/i
const PAYMENT =
  /(?<![A-Za-z])pay(?:ment)?s?(?![A-Za-z])|card|visa|\bamex|mastercard|\bmc\b|discover|charge|refund|checkout|"brand"|authcode|auth_code|amount/i
const SAID_CHARS = 40
const NAMED_CHARS = 50
const LEFT_CHARS = 72

function find(scan: Scan): void {
  const { text, tokens } = scan
  for (const { start, end } of tokens.all) {
    const size = end - start
    if (size !== 4 && (size < 9 || size > 11)) continue
    scan.steps += size
    // Another number and this one may share a label, as in `DL/last4: 804119228 / 3699`.
    const masked = size === 4 ? isSaid(scan, start, end) : MASKED.test(text.slice(start, end))
    if (masked) push(scan, end - 4, end)
  }
  for (const { start, end, value } of tokens.labelled('last4')) {
    if (/^[0-9]{4}$/.test(value) && !isOfPayment(text, start)) push(scan, start, end)
  }
  for (const { start, end, value, distance } of tokens.labelled('ssn')) {
    if (!/^[0-9]{4}$/.test(value) || distance > 6) continue
    const before = text.slice(Math.max(0, start - LEFT_CHARS), start)
    const isField = before === '' && scan.hint === 'ssn'
    const isAsked = scan.asked !== null && PART.test(scan.asked)
    const part = PART.exec(before)
    // A label whose digits stand between has been answered.
    if (!isField && !isAsked && (part === null || /[0-9]{4}/.test(part[0]))) continue
    push(scan, end - 4, end)
  }
}

/** A payment's last four are its card's, unless the field says whose they are. */
function isOfPayment(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - LEFT_CHARS), start)
  return PAYMENT.test(before) && !/ss[an]|social|soc/i.test(before.slice(-SAID_CHARS))
}

function isSaid({ text, asked }: Scan, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - SAID_CHARS), start)
  if (STARRED.test(before)) return true
  const isNamed = SAID.test(before) || (asked !== null && ASKED.test(asked) && !OTHER_ASKED.test(asked))
  if (!isNamed || !/^[0-9]{4}$/.test(text.slice(start, end))) return false
  if (KEY.test(before) && isOfPayment(text, start)) return false
  const label = lastLabel(text, Math.max(0, start - NAMED_CHARS), start)
  // A label whose number stands between has been answered.
  return label === null || !OF_ANOTHER.has(label.kind) || /[0-9]{5}/.test(text.slice(label.start, start))
}

function push(scan: Scan, start: number, end: number): void {
  scan.found.push({
    start,
    end,
    entity: 'ssn_last4',
    score: 0.8,
    recognizer: 'ssn-last4',
    validated: false,
    tier: 'label',
  })
}
