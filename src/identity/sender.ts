import type { Clock } from '../core/ids.ts'
import type { Binding } from './binding.ts'
import { PROOF_PAST_SECONDS, type Proof, verifyProof } from './dpop-proof.ts'
import type { ProofMemory } from './proof-memory.ts'
import type { ProofNonces } from './proof-nonces.ts'
import { type SenderFault, TokenRefused } from './token-refused.ts'

/** A credential as it was sent, with all by which its sender may prove to be the one that it was issued to. */
export interface Presented {
  readonly token: string
  readonly scheme: 'bearer' | 'dpop'
  /** The `DPoP` header; several come as one text and are refused. */
  readonly proof: string | null
  readonly method: string
  /** Absolute, as the sender named it. */
  readonly url: string
  /** SHA-256 of the verified client certificate, base64url. */
  readonly certificate: string | null
}

/** Holds senders to what their tokens are bound to: on every request, whether the token was verified before or not. */
export interface SenderCheck {
  /** Null: the sender holds the key. */
  check(binding: Binding | null, presented: Presented): Promise<SenderFault | null>
  /** For the challenge after `proof_nonce`. */
  freshNonce(): string
}

export function createSenderCheck(parts: {
  readonly clock: Clock
  readonly memory: ProofMemory
  readonly nonces: ProofNonces
}): SenderCheck {
  const { clock, memory, nonces } = parts

  async function checkProof(jkt: string, nonce: boolean, presented: Presented): Promise<void> {
    if (presented.scheme !== 'dpop' || presented.proof === null) throw new TokenRefused('proof_missing')
    const { token, method, url } = presented
    const proof = await verifyProof(presented.proof, { token, jkt, method, url, nowMs: clock.now() })
    checkNonce(proof, nonce)
    if ((await memory.claim(proof.id, proof.untilMs)) !== 'first') throw new TokenRefused('proof_replayed')
  }

  function checkNonce({ nonce }: Proof, isDemanded: boolean): void {
    // Proofs from before this memory began may have been used: only one made on our demand is surely new.
    const isYoung = clock.now() < memory.sinceMs + 2 * PROOF_PAST_SECONDS * 1000
    if (nonce === null ? isDemanded || isYoung : !nonces.isOurs(nonce)) throw new TokenRefused('proof_nonce')
  }

  return {
    async check(binding, presented) {
      try {
        // RFC 9449 7.1: the scheme promises a bound token.
        if (presented.scheme === 'dpop' && (binding === null || binding.jkt === null)) return 'scheme'
        if (binding === null) return null
        if (binding.jkt !== null) await checkProof(binding.jkt, binding.nonce, presented)
        if (binding.x5t !== null && presented.certificate !== binding.x5t)
          return presented.certificate === null ? 'certificate_missing' : 'certificate_mismatch'
        return null
      } catch (error) {
        if (error instanceof TokenRefused) return error.fault as SenderFault
        throw error
      }
    },
    freshNonce: () => nonces.issue(),
  }
}
