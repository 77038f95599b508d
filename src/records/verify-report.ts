import type { PartAnswer } from './verify-part.ts'

/** What a fault is about. */
export type FaultKind =
  | 'entry'
  | 'tree'
  | 'tile'
  | 'checkpoint'
  | 'sequence'
  | 'time'
  | 'part'
  | 'disposition'
  | 'exchange'
  | 'projection'
  | 'index'

export interface Fault {
  readonly kind: FaultKind
  /** The entry, where there is one. */
  readonly index: number | null
  /** Its id, where it is known. */
  readonly record: string | null
  readonly message: string
}

/** Faults listed in full; the rest are counted, so that a ruined store doesn't fill the memory. */
const LISTED_MAX = 1_000

/** Collects what a verification finds. */
export interface Report {
  /** `record`: the entry’s id; that of the entry looked at when left out. */
  fault(kind: FaultKind, index: number | null, message: string, record?: string): void
  part(answer: PartAnswer): void
  /** The entry that is looked at now. */
  looking(index: number, record: string): void
  readonly faults: readonly Fault[]
  readonly faultCount: number
  readonly parts: Readonly<Record<PartAnswer, number>>
}

/** What a report has found so far, to go on from. */
export type Found = Pick<Report, 'faults' | 'faultCount' | 'parts'>

export function createReport(found?: Found): Report {
  const faults: Fault[] = [...(found?.faults ?? [])]
  const parts =
    found === undefined ? { intact: 0, destroyed: 0, withheld: 0, missing: 0, altered: 0 } : { ...found.parts }
  let faultCount = found?.faultCount ?? 0
  let current: { index: number; record: string } | null = null
  return {
    fault(kind, index, message, record) {
      faultCount++
      const known = index !== null && current?.index === index ? current.record : null
      if (faults.length < LISTED_MAX) faults.push({ kind, index, record: record ?? known, message })
    },
    part(answer) {
      parts[answer]++
    },
    looking(index, record) {
      current = { index, record }
    },
    faults,
    get faultCount() {
      return faultCount
    },
    parts,
  }
}
