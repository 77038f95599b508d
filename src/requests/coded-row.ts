import type { Coding, CodingRow } from '../core/records-request.ts'

/** State kinds of samples, by `request|sample`, and of the second reviewers' codings, by `sample|exchange`. */
export const REQUEST_SAMPLE = 'records-request-sample'
export const SECOND_CODING = 'records-request-second-coding'

/** What somebody said of a record, one after the other. */
type Said = Pick<CodingRow, 'coding' | 'exemptions' | 'by' | 'at'>

/** A coding, with what it was before. */
export interface CodedRow extends CodingRow {
  readonly earlier: readonly Said[]
}

export interface SampleRow {
  readonly id: string
  readonly request: string
  readonly seed: string
  readonly size: number
  /** Drawn from records so coded when it was drawn; null: from all. */
  readonly of: Coding | null
  readonly by: string
  readonly at: string
  readonly exchanges: readonly string[]
}

/** What a second reviewer says of a record of a sample, without having to agree with the first. */
export interface SecondCodingRow extends Said {
  readonly sample: string
  readonly exchange: string
  /** What the first reviewer had said then. */
  readonly first: Coding
}
