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
import { type Proposal, reachOf, readProposal } from './proposal.ts'
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
  readonly proposal?: Proposal | null
  readonly publicFacing?: boolean
  readonly procurement?: boolean
  readonly need: string
  readonly who: string
}

type Read = Asked & { readonly kind: RequestKind; readonly words: Words }

/** A request as the policy in force reads it: what is asked, how far at most, and who has to approve of it. */
export function askFor(policy: PolicySet, asked: ApprovalAsked, to: RequestRoute, now: number): Read | Refusal {
  const { kind = 'access' } = asked
  const what = kind === 'system' ? newSystem(policy, asked) : known(policy, kind, asked)
  if ('code' in what) return what
  const { ask, reach, ends } = what
  const today = dayOf(now, policy.profile.timezone)
  const term = dayAfter(today, `P${policy.approvals?.termMonths ?? APPROVAL_DEFAULTS.termMonths}M`)
  const latest = ends !== null && ends < term ? ends : term
  const until = asked.until ?? latest
  if (until > latest || until < today)
    return malformed(
      `The last day must lie between today and ${latest}.`,
      'Name an earlier day; a renewal can be asked for later.',
    )
  const terms: Terms = { who: asked.for ?? 'person', ...reach, until }
  const words: Words = { tool: asked.tool, need: asked.need, who: asked.who, proposal: asked.proposal ?? null }
  return { kind, ask, terms, needs: seatsNeeded(policy, kind, ask, terms), to, words }
}

interface What {
  readonly ask: Ask
  readonly reach: Pick<Terms, 'dataClass' | 'decisionMode'>
  /** The day beyond which it can't be approved; null: as long as the policy lets an approval hold. */
  readonly ends: string | null
}

function known(policy: PolicySet, kind: RequestKind, asked: ApprovalAsked): What | Refusal {
  const system = policy.systems.find(({ id }) => id === asked.system) ?? null
  const purpose = asked.purpose === null ? null : policy.purposes[asked.purpose]
  const isListed = asked.system === null ? asked.tool !== null : system !== null && asked.tool === null
  if (!isListed || purpose === undefined)
    return malformed(
      'The request names a system or a purpose that isn’t on the list.',
      'Name a system of the catalog, or a tool that isn’t in it, and a purpose of the list.',
    )
  if (kind === 'access' && purpose === null)
    return malformed('The request doesn’t say what for.', 'Name a purpose of the list.')
  if (kind !== 'access' && system === null)
    return malformed('The request doesn’t say about which system it is.', 'Name a system of the catalog.')
  if (kind === 'renewal' && asked.until !== undefined && asked.until <= system!.approval.expires)
    return malformed(
      `The approval holds until ${system!.approval.expires} already.`,
      'Name a later day, or leave it out.',
    )
  if (kind === 'successor' && !isSuccessor(asked, system))
    return malformed(
      'The request names no model of the system, or not what follows it.',
      'Name the model, its next version, and from when.',
    )
  const highest = system?.grants.map(({ maxClass }) => maxClass).reduce(higherClass, DATA_CLASSES[0]) ?? 'internal'
  return {
    ask: { ...common(asked), system: asked.system, highRisk: purpose?.highRisk ?? false },
    reach: {
      dataClass: kind === 'access' ? (asked.dataClass ?? 'internal') : highest,
      decisionMode: asked.decisionMode ?? purpose?.decisionMode ?? 'none',
    },
    ends: kind === 'access' ? (system?.approval.expires ?? null) : null,
  }
}

function newSystem(policy: PolicySet, asked: ApprovalAsked): What | Refusal {
  const { system, problems } = readProposal(asked.proposal ?? {})
  if (system === null || problems.length > 0)
    return {
      ...malformed(
        'The proposed system isn’t an entry that the catalog could hold.',
        'Complete it as the detail says.',
      ),
      detail: problems.join('\n'),
    }
  if (policy.systems.some(({ id }) => id === system.id))
    return malformed(`A system ${system.id} is in the catalog already.`, 'Ask for access to it, or choose another id.')
  const purposes = system.grants.flatMap((grant) => grant.purposes)
  return {
    ask: {
      ...common(asked),
      system: system.id,
      purpose: null,
      publicFacing:
        asked.publicFacing === true || purposes.some((id) => policy.purposes[id]?.subjectTypes.includes('public')),
      highRisk: purposes.some((id) => policy.purposes[id]?.highRisk === true),
    },
    reach: reachOf(system),
    ends: null,
  }
}

function common(asked: ApprovalAsked): Omit<Ask, 'system' | 'highRisk'> {
  return {
    purpose: asked.purpose,
    model: asked.model ?? null,
    successor: asked.successor ?? null,
    publicFacing: asked.publicFacing ?? false,
    procurement: asked.procurement ?? false,
  }
}

function isSuccessor({ model, successor }: ApprovalAsked, system: PolicySet['systems'][number] | null): boolean {
  return successor != null && system?.models.some(({ id }) => id === model) === true
}
