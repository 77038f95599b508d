import { entityRule } from '../policy/entity-rule.ts'
import type { RedactionEngine } from '../redaction/engine.ts'
import { createTextStream } from '../redaction/hold-back.ts'
import { insideJson } from '../redaction/inside-json.ts'
import { createOutputScan, type OutputOperator } from '../redaction/output-scan.ts'
import type { Entity } from '../redaction/recognizer.ts'
import { restoreTransform } from '../redaction/restore-stream.ts'
import type { Answer, TextStream } from '../wires/wire.ts'
import type { AnswerBudget } from './answer-budget.ts'
import { disclosureOf } from './disclose.ts'
import { type Exchange, slot } from './exchange.ts'
import { perPolicy } from './per-policy.ts'

/** The answer's way back: output scan, restoration, label (clauses MS-26, MS-33, MS-47). */
export function openAnswer(exchange: Exchange, engine: RedactionEngine, now: number): Answer {
  const wire = slot(exchange, 'wire')
  const placeholders = slot(exchange, 'placeholders')
  const scan = createOutputScan(engine, outputOperators(exchange.policy, engine.entities))
  const { label, disclosure, describe } = disclosureOf(exchange, now)
  exchange.disclosure = disclosure
  return wire.openAnswer({
    request: slot(exchange, 'reading').facts,
    openScan: ({ json }) =>
      counted(createTextStream(json ? insideJson(scan.transform()) : scan.transform()), exchange.budget),
    openText: ({ json }) => createTextStream(restoreTransform(placeholders, { json })),
    label: wire.placeholders === 'plain' ? null : label,
    disclosure: (facts) => describe(facts, scan),
  })
}

/** Every text of an answer passes its scan first, so that is where the budget counts it. */
function counted(stream: TextStream, budget: AnswerBudget | undefined): TextStream {
  if (budget === undefined) return stream
  return {
    push(delta) {
      budget.add(delta.length)
      return stream.push(delta)
    },
    flush: () => stream.flush(),
  }
}

const outputOperators = perPolicy(
  (policy, entities): Readonly<Partial<Record<Entity, OutputOperator>>> =>
    Object.fromEntries(entities.map((entity) => [entity, entityRule(policy, entity).output])),
)
