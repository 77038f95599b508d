import { type Disguise, disguiseOf } from '../redaction/disguise.ts'
import type { RequestReading } from '../wires/wire.ts'
import { type Exchange, type Finding, type PromptCoverage, slot } from './exchange.ts'
import type { Scanned } from './scan/detection.ts'
import { isFor } from './scan/engine-for.ts'
import { agencyOf, ruleFor } from './value-rules.ts'

/** The record's statement of how far the inspection of a prompt went. Holds no text of it. */
export function promptCoverage(
  exchange: Exchange,
  scanned: Scanned,
  findings: readonly Finding[],
  entities: readonly string[],
): PromptCoverage {
  const reading = slot(exchange, 'reading')
  const own = exchange.policy.recognizers.recognizers.filter(isFor(agencyOf(exchange))).map(({ id }) => id)
  const disguised = disguisedIn(findings)
  const unscannable = reading.unscannable.map((part) => `${part.path}:${part.what}`)
  return {
    engine: scanned.engine,
    ...(own.length === 0 ? {} : { recognizers: own }),
    ...(scanned.detectors.length === 0 ? {} : { detectors: scanned.detectors }),
    positions: reading.runs.length + reading.keys.length + reading.numbers.length,
    ...sizeOf(reading),
    operators: Object.fromEntries(entities.map((entity) => [entity, ruleFor(exchange, entity).operator])),
    ...(Object.keys(disguised).length === 0 ? {} : { disguised }),
    unscannable,
    ...(unscannable.length === 0 ? {} : { unscannableIs: slot(exchange, 'system').unscannable }),
    ...(scanned.faults.length === 0
      ? {}
      : { degraded: scanned.faults.map(({ detector, kind }) => `${detector}:${kind}`) }),
    ...(scanned.isolated ? { isolated: true as const } : {}),
  }
}

/** Characters of the texts, which quotas estimate tokens by, and bytes of everything that was looked at. */
function sizeOf({ runs, keys, numbers }: RequestReading): { characters: number; bytes: number } {
  let characters = 0
  let bytes = 0
  for (const run of runs) {
    for (const { text } of run) {
      characters += text.length
      bytes += Buffer.byteLength(text)
    }
  }
  for (const { text } of keys) bytes += Buffer.byteLength(text)
  for (const { raw } of numbers) bytes += raw.length
  return { characters, bytes }
}

/** Clause MO-21: of what the caller wrote; the model’s own turns are nobody’s evasion. */
function disguisedIn(findings: readonly Finding[]): Partial<Record<Disguise, number>> {
  const counts: Partial<Record<Disguise, number>> = {}
  for (const { leaf, spans } of findings) {
    if (leaf.assistant === true) continue
    for (const { start, end, disguise: read } of spans) {
      const disguise = read ?? disguiseOf(leaf.text.slice(start, end))
      if (disguise !== null) counts[disguise] = (counts[disguise] ?? 0) + 1
    }
  }
  return counts
}
