import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM; `about` is authenticated and not hidden. Base64url. */
export function seal(key: Uint8Array, about: string, text: Uint8Array): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
  return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** What was sealed, or null: made with another key, for something else, or altered. */
export function unseal(key: Uint8Array, about: string, sealed: string): Buffer | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < IV_BYTES + TAG_BYTES) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    return null
  }
}

/** A key of its own for each purpose, and where it is to need a secret of somebody else's, for each of those. */
export function subkey(key: Uint8Array, purpose: string, secret = ''): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.from(secret), purpose, 32))
}

/** HMAC-SHA-256, base64url. */
export function tag(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}

export function isTag(key: Uint8Array, text: string, given: string): boolean {
  const wanted = Buffer.from(tag(key, text))
  const bytes = Buffer.from(given)
  return bytes.length === wanted.length && timingSafeEqual(bytes, wanted)
}
