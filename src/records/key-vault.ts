import { type KeyRing, readKeyRingFile, replaceKeyRingFile } from './key-ring.ts'
import { readSigningKeyFile, replaceSigningKeyFile, type SigningKey } from './signing-key.ts'

/**
 * Where the keys of a log are kept. Two files by default; a key management service is another adapter: it unwraps the ring
 * and the signing key when the process starts, and keeps what replaces them.
 */
export interface KeyVault {
  /** Rejects, without showing anything, when there is no ring or it can't be had. */
  ring(): Promise<KeyRing>
  signingKey(): Promise<SigningKey>
  /** Resolves once the new ring survives a crash; until then the old one is there. */
  replaceRing(ring: KeyRing): Promise<void>
  replaceSigningKey(key: SigningKey): Promise<void>
}

export interface KeyFiles {
  readonly recordKeyFile: string
  readonly logKeyFile: string
}

/** Two files that only their owner can read. */
export function fileKeyVault({ recordKeyFile, logKeyFile }: KeyFiles): KeyVault {
  return {
    ring: () => readKeyRingFile(recordKeyFile),
    signingKey: () => readSigningKeyFile(logKeyFile),
    replaceRing: (ring) => replaceKeyRingFile(recordKeyFile, ring),
    replaceSigningKey: (key) => replaceSigningKeyFile(logKeyFile, key),
  }
}
