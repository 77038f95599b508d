import { FINDING } from '../core/finding.ts'
import { NOTICE } from '../core/notice.ts'
import type { WorkTime } from '../core/work-calendar.ts'

/** State kind of incidents, by number. A row holds no word of what was written: that stands in the entries. */
export const INCIDENT_CASE = 'incident-case'

/** Every kind of state that incidents keep in memory. */
export const INCIDENT_STATE: readonly string[] = [INCIDENT_CASE, FINDING, NOTICE]

export const SEVERITIES = ['low', 'medium', 'high'] as const
export type Severity = (typeof SEVERITIES)[number]

/** A message that a report speaks of. */
export interface ReportedMessage {
  readonly exchange: string
  /** Null: it wasn't asked in the chat. */
  readonly conversation: string | null
}

/** Whom a task was given to: a queue of the incident, or a person by principal key. */
export type TaskHolder = { readonly queue: string } | { readonly key: string; readonly name: string }

export interface IncidentTask {
  /** As the type names it, or of one that was given: `T1`, `T2`. */
  readonly id: string
  /** `YYYY-MM-DD`: the last day that it may take. */
  readonly due: string
  /** When it was over, RFC 3339; null: it is open. */
  readonly doneAt: string | null
  /** Of one that was given: a kind of `incidents.yaml`. What is to be done stands in the step’s words. Absent: its type’s own. */
  readonly of?: string
  /** Of one that was given: who has it; null: whoever had it is named in the incident since. */
  readonly to?: TaskHolder | null
  /** It was called off. */
  readonly cancelled?: true
}

/** What its type said as it was reported, or was last changed: a later policy changes nothing about it. */
export interface IncidentTerms {
  /** A type of `incidents.yaml`. */
  readonly type: string
  readonly severity: Severity
  /** Where each state leads; the first is where it begins. */
  readonly flow: Readonly<Record<string, readonly string[]>>
  /** What must be known before it is closed. */
  readonly requires: readonly string[]
  /** Queues and mailboxes that hear of it. */
  readonly channels: readonly string[]
  readonly hideFrom: readonly string[]
  /** Only somebody's report begins such a case: what the gateway noticed is a hint (MO-50). */
  readonly needsReporter?: true
  /** RFC 3339: by when somebody is to have looked at it. */
  readonly dueAt: string
}

/** An incident as its steps have made it. */
export interface IncidentCase extends IncidentTerms {
  readonly number: string
  readonly agency: string
  readonly state: string
  readonly source: 'person' | 'gateway'
  /** Principal key; null: the gateway found it. */
  readonly reporter: string | null
  /** Nobody who works on it or reads it is shown who reported it; absent: they are. */
  readonly reporterHidden?: true
  /** The reporter's unit. */
  readonly unit: string | null
  /** The reporter said that their supervisor is part of it. */
  readonly supervisorInvolved: boolean
  /** Whom it concerns, as a person said: a principal key or an e-mail address. */
  readonly subjects: readonly string[]
  readonly about: ReportedMessage | null
  /** Whose withdrawn credential was used; null: it is about something else. */
  readonly credentialOf: string | null
  /** `type|key` of what the gateway found. */
  readonly finding: string | null
  /** Where its time lies in the agency's work calendar: an unverified hint; absent where its type asks for none (MO-50). */
  readonly workTime?: WorkTime
  /** RFC 3339. */
  readonly receivedAt: string
  /** When it was noticed, as its reporter says. */
  readonly discoveredAt: string
  /** When somebody first did something about it. */
  readonly respondedAt: string | null
  readonly owner: { readonly key: string; readonly name: string } | null
  /** The reporter was asked something, and hasn't answered. */
  readonly asked: boolean
  /** Those of `requires` that are known. */
  readonly filled: readonly string[]
  /** Exchanges beside the reported one. */
  readonly evidence: readonly string[]
  /** The silent hold over the evidence; null: nothing is frozen. */
  readonly hold: string | null
  readonly tasks: readonly IncidentTask[]
  readonly suspensions: readonly string[]
  readonly mergedInto: string | null
  readonly toldReporter: boolean
  readonly closedAt: string | null
  /** Entries of its steps, in order; how many there are is its version. */
  readonly steps: readonly { readonly entry: string; readonly kind: string; readonly at: string }[]
}
