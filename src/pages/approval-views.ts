import type { CitedView } from './assessment-views.ts'
import type { Choice, RequestTo } from './catalog-views.ts'
import type { Link, Told } from './frame.ts'

export type SeatName = 'supervisor' | 'security' | 'privacy' | 'legal' | 'cto'
export type RequestStatus = 'sent' | 'seats' | 'cto' | 'returned' | 'approved' | 'denied' | 'withdrawn' | 'revoked'
export type RequestStepKind = 'send' | 'approve' | 'return' | 'resubmit' | 'deny' | 'withdraw' | 'revoke'

/** How long a request has waited for whoever is asked now. */
export interface WaitingView {
  /** Business days. */
  readonly days: number
  readonly due: string
  readonly isLate: boolean
}

/** How far an approval goes at most. */
export interface TermsView {
  readonly who: 'person' | 'unit'
  readonly dataClass: string
  readonly decisionMode: 'none' | 'inform' | 'recommend' | 'decide'
  readonly until: string
}

/** A request in a list. */
export interface AccessRequestLine {
  readonly number: string
  readonly href: string
  readonly kind: 'access' | 'system' | 'renewal' | 'successor'
  readonly system: string
  /** Null: it is about the system itself. */
  readonly purpose: string | null
  readonly dataClass: string
  readonly need: string
  readonly who: string
  readonly sent: string
  readonly to: RequestTo
  /** Null: one’s own. */
  readonly from: string | null
  readonly status: RequestStatus
  readonly waiting: WaitingView | null
}

export interface AccessRequestsView {
  readonly own: readonly AccessRequestLine[]
  /** Oldest first. */
  readonly received: readonly AccessRequestLine[]
  /** Number of one that was sent just now. */
  readonly sent: string | null
  /** Whoever is asked is told by mail. */
  readonly isMailed: boolean
}

/** One place on the way of a request, from whoever asks to the list. */
export interface ProgressStep {
  readonly name: 'asked' | SeatName | 'listed'
  /** `stopped`: it ended here. */
  readonly state: 'done' | 'now' | 'later' | 'stopped'
  readonly by: string | null
  readonly at: string | null
}

export interface RequestStepView {
  readonly kind: RequestStepKind
  readonly seat: SeatName | null
  readonly by: string
  readonly isInPlaceOfAnother: boolean
  readonly at: string
  readonly version: number
  readonly reason: string
  readonly isSigned: boolean
}

/** What somebody can decide about a request now, and what they typed. */
export interface DecideView {
  readonly seat: SeatName
  readonly revision: number
  readonly classes: readonly Choice[]
  readonly modes: readonly ('none' | 'inform' | 'recommend' | 'decide')[]
  readonly whos: readonly ('person' | 'unit')[]
  /** `YYYY-MM-DD`: no condition goes beyond it. */
  readonly latest: string
  readonly typed: Readonly<Record<string, string>>
  readonly missing: readonly ('reason' | 'decision' | 'until')[]
  /** Approving needs a new sign-in first; null: this one is good. */
  readonly stepUp: StepUpView | null
}

export interface StepUpView {
  readonly minutes: number
  readonly acrValues: string
  readonly maxAge: string
}

export interface AccessRequestView {
  readonly line: AccessRequestLine
  readonly version: number
  readonly asked: TermsView
  readonly terms: TermsView
  readonly successor: { readonly model: string; readonly upstreamModel: string; readonly from: string } | null
  readonly progress: readonly ProgressStep[]
  readonly steps: readonly RequestStepView[]
  /** Since the version before. */
  readonly differences: readonly { readonly what: string; readonly before: string; readonly after: string }[]
  readonly risks: readonly string[]
  /** Assessments that whoever approves of it rests on, and why they can’t; null: they can, or nobody here can tell. */
  readonly assessments: readonly (CitedView & { readonly problem: string | null })[]
  readonly faults: readonly string[]
  readonly decide: DecideView | null
  /** The author’s own: what they can still do. */
  readonly own: { readonly canChange: boolean; readonly canWithdraw: boolean; readonly revision: number } | null
  readonly canRevoke: boolean
  /** What was done just now. */
  readonly done: RequestStepKind | null
  /** It isn’t what somebody saw when they decided; what happened since, in sentences. */
  readonly stale: (Told & { readonly lines: readonly string[] }) | null
  readonly isReasonMissing: boolean
}

/** What an approval would change, before anybody signs it. */
export interface ConfirmApprovalView {
  readonly line: AccessRequestLine
  readonly seat: SeatName
  readonly reason: string
  readonly terms: TermsView
  /** Null: nothing is written into the catalog by it. */
  readonly change: readonly string[] | null
  readonly problems: readonly string[]
  readonly digest: string
  readonly isLast: boolean
  /** Hidden fields of the form. */
  readonly fields: Readonly<Record<string, string>>
  readonly stepUp: StepUpView | null
}

export type ChangeField = 'proposal' | 'until' | 'model' | 'upstreamModel' | 'from' | 'need' | 'who' | 'reason'

/** A change of the catalog that somebody asks for. */
export interface AskChangeView {
  readonly kind: 'system' | 'renewal' | 'successor'
  /** Null: one that isn’t in the catalog yet. */
  readonly system: Link | null
  /** Until when it is approved now; null: nothing is. */
  readonly ends: string | null
  readonly models: readonly Choice[]
  readonly to: RequestTo
  readonly action: string
  readonly typed: Readonly<Record<string, string>>
  readonly missing: readonly ChangeField[]
  /** What the policy says against it. */
  readonly problems: readonly string[]
  /** Tells this form from another one, so that it is sent once. */
  readonly form: string
  /** A request that was returned is changed; null: a new one. */
  readonly change: { readonly number: string; readonly revision: number } | null
}

/** What is wrong with one field; null: nothing stands in it. */
export interface EntryFault {
  readonly name: string
  readonly problem: string | null
}

/** A new system, proposed field by field. */
export interface AskSystemView {
  readonly to: RequestTo
  readonly action: string
  /** Where the same is written as text. */
  readonly asText: string
  /** A request that was returned is changed; null: a new one. */
  readonly change: { readonly number: string; readonly revision: number } | null
  readonly typed: Readonly<Record<string, string>>
  /** How many items of each group that repeats. */
  readonly items: Readonly<Record<string, number>>
  /** By group and path. */
  readonly choices: Readonly<Record<string, readonly Choice[]>>
  readonly faults: readonly EntryFault[]
  readonly missing: readonly ChangeField[]
  readonly problems: readonly string[]
  /** Where what was added stands, for the keyboard to go on there; null: nothing was. */
  readonly added: string | null
  readonly form: string
}
