/** Rows of projections, as a request asks for them: by kind and key. */
export interface StateRows {
  /** The value, or undefined. */
  get(kind: string, key: string): unknown
  all(kind: string): ReadonlyMap<string, unknown>
}
