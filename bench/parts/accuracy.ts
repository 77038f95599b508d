import { createEngine } from '#src/redaction/engine.ts'
import type { Entity, Span } from '#src/redaction/recognizer.ts'
import { labelledSet } from '../redaction/accuracy/generate.ts'
import { CLEAN } from '../redaction/accuracy/texts.ts'
import { createRandom } from '../redaction/random.ts'

export interface AccuracyRow {
  readonly entity: Entity
  readonly labelled: number
  /** Labelled values of which a span of the same entity covers at least half. */
  readonly found: number
  /** The same, by a span of any entity. */
  readonly covered: number
  readonly reported: number
  /** Reported spans at least half within a labelled value of the same entity. */
  readonly right: number
}

export interface Accuracy {
  readonly rows: readonly AccuracyRow[]
  /** Share of the labelled characters that no span covers. */
  readonly leaked: number
  readonly cleanWords: number
  /** Spans in texts that name nobody, by entity. */
  readonly falseAlarms: ReadonlyMap<Entity, number>
}

const TIMES = 40
const SEED = 2026
const LABELLED_ENTITIES: readonly Entity[] = ['person_name', 'street_address', 'date_of_birth', 'phone_number']

/** How well the engine finds people, addresses and dates of birth in a labelled set: not trained on, but looked at. */
export function measureAccuracy(): Accuracy {
  const engine = createEngine()
  const rows = new Map(
    LABELLED_ENTITIES.map((entity) => [entity, { entity, labelled: 0, found: 0, covered: 0, reported: 0, right: 0 }]),
  )
  let characters = 0
  let leaked = 0
  for (const { text, spans } of labelledSet(createRandom(SEED), TIMES)) {
    const found = engine.find(text)
    for (const gold of spans) {
      const row = rows.get(gold.entity)!
      const size = gold.end - gold.start
      const touching = found.filter((span) => overlap(span, gold) > 0)
      const covered = touching.reduce((sum, span) => sum + overlap(span, gold), 0)
      row.labelled++
      characters += size
      leaked += size - covered
      if (covered * 2 >= size) row.covered++
      const same = touching.filter((span) => span.entity === gold.entity)
      if (same.reduce((sum, span) => sum + overlap(span, gold), 0) * 2 >= size) row.found++
    }
    for (const span of found) {
      const row = rows.get(span.entity)
      if (row === undefined) continue
      row.reported++
      const within = spans.reduce((sum, gold) => sum + (gold.entity === span.entity ? overlap(span, gold) : 0), 0)
      if (within * 2 >= span.end - span.start) row.right++
    }
  }
  const falseAlarms = new Map<Entity, number>()
  for (const text of CLEAN) {
    for (const { entity } of engine.find(text)) falseAlarms.set(entity, (falseAlarms.get(entity) ?? 0) + 1)
  }
  const cleanWords = CLEAN.reduce((sum, text) => sum + text.split(/\s+/).length, 0)
  return { rows: [...rows.values()], leaked: leaked / characters, cleanWords, falseAlarms }
}

function overlap(a: Pick<Span, 'start' | 'end'>, b: Pick<Span, 'start' | 'end'>): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))
}
