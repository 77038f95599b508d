import type { AssessedDomain, AssessmentKind } from '../../policy/schema/lifecycle.ts'
import type { AssessmentRow } from './assessment-row.ts'

/** What an entry of the catalog says of an assessment that it names. */
export interface CitationClaim {
  readonly system: string
  readonly kind: AssessmentKind
  readonly reference: string
  /** `YYYY-MM-DD`: the day of the assessment, and until when it is said to hold. */
  readonly on: string
  readonly due: string
  readonly domains?: readonly AssessedDomain[] | undefined
}

const PREFIX = 'assessment:'
const FORM = /^assessment:([0-9A-Za-z-]{1,64})@sha256:([0-9a-f]{64})$/

/** How a catalog entry names an assessment that was written here: by its number, and the digest of what was accepted. */
export function referenceTo({ number, facts }: Pick<AssessmentRow, 'number' | 'facts'>): string {
  return `${PREFIX}${number}@sha256:${facts.digest}`
}

/** Number and digest that a reference names; `malformed`: it means to, and doesn’t; null: what it names is kept elsewhere. */
export function readReference(
  reference: string,
): { readonly number: string; readonly digest: string } | 'malformed' | null {
  if (!reference.trim().toLowerCase().startsWith(PREFIX)) return null
  const [, number, digest] = FORM.exec(reference.trim()) ?? []
  return number === undefined || digest === undefined ? 'malformed' : { number, digest }
}

/** Where what a catalog entry names is: written here and accepted, kept elsewhere and checked by nobody, or not to be found. */
export type CitedPlace = 'here' | 'elsewhere' | 'missing'

/** @param find Those with a number, of whatever agencies the reader is told of. */
export function citedPlace(reference: string, find: (number: string) => readonly (AssessmentRow | null)[]): CitedPlace {
  const named = readReference(reference)
  if (named === null) return 'elsewhere'
  if (named === 'malformed') return 'missing'
  const isHere = find(named.number).some((row) => row?.accepted != null && row.facts.digest === named.digest)
  return isHere ? 'here' : 'missing'
}

/**
 * Clauses MS-45, MS-49: why an entry can’t rest on the assessment that it names, as a sentence; null: it can, or the assessment
 * is kept elsewhere and nobody here can tell.
 * @param find An assessment of the agency whose request it is.
 * @param today `YYYY-MM-DD` in the profile’s zone.
 */
export function whyNotCited(
  claim: CitationClaim,
  find: (number: string) => AssessmentRow | null,
  today: string,
): string | null {
  const named = readReference(claim.reference)
  if (named === null) return null
  if (named === 'malformed')
    return 'an assessment that was written here is named in full: assessment:NUMBER@sha256:DIGEST'
  const row = find(named.number)
  const { number } = named
  if (row === null) return `there is no assessment ${number}`
  if (row.state === 'superseded') return `assessment ${number} was superseded; name ${row.supersededBy!}`
  if (row.state !== 'accepted') return `assessment ${number} isn’t accepted: it is ${row.state}`
  const { facts } = row
  if (facts.digest !== named.digest)
    return `assessment ${number} says something else than what is named: its digest differs`
  if (row.system !== claim.system) return `assessment ${number} is of the system ${row.system}, not of ${claim.system}`
  if (row.kind !== claim.kind) return `assessment ${number} is of the kind ${row.kind}, not ${claim.kind}`
  const lacks = (claim.domains ?? []).filter((domain) => facts.domains[domain] === undefined)
  if (lacks.length > 0) return `assessment ${number} doesn’t cover ${lacks.join(', ')}`
  // What was accepted says both days.
  if (facts.on! < claim.on) return `assessment ${number} is older than the entry says: it is of ${facts.on}`
  if (facts.due! < claim.due) return `assessment ${number} holds until ${facts.due}, and the entry says ${claim.due}`
  return facts.due! < today ? `assessment ${number} was to be made again by ${facts.due}` : null
}
