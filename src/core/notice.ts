/** State kind of notices that are still to be sent, by their id. A crash loses none. */
export const NOTICE = 'notice'

export const NOTICE_EVENTS = ['opened', 'reopened', 'routed'] as const
export type NoticeEvent = (typeof NOTICE_EVENTS)[number]

/** That there is something to look at, for one mailbox or one receiver: never what was written (MS-16). */
export interface NoticeRow {
  /** The same to whoever receives it twice. */
  readonly id: string
  readonly agency: string
  /** Number of the incident. */
  readonly incident: string
  /** A type of `incidents.yaml`, by its id. */
  readonly type: string
  readonly severity: string
  readonly event: NoticeEvent
  /** A connector of `incidents.yaml`. */
  readonly connector: string
  /** A mailbox; null: the connector has one receiver. */
  readonly to: string | null
  /** RFC 3339. */
  readonly at: string
}
