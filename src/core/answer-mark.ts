/** State kind of reports about answers; the key is the report’s number. */
export const ANSWER_REPORT = 'answer-report'

/** Clause MO-49: what somebody found worrying in an answer. What they wrote stands in the entry’s `body`. */
export interface AnswerReport {
  readonly exchange: string
  readonly conversation: string
  readonly agency: string
  /** Principal key. */
  readonly by: string
  /** A type of `incidents.yaml`. */
  readonly type: string
  /** Queues that hear of it, by the policy. */
  readonly channels: readonly string[]
  readonly at: string
  readonly status: 'received'
}

/** State kind of people’s reviews of answers; the key is the exchange. */
export const ANSWER_REVIEW = 'answer-review'

/** What a reviewer can have looked at. */
export const REVIEW_CHECKS = ['facts', 'sources', 'bias', 'tone', 'calculations', 'legal'] as const
export type ReviewCheck = (typeof REVIEW_CHECKS)[number]

export const REVIEW_RESULTS = ['as-is', 'changed', 'rejected'] as const
export type ReviewResult = (typeof REVIEW_RESULTS)[number]

/** Clauses MS-32, MO-42: a person says that they checked an answer, and what. Withdrawn: the log keeps both. */
export interface AnswerReview {
  readonly agency: string
  readonly by: string
  /** As people know them. */
  readonly name: string
  readonly at: string
  readonly checked: readonly ReviewCheck[]
  readonly result: ReviewResult
}
