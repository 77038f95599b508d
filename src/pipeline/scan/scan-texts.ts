import type { FaultKind } from '../../redaction/detector-fault.ts'
import type { RedactionEngine } from '../../redaction/engine.ts'
import { createPeople, mentions, type People } from '../../redaction/names/people.ts'
import type { Span } from '../../redaction/recognizer.ts'
import { findInLeaf, type LeafContext, type LeafText } from './find-in-leaf.ts'

/** `That doesn’t match. Would you check again?` asks for what was asked before. */
const ASKS_AGAIN =
  /\b(?:again|once more|double[- ]check|re-?check|repeat|go ahead|go on|otra vez|de nuevo|rep[ií]t)[^?\n]{0,24}[?.!]?\s*$/i
const AGAIN_CHARS = 120

/** The texts of a request: plain values, which can be sent to a worker. */
export interface ScanTexts {
  /** Adjacent parts of one text. */
  readonly runs: readonly (readonly LeafText[])[]
  readonly keys: readonly string[]
  /** Number tokens without exponents, and the keys that hold them. */
  readonly numbers: readonly { readonly plain: string; readonly label?: string }[]
}

/** A detector that failed, and how. */
export interface ScanFault {
  readonly detector: string
  readonly kind: FaultKind
}

/** What was found where, in the order of the texts. */
export interface ScanFindings {
  readonly runs: readonly (readonly (readonly Span[])[])[]
  readonly keys: readonly (readonly Span[])[]
  readonly numbers: readonly (Span | null)[]
  /** Recognizers that failed and were left out; each once. Empty unless failing is tolerated. */
  readonly faults: readonly ScanFault[]
}

/** Looks through all texts of a request. A recognizer that fails throws, unless the request is `tolerant` of that. */
export function scanTexts(engine: RedactionEngine, texts: ScanTexts, tolerant: boolean): ScanFindings {
  const faults = new Map<string, ScanFault>()
  const scan = (): Omit<ScanFindings, 'faults'> => ({
    runs: findInRuns(texts.runs, engine),
    keys: texts.keys.map((key) => engine.find(key)),
    numbers: texts.numbers.map((number) => engine.findInNumber(number.plain, number.label)),
  })
  const found = tolerant
    ? engine.tolerating(({ detector, kind }) => faults.set(detector, { detector, kind }), scan)
    : scan()
  return { ...found, faults: [...faults.values()] }
}

/** The spans of each leaf. A name that any turn shows in full is known in all of them, also in those before it. */
function findInRuns(runs: ScanTexts['runs'], engine: RedactionEngine): (readonly Span[])[][] {
  const people = createPeople()
  const first = withQuestions(runs).map(({ run, question }) => {
    const spans = findInRun(run, engine, { people, question })
    return { run, question, spans, until: people.words.size }
  })
  return first.map(({ run, question, spans, until }) =>
    mentionsSince(people, until, run) ? findInRun(run, engine, { people, question }) : spans,
  )
}

/** Adjacent text parts are one text to the model: an identifier may stand across their seam. */
function findInRun(run: readonly LeafText[], engine: RedactionEngine, context: LeafContext): (readonly Span[])[] {
  if (run.length === 1) return [findInLeaf(run[0]!, engine, context)]
  return engine.findAcross(
    run.map(({ text }) => text),
    context.people,
  )
}

/** Each text with what the assistant asked in the turn before it; the assistant's own turns answer nothing. */
function withQuestions(runs: ScanTexts['runs']): { run: readonly LeafText[]; question: string | undefined }[] {
  let asked: string | undefined
  return runs.map((run, index) => {
    const before = runs[index - 1]?.at(-1)
    const isAnswer = before?.assistant === true && run[0]?.assistant !== true
    if (!isAnswer) return { run, question: undefined }
    if (asked === undefined || !ASKS_AGAIN.test(before.text.slice(-AGAIN_CHARS))) asked = before.text
    return { run, question: asked }
  })
}

function mentionsSince(people: People, until: number, run: readonly LeafText[]): boolean {
  return people.words.size > until && run.some(({ text }) => mentions(people, until, text))
}

/** Characters of all texts. */
export function charsOf({ runs, keys, numbers }: ScanTexts): number {
  let chars = 0
  for (const run of runs) for (const { text } of run) chars += text.length
  for (const key of keys) chars += key.length
  for (const { plain } of numbers) chars += plain.length
  return chars
}
