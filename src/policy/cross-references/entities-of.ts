import { categories } from '../../redaction/categories/find-categories.ts'
import { recognizers as shipped } from '../../redaction/registry.ts'
import type { Documents } from '../documents.ts'

/** Every entity that something of this policy's gateway finds. */
export function entitiesOf({ recognizers }: Documents): ReadonlySet<string> {
  return new Set([
    ...shipped.map(({ entity }) => entity),
    ...categories.map(({ name }) => name),
    ...(recognizers?.recognizers ?? []).map(({ entity }) => entity),
    ...(recognizers?.deny ?? []).map(({ entity }) => entity),
    ...(recognizers?.detectors ?? []).flatMap(({ entities }) => Object.values(entities)),
  ])
}
