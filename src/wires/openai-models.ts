export interface ListedModel {
  /** Catalog alias. */
  readonly id: string
  /** Seconds since the epoch. */
  readonly created: number
  readonly owner: string
}

/** The body of `GET /v1/models`. */
export function modelsBody(models: readonly ListedModel[]): unknown {
  return {
    object: 'list',
    data: models.map(({ id, created, owner }) => ({ id, object: 'model', created, owned_by: owner })),
  }
}
