import { WORDS } from './label-words.ts'
import { hashOf } from './names/fold.ts'
import { flagsOf } from './names/lexicon.ts'
import { LEX } from './names/lexicon-layout.ts'

/** What forms call their fields, beside the words of the labels: a scan may have lost a blank or put one in. */
const PHRASES =
  'date of birth|birth date|birthdate|birthday|born|dob|social security number|social security no|social security|ssn|' +
  'phone|phone number|telephone|telephone no|tel|cell phone|mobile|fax|address|mailing address|home address|street address|residence|' +
  'driver license|drivers license|driver license no|license no|license number|license plate|passport|passport no|' +
  'medicaid|medicaid id|medicare|account|account no|account number|bank account|routing|routing number|voter id|voter|' +
  'case number|case no|claim number|claim no|student|student id|patient|medical record|medical record no|chart no|' +
  'employee|employee id|employee no|member id|client|recipient|alien number|receipt|receipt no|provider|diagnosis|' +
  'name|first name|last name|full name|middle name|maiden name|mother|father|guardian|spouse|husband|informant|decedent|applicant|claimant|' +
  'witness|insured|certifier|physician|attorney|notary|signature|number|identification|id|zip|vin|dcn|mrn|npi|dea|e-mail|email|age|' +
  'nombre|domicilio|fecha de nacimiento|telefono|licencia'
const WORD_CHARS_MIN = 4
const PIECES_MAX = 4

/** What each of these is taken for; a blank and a stroke are often lost. */
const CONFUSED = /[ '1|i058ch-]|rn|vv/g
const FOLDED: Readonly<Record<string, string>> = {
  ...{ ' ': '', "'": '', '-': '', 1: 'l', '|': 'l', i: 'l', 0: 'o', 5: 's', 8: 'b', c: 'e', h: 'b' },
  ...{ rn: 'm', vv: 'w' },
}

const CANONICAL: ReadonlyMap<string, string> = new Map(
  [
    ...Object.values(WORDS)
      .flatMap((words) => words.split(' '))
      .filter((word) => word.length >= WORD_CHARS_MIN),
    ...PHRASES.split('|'),
  ].map((phrase) => [foldOf(phrase), phrase]),
)
const FOLDED_CHARS_MAX = Math.max(...[...CANONICAL.keys()].map((folded) => folded.length))

/** A label that stands spoilt in a text, and what it was. */
export interface SpoiltLabel {
  readonly start: number
  readonly end: number
  readonly label: string
}

const PIECES = /[A-Za-z0-9|][A-Za-z0-9|'-]*/g

/** Labels in which letters were misread, or blanks lost or added. Looks up at most four words from each. */
export function spoiltLabels(text: string): SpoiltLabel[] {
  const found: SpoiltLabel[] = []
  const pieces = [...text.matchAll(PIECES)]
  const folds = pieces.map(({ 0: piece }) => (piece.length > FOLDED_CHARS_MAX * 2 ? null : foldOf(piece)))
  for (let at = 0; at < pieces.length; at++) {
    let folded = ''
    let best: SpoiltLabel | null = null
    let taken = 0
    for (let count = 0; count < PIECES_MAX && at + count < pieces.length; count++) {
      const piece = pieces[at + count]!
      if (count > 0 && !/^ {1,2}$/.test(text.slice(endOf(pieces[at + count - 1]!), piece.index))) break
      const own = folds[at + count]!
      if (own === null) break
      folded += own
      if (folded.length > FOLDED_CHARS_MAX) break
      const label = CANONICAL.get(folded)
      if (label === undefined) continue
      const [start, end] = [pieces[at]!.index, endOf(piece)]
      best = isSpoilt(text.slice(start, end), label) ? { start, end, label } : null
      taken = count
    }
    if (best !== null) found.push({ ...best, label: asWritten(text.slice(best.start, best.end), best.label) })
    at += taken
  }
  return found
}

function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length
}

/** Confusable letters as one: what a scan makes of a word is folded as the word is. */
function foldOf(word: string): string {
  return word.toLowerCase().replace(CONFUSED, (sign) => FOLDED[sign]!)
}

/** Not the label itself, and not other words that are words. */
function isSpoilt(written: string, label: string): boolean {
  const lower = written.toLowerCase()
  if (lower === label) return false
  if (lower.replaceAll(/[ -]/g, '') === label) return lower.includes(' ') && !isCommon(lower)
  if (/(?<![a-z])[b-hj-z](?![a-z])| {2}/.test(lower)) return true
  return /[0-9|]|[A-Z]l|lD/.test(written) || !isCommon(lower)
}

function isCommon(words: string): boolean {
  return words.split(' ').every((word) => ((flagsOf(hashOf(word)) >>> LEX.common) & 3) > 0)
}

function asWritten(written: string, label: string): string {
  const letters = written.replace(/[^A-Za-z]/g, '').replaceAll('l', '')
  if (letters.length > 1 && letters === letters.toUpperCase()) return label.toUpperCase()
  return /^[a-z]/.test(written) ? label : label[0]!.toUpperCase() + label.slice(1)
}
