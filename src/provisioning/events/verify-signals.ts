import { createSignedEvents, type SignedEvents, type SignedEventsOptions } from '../../identity/signed-events.ts'
import { type TokenFault, TokenRefused } from '../../identity/token-refused.ts'
import type { IssuerProfile, PolicySet } from '../../policy/policy-set.ts'
import { SignalDeferred, type SignalError, SignalRefused } from './signal-refused.ts'

type Claims = Readonly<Record<string, unknown>>

/** A signal that a trusted party signed for us; what it says isn't read yet. */
export interface VerifiedSignal {
  readonly claims: Claims
  /** Exact `iss` of who signed. */
  readonly signer: string
  /** Whose people it speaks of. */
  readonly profile: IssuerProfile
}

/** Throws `SignalRefused`, or `SignalDeferred` where the keys can't be had now. */
export interface SignalVerifier {
  securityEvent(token: string): Promise<VerifiedSignal>
  logout(token: string): Promise<VerifiedSignal>
}

export function createSignalVerifier(
  policy: () => Pick<PolicySet, 'issuers'>,
  options: SignedEventsOptions,
): SignalVerifier {
  const signed = createSignedEvents(options)
  return {
    securityEvent: (token) =>
      verified(
        signed,
        token,
        policy().issuers.flatMap((profile) => {
          const { securityEvents: trusted } = profile
          if (trusted === undefined) return []
          const { transmitter: issuer, jwksUri, audience, algorithms } = trusted
          // RFC 8417 section 2.3: an explicit type, so that no other token can pass for an event.
          return [{ issuer, jwksUri, audience, algorithms, typ: ['secevent+jwt'], profile }]
        }),
      ),
    logout: (token) =>
      verified(
        signed,
        token,
        policy().issuers.flatMap((profile) => {
          if (profile.backChannelLogout === undefined) return []
          const { issuer, jwksUri, algorithms } = profile
          // Section 2.4 recommends `logout+jwt`; not all send it, and the `events` claim tells the rest apart.
          const typ = ['logout+jwt', 'JWT']
          return [{ issuer, jwksUri, algorithms, typ, audience: profile.backChannelLogout.audience, profile }]
        }),
      ),
  }
}

async function verified(
  signed: SignedEvents,
  token: string,
  trusts: Parameters<typeof signed.verify<SignalTrust>>[1],
): Promise<VerifiedSignal> {
  try {
    const { claims, trust } = await signed.verify(token, trusts)
    return { claims, signer: trust.issuer, profile: trust.profile }
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error
    if (error.fault === 'keys_unavailable') throw new SignalDeferred()
    throw new SignalRefused(errorOf(error.fault), `The token was not accepted: ${error.fault.replaceAll('_', ' ')}.`)
  }
}

interface SignalTrust {
  readonly issuer: string
  readonly jwksUri: string
  readonly audience: readonly string[]
  readonly algorithms: readonly string[]
  readonly typ: readonly string[]
  readonly profile: IssuerProfile
}

/** RFC 8935 section 2.4 has few words for it. */
function errorOf(fault: TokenFault): SignalError {
  switch (fault) {
    case 'issuer':
      return 'invalid_issuer'
    case 'audience':
      return 'invalid_audience'
    case 'key_unknown':
    case 'algorithm':
      return 'invalid_key'
    case 'signature':
      return 'authentication_failed'
    default:
      return 'invalid_request'
  }
}
