import { type Authenticator, type AuthenticatorOptions, createAuthenticator } from './authenticator.ts'
import { createHandedTokens, type HandedTokens } from './handed-tokens.ts'
import { keepKeysFresh } from './keep-keys-fresh.ts'
import { createProofMemory, type ProofMemory } from './proof-memory.ts'
import { createProofNonces } from './proof-nonces.ts'
import { createSenderCheck, type SenderCheck } from './sender.ts'
import type { TrustedIssuer } from './trust.ts'

/** All by which a running gateway knows its callers. */
export interface Identity {
  readonly authenticator: Authenticator
  readonly sender: SenderCheck
  /** What approved applications are handed for their visitors. */
  readonly handed: HandedTokens
  /** Ends the background refresh of keys. */
  stop(): void
}

/**
 * @param options `refreshes` says of which issuers keys are fetched before anybody asks; absent: of all. `shared`: what
 * gateways of one log have in common, so that a proof used at one is refused at the others, and a nonce of one is good at all. `own`: how the gateway signs what it hands out, and its name.
 */
export function openIdentity({
  refreshes,
  shared,
  own,
  ...options
}: Omit<AuthenticatorOptions, 'handed'> & {
  readonly refreshes?: ((issuer: TrustedIssuer) => boolean) | undefined
  readonly shared: { readonly memory: ProofMemory; readonly nonceKey: Uint8Array } | null
  readonly own: { readonly key: Uint8Array; readonly issuer: string }
}): Identity {
  const { clock } = options
  const handed = createHandedTokens(own.key, own.issuer, clock)
  const authenticator = createAuthenticator({ ...options, handed })
  const keys = keepKeysFresh(authenticator, refreshes)
  const sender = createSenderCheck({
    clock,
    memory: shared?.memory ?? createProofMemory(clock),
    nonces: createProofNonces(clock, shared?.nonceKey),
  })
  return { authenticator, sender, handed, stop: () => keys.stop() }
}
