/** State kind of objections, by their id. */
export const OBJECTION = 'objection'

/** A person's word that something found in an exchange of theirs is no personal data, and what became of it. */
export interface ObjectionRow {
  readonly id: string
  readonly exchange: string
  readonly agency: string
  readonly entity: string
  /** What judged the text: engine and recognizers by version, as the record has them. */
  readonly engine: string
  readonly reason: string
  /** Principal key. */
  readonly by: string
  /** RFC 3339. */
  readonly at: string
  /** Null while it is open. */
  readonly decision: ObjectionDecision | null
}

export interface ObjectionDecision {
  /** `not_personal`: the rule was wrong about it, and the case is to be among its cases. `personal`: the rule was right. */
  readonly label: 'not_personal' | 'personal'
  readonly note: string
  readonly by: string
  readonly at: string
}
