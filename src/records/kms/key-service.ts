import { awsKms } from './aws-kms.ts'
import { parseKmsAddress } from './kms-address.ts'

/** A service that holds a key which never leaves it, and wraps other keys with it. */
export interface KeyService {
  /** A new key of 32 bytes, and the same wrapped. */
  newKey(): Promise<{ readonly key: Buffer; readonly wrapped: Buffer }>
  /** Rejects, naming the service's own word for it, when it can't or won't. */
  unwrap(wrapped: Buffer): Promise<Buffer>
}

/** The service at an address; throws with what is wrong with the address. Another kind is one more scheme here. */
export function keyServiceAt(address: string): KeyService {
  return awsKms(parseKmsAddress(address))
}
