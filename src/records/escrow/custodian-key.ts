import { readFile } from 'node:fs/promises'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'
import { writeSecretFile } from '../secret-file.ts'

/** A custodian’s key (RFC 8037, X25519). `kid` names the custodian; `d` is there in the private one only. */
export interface CustodianKey extends JWK {
  readonly kty: 'OKP'
  readonly crv: 'X25519'
  readonly kid: string
}

/** Makes a custodian’s private key file, for its owner only; gives the public key, to be handed over. */
export async function createCustodianKeyFile(path: string, name: string): Promise<CustodianKey> {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'X25519', extractable: true })
  const named = { kid: name, use: 'enc' }
  await writeSecretFile(path, `${JSON.stringify({ ...(await exportJWK(privateKey)), ...named })}\n`)
  return { ...(await exportJWK(publicKey)), ...named } as unknown as CustodianKey
}

/** Reads a custodian’s key; throws when it isn’t one, without showing it. */
export async function readCustodianKeyFile(path: string): Promise<CustodianKey> {
  let key: Partial<CustodianKey> | null = null
  try {
    key = JSON.parse(await readFile(path, 'utf8')) as Partial<CustodianKey>
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  if (key?.kty !== 'OKP' || key.crv !== 'X25519' || typeof key.x !== 'string' || typeof key.kid !== 'string')
    throw new Error(`${path} is not a custodian’s key (JWK, X25519, with a kid)`)
  return key as CustodianKey
}

/** RFC 7638: names a key by what it is. */
export function thumbprintOf({ kty, crv, x }: CustodianKey): Promise<string> {
  return calculateJwkThumbprint({ kty, crv, x: x! })
}
