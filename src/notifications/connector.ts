import type { CustodianNotice, IncidentNotice, TaskNotice } from '../core/notice.ts'

/** What is sent: numbers, names of the policy and a link. Whoever may not know more learns nothing more. */
export type Notice = NoticeOfIncident | NoticeOfHold | NoticeOfTask

export interface NoticeOfIncident
  extends Pick<IncidentNotice, 'id' | 'incident' | 'type' | 'severity' | 'event' | 'to' | 'at'> {
  /** The type's name in the policy's first language. */
  readonly typeName: string
  readonly link: string
}

export interface NoticeOfHold extends Pick<CustodianNotice, 'id' | 'hold' | 'event' | 'to' | 'at'> {
  readonly link: string
}

export interface NoticeOfTask extends Pick<TaskNotice, 'id' | 'task' | 'number' | 'event' | 'to' | 'at'> {
  readonly link: string
}

/** A way to tell somebody. */
export interface Connector {
  /** Resolves once the other side has taken it; rejects otherwise. What is sent twice bears the same id. */
  send(notice: Notice): Promise<void>
}

/** How long the other side may take, milliseconds. */
export const CONNECTOR_TIMEOUT_MS = 10_000
