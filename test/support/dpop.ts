import { createHash } from 'node:crypto'
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

/** A client's key, and proofs made with it by hand: right ones, and whatever a test asks for. */
export interface ProofKey {
  readonly jkt: string
  readonly publicJwk: JWK
  readonly privateKey: CryptoKey
  proof(about: ProofAbout): Promise<string>
}

interface ProofAbout {
  readonly token: string
  readonly method?: string
  readonly url: string
  readonly nowMs: number
  readonly claims?: Readonly<Record<string, unknown>>
  readonly header?: Readonly<Record<string, unknown>>
}

export async function makeProofKey(alg = 'ES256'): Promise<ProofKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const publicJwk = await exportJWK(publicKey)
  return {
    jkt: await calculateJwkThumbprint(publicJwk),
    publicJwk,
    privateKey,
    proof({ token, method = 'POST', url, nowMs, claims = {}, header = {} }) {
      const stated = {
        htm: method,
        htu: url,
        iat: Math.floor(nowMs / 1000),
        jti: crypto.randomUUID(),
        ath: createHash('sha256').update(token).digest('base64url'),
        ...claims,
      }
      const kept = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined))
      return new SignJWT(kept)
        .setProtectedHeader({ alg, typ: 'dpop+jwt', jwk: publicJwk, ...header } as never)
        .sign(privateKey)
    },
  }
}
