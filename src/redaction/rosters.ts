import type { LabelKind } from './labels.ts'

const CHARS_MIN = 6
const CHARS_MAX = 11
const NUMBER = /^(?:[0-9]{6,10}|[A-Z]{1,2}[0-9]{5,9})$/
/** Only blanks and quotes stand before it on its line. */
const OPENS_LINE = /(?:^|\n)[ \t"']{0,4}$/
/** `  HALE, BETTINA`, `,"Hale, Bettina"`, `|Hale, Bettina` behind it. */
const NAMED = /^"?(?:[,;|\t] ?"?| {2,}"?)\p{Lu}[\p{L}'’-]{1,24}(?: \p{Lu}[\p{L}'’-]{1,24})?, ?\p{Lu}\p{L}/u
const NAMED_CHARS = 72
const BARE = /(?:^|\n|[ \t]{2}|[|;,\t] ?)I\.?D\.?(?: ?(?:no\.?|#|number))?[ \t:#]{1,4}$/i
const ENDS_BARE = /[DdOoRr.:#][ \t:#]{1,2}$/
const BARE_CHARS = 20
const PERSON = /\p{Lu}\p{Ll}[\p{L}'’-]*,? \p{Lu}\p{Ll}/u
const LINE_CHARS = 200
const TITLE_CHARS = 200
/** What the list is of: by the words of its own line, then by its title. */
const LISTS: readonly (readonly [LabelKind, RegExp])[] = [
  [
    'student',
    /\b(?:IEP|FRL|GPA|students?|pupils?|homeroom|enrol|campus|registrar|financial aid|semester|universit|college|roster of class|transcript|absen(?:t|ces)|school)/i,
  ],
  [
    'employee',
    /\b(?:payroll|gross|net pay|employees?|timesheets?|salary|overtime|leave bal|positions?|personnel|HRLY|FMLA|new hire|HR)\b/i,
  ],
  ['mrn', /\b(?:patients?|census|admit|ward|inpatient|discharg)/i],
  ['voter', /\b(?:voters?|precinct|poll ?book|ballots?)\b/i],
  ['claim', /\b(?:claimants?|WBA|UI benefits?|weeks? claimed)\b/i],
  ['medicaid', /\b(?:Medicaid|MSCAN|MCO|capitation)\b/i],
  ['case', /\b(?:SNAP|TANF|caseload|recert|redetermination)\b/i],
]

/** A field called `ID` and nothing more, on a line with a name. */
function isField(text: string, start: number, end: number): boolean {
  // Every other number is passed at a look: a `D` with its period, number or colon stands before this one.
  if (
    !ENDS_BARE.test(text.slice(Math.max(0, start - 3), start)) ||
    !BARE.test(text.slice(Math.max(0, start - BARE_CHARS), start))
  )
    return false
  const before = /[^\n]*$/.exec(text.slice(Math.max(0, start - NAMED_CHARS), start))![0]
  return PERSON.test(before) || PERSON.test(/^[^\n]*/.exec(text.slice(end, end + NAMED_CHARS))![0])
}

/** What a list without a header calls the number that a line of it begins with, before a name; null elsewhere. */
export function rosterKind(text: string, start: number, end: number): LabelKind | null {
  const size = end - start
  if (size < CHARS_MIN || size > CHARS_MAX || (start > 0 && !/[\s"']/.test(text[start - 1]!))) return null
  if (!NUMBER.test(text.slice(start, end))) return null
  const opens = OPENS_LINE.test(text.slice(Math.max(0, start - 5), start))
  const isListed = opens && NAMED.test(text.slice(end, end + NAMED_CHARS))
  if (!isListed && !isField(text, start, end)) return null
  const line = /^[^\n]*/.exec(text.slice(end, end + LINE_CHARS))![0]
  const of = (words: string): LabelKind | null => LISTS.find(([, named]) => named.test(words))?.[0] ?? null
  return of(line) ?? of(text.slice(0, Math.min(start, TITLE_CHARS)))
}
