import type { ComponentType } from 'preact'
import { render } from 'preact-render-to-string'
import type { PageName, Pages } from '../pages/render-page.ts'
import { LANGUAGES, wordsOf } from './languages/index.ts'
import type { PageProps } from './page-props.ts'
import { AccessRequest } from './pages/access-request.tsx'
import { AccessRequests } from './pages/access-requests.tsx'
import { Accessibility } from './pages/accessibility.tsx'
import { AccessibilityReport } from './pages/accessibility-report.tsx'
import { Accountability } from './pages/accountability.tsx'
import { Application } from './pages/application.tsx'
import { AskAccess } from './pages/ask-access.tsx'
import { AskChange } from './pages/ask-change.tsx'
import { AskSystem } from './pages/ask-system.tsx'
import { Assessment } from './pages/assessment.tsx'
import { Assessments } from './pages/assessments.tsx'
import { Audit } from './pages/audit.tsx'
import { Audits } from './pages/audits.tsx'
import { Catalog } from './pages/catalog.tsx'
import { CatalogCheck } from './pages/catalog-check.tsx'
import { CatalogSystem } from './pages/catalog-system.tsx'
import { Chat } from './pages/chat.tsx'
import { ConfirmApproval } from './pages/confirm-approval.tsx'
import { Conformance } from './pages/conformance.tsx'
import { CONSOLE_PAGES } from './pages/console/list.ts'
import { Conversations } from './pages/conversations.tsx'
import { Decision } from './pages/decision.tsx'
import { DecisionForm } from './pages/decision-form.tsx'
import { Decisions } from './pages/decisions.tsx'
import { Deliverable } from './pages/deliverable.tsx'
import { DeliverableForm } from './pages/deliverable-form.tsx'
import { Deliverables } from './pages/deliverables.tsx'
import { ExceptionForm } from './pages/exception-form.tsx'
import { Exceptions } from './pages/exceptions.tsx'
import { FindUse } from './pages/find-use.tsx'
import { Help } from './pages/help.tsx'
import { Notice } from './pages/notice.tsx'
import { Oversight } from './pages/oversight.tsx'
import { Policy } from './pages/policy.tsx'
import { PolicyCase } from './pages/policy-case.tsx'
import { PolicyChanges } from './pages/policy-changes.tsx'
import { Primer } from './pages/primer.tsx'
import { Privacy } from './pages/privacy.tsx'
import { Problem } from './pages/problem.tsx'
import { PublicChat } from './pages/public-chat.tsx'
import { Register } from './pages/register.tsx'
import { Report } from './pages/report.tsx'
import { Reported } from './pages/reported.tsx'
import { Reports } from './pages/reports.tsx'
import { Review } from './pages/review.tsx'
import { Risk } from './pages/risk.tsx'
import { Risks } from './pages/risks.tsx'
import { Scorecard } from './pages/scorecard.tsx'
import { SessionEnded } from './pages/session-ended.tsx'
import { SignIn } from './pages/sign-in.tsx'
import { SignedOut } from './pages/signed-out.tsx'
import { Status } from './pages/status.tsx'
import { Training } from './pages/training.tsx'

/** THE list of pages. */
const PAGES: { readonly [Name in PageName]: ComponentType<PageProps<Name>> } = {
  'sign-in': SignIn,
  'signed-out': SignedOut,
  'session-ended': SessionEnded,
  notice: Notice,
  problem: Problem,
  chat: Chat,
  conversations: Conversations,
  report: Report,
  reported: Reported,
  reports: Reports,
  review: Review,
  audits: Audits,
  accountability: Accountability,
  scorecard: Scorecard,
  risks: Risks,
  risk: Risk,
  assessments: Assessments,
  assessment: Assessment,
  audit: Audit,
  decisions: Decisions,
  decision: Decision,
  'decision-form': DecisionForm,
  deliverables: Deliverables,
  'deliverable-form': DeliverableForm,
  deliverable: Deliverable,
  'find-use': FindUse,
  catalog: Catalog,
  application: Application,
  'catalog-system': CatalogSystem,
  'catalog-check': CatalogCheck,
  'ask-access': AskAccess,
  'ask-change': AskChange,
  'ask-system': AskSystem,
  'access-requests': AccessRequests,
  training: Training,
  primer: Primer,
  exceptions: Exceptions,
  'exception-form': ExceptionForm,
  oversight: Oversight,
  policy: Policy,
  'policy-changes': PolicyChanges,
  'policy-case': PolicyCase,
  conformance: Conformance,
  register: Register,
  'access-request': AccessRequest,
  'confirm-approval': ConfirmApproval,
  'public-chat': PublicChat,
  help: Help,
  privacy: Privacy,
  accessibility: Accessibility,
  'accessibility-report': AccessibilityReport,
  status: Status,
  ...CONSOLE_PAGES,
}

/** What the server imports of all this. */
export const pages: Pages = {
  render(name, view, frame) {
    const Page = PAGES[name] as ComponentType<PageProps<typeof name>>
    return `<!doctype html>${render(<Page words={wordsOf(frame.language)} frame={frame} view={view} />)}`
  },
  aboutPerson({ language, agency, contact: { text, phone, relay, hours } }) {
    return wordsOf(language).chat.person(agency, text, phone, relay, hours)
  },
  languages: Object.fromEntries(Object.entries(LANGUAGES).map(([language, { name }]) => [language, name])),
}
