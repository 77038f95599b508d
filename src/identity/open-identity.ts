import { type Authenticator, type AuthenticatorOptions, createAuthenticator } from './authenticator.ts'
import { keepKeysFresh } from './keep-keys-fresh.ts'
import { createProofMemory } from './proof-memory.ts'
import { createProofNonces } from './proof-nonces.ts'
import { createSenderCheck, type SenderCheck } from './sender.ts'
import type { TrustedIssuer } from './trust.ts'

/** All by which a running gateway knows its callers. */
export interface Identity {
  readonly authenticator: Authenticator
  readonly sender: SenderCheck
  /** Ends the background refresh of keys. */
  stop(): void
}

/** @param options `refreshes` says of which issuers keys are fetched before anybody asks; absent: of all. */
export function openIdentity({
  refreshes,
  ...options
}: AuthenticatorOptions & { readonly refreshes?: ((issuer: TrustedIssuer) => boolean) | undefined }): Identity {
  const { clock } = options
  const authenticator = createAuthenticator(options)
  const keys = keepKeysFresh(authenticator, refreshes)
  const sender = createSenderCheck({ clock, memory: createProofMemory(clock), nonces: createProofNonces(clock) })
  return { authenticator, sender, stop: () => keys.stop() }
}
