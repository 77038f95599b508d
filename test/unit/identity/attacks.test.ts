import { createHmac, createPublicKey } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAuthenticator } from '#src/identity/authenticator.ts'
import type { TokenFault } from '#src/identity/token-refused.ts'
import type { TrustedIssuer } from '#src/identity/trust.ts'
import { type FakeIssuer, type IssuerKey, makeKey, startFakeIssuer } from '#test/support/fake-issuer.ts'
import { AUDIENCE, employeeClaims, NOW, trustedIssuer, trustIn } from '#test/support/trust.ts'

const MSA_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad'
const seconds = NOW / 1000

let fake: FakeIssuer
let rsa: FakeIssuer
let stranger: IssuerKey

beforeAll(async () => {
  fake = await startFakeIssuer('ES256')
  rsa = await startFakeIssuer('RS256')
  stranger = await makeKey('ES256', fake.key.kid)
})
afterAll(async () => {
  await fake.close()
  await rsa.close()
})

const claims = (changes: Record<string, unknown> = {}) => employeeClaims(fake.issuer, changes)
const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** Signs exact segment texts with the issuer's real key: for what no library would write. */
async function signRaw(header: string, payload: string): Promise<string> {
  const input = `${encode(header)}.${encode(payload)}`
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    fake.key.privateKey,
    Buffer.from(input),
  )
  return `${input}.${Buffer.from(signature).toString('base64url')}`
}
const header = (changes: Record<string, unknown> = {}) =>
  JSON.stringify({ alg: 'ES256', kid: fake.key.kid, typ: 'at+jwt', ...changes })
const payload = (changes: Record<string, unknown> = {}) => JSON.stringify(claims(changes))

async function faultOf(token: string, profile: Partial<TrustedIssuer> = {}): Promise<TokenFault | 'accepted'> {
  const trust = trustIn(trustedIssuer(fake.issuer, profile))
  const result = await createAuthenticator({ policy: () => trust, clock: { now: () => NOW } }).authenticate(token)
  return result.kind === 'ok' ? 'accepted' : result.fault
}

type Attack = readonly [name: string, fault: TokenFault, token: () => Promise<string>, profile?: Partial<TrustedIssuer>]

const attacks: readonly Attack[] = [
  ['no algorithm', 'algorithm', async () => `${encode(header({ alg: 'none' }))}.${encode(payload())}.${encode('xx')}`],
  [
    'no algorithm, oddly spelt',
    'algorithm',
    async () => `${encode(header({ alg: 'nOnE' }))}.${encode(payload())}.${encode('xx')}`,
  ],
  ['no signature', 'not_compact', async () => `${encode(header())}.${encode(payload())}.`],
  [
    'a changed payload',
    'signature',
    async () => (await fake.sign(claims())).replace(/\.[^.]+\./, `.${encode(payload({ sub: 'somebody-else' }))}.`),
  ],
  ['a stranger’s key under the issuer’s key id', 'signature', () => fake.sign(claims(), {}, stranger)],
  ['an unknown key id', 'key_unknown', () => fake.sign(claims(), { kid: 'nobody' })],
  ['a key id that is a path', 'kid', () => fake.sign(claims(), { kid: '../../../../dev/null\u0000' })],
  ['a key id that is a query', 'kid', () => fake.sign(claims(), { kid: "' or 1=1 --" })],
  ['a key id of 10 kB', 'kid', () => fake.sign(claims(), { kid: 'k'.repeat(10_000) })],
  ['a key id that is a number', 'kid', () => signRaw(header({ kid: 7 }), payload())],
  ['a key by address (jku)', 'header_forbidden', () => fake.sign(claims(), { jku: 'https://evil.example/jwks' })],
  [
    'a key by address (x5u), validly signed',
    'header_forbidden',
    () => fake.sign(claims(), { x5u: 'https://evil.example/cert' }),
  ],
  ['a certificate (x5c)', 'header_forbidden', () => fake.sign(claims(), { x5c: ['MIIB'] })],
  ['a key of its own (jwk)', 'header_forbidden', () => fake.sign(claims(), { jwk: stranger.publicJwk }, stranger)],
  [
    'an extension that must be understood (crit)',
    'header_forbidden',
    () => signRaw(header({ crit: ['exp'], exp: 1 }), payload()),
  ],
  ['an unencoded payload (b64)', 'header_forbidden', () => signRaw(header({ b64: false }), payload())],
  ['the subject twice', 'duplicate_claim', () => signRaw(header(), payload().replace('"sub":', '"sub":"u-1","sub":'))],
  [
    'the subject twice, once escaped',
    'duplicate_claim',
    () => signRaw(header(), payload().replace('"sub":', '"s\\u0075b":"u-1","sub":')),
  ],
  [
    'the audience twice',
    'duplicate_claim',
    () => signRaw(header(), payload().replace('"aud":', `"aud":"other","aud":`)),
  ],
  [
    'the algorithm twice',
    'duplicate_claim',
    () => signRaw(header().replace('"alg":', '"alg":"none","alg":'), payload()),
  ],
  [
    'a claim named __proto__',
    'not_json',
    () => signRaw(header(), payload().replace('{', '{"__proto__":{"roles":["Audit"]},')),
  ],
  ['a payload that is no object', 'not_json', () => signRaw(header(), '["x"]')],
  ['a payload that is no JSON', 'not_json', () => signRaw(header(), 'sub=u-1')],
  ['an empty subject', 'claim_missing', () => fake.sign(claims({ sub: '' }))],
  ['a subject of blanks', 'claim_missing', () => fake.sign(claims({ sub: '   ' }))],
  ['a numeric subject', 'claim_missing', () => fake.sign(claims({ sub: 1182 }))],
  ['a subject with a line break', 'claim_missing', () => fake.sign(claims({ sub: 'u-1\nadmin' }))],
  ['no subject', 'claim_missing', () => fake.sign(claims({ sub: undefined }))],
  ['no client', 'claim_missing', () => fake.sign(claims({ client_id: undefined }))],
  ['no token id', 'claim_missing', () => fake.sign(claims({ jti: undefined }))],
  ['no end', 'claim_missing', () => fake.sign(claims({ exp: undefined }))],
  ['an end that is a string', 'claim_missing', () => fake.sign(claims({ exp: String(seconds + 60) }))],
  [
    'an end beyond all numbers',
    'claim_missing',
    () => signRaw(header(), payload().replace(/"exp":\d+/, '"exp":1e999')),
  ],
  ['no time of issue', 'claim_missing', () => fake.sign(claims({ iat: undefined }))],
  ['expired', 'expired', () => fake.sign(claims({ iat: seconds - 600, exp: seconds - 30 }))],
  ['not valid yet', 'not_yet_valid', () => fake.sign(claims({ nbf: seconds + 31 }))],
  ['issued in the future', 'not_yet_valid', () => fake.sign(claims({ iat: seconds + 31 }))],
  ['a life longer than allowed', 'life_too_long', () => fake.sign(claims({ iat: seconds - 60, exp: seconds + 3600 }))],
  ['another audience', 'audience', () => fake.sign(claims({ aud: 'urn:another:api' }))],
  ['no audience', 'audience', () => fake.sign(claims({ aud: undefined }))],
  ['our audience among others', 'audience', () => fake.sign(claims({ aud: [AUDIENCE, 'urn:another:api'] }))],
  ['an audience that is no string', 'audience', () => fake.sign(claims({ aud: [AUDIENCE, 7] }))],
  ['another issuer', 'issuer', () => fake.sign(claims({ iss: 'https://login.evil.example' }))],
  ['the issuer with a slash more', 'issuer', () => fake.sign(claims({ iss: `${fake.issuer}/` }))],
  ['an issuer list', 'issuer', () => signRaw(header(), payload().replace(/"iss":"[^"]+"/, `"iss":["${fake.issuer}"]`))],
  ['an ID token', 'typ', () => fake.sign(claims(), { typ: 'JWT' })],
  ['no type', 'typ', () => fake.sign(claims(), { typ: undefined })],
  [
    'an ID token where typ JWT is accepted',
    'claim_forbidden',
    () => fake.sign(claims({ scp: 'ai', nonce: 'n' }), { typ: 'JWT' }),
    { typ: ['JWT'], requireOneOf: ['scp'], refuseClaims: ['nonce'] },
  ],
  [
    'no scope where typ JWT is accepted',
    'claim_missing',
    () => fake.sign(claims(), { typ: 'JWT' }),
    { typ: ['JWT'], requireOneOf: ['scp'], refuseClaims: ['nonce'] },
  ],
  [
    'the consumer tenant',
    'tenant',
    () => fake.sign(claims({ tid: MSA_TENANT })),
    { tenant: { claim: 'tid', value: 'state' } },
  ],
  ['no tenant', 'tenant', () => fake.sign(claims()), { tenant: { claim: 'tid', value: 'state' } }],
  ['a guest', 'account_kind', () => fake.sign(claims({ acct: 1 })), { accountKind: { claim: 'acct', refuse: ['1'] } }],
  ['groups left out for length', 'groups_unresolved', () => fake.sign(claims({ _claim_names: { groups: 'src1' } }))],
  ['groups left out, implicit flow', 'groups_unresolved', () => fake.sign(claims({ hasgroups: true }))],
  ['a look-alike domain', 'email_domain', () => fake.sign(claims({ email: 'x@its.ms.gov.evil.com' }))],
  ['a sub-domain', 'email_domain', () => fake.sign(claims({ email: 'x@sub.its.ms.gov' }))],
  ['a Cyrillic look-alike', 'email_domain', () => fake.sign(claims({ email: 'x@itѕ.ms.gov' }))],
  ['a quoted local part', 'email_domain', () => fake.sign(claims({ email: '"a@its.ms.gov"@evil.com' }))],
  ['two at signs', 'email_domain', () => fake.sign(claims({ email: 'a@evil.com@its.ms.gov' }))],
  ['an e-mail list', 'email_domain', () => fake.sign(claims({ email: ['a@its.ms.gov'] }))],
  ['no e-mail', 'email_domain', () => fake.sign(claims({ email: undefined }))],
  ['a personal account', 'email_domain', () => fake.sign(claims({ email: 'ana@gmail.example' }))],
  ['an unknown kind of subject', 'subject_type', () => fake.sign(claims({ subject_type: 'superuser' }))],
  ['a kind of subject named like a method', 'subject_type', () => fake.sign(claims({ subject_type: 'constructor' }))],
  ['no kind of subject', 'subject_type', () => fake.sign(claims({ subject_type: undefined }))],
  ['no unit', 'unit', () => fake.sign(claims({ department: 'somewhere' }))],
  ['roles that aren’t names', 'role', () => fake.sign(claims({ roles: [{ name: 'Audit' }] }))],
  ['an issuer for auditors, another role', 'role', () => fake.sign(claims()), { limitedTo: { roles: ['auditor'] } }],
  [
    'an issuer whose end has come',
    'issuer_ended',
    () => fake.sign(claims({ roles: ['Audit'] })),
    { limitedTo: { roles: ['auditor'] }, limitedUntil: NOW },
  ],
  ['a trailing line break', 'not_compact', async () => `${await fake.sign(claims())}\n`],
  ['a leading blank', 'not_compact', async () => ` ${await fake.sign(claims())}`],
  ['padding', 'not_compact', async () => `${await fake.sign(claims())}=`],
  ['five parts', 'not_compact', async () => `${await fake.sign(claims())}.xx.xx`],
  ['another spelling of the same bytes', 'not_compact', respelt],
  ['1 MiB', 'too_long', () => fake.sign(claims({ pad: 'x'.repeat(1024 * 1024) }))],
  ['a vendor’s key', 'vendor_key', async () => 'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789'],
  ['nonsense', 'not_compact', async () => 'password'],
  ['nothing', 'not_compact', async () => ''],
]

/** The issuer's token with an unused low bit of the payload's last character set: other text, same bytes. */
async function respelt(): Promise<string> {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  for (const pad of ['', 'x', 'xx']) {
    const [head, body, signature] = (await fake.sign(claims({ pad }))).split('.') as [string, string, string]
    // A length that is a multiple of four has no unused bits.
    if (body.length % 4 === 0) continue
    const changed = body.slice(0, -1) + alphabet[alphabet.indexOf(body.at(-1)!) + 1]!
    expect(Buffer.from(changed, 'base64url')).toEqual(Buffer.from(body, 'base64url'))
    return `${head}.${changed}.${signature}`
  }
  throw new Error('no payload has unused bits')
}

describe('a token that must not get through', { tags: ['MS-34', 'MS-35', 'MS-36', 'MS-22'] }, () => {
  test.each(attacks.map(([name, fault, token, profile]) => ({ name, fault, token, profile })))(
    '$name: $fault',
    async ({ fault, token, profile }) => {
      expect(await faultOf(await token(), profile)).toBe(fault)
    },
  )

  test('an RSA public key used as an HMAC secret', async () => {
    const pem = createPublicKey({ key: rsa.key.publicJwk as never, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    })
    const input = `${encode({ alg: 'HS256', kid: rsa.key.kid, typ: 'at+jwt' })}.${encode(employeeClaims(rsa.issuer))}`
    const token = `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`
    const trust = trustIn(trustedIssuer(rsa.issuer))
    const result = await createAuthenticator({ policy: () => trust, clock: { now: () => NOW } }).authenticate(token)
    expect(result).toMatchObject({ kind: 'refused', fault: 'algorithm' })
  })

  test('a symmetric key in the published set', async () => {
    const secret = Buffer.alloc(32, 7)
    const open = await startFakeIssuer()
    open.keys = [{ kty: 'oct', kid: 'shared', k: secret.toString('base64url'), alg: 'HS256' }, open.key.publicJwk]
    const input = `${encode({ alg: 'HS256', kid: 'shared', typ: 'at+jwt' })}.${encode(employeeClaims(open.issuer))}`
    const token = `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
    const trust = trustIn(trustedIssuer(open.issuer, { algorithms: ['ES256', 'HS256'] }))
    const result = await createAuthenticator({ policy: () => trust, clock: { now: () => NOW } }).authenticate(token)
    expect(result).toMatchObject({ kind: 'refused', fault: 'key_unknown' })
    await open.close()
  })
})

describe('a token that must get through', () => {
  const accepted: readonly (readonly [name: string, token: () => Promise<string>, profile?: Partial<TrustedIssuer>])[] =
    [
      ['an employee’s', () => fake.sign(claims())],
      ['within the tolerance after its end', () => fake.sign(claims({ iat: seconds - 600, exp: seconds - 29 }))],
      ['issued within the tolerance ahead', () => fake.sign(claims({ iat: seconds + 29 }))],
      ['typed application/at+jwt', () => fake.sign(claims(), { typ: 'application/AT+JWT' })],
      ['an audience list of ours only', () => fake.sign(claims({ aud: [AUDIENCE] }))],
      [
        'our audience among others, where the profile shares it',
        () => fake.sign(claims({ aud: [AUDIENCE, 'x'] })),
        { audienceShared: true },
      ],
      ['a service without e-mail', () => fake.sign(claims({ subject_type: 'service', email: undefined }))],
      ['an address in capitals', () => fake.sign(claims({ email: 'Ana@ITS.MS.GOV' }))],
    ]

  test.each(accepted.map(([name, token, profile]) => ({ name, token, profile })))(
    '$name',
    async ({ token, profile }) => {
      expect(await faultOf(await token(), profile)).toBe('accepted')
    },
  )
})
