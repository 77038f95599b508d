import { createHash } from 'node:crypto'
import { type CryptoKey, calculateJwkThumbprint, compactVerify, importJWK, type JWK } from 'jose'
import { type Claims, readSegments } from './compact-token.ts'
import { type SenderFault, TokenRefused } from './token-refused.ts'

/** Algorithms that proofs may be signed with: asymmetric ones only (RFC 9449 4.3, point 5). */
export const DPOP_ALGORITHMS = ['ES256', 'ES384', 'ES512', 'EdDSA', 'PS256', 'PS384', 'PS512', 'RS256'] as const

/** A proof is good for so long after it was made, and so far ahead where a client's clock is; seconds. */
export const PROOF_PAST_SECONDS = 60
const PROOF_AHEAD_SECONDS = 30

const PROOF_CHARACTERS_MAX = 4_096
const HEADER_MEMBERS = new Set(['typ', 'alg', 'jwk', 'kid'])
const JWK_TYPES = new Set(['EC', 'OKP', 'RSA'])
/** Members that only private or symmetric keys have (RFC 7518 6). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/** What a proof must be about. */
export interface ProofSubject {
  readonly token: string
  /** Thumbprint of the key that the token is bound to. */
  readonly jkt: string
  readonly method: string
  /** The request's URL as its sender named it, without query and fragment. */
  readonly url: string
  readonly nowMs: number
}

/** What is left to ask of a proof that holds: whether it is fresh, and used for the first time. */
export interface Proof {
  /** The same for no two proofs: key and `jti`. */
  readonly id: string
  readonly nonce: string | null
  /** Milliseconds since the epoch: from then on the proof is too old, used before or not. */
  readonly untilMs: number
}

/** Verifies a DPoP proof (RFC 9449 4.3). Throws {@link TokenRefused} with the reason. */
export async function verifyProof(proof: string, subject: ProofSubject): Promise<Proof> {
  const { header, claims } = readProof(proof)
  const jwk = publicKey(header)
  await verifySignature(proof, jwk, header['alg'] as string)
  if ((await calculateJwkThumbprint(jwk)) !== subject.jkt) throw new TokenRefused('proof_key')
  const jti = text(claims, 'jti')
  if (text(claims, 'htm') !== subject.method || plainUrl(text(claims, 'htu')) !== plainUrl(subject.url))
    throw new TokenRefused('proof_target')
  const { iat } = claims
  if (typeof iat !== 'number') throw new TokenRefused('proof_invalid')
  const now = subject.nowMs / 1000
  if (iat + PROOF_PAST_SECONDS < now || iat - PROOF_AHEAD_SECONDS > now) throw new TokenRefused('proof_time')
  if (text(claims, 'ath') !== createHash('sha256').update(subject.token).digest('base64url'))
    throw new TokenRefused('proof_token')
  return {
    id: createHash('sha256').update(`${subject.jkt} ${jti}`).digest('base64url'),
    nonce: claims['nonce'] === undefined ? null : text(claims, 'nonce'),
    untilMs: (iat + PROOF_PAST_SECONDS + 1) * 1000,
  }
}

function readProof(proof: string): { readonly header: Claims; readonly claims: Claims } {
  if (proof.length > PROOF_CHARACTERS_MAX) throw new TokenRefused('proof_invalid')
  try {
    return readSegments(proof)
  } catch {
    throw new TokenRefused('proof_invalid')
  }
}

function publicKey(header: Claims): JWK {
  const { typ, alg, jwk } = header
  const isForm = typ === 'dpop+jwt' && Object.keys(header).every((name) => HEADER_MEMBERS.has(name))
  if (!isForm || !(DPOP_ALGORITHMS as readonly unknown[]).includes(alg)) throw new TokenRefused('proof_invalid')
  if (jwk === null || typeof jwk !== 'object' || Array.isArray(jwk)) throw new TokenRefused('proof_invalid')
  const key = jwk as Claims
  if (!JWK_TYPES.has(String(key['kty'])) || PRIVATE_MEMBERS.some((name) => name in key))
    throw new TokenRefused('proof_invalid')
  return key as JWK
}

async function verifySignature(proof: string, jwk: JWK, algorithm: string): Promise<void> {
  try {
    await compactVerify(proof, (await importJWK(jwk, algorithm)) as CryptoKey, { algorithms: [algorithm] })
  } catch {
    throw new TokenRefused('proof_invalid')
  }
}

function text(claims: Claims, name: string, fault: SenderFault = 'proof_invalid'): string {
  const value = claims[name]
  if (typeof value !== 'string' || value === '' || value.length > 2_048) throw new TokenRefused(fault)
  return value
}

/** Without query and fragment, and in the one spelling that RFC 3986 6.2.2 and 6.2.3 give; '' for what is no URL. */
function plainUrl(value: string): string {
  const url = URL.parse(value)
  return url === null ? '' : `${url.origin}${url.pathname}`
}
