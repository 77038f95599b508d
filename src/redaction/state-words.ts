const LEFT_CHARS = 80
const NAMES: Readonly<Record<string, string>> = {
  alabama: 'AL',
  alaska: 'AK',
  arizona: 'AZ',
  arkansas: 'AR',
  california: 'CA',
  colorado: 'CO',
  connecticut: 'CT',
  delaware: 'DE',
  florida: 'FL',
  georgia: 'GA',
  hawaii: 'HI',
  idaho: 'ID',
  illinois: 'IL',
  indiana: 'IN',
  iowa: 'IA',
  kansas: 'KS',
  kentucky: 'KY',
  louisiana: 'LA',
  maine: 'ME',
  maryland: 'MD',
  massachusetts: 'MA',
  michigan: 'MI',
  minnesota: 'MN',
  mississippi: 'MS',
  missouri: 'MO',
  montana: 'MT',
  nebraska: 'NE',
  nevada: 'NV',
  'new hampshire': 'NH',
  'new jersey': 'NJ',
  'new mexico': 'NM',
  'new york': 'NY',
  'north carolina': 'NC',
  'north dakota': 'ND',
  ohio: 'OH',
  oklahoma: 'OK',
  oregon: 'OR',
  pennsylvania: 'PA',
  'rhode island': 'RI',
  'south carolina': 'SC',
  'south dakota': 'SD',
  tennessee: 'TN',
  texas: 'TX',
  utah: 'UT',
  vermont: 'VT',
  virginia: 'VA',
  washington: 'WA',
  'west virginia': 'WV',
  wisconsin: 'WI',
  wyoming: 'WY',
}
const CODES = [...new Set(Object.values(NAMES))]
/** Codes that are words of forms (`ID`, `OK`, `OR`, `IN`, `ME`, `HI`) say nothing of a State. */
const WORDLIKE = new Set(['ID', 'OK', 'OR', 'IN', 'ME', 'HI'])
const STATE = new RegExp(
  `\\b(?:${CODES.filter((code) => !WORDLIKE.has(code)).join('|')}|${Object.keys(NAMES).map(capitalised).join('|')}|Miss|DPS|MoDOR|DOR)\\b(?!:)`,
  'g',
)
const OTHERS: Readonly<Record<string, string>> = { Miss: 'MS', MoDOR: 'MO', DOR: 'MO', DPS: 'MS' }

/** In the field behind a number, or directly behind it: `ST: MO`, `(MO)`, `, MO`. */
const BEHIND =
  /^[A-Z0-9-]{5,20}(?:[ \t]*[,;|\t][ \t]*|\/|[ \t]*\(|[ \t]{1,8}(?:(?:DL )?(?:ST|St|State|STATE|Issued by|ISS)\.?:?[ \t]*)?)([A-Z]{2})(?![A-Za-z:.])/
const RIGHT_CHARS = 44

/** Up to the last number behind which a licence is spoken of again. */
const LICENSE_BEFORE = /^[^]*[0-9]{6}(?=[^0-9]*(?:\bDL|\bOLN|\bCDL|[Ll]ic))/

/** The State named last before an offset, or in the field behind it, as its postal code. */
export function stateNear(text: string, at: number): string | null {
  const behind = BEHIND.exec(text.slice(at, at + RIGHT_CHARS))?.[1]
  if (behind !== undefined && CODES.includes(behind)) return behind
  const before = text.slice(Math.max(0, at - LEFT_CHARS), at)
  // What stands before another licence's number, in the column beside or above, is told of that one.
  const other = LICENSE_BEFORE.exec(before)
  const found = (other === null ? before : before.slice(other[0].length)).match(STATE)
  const last = found?.at(-1)
  if (last === undefined) return null
  return OTHERS[last] ?? NAMES[last.toLowerCase()] ?? last
}

/** Whether two letters are a State's postal code. */
export function isStateCode(letters: string): boolean {
  return CODES.includes(letters)
}

function capitalised(name: string): string {
  return name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
}
