import { DATA_CLASSES, type DataClass, DECISION_MODES, type DecisionMode } from '../core/decision.ts'
import type { SubjectType } from '../core/principal.ts'
import type { CatalogSystem, Client, Grant, PolicySet, Purpose } from './policy-set.ts'
import { endOfDay } from './zoned-day.ts'

/** One line of the printed list: who may use a system for what, with which data, how and until when (MS-40, MO-36). */
export interface ApprovedUse {
  readonly system: string
  readonly name: string
  readonly approvedBy: string
  readonly agency: string
  readonly unit: string
  readonly subjectType: SubjectType
  readonly purpose: string
  readonly maxClass: DataClass
  /** The highest mode in which every class up to `maxClass` may be used. */
  readonly maxDecisionMode: DecisionMode
  /** Roles of which one is needed; empty: none. */
  readonly roles: readonly string[]
  /** Principal keys of the only people that it is for; null: anybody. Never printed. */
  readonly people: readonly string[] | null
  /** Apps through which it may be used; null: through any tool of the person's own. */
  readonly clients: readonly string[] | null
  readonly training: readonly string[]
  readonly assurance: number
  readonly safeguards: readonly string[]
  /** Last day of the approval, or of the grant where that is earlier. */
  readonly until: string
  readonly clauses: readonly string[]
}

const PERSONS: readonly SubjectType[] = ['employee', 'contractor', 'guest', 'public']

/**
 * The list of approved AI systems as officials sign it and employees read it, as of an instant. Read straight from the
 * documents; that the enforcer answers the same in every cell is tested, not assumed.
 */
export function approvedList(policy: PolicySet, at: number): ApprovedUse[] {
  return policy.systems
    .filter((system) => isOpen(system, at))
    .flatMap((system) =>
      system.grants
        .filter(({ endsAt }) => endsAt === undefined || at < endsAt)
        .flatMap((grant) => usesOf(policy, system, grant, at)),
    )
}

function isOpen(system: CatalogSystem, at: number): boolean {
  const { status } = system.approval
  return (
    (status === 'active' || status === 'provisional') &&
    system.routable &&
    at < system.endsAt &&
    system.evidence.every(({ endsAt }) => at < endsAt) &&
    system.prohibitedBy === null
  )
}

function usesOf(policy: PolicySet, system: CatalogSystem, grant: Grant, at: number): ApprovedUse[] {
  const places = policy.units.units.filter(
    ({ id, agency }) =>
      (grant.agencies === undefined || grant.agencies.includes(agency)) &&
      (grant.units === undefined || grant.units.includes(id)),
  )
  return grant.purposes.flatMap((id) => {
    const purpose = policy.purposes[id]!
    const licensed = system.licence?.permittedUses?.includes(id) ?? true
    if (!licensed || policy.acceptableUse.barred[id] !== undefined) return []
    return grant.subjectTypes
      .filter((type) => purpose.subjectTypes.includes(type))
      .flatMap((subjectType) => {
        const clients = policy.clients.filter((client) => carries(client, system, grant, subjectType, purpose, at))
        const reach = clients.flatMap((client) => reachOf(policy, system, grant, purpose, client, subjectType, at))
        if (reach.length === 0) return []
        // Each app may reach differently far; the line says how far the farthest gets.
        const best = reach.reduce((a, b) => (further(b, a) ? b : a))
        const own = clients.some(({ kind }) => kind === 'tool') && PERSONS.includes(subjectType)
        return places.map((place) => ({
          system: system.id,
          name: system.name,
          approvedBy: system.approvedBy,
          agency: place.agency,
          unit: place.id,
          subjectType,
          purpose: id,
          ...best,
          roles: grant.roles ?? [],
          people: grant.keys ?? null,
          clients: own && grant.clients === undefined ? null : clients.map((client) => client.id),
          training: PERSONS.includes(subjectType) && subjectType !== 'public' ? system.training : [],
          assurance: system.assurance,
          safeguards: [...system.safeguards, ...system.controls.map((control) => control.id)],
          until:
            grant.until !== undefined && grant.until < system.approval.expires ? grant.until : system.approval.expires,
          clauses: grant.clauses,
        }))
      })
  })
}

/** Whether a registered app or tool brings such a subject to such a use at all. */
function carries(
  client: Client,
  system: CatalogSystem,
  grant: Grant,
  subjectType: SubjectType,
  purpose: Purpose,
  at: number,
): boolean {
  const isService = subjectType === 'service'
  return (
    at < client.endsAt &&
    client.attended !== isService &&
    isOpenTo(client.systems, system.id) &&
    isOpenTo(client.purposes, purpose.id) &&
    (grant.clients === undefined || grant.clients.includes(client.id))
  )
}

function isOpenTo(list: readonly string[] | undefined, id: string): boolean {
  return list === undefined || list.includes(id)
}

interface Reach {
  readonly maxClass: DataClass
  readonly maxDecisionMode: DecisionMode
}

/** How far one app gets; empty where not even the purpose's own mode, or the floor of its data sets, lies within the grant. */
function reachOf(
  policy: PolicySet,
  system: CatalogSystem,
  grant: Grant,
  purpose: Purpose,
  client: Client,
  subjectType: SubjectType,
  at: number,
): Reach[] {
  const ceilings: DataClass[] = [grant.maxClass]
  if (system.hosting === 'public') ceilings.push('public')
  if (system.hosting !== 'on-prem' && (system.promise === null || at >= system.promise.endsAt)) ceilings.push('public')
  const rank = (one: DataClass): number => DATA_CLASSES.indexOf(one)
  const maxClass = ceilings.reduce((low, one) => (rank(one) < rank(low) ? one : low))
  if ([system.floor, purpose.floor, client.floor].some((floor) => rank(floor) > rank(maxClass))) return []
  const modes = DECISION_MODES.filter((mode) => allowsMode(policy, grant, client, subjectType, mode, at))
  if (!modes.includes(purpose.decisionMode)) return []
  return [{ maxClass, maxDecisionMode: modes.at(-1)! }]
}

function allowsMode(
  policy: PolicySet,
  grant: Grant,
  client: Client,
  subjectType: SubjectType,
  mode: DecisionMode,
  at: number,
): boolean {
  const rank = (one: DecisionMode): number => DECISION_MODES.indexOf(one)
  if (rank(mode) > rank(grant.maxDecisionMode)) return false
  const alone = subjectType === 'service'
  if (alone && rank(mode) > rank(client.maxDecisionMode)) return false
  if (mode !== 'decide' && !(mode === 'recommend' && alone)) return true
  const approvals = alone ? [grant.decisionApproval, client.decisionApproval] : [grant.decisionApproval]
  return approvals.some((one) => one !== undefined && at < endOfDay(one.expires, policy.profile.timezone))
}

function further(a: Reach, b: Reach): boolean {
  const byClass = DATA_CLASSES.indexOf(a.maxClass) - DATA_CLASSES.indexOf(b.maxClass)
  const byMode = DECISION_MODES.indexOf(a.maxDecisionMode) - DECISION_MODES.indexOf(b.maxDecisionMode)
  return byClass > 0 || (byClass === 0 && byMode > 0)
}
