import { PAIR } from '../glance.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Bank identifier codes (ISO 9362), mostly letters alone, after their label or in a column or field so named. */
export const swiftCode: Recognizer = { entity: 'swift_code', name: 'swift-code', find }

const CODE = /(?<![A-Za-z0-9])[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Za-z0-9])/g
/** What a label ends in, right before a code. */
const LABELLED =
  /(?:^|[^A-Za-z])(?:swift|bic)(?:[ /_-]?(?:swift|bic|code|no\.?|number))*["')]?[ \t]{0,2}(?:[:=#>|]|->|\.{3,}|_{2,}|is)?[ \t\n]{0,3}["'([]?$|[A-Z]{2}[0-9]{2}[A-Z0-9 -]{11,40} ?[/,;|(] ?$/i
const LABEL_CHARS_MAX = 48
/** The account that it belongs to, in the next cell. */
const BEFORE_IBAN = /^ ?[/,;|\t] ?"?[A-Z]{2}[0-9]{2} ?(?:[A-Z0-9]{4} ?){2}[A-Z0-9]/
const IBAN_CHARS = 24
/** Countries of ISO 3166: what tells `SWIFT TRANSFER` from a code. */
const COUNTRIES = new Set(
  (
    'AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM ' +
    'CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ES ET FI FJ FR GA GB GD GE GH GI GM GN GQ GR GT GW GY HK HN HR HT ' +
    'HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG ' +
    'MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NZ OM PA PE PF PG PH PK PL PR PS PT PY QA RO RS RU RW SA ' +
    'SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TC TD TG TH TJ TL TM TN TO TR TT TW TZ UA UG US UY UZ VA VC VE VG ' +
    'VN VU WS XK YE ZA ZM ZW'
  ).split(' '),
)

function find(scan: Scan): void {
  const { text } = scan
  if (!scan.glance.holdsPair(PAIR.capitals)) return
  for (const { 0: code, index } of text.matchAll(CODE)) {
    scan.steps += code.length
    if (!COUNTRIES.has(code.slice(4, 6))) continue
    const isNamed = (scan.hint === 'swift' && code === text.trim()) || scan.column(index) === 'swift'
    const end = index + code.length
    if (scan.tables && BEFORE_IBAN.test(text.slice(end, end + IBAN_CHARS))) {
      push(scan, index, code)
      continue
    }
    if (!isNamed && !LABELLED.test(text.slice(Math.max(0, index - LABEL_CHARS_MAX), index))) continue
    push(scan, index, code)
  }
}

function push({ found }: Scan, start: number, code: string): void {
  const end = start + code.length
  found.push({ start, end, entity: 'swift_code', score: 0.9, recognizer: 'swift-code', validated: true, tier: 'label' })
}
