import { createHash, timingSafeEqual } from 'node:crypto'

/** Credentials shorter than this could be guessed. */
export const SCIM_CREDENTIAL_CHARACTERS_MIN = 32

/** One holder of a credential. */
export interface CredentialHolder<T> {
  readonly holder: T
  /** Null where it can't be had: then nobody has it. */
  readonly credential: string | null
}

/**
 * Whose a presented credential is; null for nobody's, and for one that two of them share, since it would tell neither.
 * All are compared, in constant time each, so that time tells nothing.
 */
export function holderOf<T>(presented: string, holders: readonly CredentialHolder<T>[]): T | null {
  const digest = sha256(presented)
  const found = holders.filter(
    ({ credential }) =>
      credential !== null &&
      credential.length >= SCIM_CREDENTIAL_CHARACTERS_MIN &&
      timingSafeEqual(sha256(credential), digest),
  )
  return found.length === 1 ? found[0]!.holder : null
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
