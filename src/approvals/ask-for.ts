import type { RequestRoute } from '../core/access-request.ts'
import { dayAfter, dayOf } from '../core/calendar.ts'
import { DATA_CLASSES, type DataClass, type DecisionMode, higherClass } from '../core/decision.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { APPROVAL_DEFAULTS, type RequestKind } from '../policy/schema/approvals.ts'
import type { Ask, Terms } from './approval-row.ts'
import type { Asked } from './approval-step.ts'
import { malformed } from './authority.ts'
import { seatsNeeded } from './needs.ts'
import type { Words } from './statement.ts'

/** What somebody asks for; what isn't said is the least that it can be. */
export interface ApprovalAsked {
  readonly kind?: RequestKind
  readonly system: string | null
  readonly tool: string | null
  readonly purpose: string | null
  readonly dataClass?: DataClass
  readonly decisionMode?: DecisionMode
  readonly for?: Terms['who']
  readonly until?: string
  readonly model?: string | null
  readonly successor?: Ask['successor']
  readonly publicFacing?: boolean
  readonly procurement?: boolean
  readonly need: string
  readonly who: string
}

/** A request as the policy in force reads it: what is asked, how far at most, and who has to approve of it. */
export function askFor(
  policy: PolicySet,
  asked: ApprovalAsked,
  to: RequestRoute,
  now: number,
): (Asked & { readonly kind: RequestKind; readonly words: Words }) | Refusal {
  const { kind = 'access', tool, need, who } = asked
  const system = policy.systems.find(({ id }) => id === asked.system) ?? null
  const isKnown = asked.system === null || system !== null
  const purpose = asked.purpose === null ? null : policy.purposes[asked.purpose]
  if (!isKnown || (asked.system === null) === (tool === null) || purpose === undefined)
    return malformed(
      'The request names a system or a purpose that isn’t on the list.',
      'Name a system of the catalog, or a tool that isn’t in it, and a purpose of the list.',
    )
  if (kind === 'access' ? purpose === null : system === null)
    return malformed(
      kind === 'access' ? 'The request doesn’t say what for.' : 'The request doesn’t say about which system it is.',
      kind === 'access' ? 'Name a purpose of the list.' : 'Name a system of the catalog.',
    )
  if (kind === 'successor' && !isSuccessor(asked, system))
    return malformed(
      'The request names no model of the system, or not what follows it.',
      'Name the model, its next version, and from when.',
    )
  const today = dayOf(now, policy.profile.timezone)
  const latest = dayAfter(today, `P${policy.approvals?.termMonths ?? APPROVAL_DEFAULTS.termMonths}M`)
  const ends =
    kind === 'access' && system !== null && system.approval.expires < latest ? system.approval.expires : latest
  const until = asked.until ?? ends
  if (until > ends || until < today)
    return malformed(
      `The last day must lie between today and ${ends}.`,
      'Name an earlier day; a renewal can be asked for later.',
    )
  const ask: Ask = {
    system: asked.system,
    purpose: asked.purpose,
    model: asked.model ?? null,
    successor: asked.successor ?? null,
    publicFacing: asked.publicFacing ?? false,
    procurement: asked.procurement ?? false,
    highRisk: purpose?.highRisk ?? false,
  }
  const highest = system?.grants.map(({ maxClass }) => maxClass).reduce(higherClass, DATA_CLASSES[0]) ?? 'internal'
  const terms: Terms = {
    who: asked.for ?? 'person',
    dataClass: kind === 'access' ? (asked.dataClass ?? 'internal') : highest,
    decisionMode: asked.decisionMode ?? purpose?.decisionMode ?? 'none',
    until,
  }
  const words: Words = { tool, need, who, proposal: null }
  return { kind, ask, terms, needs: seatsNeeded(policy, kind, ask, terms), to, words }
}

function isSuccessor({ model, successor }: ApprovalAsked, system: PolicySet['systems'][number] | null): boolean {
  return successor != null && system?.models.some(({ id }) => id === model) === true
}
