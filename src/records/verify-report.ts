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
  | 'exchange'
  | 'projection'

export interface Fault {
  readonly kind: FaultKind
  /** The entry, where there is one. */
  readonly index: number | null
  readonly message: string
}

/** Faults listed in full; the rest are counted, so that a ruined store doesn't fill the memory. */
const LISTED_MAX = 1_000

/** Collects what a verification finds. */
export interface Report {
  fault(kind: FaultKind, index: number | null, message: string): void
  part(answer: PartAnswer): void
  readonly faults: readonly Fault[]
  readonly faultCount: number
  readonly parts: Readonly<Record<PartAnswer, number>>
}

export function createReport(): Report {
  const faults: Fault[] = []
  const parts = { intact: 0, destroyed: 0, withheld: 0, missing: 0, altered: 0 }
  let faultCount = 0
  return {
    fault(kind, index, message) {
      faultCount++
      if (faults.length < LISTED_MAX) faults.push({ kind, index, message })
    },
    part(answer) {
      parts[answer]++
    },
    faults,
    get faultCount() {
      return faultCount
    },
    parts,
  }
}
