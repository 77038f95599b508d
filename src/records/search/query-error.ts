/** A query that a person can mend. Never a server fault. */
export class SearchQueryError extends Error {
  override readonly name = 'SearchQueryError'
  readonly problem: string
  /** What to do about it. */
  readonly next: string
  /** Where in the query it went wrong, characters from 1; null where it is the whole. */
  readonly position: number | null
  constructor(problem: string, next: string, position: number | null = null) {
    super(position === null ? problem : `${problem} (at character ${position})`)
    this.problem = problem
    this.next = next
    this.position = position
  }
}
