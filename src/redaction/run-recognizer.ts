import { DetectorFault, type FaultKind } from './detector-fault.ts'
import type { Candidate, Recognizer, Scan } from './scan.ts'

/**
 * Runs one recognizer and looks at what it proposes before anything rests on it. A recognizer that throws or proposes what
 * can't be has failed: none of its proposals stands, and `failed` decides what becomes of the text.
 */
export function runRecognizer(recognizer: Recognizer, scan: Scan, failed: (fault: DetectorFault) => void): void {
  const before = scan.found.length
  const fault = faultOf(recognizer, scan, before)
  if (fault === null) return
  // What others found is gone with it: nobody can go on from there.
  if (scan.found.length < before) throw new DetectorFault(recognizer.name, fault)
  scan.found.length = before
  failed(new DetectorFault(recognizer.name, fault))
}

function faultOf(recognizer: Recognizer, scan: Scan, before: number): FaultKind | null {
  try {
    recognizer.find(scan)
  } catch {
    return 'threw'
  }
  for (let at = before; at < scan.found.length; at++)
    if (!isPossible(scan.found[at]!, recognizer, scan.text.length)) return 'nonsense'
  return scan.found.length < before ? 'nonsense' : null
}

function isPossible({ start, end, entity, score }: Candidate, recognizer: Recognizer, chars: number): boolean {
  return (
    Number.isInteger(start) &&
    Number.isInteger(end) &&
    start >= 0 &&
    start < end &&
    end <= chars &&
    entity === recognizer.entity &&
    score >= 0 &&
    score <= 1
  )
}
