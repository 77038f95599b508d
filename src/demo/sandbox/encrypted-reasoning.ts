import { digest } from './digest.ts'

/** Opaque to clients; the sandbox knows its own again, as the vendor does. */
export function encryptedReasoning(itemId: string): string {
  return `gAAAAA${Buffer.from(`${digest(`reasoning ${itemId}`)}${digest(`more ${itemId}`)}`).toString('base64url')}`
}
