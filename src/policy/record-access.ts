import type { Facet } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import { EXPOSED, PRIVILEGED } from '../core/record-mark.ts'
import type { PolicySet } from './policy-set.ts'

/** The parts of a record that `access.yaml` speaks of. */
export const RECORD_PARTS = ['meta', 'body', 'orig', 'out'] as const
export type RecordPart = (typeof RECORD_PARTS)[number]

/** What is known of an exchange when somebody wants to see its record. */
export interface RecordFacts {
  readonly agency: string
  /** `issuer|subject` of who asked; null: the record doesn't say, or no more. */
  readonly owner: string | null
  readonly unit: string | null
  readonly purpose: string | null
  readonly labels: readonly string[]
}

/** What a search may reach: of these agencies, records that have one of `within` and none of `without`. */
export interface SearchReach {
  readonly agencies: readonly string[]
  readonly within?: readonly Facet[]
  readonly without?: readonly Facet[]
}

type AccessPolicy = Pick<PolicySet, 'access' | 'index'>
/** As much as says which records are behind the wall. */
interface Walls {
  readonly access: { readonly privilege: Pick<PolicySet['access']['privilege'], 'units' | 'purposes'> }
}
type Reader = Pick<Principal, 'issuer' | 'key' | 'agency' | 'roles'>

/** Whose records somebody may see at all: their own agency's, or those that their office's directory is there for. */
export function recordAgencies({ index }: AccessPolicy, { issuer, agency }: Reader): readonly string[] {
  return index.issuers[issuer]?.limitedTo?.agencies ?? [agency]
}

/** What may be searched; null: nothing. Owners are no matter here: who looks for their own has their conversations. */
export function searchReach(policy: AccessPolicy, reader: Reader): SearchReach | null {
  const { search, parts, privilege } = policy.access
  if (seesNoContent(policy, reader) || !holds(reader, search.roles)) return null
  const agencies = recordAgencies(policy, reader)
  const wall = wallOf(policy.access)
  const isCounsel = holds(reader, privilege.roles)
  const exposed = holds(reader, policy.access.exposure.roles) ? [] : [{ name: 'label', value: EXPOSED }]
  if (holds(reader, parts.body.roles)) return reachOf(agencies, isCounsel ? exposed : [...wall, ...exposed])
  return isCounsel ? { ...reachOf(agencies, exposed), within: wall } : null
}

/** On which side of the wall of privilege a reader’s records lie. */
export type SearchSide = 'wall' | 'open' | 'both'

/** Clause MS-24: where what somebody may search lies: a count of none says nothing of the other side. */
export function searchSide(policy: AccessPolicy, reader: Reader): SearchSide {
  if (searchReach(policy, reader)?.within !== undefined) return 'wall'
  return holds(reader, policy.access.privilege.roles) ? 'both' : 'open'
}

/** What somebody may search of what is their own: not what they said they shouldn't have sent. */
export function ownReach({ agency, subject }: Pick<Principal, 'agency' | 'subject'>): SearchReach {
  return {
    agencies: [agency],
    within: [{ name: 'user', value: subject }],
    without: [{ name: 'label', value: EXPOSED }],
  }
}

function reachOf(agencies: readonly string[], without: readonly Facet[]): SearchReach {
  return without.length === 0 ? { agencies } : { agencies, without }
}

/**
 * What somebody may have counted: their own unit, without what is behind the wall, whoever they are; null: nothing. Counts
 * are no content, so a role that sees none doesn't stand against them.
 */
export function countedReach({ access }: AccessPolicy, reader: Reader & Pick<Principal, 'unit'>): SearchReach | null {
  if (!holds(reader, access.aggregates.roles)) return null
  return { agencies: [reader.agency], within: [{ name: 'unit', value: reader.unit }], without: wallOf(access) }
}

/** What reports count: the reader’s agency, without what is behind the wall, whoever they are. */
export function agencyCounts({ access }: AccessPolicy, reader: Reader): SearchReach {
  return { agencies: [reader.agency], without: wallOf(access) }
}

/** Whether somebody may search sealed originals; how far is what {@link searchReach} says. */
export function maySearchOriginals(policy: AccessPolicy, reader: Reader): boolean {
  return holds(reader, policy.access.originals.roles) && searchReach(policy, reader) !== null
}

export const PRODUCTION_MODES = ['open-records', 'legal-process'] as const
export type ProductionMode = (typeof PRODUCTION_MODES)[number]

/** Whether somebody may make productions in this mode, and see them: of their own agency, as {@link behindWall} limits. */
export function mayProduce(policy: AccessPolicy, reader: Reader, mode: ProductionMode): boolean {
  const roles = policy.access.productions?.[mode === 'open-records' ? 'openRecords' : 'legalProcess'] ?? []
  return !seesNoContent(policy, reader) && holds(reader, roles)
}

/** Whether somebody may confirm and seal what somebody else produced. */
export function maySealProduction(policy: AccessPolicy, reader: Reader, mode: ProductionMode): boolean {
  const { seal = [], legalProcess = [] } = policy.access.productions ?? {}
  return !seesNoContent(policy, reader) && holds(reader, mode === 'open-records' ? seal : legalProcess)
}

/** Whether somebody may have removed values put back into a released copy: as they may have them revealed. */
export function mayRestore({ access }: AccessPolicy, reader: Reader): boolean {
  return holds(reader, access.parts.orig.reveal?.roles ?? [])
}

/** Whether somebody sees what is behind the wall of privilege. */
export function isCounsel({ access }: AccessPolicy, reader: Reader): boolean {
  return holds(reader, access.privilege.roles)
}

/** Whether a record is hidden from all but counsel, by its unit, purpose or labels. */
export function behindWall(policy: Walls, facts: Pick<RecordFacts, 'unit' | 'purpose' | 'labels'>): boolean {
  return isPrivileged(policy, facts)
}

/** Whether somebody may look up records by an identifier's value; how far is what {@link searchReach} says. */
export function mayLookUp(policy: AccessPolicy, reader: Reader): boolean {
  return holds(reader, policy.access.lookup?.roles ?? []) && searchReach(policy, reader) !== null
}

/** Parts that somebody may read as they look at a record; none: for them there is no such record. */
export function readableParts(policy: AccessPolicy, reader: Reader, facts: RecordFacts): ReadonlySet<RecordPart> {
  const { parts, privilege } = policy.access
  const isExposed = facts.labels.includes(EXPOSED)
  const isOwn = facts.owner !== null && facts.owner === reader.key && !isExposed
  const mayRead = (part: RecordPart): boolean => {
    if (isOwn && parts[part].own) return true
    if (!isReachable(policy, reader, facts)) return false
    // Whoever is behind a wall reads there what is read at all without a reveal.
    const isBehind = isExposed || (isPrivileged(policy, facts) && holds(reader, privilege.roles))
    return (isBehind && parts[part].roles.length > 0) || holds(reader, parts[part].roles)
  }
  return new Set(RECORD_PARTS.filter(mayRead))
}

/** Whether somebody may have a part revealed, purpose and reason given. */
export function mayReveal(policy: AccessPolicy, reader: Reader, facts: RecordFacts, part: RecordPart): boolean {
  return isReachable(policy, reader, facts) && holds(reader, policy.access.parts[part].reveal?.roles ?? [])
}

/** Whether somebody may take a reveal alone, as an emergency; `mayReveal` of another role isn't asked for. */
export function mayRevealInEmergency(policy: AccessPolicy, reader: Reader, facts: RecordFacts): boolean {
  return isReachable(policy, reader, facts) && holds(reader, policy.access.emergency.roles)
}

/** Whether somebody gets proofs of an exchange that they may see. */
export function mayProve(policy: AccessPolicy, reader: Reader, facts: RecordFacts): boolean {
  const { proof, privilege } = policy.access
  if (readableParts(policy, reader, facts).size === 0) return false
  if (proof.own && facts.owner === reader.key) return true
  return holds(reader, proof.roles) || (isPrivileged(policy, facts) && holds(reader, privilege.roles))
}

/** Whether somebody may mark records of this agency as privileged: counsel, whether or not they may read them. */
export function mayMark(policy: AccessPolicy, reader: Reader, agency: string): boolean {
  return holds(reader, policy.access.privilege.roles) && recordAgencies(policy, reader).includes(agency)
}

/** Clause MS-51: whether somebody may say that what was hidden as sent by mistake needn’t be: whoever it is hidden for. */
export function mayLiftExposure(
  policy: AccessPolicy,
  reader: Reader,
  { agency, labels }: Pick<RecordFacts, 'agency' | 'labels'>,
): boolean {
  if (!labels.includes(EXPOSED) || seesNoContent(policy, reader)) return false
  return holds(reader, policy.access.exposure.roles) && recordAgencies(policy, reader).includes(agency)
}

/** Of an agency that the reader sees, by a role that may see content, and on their side of the wall. */
function isReachable(policy: AccessPolicy, reader: Reader, facts: RecordFacts): boolean {
  if (seesNoContent(policy, reader) || !recordAgencies(policy, reader).includes(facts.agency)) return false
  if (facts.labels.includes(EXPOSED) && !holds(reader, policy.access.exposure.roles)) return false
  return !isPrivileged(policy, facts) || holds(reader, policy.access.privilege.roles)
}

/** Behind the wall: by unit, by purpose, by counsel's mark, or because nobody can tell any more. */
export function isPrivileged(
  { access }: Walls,
  { unit, purpose, labels }: Pick<RecordFacts, 'unit' | 'purpose' | 'labels'>,
): boolean {
  const { units, purposes } = access.privilege
  if (unit === null || labels.includes(PRIVILEGED)) return true
  return units.includes(unit) || (purpose !== null && purposes.includes(purpose))
}

/** What records behind the wall have, one of these or another. */
function wallOf({ privilege }: PolicySet['access']): readonly Facet[] {
  return [
    ...privilege.units.map((value) => ({ name: 'unit', value })),
    ...privilege.purposes.map((value) => ({ name: 'purpose', value })),
    { name: 'label', value: PRIVILEGED },
    // Nobody can say any more whose they were.
    { name: 'owner', value: 'unknown' },
  ]
}

function seesNoContent({ access }: AccessPolicy, reader: Reader): boolean {
  return holds(reader, access.noContent.roles)
}

function holds({ roles }: Reader, wanted: readonly string[]): boolean {
  return wanted.some((role) => roles.includes(role))
}
