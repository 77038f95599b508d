import { recognizers } from '../redaction/registry.ts'
import type { Document, Documents } from './documents.ts'
import { laxerIn } from './entity-rule.ts'
import type { Problem } from './problem.ts'
import type { Source } from './sources.ts'

type Redaction = Document<'redaction'>
const shipped: ReadonlySet<string> = new Set(recognizers.map(({ entity }) => entity))

type Overrides = NonNullable<Redaction['systems']>

/**
 * Lays one `redaction.yaml` over another: rules for further entities and overrides are added, and a rule that stands beneath
 * can only be made stricter (MS-56). That nothing is missing is for the cross-references to say.
 */
export function mergeRedaction(sources: readonly Source<'redaction'>[], problems: Problem[]): Documents['redaction'] {
  const [lowest, ...others] = sources as [Source<'redaction'>, ...Source<'redaction'>[]]
  let merged: Redaction = lowest.data
  for (const source of others) {
    const { data } = source
    const hold = (path: readonly PropertyKey[], laxer: readonly string[]): void => {
      if (laxer.length > 0)
        problems.push(
          source.problemAt(
            path,
            `is laxer than the layer’s rule: ${laxer.join(', ')}`,
            'make it as strict at least, or leave it out: a profile may narrow, never widen (MS-56)',
          ),
        )
    }
    for (const [entity, rule] of Object.entries(data.entities)) {
      // What ships and has no rule beneath has the strict one for all others; an agency's own entity has none to keep to.
      const below = Object.hasOwn(merged.entities, entity)
        ? merged.entities[entity]
        : shipped.has(entity)
          ? merged.otherwise
          : undefined
      if (below !== undefined) hold(['entities', entity], laxerIn(rule, below))
    }
    if (data.otherwise !== undefined && merged.otherwise !== undefined)
      hold(['otherwise'], laxerIn(data.otherwise, merged.otherwise))
    merged = {
      ...merged,
      ...data,
      entities: { ...merged.entities, ...data.entities },
      ...joined('systems', merged, source, problems),
      ...joined('agencies', merged, source, problems),
      clauses: [...new Set([...merged.clauses, ...data.clauses])],
    }
  }
  return merged as Documents['redaction']
}

function joined(
  part: 'systems' | 'agencies',
  below: Redaction,
  source: Source<'redaction'>,
  problems: Problem[],
): { [Part in typeof part]?: Overrides } {
  if (below[part] === undefined && source.data[part] === undefined) return {}
  const all: Overrides = { ...below[part] }
  for (const [place, entities] of Object.entries(source.data[part] ?? {})) {
    for (const entity of Object.keys(entities)) {
      if (all[place] !== undefined && Object.hasOwn(all[place], entity))
        problems.push(
          source.problemAt(
            [part, place, entity],
            'stands in a layer already',
            'keep one of the two; a rule may be added',
          ),
        )
    }
    all[place] = { ...entities, ...all[place] }
  }
  return { [part]: all }
}
