import type { FaultKind } from '../../redaction/detector-fault.ts'
import type { RedactionEngine } from '../../redaction/engine.ts'
import type { Span } from '../../redaction/recognizer.ts'
import { findInLeaf, type LeafText } from './find-in-leaf.ts'

/** The texts of a request: plain values, which can be sent to a worker. */
export interface ScanTexts {
  /** Adjacent parts of one text. */
  readonly runs: readonly (readonly LeafText[])[]
  readonly keys: readonly string[]
  /** Number tokens without exponents. */
  readonly numbers: readonly string[]
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
    runs: texts.runs.map((run) => {
      if (run.length === 1) return [findInLeaf(run[0]!, engine)]
      // Adjacent text parts are one text to the model, so an identifier may stand across their seam.
      return engine.findAcross(run.map(({ text }) => text))
    }),
    keys: texts.keys.map((key) => engine.find(key)),
    numbers: texts.numbers.map((number) => engine.findInNumber(number)),
  })
  const found = tolerant
    ? engine.tolerating(({ detector, kind }) => faults.set(detector, { detector, kind }), scan)
    : scan()
  return { ...found, faults: [...faults.values()] }
}

/** Characters of all texts. */
export function charsOf({ runs, keys, numbers }: ScanTexts): number {
  let chars = 0
  for (const run of runs) for (const { text } of run) chars += text.length
  for (const key of keys) chars += key.length
  for (const number of numbers) chars += number.length
  return chars
}
