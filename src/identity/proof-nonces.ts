import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../core/ids.ts'

/** Nonces for DPoP proofs (RFC 9449 section 8): nothing is stored, a nonce proves itself. */
export interface ProofNonces {
  issue(): string
  isOurs(nonce: string): boolean
}

/** A nonce is good until the end of the period after its own. */
const PERIOD_MS = 150_000

/** @param key shared by instances that are to accept each other's nonces; by itself a process makes its own. */
export function createProofNonces(clock: Clock, key: Uint8Array = randomBytes(32)): ProofNonces {
  const nonceOf = (period: number): string =>
    createHmac('sha256', key).update(`dpop nonce ${period}`).digest('base64url').slice(0, 32)
  const period = (): number => Math.floor(clock.now() / PERIOD_MS)
  return {
    issue: () => nonceOf(period()),
    isOurs: (nonce) => [period(), period() - 1].some((one) => isSame(nonce, nonceOf(one))),
  }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
