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
const SHAPE = new RegExp(
  `(${MONTHS.join('|')})(?: the)? (${DAY}),?(?: of)? (nineteen(?: hundred)?|twenty|two thousand)(?: and)?(?:[ -](${BELOW_100}))?(?![A-Za-z])`,
  'iy',
)

/** The date that is said at an offset: `March third, nineteen seventy-one`. */
export function readSpokenDate(text: string, at: number): WrittenDate | null {
  SHAPE.lastIndex = at
  const match = SHAPE.exec(text)
  if (match === null) return null
  const [, month, day, century, rest] = match
  const hundreds = century!.toLowerCase().startsWith('nineteen') ? 1900 : 2000
  if (rest === undefined && !/hundred|thousand/i.test(century!)) return null
  const year = hundreds + (rest === undefined ? 0 : below100(rest))
  const number = dayOf(day!)
  if (number < 1 || number > 31) return null
  return { start: at, end: SHAPE.lastIndex, year, month: MONTHS.indexOf(month!.toLowerCase()) + 1, day: number }
}

function below100(words: string): number {
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
  return words
    .toLowerCase()
    .split(/[ -]/)
    .reduce((sum, word) => {
      if (word === 'twenty') return sum + 20
      if (word === 'thirty') return sum + 30
      return sum + (word === 'thirtieth' ? 30 : ORDINALS.indexOf(word) + 1)
    }, 0)
}
