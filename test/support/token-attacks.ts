import { createHmac, createPublicKey } from 'node:crypto'
import type { FakeIssuer, IssuerKey } from './fake-issuer.ts'
import { claimsOfKind, type IssuerKindName, KIND_SAMPLES } from './issuer-kinds.ts'

/** An issuer of a kind, and what its tokens are signed with. */
export interface Attacked {
  readonly kind: IssuerKindName
  readonly issuer: FakeIssuer
  readonly nowMs: number
  /** A key that isn't the issuer's. */
  readonly stranger: IssuerKey
}

interface Attack {
  readonly name: string
  /** Why the token isn't taken; by kind where kinds differ. */
  readonly fault: string | ((kind: IssuerKindName) => string)
  readonly token: (attacked: Attacked) => Promise<string>
  /** The kinds that the attack has no meaning for. */
  readonly except?: readonly IssuerKindName[]
}

const encode = (value: string): string => Buffer.from(value).toString('base64url')

function headerOf({ kind, issuer }: Attacked, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { alg: 'ES256', kid: issuer.key.kid, typ: KIND_SAMPLES[kind].typ, ...changes }
}

/** A good token of the kind. */
export function goodToken(attacked: Attacked, changes: Record<string, unknown> = {}): Promise<string> {
  return signed(attacked, changes)
}

function signed(
  attacked: Attacked,
  changes: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  key = attacked.issuer.key,
): Promise<string> {
  const { kind, issuer, nowMs } = attacked
  return issuer.sign(
    claimsOfKind(kind, issuer.issuer, nowMs, changes),
    { typ: KIND_SAMPLES[kind].typ, kid: issuer.key.kid, ...header },
    key,
  )
}

/** Signs exact texts with the issuer's own key: for what no library would write. */
async function signedText(attacked: Attacked, header: string, payload: string): Promise<string> {
  const input = `${encode(header)}.${encode(payload)}`
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
  const signature = await crypto.subtle.sign(algorithm, attacked.issuer.key.privateKey, Buffer.from(input))
  return `${input}.${Buffer.from(signature).toString('base64url')}`
}

const headerText = (attacked: Attacked, changes: Record<string, unknown> = {}): string =>
  JSON.stringify(headerOf(attacked, changes))
const payloadText = ({ kind, issuer, nowMs }: Attacked): string =>
  JSON.stringify(claimsOfKind(kind, issuer.issuer, nowMs))
const subjectOf = ({ kind }: Attacked): string => KIND_SAMPLES[kind].subjectClaim
const withClaims = (changes: Record<string, unknown>) => (attacked: Attacked) => signed(attacked, changes)
const withHeader = (changes: Record<string, unknown>) => (attacked: Attacked) => signed(attacked, {}, changes)
/** The e-mail address isn't read there at all. */
const NO_EMAIL: readonly IssuerKindName[] = ['login-gov']

/** The attack table: nothing in it gets through, whatever the kind of issuer (MS-34, MS-35). */
export const TOKEN_ATTACKS: readonly Attack[] = [
  {
    name: 'no algorithm',
    fault: 'algorithm',
    token: async (it) => `${encode(headerText(it, { alg: 'none' }))}.${encode(payloadText(it))}.${encode('xx')}`,
  },
  {
    name: 'the public key as a shared secret',
    fault: 'algorithm',
    token: async (it) => {
      const key = createPublicKey({ key: it.issuer.key.publicJwk as never, format: 'jwk' })
      const input = `${encode(headerText(it, { alg: 'HS256' }))}.${encode(payloadText(it))}`
      const secret = key.export({ type: 'spki', format: 'pem' })
      return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
    },
  },
  { name: 'a stranger’s key', fault: 'signature', token: (it) => signed(it, {}, {}, it.stranger) },
  { name: 'a key id that is a path', fault: 'kid', token: withHeader({ kid: '../../dev/null' + '\0' }) },
  { name: 'a key by address (jku)', fault: 'header_forbidden', token: withHeader({ jku: 'https://evil.example/k' }) },
  {
    name: 'a certificate by address (x5u)',
    fault: 'header_forbidden',
    token: withHeader({ x5u: 'https://evil.example' }),
  },
  { name: 'a certificate (x5c)', fault: 'header_forbidden', token: withHeader({ x5c: ['MIIB'] }) },
  {
    name: 'a key of its own (jwk)',
    fault: 'header_forbidden',
    token: (it) => signed(it, {}, { jwk: it.stranger.publicJwk }, it.stranger),
  },
  {
    name: 'an extension that must be understood (crit)',
    fault: 'header_forbidden',
    token: (it) => signedText(it, headerText(it, { crit: ['exp'], exp: 1 }), payloadText(it)),
  },
  {
    name: 'the subject twice',
    fault: 'duplicate_claim',
    token: (it) => signedText(it, headerText(it), payloadText(it).replace('{', `{"${subjectOf(it)}":"u-0",`)),
  },
  {
    name: 'the audience twice',
    fault: 'duplicate_claim',
    token: (it) => signedText(it, headerText(it), payloadText(it).replace('{', '{"a\\u0075d":"other",')),
  },
  {
    name: 'the algorithm twice',
    fault: 'duplicate_claim',
    token: (it) => signedText(it, headerText(it).replace('{', '{"alg":"none",'), payloadText(it)),
  },
  {
    name: 'a claim named __proto__',
    fault: 'not_json',
    token: (it) => signedText(it, headerText(it), payloadText(it).replace('{', '{"__proto__":{"roles":["Gov.CTO"]},')),
  },
  { name: 'an empty subject', fault: 'claim_missing', token: (it) => signed(it, { [subjectOf(it)]: '' }) },
  { name: 'a numeric subject', fault: 'claim_missing', token: (it) => signed(it, { [subjectOf(it)]: 1182 }) },
  { name: 'a trailing line break', fault: 'not_compact', token: async (it) => `${await signed(it)}\n` },
  { name: 'a token of 1 MiB', fault: 'too_long', token: withClaims({ pad: 'x'.repeat(1024 * 1024) }) },
  { name: 'a token of 15 kB', fault: 'too_long', token: withClaims({ pad: 'x'.repeat(10_700) }) },
  {
    name: 'an ID token',
    fault: (kind) => KIND_SAMPLES[kind].idToken.fault,
    token: (it) => {
      const { claims, typ } = KIND_SAMPLES[it.kind].idToken
      return signed(it, claims, typ === undefined ? {} : { typ })
    },
  },
  {
    name: 'an account that anybody can have',
    fault: (kind) => KIND_SAMPLES[kind].consumer.fault,
    token: (it) => signed(it, KIND_SAMPLES[it.kind].consumer.claims),
  },
  {
    name: 'a guest',
    fault: (kind) => KIND_SAMPLES[kind].guest.fault,
    token: (it) => signed(it, KIND_SAMPLES[it.kind].guest.claims),
  },
  {
    name: 'groups left out for length',
    fault: 'groups_unresolved',
    token: withClaims({ _claim_names: { groups: 's' } }),
  },
  { name: 'groups left out, in short', fault: 'groups_unresolved', token: withClaims({ hasgroups: 'true' }) },
  {
    name: 'a look-alike domain',
    fault: 'email_domain',
    token: withClaims({ email: 'x@its.ms.gov.evil.com' }),
    except: NO_EMAIL,
  },
  { name: 'a sub-domain', fault: 'email_domain', token: withClaims({ email: 'x@sub.its.ms.gov' }), except: NO_EMAIL },
  { name: 'a Cyrillic domain', fault: 'email_domain', token: withClaims({ email: 'x@itѕ.ms.gov' }), except: NO_EMAIL },
  {
    name: 'a quoted local part',
    fault: 'email_domain',
    token: withClaims({ email: '"a@its.ms.gov"@evil.com' }),
    except: NO_EMAIL,
  },
  { name: 'another audience', fault: 'audience', token: withClaims({ aud: 'urn:another:api' }) },
  { name: 'another issuer', fault: 'issuer', token: (it) => signed(it, { iss: `${it.issuer.issuer}/` }) },
  {
    name: 'expired',
    fault: 'expired',
    token: (it) => signed(it, { iat: Math.floor(it.nowMs / 1000) - 600, exp: Math.floor(it.nowMs / 1000) - 60 }),
  },
  {
    name: 'a life of a day',
    fault: 'life_too_long',
    token: (it) => signed(it, { exp: Math.floor(it.nowMs / 1000) + 86_000 }),
  },
  {
    name: 'a third actor',
    fault: 'actor_depth',
    token: withClaims({ act: { sub: 'a', act: { sub: 'b', act: { sub: 'c' } } } }),
  },
  {
    name: 'an actor of an unknown issuer',
    fault: 'actor',
    token: withClaims({ act: { sub: 'a', iss: 'https://evil.example' } }),
  },
  { name: 'a binding that nobody understands', fault: 'confirmation', token: withClaims({ cnf: { kid: 'x' } }) },
  {
    name: 'bound to a key, sent without proof',
    fault: 'proof_missing',
    token: withClaims({ cnf: { jkt: 'A'.repeat(43) } }),
  },
  {
    name: 'bound to a certificate, sent without it',
    fault: 'certificate_missing',
    token: withClaims({ cnf: { 'x5t#S256': 'A'.repeat(43) } }),
  },
]

/** The faults that only the check of the sender finds. */
export const SENDER_FAULTS = new Set(['proof_missing', 'certificate_missing'])

/** Attack and kind, each with the fault that it must come to. */
export const attacksOn = (kinds: readonly IssuerKindName[]) =>
  kinds.flatMap((kind) =>
    TOKEN_ATTACKS.filter((attack) => !attack.except?.includes(kind)).map(({ name, fault, token }) => ({
      kind,
      name,
      fault: typeof fault === 'string' ? fault : fault(kind),
      token,
    })),
  )
