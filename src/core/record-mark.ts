/** Kind of the rows that say what was decided about an exchange after it was recorded; their key is the exchange. */
export const RECORD_MARK = 'record-mark'

/** Labels of an exchange, and whether its output was reviewed. They change; the record doesn't. */
export interface RecordMark {
  readonly labels: readonly string[]
  readonly reviewed: boolean
  /** When it was last changed, milliseconds since the epoch. */
  readonly at: number
}

export const NO_MARK: RecordMark = { labels: [], reviewed: false, at: 0 }

/** The label of what somebody says they shouldn't have sent: the record stays, and few see it. */
export const EXPOSED = 'exposed'

/** The label by which an attorney closes a record to all but counsel. */
export const PRIVILEGED = 'privileged'
