import { spawnSync } from 'node:child_process'
import { createEngine, type RedactionEngine } from '#src/redaction/engine.ts'
import { WHOLE_TEXT_ENTITIES } from '#src/redaction/whole-text.ts'
import { BLOW_UP_PROBES } from '#test/support/blow-up-probes.ts'
import { proseOf } from '../load/bodies.ts'
import { median } from '../measure/statistics.ts'

export interface Timed {
  readonly name: string
  readonly ms: number
}

export interface RedactionLimits {
  readonly probes: number
  /** The slowest of the probes at 100 KB when an engine meets its text for the first time, and when it has met it before. */
  readonly cold: Timed
  readonly warm: Timed
  /** The slowest at 1 MB. */
  readonly long: Timed
  /** Megabytes a second at 4 KB on clean text and with an identifier every 19 characters, without and with names. */
  readonly speeds: readonly { readonly name: string; readonly megabytesPerSecond: number }[]
  /** What a prompt of 1 KB waits for its scan. */
  readonly kilobyteMs: number
  /** Loading of the tables and the first name found with them, in a process of its own. */
  readonly tablesMs: number
  /** From nothing to the first answer, with every module read and stripped of its types. */
  readonly startMs: number
}

const DENSE = 'SSN 212-45-6789, bob@example.org, 601-555-1234, 10.20.30.40 '
const STARTS = 5

export function measureRedactionLimits(): RedactionLimits {
  const engine = createEngine()
  const structured = createEngine({ entities: engine.entities.filter((entity) => !WHOLE_TEXT_ENTITIES.has(entity)) })
  const cold = slowest(engine, 100_000)
  const clean = Array.from({ length: 16 }, (_, seed) => proseOf(4_096, seed))
  const dense = [DENSE.repeat(80).slice(0, 4_096)]
  return {
    probes: Object.keys(BLOW_UP_PROBES).length,
    cold,
    warm: slowest(engine, 100_000),
    long: slowest(engine, 1_000_000),
    speeds: [
      { name: 'clean, without names', megabytesPerSecond: speedOf(structured, clean) },
      { name: 'dense, without names', megabytesPerSecond: speedOf(structured, dense) },
      { name: 'clean, all', megabytesPerSecond: speedOf(engine, clean) },
      { name: 'dense, all', megabytesPerSecond: speedOf(engine, dense) },
    ],
    kilobyteMs: 1.024 / speedOf(engine, [proseOf(1_024, 7, true)]),
    tablesMs: median(Array.from({ length: STARTS }, () => millisecondsOf(TABLES))),
    startMs: median(Array.from({ length: STARTS }, () => millisecondsOf(START))),
  }
}

function slowest(engine: RedactionEngine, chars: number): Timed {
  const times = Object.entries(BLOW_UP_PROBES).map(([name, probe]) => {
    const text = probe.repeat(Math.ceil(chars / probe.length)).slice(0, chars)
    const start = performance.now()
    engine.find(text)
    return { name, ms: performance.now() - start }
  })
  return times.reduce((worst, one) => (one.ms > worst.ms ? one : worst))
}

const ROUNDS = 5
const ROUND_MS = 80

function speedOf(engine: RedactionEngine, texts: readonly string[]): number {
  return median(
    Array.from({ length: ROUNDS }, () => {
      const start = performance.now()
      let chars = 0
      for (let i = 0; performance.now() - start < ROUND_MS; i++) {
        const text = texts[i % texts.length]!
        engine.find(text)
        chars += text.length
      }
      return chars / 1_000 / (performance.now() - start)
    }),
  )
}

const FIRST = `createEngine().find('Maria Lopez wrote on 3/5/2024')`
const START = `const start = performance.now()
  const { createEngine } = await import('#src/redaction/engine.ts')
  ${FIRST}
  console.log(performance.now() - start)`
/** Modules that the tables need are read before. */
const TABLES = `await import('#src/redaction/names/lexicon-layout.ts')
  await import('#src/redaction/names/features.ts')
  const start = performance.now()
  await import('#src/redaction/names/lexicon.ts')
  await import('#src/redaction/names/tagger.ts')
  const loaded = performance.now() - start
  const { createEngine } = await import('#src/redaction/engine.ts')
  const again = performance.now()
  ${FIRST}
  console.log(loaded + performance.now() - again)`

/** What a script tells of itself, run in a process of its own. */
function millisecondsOf(script: string): number {
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  return Number(stdout)
}
