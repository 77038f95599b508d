import type { Clock } from '../core/ids.ts'

/**
 * Which proofs were used. A port: instances that share one refuse a proof that another of them has seen.
 * `claim` is atomic: of any number of callers with one id exactly one is told `first`.
 */
export interface ProofMemory {
  /** Milliseconds since the epoch: what was used before that time isn't known. */
  readonly sinceMs: number
  /** `full`: it can't be kept, so it can't be told; the caller refuses. */
  claim(id: string, untilMs: number): ProofClaim | Promise<ProofClaim>
}

export type ProofClaim = 'first' | 'used' | 'full'

const PROOFS_MAX = 200_000

/** Memory of this process. Only holders of bound tokens fill it, and each proof stays for a minute or so. */
export function createProofMemory(clock: Clock, entriesMax: number = PROOFS_MAX): ProofMemory {
  const used = new Map<string, number>()
  let nextSweep = 0
  function sweep(now: number): void {
    for (const [id, until] of used) if (until <= now) used.delete(id)
    nextSweep = now + 10_000
  }
  return {
    sinceMs: clock.now(),
    claim(id, untilMs) {
      const now = clock.now()
      if (now >= nextSweep) sweep(now)
      if (used.has(id)) return 'used'
      if (used.size >= entriesMax) return 'full'
      used.set(id, untilMs)
      return 'first'
    },
  }
}
