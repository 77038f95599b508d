import type { WorkTime } from '../core/work-calendar.ts'
import type {
  IncidentCase,
  IncidentTask,
  IncidentTerms,
  ReportedMessage,
  Severity,
  TaskHolder,
} from './incident-row.ts'

/** What is known as an incident begins, whoever finds it. */
interface Beginning {
  readonly number: string
  readonly agency: string
  readonly terms: IncidentTerms
  readonly receivedAt: string
  readonly discoveredAt: string
  readonly tasks: readonly IncidentTask[]
}

/** What a person's step changes. Only people report, decide and name somebody. */
export type PersonChange =
  | ({
      readonly kind: 'report'
      readonly reporter: string
      readonly reporterHidden?: true
      readonly unit: string
      readonly supervisorInvolved: boolean
      readonly subjects: readonly string[]
      readonly about: ReportedMessage | null
      readonly hold: string | null
      readonly workTime?: WorkTime
    } & Beginning)
  | { readonly kind: 'assign'; readonly owner: IncidentCase['owner'] }
  | { readonly kind: 'ask' }
  | { readonly kind: 'answer' }
  | { readonly kind: 'note' }
  | { readonly kind: 'retype'; readonly terms: IncidentTerms }
  | { readonly kind: 'rate'; readonly severity: Severity }
  | { readonly kind: 'link'; readonly exchange: string; readonly hold: string | null }
  | { readonly kind: 'fill'; readonly field: string }
  | {
      readonly kind: 'give-task'
      readonly task: string
      readonly of: string
      readonly to: TaskHolder
      /** `YYYY-MM-DD`. */
      readonly due: string
    }
  | { readonly kind: 'finish-task'; readonly task: string }
  | { readonly kind: 'cancel-task'; readonly task: string }
  | { readonly kind: 'name'; readonly subject: string }
  | { readonly kind: 'suspend'; readonly suspension: string }
  | { readonly kind: 'move'; readonly to: string }
  | { readonly kind: 'close'; readonly toldReporter: boolean }
  | { readonly kind: 'merge'; readonly into: string }
  | { readonly kind: 'reopen' }

/**
 * What the gateway may bring about by itself: that there is something to look at, and that it happened again. But for the
 * holder of a credential that a person withdrew, nothing of it can hold a person: no detector names or accuses one.
 */
export type GatewayChange =
  | ({
      readonly kind: 'open'
      readonly finding: string
      readonly credentialOf: string | null
      readonly evidence: readonly string[]
      readonly hold: string | null
    } & Beginning)
  | { readonly kind: 'recur' }

export type StepChange = PersonChange | GatewayChange
export type StepKind = StepChange['kind']

/** A step, with everything that was worked out as it was taken: taking it again asks neither policy nor clock. */
export interface IncidentStep {
  /** Id of the log's entry. */
  readonly entry: string
  /** RFC 3339. */
  readonly at: string
  readonly change: StepChange
}
