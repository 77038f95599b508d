import { recordedUses, usesIn } from '../../policy/acceptable-use.ts'
import { classOfEntities } from '../../policy/data-class.ts'
import { judgedEntity } from '../../policy/judged-entity.ts'
import { categoriesIn } from '../../redaction/categories/find-categories.ts'
import type { Span } from '../../redaction/recognizer.ts'
import type { RequestReading } from '../../wires/wire.ts'
import { type Exchange, type Finding, type Inspection, type NumberFinding, slot } from '../exchange.ts'
import { outsideLabel, priorLabel } from '../prior-label.ts'
import { promptCoverage } from '../prompt-coverage.ts'
import type { Scanned } from '../scan/detection.ts'
import type { ScanFindings, ScanTexts } from '../scan/scan-texts.ts'
import type { RequestStage } from '../stage.ts'
import { agencyOf, ruleFor } from '../value-rules.ts'

/** Clauses MS-29, MS-47: finds identifiers in every string, key and number; changes nothing. */
export const inspectPrompt: RequestStage = {
  name: 'inspect-prompt',
  onFault: 'detector_unavailable',
  run(exchange, { detection }) {
    const { policy } = exchange
    const system = slot(exchange, 'system')
    const scanned = detection.scan(textsOf(slot(exchange, 'reading')), {
      policy,
      agency: agencyOf(exchange),
      tolerant: system.degradable === true && system.hosting !== 'public',
    })
    const conclude = (found: Scanned): null => {
      exchange.inspection = inspectionOf(exchange, judged(exchange, found))
      return null
    }
    // Short texts are looked through at once; only long ones, and detectors elsewhere, are waited for.
    return scanned instanceof Promise ? scanned.then(conclude) : conclude(scanned)
  },
}

function textsOf(reading: RequestReading): ScanTexts {
  return {
    runs: reading.runs,
    keys: reading.keys.map(({ text }) => text),
    numbers: reading.numbers.map(({ plain, label }) => ({ plain, ...(label !== undefined && { label }) })),
  }
}

/** Findings under the names that count for this system and caller. */
function judged(exchange: Exchange, found: Scanned): Scanned {
  const one = (span: Span): Span => {
    if (span.beside === undefined) return span
    return { ...span, entity: judgedEntity(span, (entity) => ruleFor(exchange, entity)) }
  }
  const { runs, keys, numbers } = found
  return {
    ...found,
    runs: runs.map((run) => run.map((spans) => spans.map(one))),
    keys: keys.map((spans) => spans.map(one)),
    numbers: numbers.map((span) => span && one(span)),
  }
}

function inspectionOf(exchange: Exchange, scanned: Scanned): Inspection {
  const { policy } = exchange
  const reading = slot(exchange, 'reading')
  const findings = [...findingsInRuns(exchange, scanned), ...findingsInKeys(reading, scanned)]
  const numbers = findingsInNumbers(reading, scanned)
  const spans = [...findings.flatMap((finding) => finding.spans), ...numbers.map((number) => number.span)]
  const entities: Record<string, number> = {}
  for (const { entity } of spans) entities[entity] = (entities[entity] ?? 0) + 1
  for (const category of findCategories(reading, findings)) entities[category] = (entities[category] ?? 0) + 1
  return {
    findings,
    numbers,
    entities,
    labelled: Object.keys(entities).filter((entity) =>
      spans.every((span) => span.entity !== entity || isByLabel(span)),
    ),
    detectedClass: classOfEntities(policy, entities, {
      system: slot(exchange, 'system').id,
      agency: agencyOf(exchange),
    }),
    uses: recordedUses(policy, usesIn(policy, promptTexts(reading))),
    coverage: promptCoverage(exchange, scanned, findings, Object.keys(entities)),
  }
}

function isByLabel({ tier, validated }: Span): boolean {
  return tier === 'label' && validated !== true
}

/** Kinds of information without a shape, message by message: they raise the class, and nothing is taken out for them. */
function* findCategories(reading: RequestReading, findings: readonly Finding[]): Iterable<string> {
  const spans = new Map(findings.map((finding) => [finding.leaf, finding.spans]))
  for (const run of reading.runs) {
    const found = run.flatMap((leaf) => spans.get(leaf) ?? []).map(({ entity }) => entity)
    if (found.length > 0) yield* categoriesIn(run.map((leaf) => leaf.text).join(''), found)
  }
}

/** What the caller wrote; the assistant's turns are no use that somebody makes of it. */
function* promptTexts(reading: RequestReading): Iterable<string> {
  for (const run of reading.runs) for (const leaf of run) if (leaf.assistant !== true) yield leaf.text
}

function findingsInRuns(exchange: Exchange, { runs }: ScanFindings): Finding[] {
  const { labelTexts } = exchange.policy.disclosures
  return slot(exchange, 'reading').runs.flatMap((run, at) =>
    run.flatMap((leaf, index) => {
      const spans = runs[at]?.[index] ?? []
      if (spans.length === 0) return []
      const own = outsideLabel(spans, leaf.assistant ? priorLabel(leaf.text, labelTexts) : null)
      return own.length === 0 ? [] : [{ leaf, spans: own }]
    }),
  )
}

function findingsInKeys(reading: RequestReading, { keys }: ScanFindings): Finding[] {
  return reading.keys.flatMap((leaf, at) => {
    const spans = keys[at] ?? []
    return spans.length === 0 ? [] : [{ leaf, spans, isKey: true }]
  })
}

function findingsInNumbers(reading: RequestReading, { numbers }: ScanFindings): NumberFinding[] {
  return reading.numbers.flatMap(({ path, start, end, open, recorded }, at) => {
    const span = numbers[at] ?? null
    return span === null ? [] : [{ path, start, end, open, recorded: recorded === true, span }]
  })
}
