/** State kind of notices that are still to be sent, by their id. A crash loses none. */
export const NOTICE = 'notice'

export const NOTICE_EVENTS = ['opened', 'reopened', 'routed'] as const
export type NoticeEvent = (typeof NOTICE_EVENTS)[number]

interface AnyNotice {
  /** The same to whoever receives it twice. */
  readonly id: string
  readonly agency: string
  /** A connector of `incidents.yaml`. */
  readonly connector: string
  /** A mailbox; null: the connector has one receiver. */
  readonly to: string | null
  /** RFC 3339. */
  readonly at: string
}

export interface IncidentNotice extends AnyNotice {
  /** Number of the incident. */
  readonly incident: string
  /** A type of `incidents.yaml`, by its id. */
  readonly type: string
  readonly severity: string
  readonly event: NoticeEvent
}

/** To a custodian: that there is a notice of a legal hold to read. */
export interface CustodianNotice extends AnyNotice {
  readonly hold: string
  /** Principal key. */
  readonly person: string
  readonly event: 'hold-placed' | 'hold-reminder'
}

/**
 * What somebody has to do with again and again: a system audit or a request for approval, by its number, or a decision
 * record, by its exchange; a system or a unit that nobody answers for, by its id; an emerging risk, or a draw of somebody’s own
 * answers, by its number; a task of an incident, by the incident’s number; an assessment of a system, by its own.
 */
export type TaskKind =
  | 'audit'
  | 'decision'
  | 'approval'
  | 'system'
  | 'unit'
  | 'risk'
  | 'revisit'
  | 'incident'
  | 'assessment'

/** To whoever has to do something: that there is something to do, or still is. */
export interface TaskNotice extends AnyNotice {
  readonly task: TaskKind
  readonly number: string
  /** Principal key, or work e-mail address; of a task of an incident also a queue of `incidents.yaml`. */
  readonly person: string
  /** `decided`, `returned`: nothing is to be done any more, or they have to do it again. */
  readonly event: 'task' | 'task-reminder' | 'decided' | 'returned'
}

/** That there is something to look at, for one mailbox or one receiver: never what was written (MS-16). */
export type NoticeRow = IncidentNotice | CustodianNotice | TaskNotice

/** State kind of when somebody was last told of a task by mail, by `task|number|person`. */
export const TASK_MAIL = 'task-mail'

export interface TaskMailRow {
  readonly times: number
  /** RFC 3339: when it was last written. */
  readonly at: string
}

/** State kind of what custodians were told by mail, by `hold|person`. */
export const HOLD_MAIL = 'hold-mail'

export interface HoldMailRow {
  /** How often it was written, reminders among them. */
  readonly times: number
  /** RFC 3339: when it was last written. */
  readonly at: string
  /** RFC 3339: when a mail server last took one; null: none has yet. */
  readonly sentAt: string | null
}
