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
