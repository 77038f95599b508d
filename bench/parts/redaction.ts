import { createEngine } from '#src/redaction/engine.ts'
import { proseOf } from '../load/bodies.ts'
import { median } from '../measure/statistics.ts'
import { loadRedactPii } from '../redaction/held-out/redact-pii.ts'

export interface RedactionRow {
  readonly size: string
  readonly text: 'clean' | 'dense'
  readonly megabytesPerSecond: number
  /** The same of redact-pii; null when its baseline isn't installed. */
  readonly baseline: number | null
}

const CHARS = [1_024, 4_096, 10_240, 102_400] as const
const ROUNDS = 5
const ROUND_MS = 60
const TEXTS = 16

/** How fast the engine reads text, beside redact-pii on the same texts in the same rounds. */
export function measureRedaction(): RedactionRow[] {
  const engine = createEngine()
  const baseline = loadRedactPii()
  const rows: RedactionRow[] = []
  for (const chars of CHARS) {
    for (const kind of ['clean', 'dense'] as const) {
      const texts = Array.from({ length: TEXTS }, (_, seed) => proseOf(chars, seed, kind === 'dense'))
      const own: number[] = []
      const other: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        own.push(speedOf(texts, (text) => engine.find(text)))
        if (baseline !== null) other.push(speedOf(texts, (text) => baseline.redact(text)))
      }
      rows.push({
        size: `${Math.round(chars / 1_024)} KB`,
        text: kind,
        megabytesPerSecond: median(own),
        baseline: baseline === null ? null : median(other),
      })
    }
  }
  return rows
}

/** MB of text a second. */
function speedOf(texts: readonly string[], read: (text: string) => unknown): number {
  const start = performance.now()
  let chars = 0
  for (let i = 0; performance.now() - start < ROUND_MS; i++) {
    const text = texts[i % texts.length]!
    read(text)
    chars += text.length
  }
  return chars / 1_000 / (performance.now() - start)
}
