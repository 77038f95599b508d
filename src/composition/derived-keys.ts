import { hkdfSync } from 'node:crypto'
import { firstKeys, type KeyRing } from '../records/key-ring.ts'

/** Key of placeholders, keyed hashes and pseudonyms: the `sealed` key protects what they hide, and one key file is enough. */
export function pseudonymKey(recordKey: KeyRing): Buffer {
  return derived(recordKey, 'statehouse placeholder key v1')
}

/** Key of the digests by which policies list values: whoever makes them needs the record key's file. */
export function listKey(recordKey: KeyRing): Buffer {
  return derived(recordKey, 'statehouse value list key v1')
}

/** Key of the nonces that DPoP proofs must hold: the same at every gateway of a log. */
export function proofNonceKey(recordKey: KeyRing): Buffer {
  return derived(recordKey, 'statehouse proof nonce key v1')
}

/** Key of the tokens that approved applications are handed for their visitors. */
export function handedKey(recordKey: KeyRing): Buffer {
  return derived(recordKey, 'statehouse handed token key v1')
}

/** Key of the tokens by which records are found by an identifier's value: no other tokens are made with it. */
export function lookupKey(recordKey: KeyRing): Buffer {
  return derived(recordKey, 'statehouse identifier look-up key v1')
}

/** Key of the pseudonyms by which security events name people: others than those of placeholders. */
export function siemPseudonymKey(recordKey: KeyRing): Buffer {
  return derived(recordKey, 'statehouse siem pseudonym key v1')
}

/** Key of the pages: cookies, forms, and the tokens of sessions, which need the browser's cookie beside it. */
export function pagesKey(recordKey: KeyRing): Buffer {
  return derived(recordKey, 'statehouse pages key v1')
}

function derived(recordKey: KeyRing, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', firstKeys(recordKey).sealed.export(), Buffer.alloc(0), purpose, 32))
}
