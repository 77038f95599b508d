/**
 * How a detector failed: it threw, said what can't be, took too long, its worker ended, or it could not be reached.
 */
export type FaultKind = 'threw' | 'nonsense' | 'late' | 'stopped' | 'unreachable'

/** A detector that didn't do its work. Holds its name and nothing of the text. */
export class DetectorFault extends Error {
  override readonly name = 'DetectorFault'
  readonly detector: string
  readonly kind: FaultKind
  constructor(detector: string, kind: FaultKind) {
    super(`${detector}: ${kind}`)
    this.detector = detector
    this.kind = kind
  }
}
