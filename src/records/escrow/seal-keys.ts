import { randomBytes } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, importJWK } from 'jose'
import { type KeyRing, keyRingText, parseKeyRing } from '../key-ring.ts'
import { parseSigningKey, type SigningKey, signingKeyText } from '../signing-key.ts'
import { type CustodianKey, thumbprintOf } from './custodian-key.ts'

/** The keys of a log: what a loss of the machine would take. */
export interface LogKeys {
  readonly ring: KeyRing
  readonly signingKey: SigningKey
}

const TYPE = 'statehouse-key-share'

/**
 * Splits the keys into two shares that are random by themselves (one is a one-time pad, the other the keys under it) and
 * seals each to one custodian: a compact JWE (RFC 7516), ECDH-ES over X25519, A256GCM. One custodian alone, with the
 * other’s sealed share in hand, has nothing. Throws when both shares would go to one key.
 */
export async function sealKeys(
  { ring, signingKey }: LogKeys,
  custodians: readonly [CustodianKey, CustodianKey],
): Promise<readonly [string, string]> {
  const [first, second] = await Promise.all(custodians.map(thumbprintOf))
  if (first === second) throw new Error('the two custodians are one: name two keys')
  const secret = Buffer.from(JSON.stringify({ ring: keyRingText(ring), log: signingKeyText(signingKey) }))
  const pad = randomBytes(secret.byteLength)
  const about = { version: 1, ring: ring.id, vkey: signingKey.vkey, set: randomBytes(8).toString('hex') }
  const shares = [pad, mixed(secret, pad)]
  const [one, other] = await Promise.all(
    custodians.map((custodian, i) =>
      sealed({ ...about, share: i + 1, data: shares[i]!.toString('base64') }, custodian),
    ),
  )
  return [one!, other!]
}

/** One share, opened by its custodian; it says nothing of the keys yet. */
export interface Share {
  readonly version: 1
  readonly ring: string
  readonly vkey: string
  /** Both shares of one sealing have the same. */
  readonly set: string
  readonly share: number
  readonly data: string
}

/** Throws when the key is not the one it was sealed to, or the share was altered. */
export async function openShare(text: string, custodian: CustodianKey): Promise<Share> {
  const key = await importJWK(custodian, 'ECDH-ES')
  const { plaintext, protectedHeader } = await compactDecrypt(text.trim(), key, {
    keyManagementAlgorithms: ['ECDH-ES'],
    contentEncryptionAlgorithms: ['A256GCM'],
  }).catch(() => {
    throw new Error(`the share was not sealed to ${custodian.kid}, or it was altered`)
  })
  const share = JSON.parse(Buffer.from(plaintext).toString()) as Share
  if (protectedHeader.typ !== TYPE || share.version !== 1) throw new Error('this is not a share of a log’s keys')
  return share
}

/** The keys from both shares; throws when they don’t belong together. */
export function joinShares(one: Share, other: Share): LogKeys {
  if (one.set !== other.set || one.share === other.share)
    throw new Error('the two shares are not the two halves of one sealing')
  const secret = mixed(Buffer.from(one.data, 'base64'), Buffer.from(other.data, 'base64'))
  const { ring, log } = JSON.parse(secret.toString()) as { ring: string; log: string }
  const keys = { ring: parseKeyRing(ring, 'the escrow'), signingKey: parseSigningKey(log, 'the escrow') }
  if (keys.ring.id !== one.ring || keys.signingKey.vkey !== one.vkey)
    throw new Error('the shares give other keys than they were made of')
  return keys
}

async function sealed(share: Share | object, custodian: CustodianKey): Promise<string> {
  const { d: _, ...open } = custodian
  return new CompactEncrypt(Buffer.from(JSON.stringify(share)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', typ: TYPE, kid: custodian.kid })
    .encrypt(await importJWK(open, 'ECDH-ES'))
}

function mixed(one: Buffer, other: Buffer): Buffer {
  if (one.byteLength !== other.byteLength) throw new Error('the two shares are of different lengths')
  return Buffer.from(one.map((byte, i) => byte ^ other[i]!))
}
