import { randomUUID } from 'node:crypto'
import { compactVerify, SignJWT } from 'jose'
import type { Clock } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import type { Claims, CompactToken } from './compact-token.ts'
import { TokenRefused } from './token-refused.ts'
import type { Verified } from './verify-token.ts'

/** RFC 8725 3.11: nothing else has this type, and this is nothing else. */
const TYP = 'statehouse-handed+jwt'
/** Nobody but the gateways of one log makes or reads them, so that no key has to be published. */
const ALGORITHM = 'HS256'
const LIFE_SECONDS = 300
/** A person's app, and the one that it works through. */
const ACTORS_MAX = 2

/** An application by which a person works, and the registered app as which it asks. */
export interface HandedTo {
  readonly client: string
  /** When the visit ends at the latest, milliseconds since the epoch. */
  readonly until: number
}

/**
 * Tokens that an approved application is handed for whoever visits it, so that it asks models as an app that acts for that
 * person (RFC 8693 4.1). Good for five minutes at the gateways of this log. They say who the person is and carry no role: an
 * application that an auditor opens may not do what an auditor may.
 */
export interface HandedTokens {
  readonly issuer: string
  /** Null: nobody further may act for this visitor. */
  mint(visitor: Principal, to: HandedTo): Promise<string | null>
  isOwn(read: CompactToken): boolean
  /** Throws {@link TokenRefused}. */
  verify(token: string, read: CompactToken): Promise<Verified>
}

/** @param key 32 bytes, the same at every gateway of a log. @param issuer The gateway's own address. */
export function createHandedTokens(key: Uint8Array, issuer: string, clock: Clock): HandedTokens {
  const seconds = (): number => Math.floor(clock.now() / 1_000)

  return {
    issuer,
    async mint(visitor, { client, until }) {
      if (visitor.actors.length >= ACTORS_MAX) return null
      const now = seconds()
      return new SignJWT({ client_id: client, act: { iss: visitor.issuer, sub: client }, person: personOf(visitor) })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYP })
        .setIssuer(issuer)
        .setAudience(issuer)
        .setSubject(visitor.subject)
        .setJti(randomUUID())
        .setIssuedAt(now)
        .setExpirationTime(Math.min(now + LIFE_SECONDS, Math.floor(until / 1_000)))
        .sign(key)
    },
    isOwn: ({ typ, claims }) => typ === TYP && claims['iss'] === issuer,
    async verify(token, { algorithm, claims }) {
      if (algorithm !== ALGORITHM) throw new TokenRefused('algorithm')
      await compactVerify(token, key, { algorithms: [ALGORITHM] }).catch(() => {
        throw new TokenRefused('signature')
      })
      if (claims['aud'] !== issuer) throw new TokenRefused('audience')
      const expiresAt = Number(claims['exp'])
      if (!(expiresAt > seconds())) throw new TokenRefused('expired')
      return { principal: principalOf(claims, expiresAt), binding: null, untilMs: expiresAt * 1_000 }
    },
  }
}

type Person = Omit<Principal, 'key' | 'client' | 'roles' | 'tokenId' | 'expiresAt'>

function personOf({
  key: _key,
  client: _client,
  roles: _roles,
  tokenId: _id,
  expiresAt: _end,
  ...person
}: Principal): Person {
  return person
}

/** As it was signed by us; when the person's own credential was issued still counts for what is revoked. */
function principalOf(claims: Claims, expiresAt: number): Principal {
  const person = claims['person'] as Person
  const client = claims['client_id'] as string
  return {
    ...person,
    key: `${person.issuer}|${person.subject}`,
    client,
    roles: [],
    tokenId: claims['jti'] as string,
    expiresAt,
    actors: [{ issuer: person.issuer, subject: client }, ...person.actors],
  }
}
