import type { AccessibilityReportView, HelpView, PrivacyView, StatusView } from './about-views.ts'
import type { AccountabilityView, ScorecardView } from './accountability-views.ts'
import type { ApplicationView } from './application-views.ts'
import type {
  AccessRequestsView,
  AccessRequestView,
  AskChangeView,
  AskSystemView,
  ConfirmApprovalView,
} from './approval-views.ts'
import type { AssessmentsView, AssessmentView } from './assessment-views.ts'
import type { AuditsView, AuditView } from './audit-views.ts'
import type { AskAccessView, CatalogView, CheckView, SystemView } from './catalog-views.ts'
import type { ChatView, ConversationsView, ReviewView } from './chat-views.ts'
import type { ConsoleViews } from './console-views.ts'
import type { DecisionsView, DecisionView, NewDecisionView } from './decision-views.ts'
import type { DeliverableFormView, DeliverablesView, DeliverableView, FindUseView } from './deliverable-views.ts'
import type { ExceptionFormView, ExceptionsView } from './exception-views.ts'
import type { Link, Told } from './frame.ts'
import type { ReportedView, ReportsView, ReportView } from './incident-views.ts'
import type { OversightView } from './oversight-views.ts'
import type { ConformanceView, PolicyCaseView, PolicyChangesView, PolicyView, RegisterView } from './policy-views.ts'
import type { PublicChatView } from './public-chat-view.ts'
import type { RevisitsView, RevisitView } from './revisit-views.ts'
import type { RisksView, RiskView } from './risk-views.ts'
import type { PrimerView, TrainingPageView } from './training-views.ts'

/** What each page is given. A page is a file in `web/pages`, a line here, and its routes in `http/pages`. */
export interface PageViews extends ConsoleViews {
  readonly 'sign-in': SignInView
  readonly 'signed-out': SignedOutView
  readonly 'session-ended': SessionEndedView
  readonly notice: NoticeView
  readonly problem: ProblemView
  readonly chat: ChatView
  readonly conversations: ConversationsView
  readonly report: ReportView
  readonly reported: ReportedView
  readonly reports: ReportsView
  readonly review: ReviewView
  readonly deliverables: DeliverablesView
  readonly 'deliverable-form': DeliverableFormView
  readonly deliverable: DeliverableView
  readonly 'find-use': FindUseView
  readonly catalog: CatalogView
  readonly 'catalog-system': SystemView
  readonly 'catalog-check': CheckView
  readonly application: ApplicationView
  readonly 'ask-access': AskAccessView
  readonly 'ask-change': AskChangeView
  readonly 'ask-system': AskSystemView
  readonly 'access-requests': AccessRequestsView
  readonly training: TrainingPageView
  readonly primer: PrimerView
  readonly exceptions: ExceptionsView
  readonly 'exception-form': ExceptionFormView
  readonly oversight: OversightView
  readonly accountability: AccountabilityView
  readonly scorecard: ScorecardView
  readonly revisits: RevisitsView
  readonly revisit: RevisitView
  readonly risks: RisksView
  readonly risk: RiskView
  readonly assessments: AssessmentsView
  readonly assessment: AssessmentView
  readonly audits: AuditsView
  readonly audit: AuditView
  readonly decisions: DecisionsView
  readonly decision: DecisionView
  readonly 'decision-form': NewDecisionView
  readonly policy: PolicyView
  readonly 'policy-changes': PolicyChangesView
  readonly 'policy-case': PolicyCaseView
  readonly conformance: ConformanceView
  readonly register: RegisterView
  readonly 'access-request': AccessRequestView
  readonly 'confirm-approval': ConfirmApprovalView
  readonly 'public-chat': PublicChatView
  readonly help: HelpView
  readonly privacy: PrivacyView
  readonly accessibility: null
  readonly 'accessibility-report': AccessibilityReportView
  readonly status: StatusView
}

/** Where to sign in; one place is the common case. */
export interface SignInView {
  readonly places: readonly Link[]
  readonly failure: string | null
}

export interface SignedOutView {
  /** Where signing out at the directory begins; null: it has no such place. */
  readonly directory: Link | null
}

/** The session ended while somebody was writing. */
export interface SessionEndedView {
  readonly places: readonly Link[]
  /** What was not sent; null: nothing was. */
  readonly draft: string | null
  /** It comes back after signing in. */
  readonly isKept: boolean
  /** It hasn’t ended: a system asks for a stronger or a newer sign-in. */
  readonly isStepUp: boolean
}

/** The monitoring notice, on a page of its own (clauses MS-17, MS-21, MO-02). */
export interface NoticeView {
  readonly key: string
  readonly title: string
  readonly text: string
  readonly textLanguage: string
  readonly version: number
  readonly effective: string
  /** It is still to be accepted. */
  readonly isDue: boolean
  /** When it was accepted before, where it is asked for again. */
  readonly acceptedAt: string | null
  /** When it will be asked for again, or has to be accepted by; null: only when it changes, or at once. */
  readonly renewBy: string | null
  readonly returnTo: string
  readonly training: readonly TrainingView[]
}

export interface TrainingView {
  readonly name: string
  readonly completed: string | null
  readonly href: string | null
}

/** Something went wrong, isn’t allowed, or can’t be done as things are: `changed` since it was looked at, or otherwise. */
export interface ProblemView {
  readonly kind: 'refused' | 'changed' | 'conflict' | 'missing' | 'unavailable' | 'form'
  readonly told: Told
  readonly clause: string | null
  readonly reference: string | null
  readonly back: string
}
