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
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|' +
  'ene\\.?|abr\\.?|ago\\.?|dic\\.?|janv\\.|f[ée]vr?\\.|avr\\.?|okt\\.?|dez\\.?|' +
  'janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre|' +
  'januar|februar|märz|juni|juli|oktober|dezember|' +
  'janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|' +
  'januara|februara|marta|aprila|maja|juna|jula|augusta|avgusta|septembra|oktobra|novembra|decembra|' +
  'січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|' +
  'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)'
const ORDINAL = '[0-9]{1,2}(?:st|nd|rd|th|er|\\.)?'
/** As months are numbered in much of Latin America and Eastern Europe. */
const ROMAN = '(?:VIII|VII|VI|IV|V|IX|XII|XI|X|III|II|I)'
const YEAR = "(?:[12][0-9]{3}|'?[0-9]{2})"
const FREE = '(?![0-9A-Za-z])'
/** A scan may lose the blank before the next label of a form. */
const GLUED = '(?![0-9]|[A-Za-z](?![A-Za-z]{1,11}[:#]))'
/** Digits, and what a poor scan reads in their place. */
const SCANNED = '[0-9OoIl]'
const SHAPES: readonly (readonly [RegExp, readonly ('y' | 'm' | 'd')[]])[] = [
  [new RegExp(`([12][0-9]{3})([-/.])([0-9]{1,2})\\2([0-9]{1,2})(?:T[0-9:.Z+-]{4,30})?${FREE}`, 'iy'), ['y', 'm', 'd']],
  [new RegExp(`([0-9]{1,2})( ?[-/.] ?)([0-9]{1,2})\\2([12][0-9]{3})${GLUED}`, 'iy'), ['m', 'd', 'y']],
  [new RegExp(`([0-9]{1,2})( ?[-/.] ?)([0-9]{1,2})\\2(${YEAR})${FREE}`, 'iy'), ['m', 'd', 'y']],
  [new RegExp(`(${MONTH})()(?: |-)(${ORDINAL}),?(?: |-)(${YEAR})${FREE}`, 'iy'), ['m', 'd', 'y']],
  [
    new RegExp(`(${ORDINAL})()(?: |-|)(?:(?:day )?of |de )?(${MONTH}),?(?: |-|)(?:de |del )?(${YEAR})${FREE}`, 'iy'),
    ['d', 'm', 'y'],
  ],
  [new RegExp(`([12][0-9]{3})()[ /-](${MONTH})[ /-](${ORDINAL})${FREE}`, 'iy'), ['y', 'm', 'd']],
  [new RegExp(`([0-9]{1,2})([-/. ])(${ROMAN})\\2(${YEAR})${FREE}`, 'y'), ['d', 'm', 'y']],
  [/([0-9]{1,2})() tháng ([0-9]{1,2}),?(?: năm)? ([12][0-9]{3})(?![0-9])/y, ['d', 'm', 'y']],
  [/([12][0-9]{3})() ?[年년] ?([0-9]{1,2}) ?[月월] ?([0-9]{1,2}) ?[日일]/y, ['y', 'm', 'd']],
  [new RegExp(`(${SCANNED}{1,2})( ?[-/.] ?)(${SCANNED}{1,2})\\2([12]${SCANNED}{3})${FREE}`, 'y'), ['m', 'd', 'y']],
  [/([0-9]{1,2})( {1,2})([0-9]{1,2})\2([12][0-9]{3})(?![0-9A-Za-z]|[-/ ][0-9])/y, ['m', 'd', 'y']],
  [/([0-9]{1,2})( )([0-9]{1,2})\2([0-9]{2})(?![0-9A-Za-z]|[-/ ][0-9])/y, ['m', 'd', 'y']],
  [/([12][0-9]{3})( )([0-9]{2})\2([0-9]{2})(?![0-9A-Za-z]|[-/ ][0-9])/y, ['y', 'm', 'd']],
  [new RegExp(`([12][0-9]{3})()([0-9]{2})([0-9]{2})${FREE}`, 'iy'), ['y', 'm', 'd']],
  [new RegExp(`([0-9]{2})()([0-9]{2})([12][0-9]{3})${FREE}`, 'iy'), ['m', 'd', 'y']],
  [/([0-9]{2})()([0-9]{2})([0-9]{2})(?![0-9A-Za-z]|[-./][0-9])/y, ['m', 'd', 'y']],
]
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Months whose first three letters aren't the English ones. */
const OTHERS: Readonly<Record<string, number>> = {
  ene: 1,
  fév: 2,
  fev: 2,
  mär: 3,
  abr: 4,
  avr: 4,
  mai: 5,
  ago: 8,
  aoû: 8,
  aou: 8,
  set: 9,
  out: 10,
  okt: 10,
  dic: 12,
  déc: 12,
  dez: 12,
  янв: 1,
  фев: 2,
  мар: 3,
  апр: 4,
  мая: 5,
  июн: 6,
  июл: 7,
  авг: 8,
  сен: 9,
  окт: 10,
  ноя: 11,
  дек: 12,
  січ: 1,
  лют: 2,
  бер: 3,
  кві: 4,
  тра: 5,
  чер: 6,
  лип: 7,
  сер: 8,
  вер: 9,
  жов: 10,
  лис: 11,
  гру: 12,
  avg: 8,
  maj: 5,
}
const ROMAN_MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  'I II III IV V VI VII VIII IX X XI XII'.split(' ').map((numeral, index) => [numeral, index + 1]),
)
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The date that starts at `at`, if it is one of the calendar; day and month are exchanged where only that makes a date. */
export function readDate(text: string, at: number): WrittenDate | null {
  for (const [shape, order] of SHAPES) {
    shape.lastIndex = at
    const match = shape.exec(text)
    if (match === null) continue
    const parts = [match[1]!, match[3]!, match[4]!].map(asDigits)
    const part = (kind: 'y' | 'm' | 'd'): string => parts[order.indexOf(kind)]!
    const year = yearOf(part('y').replace("'", ''))
    let month = monthOf(part('m'))
    let day = Number.parseInt(part('d'), 10)
    if (month > 12 && day <= 12) [month, day] = [day, month]
    if (isCalendarDate(year, month, day)) return { start: at, end: shape.lastIndex, year, month, day }
  }
  return null
}

/** `O3` and `l2` as they were before the scan; words stay. */
function asDigits(part: string): string {
  return /^[0-9OoIl]+$/.test(part) ? part.replace(/[Oo]/g, '0').replace(/[Il]/g, '1') : part
}

function monthOf(text: string): number {
  if (/^[0-9]/.test(text)) return Number.parseInt(text, 10)
  const numeral = ROMAN_MONTHS[text]
  if (numeral !== undefined) return numeral
  const start = text.slice(0, 3).toLowerCase()
  // `juin` and `juillet` begin alike.
  if (start === 'jui') return text.length > 4 ? 7 : 6
  return OTHERS[start] ?? MONTHS.indexOf(start) + 1
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
