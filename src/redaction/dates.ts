/** A date as written, of any common shape. */
export interface WrittenDate {
  readonly start: number
  readonly end: number
  readonly year: number
  readonly month: number
  readonly day: number
}

const MONTH =
  '(?:jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|june?\\.?|july?\\.?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?|' +
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)'
const ORDINAL = '[0-9]{1,2}(?:st|nd|rd|th)?'
const YEAR = "(?:[12][0-9]{3}|'?[0-9]{2})"
const FREE = '(?![0-9A-Za-z])'
const SHAPES: readonly (readonly [RegExp, readonly ('y' | 'm' | 'd')[]])[] = [
  [new RegExp(`([12][0-9]{3})([-/.])([0-9]{1,2})\\2([0-9]{1,2})(?:T[0-9:.Z+-]{4,30})?${FREE}`, 'iy'), ['y', 'm', 'd']],
  [new RegExp(`([0-9]{1,2})( ?[-/.] ?)([0-9]{1,2})\\2(${YEAR})${FREE}`, 'iy'), ['m', 'd', 'y']],
  [new RegExp(`(${MONTH})()(?: |-)(${ORDINAL}),?(?: |-)(${YEAR})${FREE}`, 'iy'), ['m', 'd', 'y']],
  [
    new RegExp(`(${ORDINAL})()(?: |-|)(?:(?:day )?of |de )?(${MONTH}),?(?: |-|)(?:de |del )?(${YEAR})${FREE}`, 'iy'),
    ['d', 'm', 'y'],
  ],
  [new RegExp(`([12][0-9]{3})()([0-9]{2})([0-9]{2})${FREE}`, 'iy'), ['y', 'm', 'd']],
  [new RegExp(`([0-9]{2})()([0-9]{2})([12][0-9]{3})${FREE}`, 'iy'), ['m', 'd', 'y']],
]
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const SPANISH: Readonly<Record<string, number>> = { ene: 1, abr: 4, ago: 8, dic: 12 }
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The date that starts at `at`, if it is one of the calendar; day and month are exchanged where only that makes a date. */
export function readDate(text: string, at: number): WrittenDate | null {
  for (const [shape, order] of SHAPES) {
    shape.lastIndex = at
    const match = shape.exec(text)
    if (match === null) continue
    const parts = [match[1]!, match[3]!, match[4]!]
    const part = (kind: 'y' | 'm' | 'd'): string => parts[order.indexOf(kind)]!
    const year = yearOf(part('y').replace("'", ''))
    let month = monthOf(part('m'))
    let day = Number.parseInt(part('d'), 10)
    if (month > 12 && day <= 12) [month, day] = [day, month]
    if (isCalendarDate(year, month, day)) return { start: at, end: shape.lastIndex, year, month, day }
  }
  return null
}

function monthOf(text: string): number {
  if (/^[0-9]/.test(text)) return Number.parseInt(text, 10)
  const start = text.slice(0, 3).toLowerCase()
  return SPANISH[start] ?? MONTHS.indexOf(start) + 1
}

/** Two digits are a year of the last hundred years. */
function yearOf(digits: string): number {
  if (digits.length === 4) return Number(digits)
  const year = 2000 + Number(digits)
  return year > THIS_YEAR ? year - 100 : year
}

function isCalendarDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]!) return false
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
}

/** Read once: an age limit of 125 years needs no better clock. */
const THIS_YEAR = new Date().getUTCFullYear()
const AGE_MAX = 125

/** Whether somebody alive may have been born then. */
export function isBirthDate({ year }: WrittenDate): boolean {
  return year >= THIS_YEAR - AGE_MAX && year <= THIS_YEAR + 1
}
