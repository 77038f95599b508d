import { expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import type { Entity } from '#src/redaction/recognizer.ts'

/** Tables of texts for one entity: what is to be found stands between « and », which go before the text is read. */
export function tablesFor(entity: Entity): {
  readonly found: (text: string, key?: string) => string[]
  readonly positives: (cases: readonly string[]) => void
  readonly negatives: (cases: readonly string[]) => void
} {
  const engine = createEngine({ entities: [entity] })
  const found = (text: string, key?: string): string[] =>
    engine.find(text, key === undefined ? {} : { label: key }).map((span) => text.slice(span.start, span.end))
  return {
    found,
    positives(cases) {
      test.each(cases)('finds what is marked in %j', (text) => {
        const values = [...text.matchAll(/«([^]*?)»/g)].map((match) => match[1]!)
        expect(found(text.replace(/[«»]/g, ''))).toEqual(values)
      })
    },
    negatives(cases) {
      test.each(cases)('finds nothing in %j', (text) => {
        expect(found(text)).toEqual([])
      })
    },
  }
}
