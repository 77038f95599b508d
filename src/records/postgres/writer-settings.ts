import type { KeyRing } from '../key-ring.ts'
import type { SigningKey } from '../signing-key.ts'

export interface WriterSettings {
  /** `postgres://…`: holds a password, and is shown nowhere. */
  readonly databaseUrl: string
  readonly origin: string
  readonly instance: string
  readonly recordKey: KeyRing
  readonly signingKey: SigningKey
}
