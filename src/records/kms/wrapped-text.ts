import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { keyServiceAt } from './key-service.ts'

/** A text that only a key service opens: sealed under a key of its own, which the service has wrapped. */
interface WrappedText {
  readonly version: 1
  /** Address of the service and its key. */
  readonly kms: string
  /** The key of this text, wrapped; base64. */
  readonly wrapped: string
  /** Nonce, ciphertext and tag of AES-256-GCM; base64. The address is authenticated with it. */
  readonly sealed: string
}

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Seals a text under a new key of the service at `address`. Rejects when the service can't be had. */
export async function wrapText(text: string, address: string): Promise<string> {
  const { key, wrapped } = await keyServiceAt(address).newKey()
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(address))
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  const file: WrappedText = {
    version: 1,
    kms: address,
    wrapped: wrapped.toString('base64'),
    sealed: sealed.toString('base64'),
  }
  return `${JSON.stringify(file)}\n`
}

/** Address of the service that a text is wrapped by; null when it stands there as it is. */
export function kmsOf(text: string): string | null {
  return parseWrapped(text)?.kms ?? null
}

/** What a text says: itself, or what the service that it names opens. `path` names it in errors. */
export async function unwrapText(text: string, path: string): Promise<string> {
  const file = parseWrapped(text)
  if (file === null) return text
  const key = await keyServiceAt(file.kms)
    .unwrap(Buffer.from(file.wrapped, 'base64'))
    .catch((cause: unknown) => {
      throw new Error(`${path} can't be unwrapped: ${cause instanceof Error ? cause.message : String(cause)}`, {
        cause,
      })
    })
  const bytes = Buffer.from(file.sealed, 'base64')
  try {
    const opened = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(file.kms))
      .setAuthTag(bytes.subarray(-TAG_BYTES))
    return opened.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + opened.final('utf8')
  } catch (cause) {
    throw new Error(`${path} was altered, or is of another key`, { cause })
  }
}

function parseWrapped(text: string): WrappedText | null {
  if (!text.startsWith('{')) return null
  try {
    const file = JSON.parse(text) as Partial<WrappedText>
    const isWrapped = [file.kms, file.wrapped, file.sealed].every((one) => typeof one === 'string')
    return isWrapped && file.version === 1 ? (file as WrappedText) : null
  } catch {
    return null
  }
}
