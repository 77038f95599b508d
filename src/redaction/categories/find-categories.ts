import { biometricRecord } from './biometric-record.ts'
import type { Category } from './category.ts'
import { criminalHistory } from './criminal-history.ts'
import { educationRecord } from './education-record.ts'
import { healthRecord } from './health-record.ts'
import { taxReturnData } from './tax-return-data.ts'

/** Every category; what each raises the class of a text to is policy (`redaction.yaml`). */
export const categories: readonly Category[] = [
  taxReturnData,
  criminalHistory,
  educationRecord,
  healthRecord,
  biometricRecord,
]

/** Numbers that belong to one person: with one of them a single phrase tells. */
const STRONG: ReadonlySet<string> = new Set(
  (
    'us_ssn us_itin ssn_last4 ms_driver_license mo_driver_license us_driver_license us_passport alien_number mo_dcn ' +
    'medicare_mbi medicaid_id medical_record_number benefits_case student_id fbi_number state_id_number date_of_birth ' +
    'unemployment_claim'
  ).split(' '),
)
/** Who is spoken of, perhaps only in passing: two different phrases are asked for. */
const WEAK: ReadonlySet<string> = new Set(['person_name', 'age_over_89', 'street_address'])
const WEAK_PHRASES_MIN = 2
/** A heuristic isn't worth more time than this much text, in UTF-16 units. */
const SEARCHED_MAX = 262_144

const CATEGORY_OF = new Map(categories.flatMap(({ name, phrases }) => phrases.map((phrase) => [phrase, name] as const)))
const PHRASES = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[...CATEGORY_OF.keys()].sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
)

/** Names of the categories that one message's text falls under, given the entities found in that message. */
export function categoriesIn(text: string, entities: Iterable<string>): string[] {
  let needed = Number.POSITIVE_INFINITY
  for (const entity of entities) {
    if (STRONG.has(entity)) needed = 1
    else if (WEAK.has(entity)) needed = Math.min(needed, WEAK_PHRASES_MIN)
  }
  if (needed === Number.POSITIVE_INFINITY) return []
  const seen = new Map<string, Set<string>>()
  for (const [found] of text.slice(0, SEARCHED_MAX).matchAll(PHRASES)) {
    const phrase = found.toLowerCase()
    const name = CATEGORY_OF.get(phrase)
    if (name === undefined) continue
    seen.set(name, (seen.get(name) ?? new Set()).add(phrase))
  }
  return [...seen].filter(([, phrases]) => phrases.size >= needed).map(([name]) => name)
}
