import type { WrittenDate } from './dates.ts'

const MONTHS = 'january february march april may june july august september october november december'.split(' ')
const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  )
const DAY = `(?:(?:twenty|thirty)[ -])?(?:${ORDINALS.join('|')}|thirtieth)|[0-9]{1,2}(?:st|nd|rd|th)?`
const BELOW_100 = `(?:(?:${TENS.join('|')})(?:[ -](?:${UNITS.slice(1, 10).join('|')}))?|(?:oh|o|zero)[ -](?:${UNITS.slice(1, 10).join('|')})|${UNITS.slice(1).reverse().join('|')})`
const ONES = UNITS.slice(1, 10).join('|')
const CARDINAL_DAY = `(?:(?:one|two|three)[ -](?:${ONES}|oh|zero)|(?:twenty|thirty)(?:[ -](?:${ONES}))?|(?:oh|o|zero)[ -](?:${ONES})|${UNITS.slice(1).reverse().join('|')})`
const ANY_DAY = `(?:${DAY}|${CARDINAL_DAY})`
const MONTH_NUMBER = `(?:(?:oh|o|zero)[ -](?:${ONES})|twelve|eleven|ten|${ONES})`
const YEAR = `(?:(nineteen(?: hundred)?|twenty|two thousand)(?:,? and)?(?:[ -](${BELOW_100}))?|([12][0-9]{3})|(${BELOW_100}))`
const FREE = '(?![A-Za-z0-9])'
const SEP = '(?:,| -| slash| dash| of| the|-)*(?: (?:uh|um),?)? '
const SHAPES: readonly (readonly [RegExp, 'month' | 'day'])[] = [
  [new RegExp(`(${MONTHS.join('|')})(?:,? the)? (${ANY_DAY}),?(?: of| in)?,? ${YEAR}${FREE}`, 'iy'), 'month'],
  [new RegExp(`(${DAY})(?: day)?(?: of)? (${MONTHS.join('|')}),?(?: of| in)?,? ${YEAR}${FREE}`, 'iy'), 'day'],
  [new RegExp(`(${MONTH_NUMBER})${SEP}(${CARDINAL_DAY})${SEP}${YEAR}${FREE}`, 'iy'), 'month'],
]
const SPANISH_MONTHS = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(
  ' ',
)
const SPANISH_UNITS =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve treinta'.split(
    ' ',
  )
const SPANISH_TENS = ['treinta', 'cuarenta', 'cincuenta', 'sesenta', 'setenta', 'ochenta', 'noventa']
const SPANISH_BELOW_100 = `(?:(?:${SPANISH_TENS.join('|')})(?: y (?:un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?|${[...SPANISH_UNITS].reverse().join('|')}|veintidos|veintitres|veintiseis|dieciseis)`
const SPANISH = new RegExp(
  `(primero|treinta y uno|${[...SPANISH_UNITS].slice(1).reverse().join('|')}|veintidos|veintitres|veintiseis|dieciseis|[0-9]{1,2}) de (${SPANISH_MONTHS.join('|')}),?(?: del?(?: año)?)? (?:(mil novecientos|dos mil)(?: (${SPANISH_BELOW_100}))?|(${SPANISH_BELOW_100})|([12][0-9]{3}))(?![A-Za-zÀ-ÿ0-9])`,
  'iy',
)
const THIS_YEAR = new Date().getUTCFullYear()

/** The date that is said at an offset: `March third, nineteen seventy-one`, `oh four twelve fifty-six`, `tres de mayo de mil …`. */
export function readSpokenDate(text: string, at: number): WrittenDate | null {
  for (const [shape, first] of SHAPES) {
    shape.lastIndex = at
    const match = shape.exec(text)
    if (match === null) continue
    const [, one, two, century, rest, digits, short] = match
    const [month, day] = first === 'month' ? [one!, two!] : [two!, one!]
    const year = digits === undefined ? yearOf(century, rest, short) : Number(digits)
    if (year === null) continue
    const named = MONTHS.indexOf(month.toLowerCase()) + 1
    const date = dateOf(at, shape.lastIndex, year, named > 0 ? named : below100(month), dayOf(day))
    if (date !== null) return date
  }
  return readSpanish(text, at)
}

function readSpanish(text: string, at: number): WrittenDate | null {
  SPANISH.lastIndex = at
  const match = SPANISH.exec(text)
  if (match === null) return null
  const [, day, month, century, rest, short, digits] = match
  const twoDigits = short ?? rest
  const below = twoDigits === undefined ? 0 : spanishBelow100(twoDigits)
  const year =
    digits !== undefined
      ? Number(digits)
      : century === undefined
        ? shortYear(below)
        : (/^mil/i.test(century) ? 1900 : 2000) + below
  const number = /^[0-9]/.test(day!) ? Number(day) : /^primero$/i.test(day!) ? 1 : spanishBelow100(day!)
  return dateOf(at, SPANISH.lastIndex, year, SPANISH_MONTHS.indexOf(month!.toLowerCase()) + 1, number)
}

function dateOf(start: number, end: number, year: number, month: number, day: number): WrittenDate | null {
  return month > 0 && month < 13 && day > 0 && day < 32 ? { start, end, year, month, day } : null
}

function yearOf(century: string | undefined, rest: string | undefined, short: string | undefined): number | null {
  if (century === undefined) return shortYear(below100(short!))
  const hundreds = century.toLowerCase().startsWith('nineteen') ? 1900 : 2000
  if (rest !== undefined) return hundreds + below100(rest)
  // `twenty` and `nineteen` alone are years of two digits.
  return /hundred|thousand/i.test(century) ? hundreds : shortYear(below100(century))
}

function shortYear(year: number): number {
  return 2000 + year > THIS_YEAR ? 1900 + year : 2000 + year
}

function spanishBelow100(words: string): number {
  const plain = words
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
  return plain.split(' ').reduce((sum, word) => {
    const tens = SPANISH_TENS.indexOf(word)
    if (tens >= 0) return sum + (tens + 3) * 10
    const unit = SPANISH_UNITS.findIndex((one) => one.normalize('NFD').replace(/[\u0300-\u036f]/g, '') === word)
    return sum + (/^un[oa]?$/.test(word) ? 1 : Math.max(0, unit))
  }, 0)
}

function below100(words: string): number {
  return inDigits(words) ?? inWords(words)
}

/** `one seven`: two digits, said one by one. */
function inDigits(words: string): number | null {
  const digits = words
    .toLowerCase()
    .split(/[ -]/)
    .map((word) => (/^oh?$/.test(word) ? 0 : UNITS.indexOf(word)))
  return digits.length === 2 && digits.every((digit) => digit >= 0 && digit < 10) ? digits[0]! * 10 + digits[1]! : null
}

function inWords(words: string): number {
  return words
    .toLowerCase()
    .split(/[ -]/)
    .reduce(
      (sum, word) => sum + Math.max(0, UNITS.indexOf(word)) + (TENS.indexOf(word) + (TENS.includes(word) ? 2 : 1)) * 10,
      0,
    )
}

function dayOf(words: string): number {
  if (/^[0-9]/.test(words)) return Number.parseInt(words, 10)
  const digits = inDigits(words)
  if (digits !== null) return digits
  return words
    .toLowerCase()
    .split(/[ -]/)
    .reduce((sum, word) => {
      if (word === 'twenty') return sum + 20
      if (word === 'thirty') return sum + 30
      return sum + (word === 'thirtieth' ? 30 : Math.max(ORDINALS.indexOf(word) + 1, UNITS.indexOf(word), 0))
    }, 0)
}
