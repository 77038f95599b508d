import type { Document } from './documents.ts'
import { PROVISIONAL_HOURS } from './schema/approval.ts'
import type { EXPIRING_KINDS } from './schema/lifecycle.ts'
import { endOfDay, startOfDay } from './zoned-day.ts'

export type ExpiringKind = (typeof EXPIRING_KINDS)[number]
type System = Document<'catalog'>['systems'][number]
type Profile = Pick<Document<'profile'>, 'timezone' | 'grace'>

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Something that runs out: at `dueAt` it is over, at `endsAt`, after any grace, the decision is the other one. */
export interface Term {
  readonly kind: ExpiringKind
  /** As a sentence can name it: `the risk assessment RA-2026-031`. */
  readonly what: string
  readonly owner: string
  readonly due: string
  /** Milliseconds since the epoch, like `endsAt`. */
  readonly dueAt: number
  readonly endsAt: number
  readonly clauses: readonly string[]
}

/** When a day's end is due, and when its grace is over too. */
export function termOf(
  kind: ExpiringKind,
  what: string,
  owner: string,
  due: string,
  clauses: readonly string[],
  profile: Profile,
): Term {
  const dueAt = endOfDay(due, profile.timezone)
  return { kind, what, owner, due, dueAt, endsAt: dueAt + (profile.grace[kind] ?? 0) * DAY_MS, clauses }
}

/** The approval of a system or application; a provisional one has 72 hours and no grace (MS-48, MS-56). */
export function approvalTerm(
  what: string,
  approval: System['approval'],
  owner: string,
  clauses: readonly string[],
  profile: Profile,
): Term {
  const term = termOf('approval', what, owner, approval.expires, clauses, profile)
  if (approval.provisional === undefined) return term
  const dueAt = Math.min(term.dueAt, Date.parse(approval.provisional.at) + PROVISIONAL_HOURS * HOUR_MS)
  return { ...term, dueAt, endsAt: dueAt }
}

/** What besides its approval a system needs to stay open: assessments, audit, attested controls, licence. */
export function evidenceTerms(system: System, profile: Profile): Term[] {
  const terms = [
    ...system.assessments.map((one) =>
      termOf('assessment', `${one.kind} assessment ${one.reference}`, one.owner, one.due, one.clauses, profile),
    ),
    ...system.controls.map((one) =>
      termOf('control', `attestation of control ${one.id}`, one.owner, one.due, one.clauses, profile),
    ),
  ]
  const { audit, licence } = system
  if (audit !== undefined) terms.push(termOf('audit', 'audit', audit.owner, audit.due, audit.clauses, profile))
  if (licence !== undefined)
    terms.push(
      termOf('licence', `licence ${licence.contract}`, licence.owner, licence.expires, licence.clauses, profile),
    )
  return terms
}

/** The evidence that the vendor doesn't train on what it is sent; null where the State runs the system or none is on file. */
export function promiseTerm(system: System, profile: Profile): Term | null {
  const promise = system.vendorPromise
  if (promise === undefined) return null
  return termOf(
    'promise',
    `evidence of the vendor’s promise (${promise.evidence})`,
    promise.owner,
    promise.expires,
    promise.clauses,
    profile,
  )
}

/** A model's successor with the instant from which its name is sent, or null (MS-54). */
export function successorFrom(model: System['models'][number], zone: string): number | null {
  return model.successor === undefined ? null : startOfDay(model.successor.from, zone)
}
