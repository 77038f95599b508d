import { type KeyRing, readKeyRingFile, replaceKeyRingFile } from './key-ring.ts'
import { readSigningKeyFile, replaceSigningKeyFile, type SigningKey } from './signing-key.ts'

/**
 * Where the keys of a log are kept: two files, each as it is or wrapped by a key management service (`kms/key-service.ts`),
 * which opens it when a process starts and wraps what replaces it.
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
