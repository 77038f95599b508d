/** State kind of the versions that models answered as; the key is `system/model`. */
export const MODEL_VERSION = 'model-version'

/** Clause MS-54: what a model called itself in its last answer. */
export interface ModelVersionRow {
  readonly version: string
  /** The name that was asked for: where that changes, people approved of another model. */
  readonly asked: string
  /** RFC 3339 UTC: since when. */
  readonly since: string
  /** What it was before; null: this is the first that was seen. */
  readonly before: string | null
}

export const modelVersionKey = (system: string, model: string): string => `${system}/${model}`
