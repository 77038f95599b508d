import type { RedactionEngine } from '../redaction/engine.ts'
import { createTextStream } from '../redaction/hold-back.ts'
import { insideJson } from '../redaction/inside-json.ts'
import { createOutputScan, type OutputOperator, type Replacement } from '../redaction/output-scan.ts'
import type { Entity } from '../redaction/recognizer.ts'
import { hashed, kindOnly, masked } from '../redaction/replacements.ts'
import { restoreTransform } from '../redaction/restore-stream.ts'
import type { Answer, TextStream } from '../wires/wire.ts'
import { disclosureOf } from './disclose.ts'
import { type Exchange, slot } from './exchange.ts'
import type { PipelineParts } from './stage.ts'
import { agencyOf, ruleFor } from './value-rules.ts'

/** The answer's way back: output scan, restoration, label (clauses MS-26, MS-33, MS-47). */
export function openAnswer(
  exchange: Exchange,
  { detection, pseudonymKey }: Pick<PipelineParts, 'detection' | 'pseudonymKey'>,
  now: number,
): Answer {
  const wire = slot(exchange, 'wire')
  const placeholders = slot(exchange, 'placeholders')
  const engine = detection.engine(exchange.policy, agencyOf(exchange))
  const scan = createOutputScan(
    engine,
    outputOperators(exchange, engine.entities),
    replacementFor(exchange, pseudonymKey),
  )
  const { label, disclosure, describe } = disclosureOf(exchange, now)
  exchange.disclosure = disclosure
  let characters = 0
  const degraded = new Set<string>()
  exchange.answerCoverage = {
    engine: engine.version,
    characters: () => characters,
    flagged: scan.flagged,
    redacted: scan.redacted,
    degraded,
  }
  return wire.openAnswer({
    request: slot(exchange, 'reading').facts,
    openScan({ json }) {
      const scanning = createTextStream(json ? insideJson(scan.transform()) : scan.transform())
      const counted = counting(scanning, (chars) => {
        characters += chars
        exchange.budget?.add(chars)
      })
      return isTolerant(exchange) ? tolerating(counted, engine, degraded) : counted
    },
    openText: ({ json }) => createTextStream(restoreTransform(placeholders, { json })),
    label: wire.placeholders === 'plain' ? null : label,
    disclosure: (facts) => describe(facts, scan),
  })
}

/** Every text of an answer passes its scan first, so that is where it is counted. */
function counting(stream: TextStream, count: (chars: number) => void): TextStream {
  return {
    push(delta) {
      count(delta.length)
      return stream.push(delta)
    },
    flush: () => stream.flush(),
  }
}

/** A recognizer that fails is left out, and the record says so. */
function tolerating(stream: TextStream, engine: RedactionEngine, degraded: Set<string>): TextStream {
  const noted = (work: () => string): string =>
    engine.tolerating(({ detector, kind }) => degraded.add(`${detector}:${kind}`), work)
  return {
    push: (delta) => noted(() => stream.push(delta)),
    flush: () => noted(() => stream.flush()),
  }
}

function isTolerant(exchange: Exchange): boolean {
  const { degradable, hosting } = slot(exchange, 'system')
  return degradable === true && hosting !== 'public'
}

function outputOperators(exchange: Exchange, entities: readonly Entity[]): Partial<Record<Entity, OutputOperator>> {
  const operators: Partial<Record<Entity, OutputOperator>> = {}
  for (const entity of entities) operators[entity] = ruleFor(exchange, entity).output
  return operators
}

function replacementFor(exchange: Exchange, key: Buffer): Replacement {
  return (entity, value) => {
    const { output, keep = 0 } = ruleFor(exchange, entity)
    if (output === 'mask') return masked(entity, value, keep)
    return output === 'hash' ? hashed(key, agencyOf(exchange), entity, value) : kindOnly(entity)
  }
}
