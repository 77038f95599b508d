import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAuthority } from '#test/support/certificates.ts'
import { makeProofKey, type ProofKey } from '#test/support/dpop.ts'
import { claimsOfKind } from '#test/support/issuer-kinds.ts'
import { type KindGateway, startKindGateway } from '#test/support/kind-gateway.ts'
import { AUDIENCE } from '#test/support/trust.ts'

const PUBLIC_URL = 'https://gateway.test'
const ME = `${PUBLIC_URL}/api/v1/me`
const UNUSED = 'http://127.0.0.1:19'

/** A token of the gateway's issuer, bound as stated. */
const boundToken = (gateway: KindGateway, cnf?: Record<string, string>): Promise<string> => {
  const { issuer, sign } = gateway.issuerOf('rfc9068')
  return sign(claimsOfKind('rfc9068', issuer, Date.now(), { jti: crypto.randomUUID(), cnf }))
}

describe('DPoP through the gateway (RFC 9449)', () => {
  let gateway: KindGateway
  let aheadMs = 0
  let key: ProofKey
  beforeAll(async () => {
    key = await makeProofKey()
    gateway = await startKindGateway(
      {
        upstream: UNUSED,
        env: { STATEHOUSE_PUBLIC_URL: PUBLIC_URL },
        app: { clock: { now: () => Date.now() + aheadMs } },
      },
      ['rfc9068'],
    )
  })
  afterAll(() => gateway.close())

  const get = (headers: Record<string, string>, path = '/api/v1/me') =>
    fetch(`${gateway.url}${path}`, { headers, redirect: 'manual' })
  /** The public name, answered by the gateway of this test. */
  const onLoopback = (url: string, init: RequestInit): Promise<Response> =>
    fetch(url.replace(PUBLIC_URL, gateway.url), init)

  test('another implementation’s client gets in, by way of our nonce', async () => {
    const { privateKey, publicKey } = await oauth.generateKeyPair('ES256', { extractable: true })
    const DPoP = oauth.DPoP({}, { privateKey, publicKey })
    const token = await boundToken(gateway, { jkt: await DPoP.calculateThumbprint() })
    const ask = () =>
      oauth.protectedResourceRequest(token, 'GET', new URL(ME), undefined, null, {
        DPoP,
        [oauth.customFetch]: onLoopback as never,
      })
    const challenges = await ask().then(
      () => null,
      (error: unknown) => error,
    )
    if (!(challenges instanceof oauth.WWWAuthenticateChallengeError)) throw new Error('no challenge')
    expect(challenges.cause[0]).toMatchObject({ scheme: 'dpop', parameters: { error: 'use_dpop_nonce' } })
    const answer = await ask()
    expect([answer.status, await answer.json()]).toMatchObject([200, { subject: 'u-1182' }])
  })

  test('a proof by our own hand passes another implementation’s check, and ours', async () => {
    const token = await boundToken(gateway, { jkt: key.jkt })
    const { headers } = await get({
      authorization: `DPoP ${token}`,
      dpop: await key.proof({ token, method: 'GET', url: ME, nowMs: Date.now() }),
    })
    const claims = { nonce: headers.get('dpop-nonce') }
    const proof = await key.proof({ token, method: 'GET', url: ME, nowMs: Date.now(), claims })
    const asked = new Request(ME, { headers: { authorization: `DPoP ${token}`, dpop: proof } })
    const { issuer, jwksUri } = gateway.issuerOf('rfc9068')
    const server = { issuer, jwks_uri: jwksUri }
    const options = { [oauth.allowInsecureRequests]: true }
    expect(await oauth.validateJwtAccessToken(server, asked, AUDIENCE, options)).toMatchObject({ sub: 'u-1182' })
    const call = { authorization: `DPoP ${token}`, dpop: proof }
    expect((await get(call)).status).toBe(200)
    // The token is known now; the proof is asked for all the same, and is good once.
    const again = await get(call)
    expect(again.status).toBe(401)
    expect(again.headers.get('www-authenticate')).toMatch(/^DPoP .*error="invalid_dpop_proof"/)
  })

  test('as a bearer token it isn’t taken, known or not, and the challenge says what to do (MS-06)', async () => {
    const token = await boundToken(gateway, { jkt: key.jkt })
    for (const headers of [{ authorization: `Bearer ${token}` }, { 'api-key': token }, { authorization: token }]) {
      const answer = await get(headers as Record<string, string>)
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toMatch(/^DPoP resource_metadata="[^"]+", error="invalid_token"/)
      expect(await answer.json()).toMatchObject({ code: 'credential_invalid' })
    }
  })

  test('a bearer token under the scheme DPoP isn’t taken', async () => {
    expect((await get({ authorization: `DPoP ${await boundToken(gateway)}` })).status).toBe(401)
  })

  test('some time after the start no nonce is needed', async () => {
    aheadMs = 10 * 60_000
    const { issuer, sign } = gateway.issuerOf('rfc9068')
    const nowMs = Date.now() + aheadMs
    const token = await sign(claimsOfKind('rfc9068', issuer, nowMs, { cnf: { jkt: key.jkt } }))
    const dpop = await key.proof({ token, method: 'GET', url: ME, nowMs })
    expect((await get({ authorization: `DPoP ${token}`, dpop })).status).toBe(200)
    const elsewhere = await key.proof({ token, method: 'GET', url: `${gateway.url}/api/v1/me`, nowMs })
    expect((await get({ authorization: `DPoP ${token}`, dpop: elsewhere })).status).toBe(401)
    aheadMs = 0
  })
})

describe('client certificates', () => {
  const authority = createAuthority('clients of the State')
  const [known, unknown] = [authority.issue(), createAuthority('somebody').issue()]
  const certificateOf = (pem: string): X509Certificate => new X509Certificate(pem)
  const printOf = (pem: string): string => createHash('sha256').update(certificateOf(pem).raw).digest('base64url')

  describe('where TLS ends here (RFC 8705)', () => {
    let folder: string
    let gateway: KindGateway
    const server = createAuthority('the gateway')
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'tls-'))
      const { cert, key } = server.issue()
      const file = (name: string, text: string): string => {
        writeFileSync(join(folder, name), text)
        return join(folder, name)
      }
      gateway = await startKindGateway(
        {
          upstream: UNUSED,
          env: {
            STATEHOUSE_TLS_CERT: file('cert.pem', cert),
            STATEHOUSE_TLS_KEY: file('key.pem', key),
            STATEHOUSE_TLS_CLIENT_CA: file('clients.pem', authority.cert),
          },
        },
        ['rfc9068'],
      )
    })
    afterAll(async () => {
      await gateway.close()
      rmSync(folder, { recursive: true })
    })

    function statusWith(token: string, client: object, headers: Record<string, string> = {}): Promise<number> {
      return new Promise((resolve, reject) => {
        request(
          `${gateway.url}/api/v1/me`,
          { ca: server.cert, agent: false, ...client, headers: { authorization: `Bearer ${token}`, ...headers } },
          (response) => resolve(response.resume().statusCode ?? 0),
        )
          .on('error', reject)
          .end()
      })
    }

    test('the token’s own certificate opens, and nothing else does', async () => {
      const token = await boundToken(gateway, { 'x5t#S256': printOf(known.cert) })
      expect(await statusWith(token, known)).toBe(200)
      expect(await statusWith(token, {})).toBe(401)
      expect(await statusWith(token, authority.issue())).toBe(401)
      const header = `:${certificateOf(known.cert).raw.toString('base64')}:`
      expect(await statusWith(token, {}, { 'client-cert': header })).toBe(401)
    })

    test('a certificate of another authority proves nothing', async () => {
      const token = await boundToken(gateway, { 'x5t#S256': printOf(unknown.cert) })
      expect(await statusWith(token, unknown)).toBe(401)
    })

    test('who has no certificate is served, with a token that needs none', async () => {
      expect(await statusWith(await boundToken(gateway), {})).toBe(200)
    })
  })

  describe.each([
    ['a listed proxy', { STATEHOUSE_TRUSTED_PROXIES: '127.0.0.1' }, 200],
    ['anybody else', { STATEHOUSE_TRUSTED_PROXIES: '10.1.2.0/24' }, 401],
    ['anybody, where no proxy is listed', {}, 401],
  ] as const)('in Client-Cert from %s (RFC 9440)', (_name, env, status) => {
    let gateway: KindGateway
    beforeAll(async () => {
      gateway = await startKindGateway({ upstream: UNUSED, env }, ['rfc9068'])
    })
    afterAll(() => gateway.close())

    test(`the bound token is answered with ${status}`, async () => {
      const token = await boundToken(gateway, { 'x5t#S256': printOf(known.cert) })
      const header = `:${certificateOf(known.cert).raw.toString('base64')}:`
      const ask = async (value: string) =>
        (
          await fetch(`${gateway.url}/api/v1/me`, {
            headers: { authorization: `Bearer ${token}`, 'client-cert': value },
          })
        ).status
      expect(await ask(header)).toBe(status)
      for (const wrong of ['', ':AAAA:', header.slice(1), `${header}, ${header}`]) expect(await ask(wrong)).toBe(401)
    })
  })
})
