import { recordedUses, usesIn } from '../../policy/acceptable-use.ts'
import { classOfEntities } from '../../policy/data-class.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { categoriesIn } from '../../redaction/categories/find-categories.ts'
import type { RedactionEngine } from '../../redaction/engine.ts'
import { createPeople, mentions, type People } from '../../redaction/names/people.ts'
import type { Span } from '../../redaction/recognizer.ts'
import type { RequestReading, TextLeaf } from '../../wires/wire.ts'
import { type Finding, type NumberFinding, slot } from '../exchange.ts'
import { findInLeaf, type LeafContext } from '../find-in-leaf.ts'
import { outsideLabel, priorLabel } from '../prior-label.ts'
import type { RequestStage } from '../stage.ts'

/** Clauses MS-29, MS-47: finds identifiers in every string, key and number; changes nothing. */
export const inspectPrompt: RequestStage = {
  name: 'inspect-prompt',
  onFault: 'detector_unavailable',
  run(exchange, { engine }) {
    const reading = slot(exchange, 'reading')
    const findings = [...findInRuns(reading, engine, exchange.policy), ...findInKeys(reading, engine)]
    const numbers = findInNumbers(reading, engine)
    const entities: Record<string, number> = {}
    for (const span of [...findings.flatMap((finding) => finding.spans), ...numbers.map((number) => number.span)]) {
      entities[span.entity] = (entities[span.entity] ?? 0) + 1
    }
    for (const category of findCategories(reading, findings)) entities[category] = (entities[category] ?? 0) + 1
    let characters = 0
    for (const run of reading.runs) for (const leaf of run) characters += leaf.text.length
    exchange.inspection = {
      findings,
      numbers,
      entities,
      detectedClass: classOfEntities(exchange.policy, entities),
      uses: recordedUses(exchange.policy, usesIn(exchange.policy, promptTexts(reading))),
      coverage: {
        engine: engine.version,
        positions: reading.runs.length + reading.keys.length + reading.numbers.length,
        characters,
        unscannable: reading.unscannable.map((part) => `${part.path}:${part.what}`),
      },
    }
    return null
  },
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

function findInRuns(reading: RequestReading, engine: RedactionEngine, policy: PolicySet): Finding[] {
  const findings: Finding[] = []
  const add = (leaf: TextLeaf, spans: Finding['spans']): void => {
    if (spans.length === 0) return
    const label = leaf.assistant ? priorLabel(leaf.text, policy.disclosures.labelTexts) : null
    const own = outsideLabel(spans, label)
    if (own.length > 0) findings.push({ leaf, spans: own })
  }
  // A name that any turn shows in full is known in all of them, also in those before it.
  const people = createPeople()
  const known = withQuestions(reading.runs).map(({ run, question }) => {
    const spans = findInRun(run, engine, { people, question })
    return { run, question, spans, until: people.words.size }
  })
  for (const { run, question, spans, until } of known) {
    const found = mentionsSince(people, until, run) ? findInRun(run, engine, { people, question }) : spans
    run.forEach((leaf, index) => {
      add(leaf, found[index] ?? [])
    })
  }
  return findings
}

/** The spans of each leaf. Adjacent text parts are one text to the model: an identifier may stand across their seam. */
function findInRun(run: readonly TextLeaf[], engine: RedactionEngine, context: LeafContext): (readonly Span[])[] {
  if (run.length === 1) return [findInLeaf(run[0]!, engine, context)]
  return engine.findAcross(
    run.map((leaf) => leaf.text),
    context.people,
  )
}

/** Each text with what the assistant asked in the turn before it; the assistant's own turns answer nothing. */
function withQuestions(runs: RequestReading['runs']): { run: readonly TextLeaf[]; question: string | undefined }[] {
  return runs.map((run, index) => {
    const before = runs[index - 1]?.at(-1)
    const isAnswer = before?.assistant === true && run[0]?.assistant !== true
    return { run, question: isAnswer ? before.text : undefined }
  })
}

function mentionsSince(people: People, until: number, run: readonly TextLeaf[]): boolean {
  return people.words.size > until && run.some((leaf) => mentions(people, until, leaf.text))
}

function findInKeys(reading: RequestReading, engine: RedactionEngine): Finding[] {
  const findings: Finding[] = []
  for (const leaf of reading.keys) {
    const spans = engine.find(leaf.text)
    if (spans.length > 0) findings.push({ leaf, spans, isKey: true })
  }
  return findings
}

function findInNumbers(reading: RequestReading, engine: RedactionEngine): NumberFinding[] {
  const found: NumberFinding[] = []
  for (const number of reading.numbers) {
    const span = engine.findInNumber(number.plain, number.label)
    if (span)
      found.push({
        path: number.path,
        start: number.start,
        end: number.end,
        open: number.open,
        recorded: number.recorded === true,
        span,
      })
  }
  return found
}
