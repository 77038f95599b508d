import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refuseToken } from '#src/identity/refuse-token.ts'
import type { TokenFault } from '#src/identity/token-refused.ts'
import { metaOf, recordsOf } from '#test/support/exchange-records.ts'
import { claimsOfKind, ISSUER_KIND_NAMES } from '#test/support/issuer-kinds.ts'
import { type KindGateway, startKindGateway } from '#test/support/kind-gateway.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { attacksOn, goodToken } from '#test/support/token-attacks.ts'

const PROMPT = JSON.stringify({ model: 'general-drafting', messages: [{ role: 'user', content: 'Hi' }] })
const ANSWER = { id: 'x', object: 'chat.completion', created: 1, model: 'm', choices: [] }

let upstream: RawUpstream
let gateway: KindGateway
beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, ANSWER))
  gateway = await startKindGateway({ upstream: upstream.origin }, ISSUER_KIND_NAMES, {
    claims: { training: 'training' },
  })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

const call = (headers: Record<string, string>, path = '/v1/chat/completions') =>
  fetch(`${gateway.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: PROMPT,
  })

/** Headers as Node's client sends them: what `fetch` would refuse, or join. */
function send(headers: readonly string[]): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${gateway.url}/v1/chat/completions`, { method: 'POST' }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    for (let at = 0; at < headers.length; at += 2) {
      const name = headers[at]!
      const values = headers.filter((_, index) => index % 2 === 1 && headers[index - 1] === name)
      sent.setHeader(name, values.length > 1 ? values : values[0]!)
    }
    sent.on('error', reject).end(PROMPT)
  })
}

/** All headers together may have so many characters; whatever is longer is refused before anybody reads it. */
const HEADERS_MAX = 16_384

describe.each(ISSUER_KIND_NAMES)('through the gateway, from an issuer of kind %s', (kind) => {
  test('its people get in', async () => {
    const token = await goodToken(gateway.attacked(kind))
    const me = await fetch(`${gateway.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
    expect([me.status, await me.json()]).toMatchObject([200, { subject: 'u-1182' }])
  })

  test('nothing of the attack table does, and the upstream hears of none (MS-34, MS-35)', async () => {
    const attacks = attacksOn([kind])
    const before = upstream.requests.length
    for (const { name, token, fault } of attacks) {
      const text = await token(gateway.attacked(kind))
      // A line break can't be sent in a header at all.
      if (text.includes('\n')) continue
      const answer = await call({ authorization: `Bearer ${text}` })
      if (text.length > HEADERS_MAX) {
        expect([name, answer.status]).toEqual([name, 400])
        continue
      }
      const expected = refuseToken(fault as TokenFault)
      const { error } = (await answer.json()) as { error: { code: string } }
      expect([name, error.code, answer.headers.get('ai-decision')]).toEqual([
        name,
        expected.code,
        expect.stringMatching(new RegExp(`^refuse;rule=${expected.rule};`)),
      ])
      expect([name, answer.status]).toEqual([name, expected.code === 'credential_not_state_issued' ? 403 : 401])
    }
    expect(attacks.length).toBeGreaterThan(25)
    expect(upstream.requests.length).toBe(before)
  })
})

test('a token of 1 MiB is one refusal with one record, in however many pieces it comes', async () => {
  const before = await gateway.app.store.size()
  const answer = await call({ authorization: `Bearer ${'x'.repeat(1024 * 1024)}` })
  expect(answer.status).toBe(400)
  expect(await gateway.app.store.size()).toBe(before + 1)
})

test('two Authorization headers are refused, the better one first or last', async () => {
  const before = upstream.requests.length
  const token = await goodToken(gateway.attacked('rfc9068'))
  for (const pair of [
    [`Bearer ${token}`, 'Bearer x'],
    ['Bearer x', `Bearer ${token}`],
  ]) {
    const { status, text } = await send(['authorization', pair[0]!, 'authorization', pair[1]!])
    expect([status, JSON.parse(text)]).toMatchObject([400, { error: { code: 'duplicate_key' } }])
  }
  expect(upstream.requests.length).toBe(before)
})

describe('who is asking', () => {
  const issuer = () => gateway.issuerOf('rfc9068').issuer
  const training = { 'ai-foundations': '2026-10-01', 'data-classification': '2026-10-01' }

  async function delegated(changes: Record<string, unknown> = {}): Promise<string> {
    const token = await gateway
      .issuerOf('rfc9068')
      .sign(claimsOfKind('rfc9068', issuer(), Date.now(), { training, ...changes }))
    await gateway.acknowledge(token)
    return token
  }

  test('both people are in the record where one acts for the other (MO-20)', async () => {
    const token = await delegated({ act: { sub: 'assistant-7', act: { sub: 'notes-app' } } })
    const answer = await call({ authorization: `Bearer ${token}` })
    expect(answer.status).toBe(200)
    const entries = await recordsOf(gateway, answer.headers.get('ai-record'))
    expect(metaOf(entries[0])['principal']).toMatchObject({
      subject: 'u-1182',
      actors: [
        { issuer: issuer(), subject: 'assistant-7' },
        { issuer: issuer(), subject: 'notes-app' },
      ],
    })
  })

  test('is what the token says, whatever headers and fields name somebody else (MO-20)', async () => {
    const token = await delegated()
    const spoofed = Object.fromEntries(
      [
        'x-user',
        'x-user-id',
        'x-forwarded-user',
        'x-remote-user',
        'remote-user',
        'x-auth-request-email',
        'x-ms-client-principal-name',
        'x-end-user',
        'end-user',
        'from',
      ].map((name) => [name, 'governor@its.ms.gov']),
    )
    const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...spoofed },
      body: JSON.stringify({ ...JSON.parse(PROMPT), user: 'governor' }),
    })
    expect(answer.status).toBe(200)
    const [prompt] = await recordsOf(gateway, answer.headers.get('ai-record'))
    expect(metaOf(prompt)['principal']).toMatchObject({ subject: 'u-1182', issuer: issuer() })
    expect(metaOf(prompt)['principal']).not.toHaveProperty('actors')
    expect(JSON.stringify(metaOf(prompt)['principal'])).not.toContain('governor')
    expect(upstream.requests.at(-1)!.body.toString()).not.toContain('governor')
    expect(JSON.stringify(upstream.requests.at(-1)!.headers)).not.toContain('governor')
  })
})

describe('how to get a token (RFC 9728)', () => {
  test('the metadata names every issuer, and how tokens may be bound', async () => {
    const answer = await fetch(`${gateway.url}/.well-known/oauth-protected-resource`)
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    const metadata = (await answer.json()) as Record<string, unknown>
    expect(metadata).toMatchObject({
      bearer_methods_supported: ['header'],
      dpop_signing_alg_values_supported: expect.arrayContaining(['ES256']),
      dpop_bound_access_tokens_required: false,
      tls_client_certificate_bound_access_tokens: false,
    })
    expect(metadata['authorization_servers']).toEqual(
      expect.arrayContaining(ISSUER_KIND_NAMES.map((kind) => gateway.issuerOf(kind).issuer)),
    )
    expect(metadata['scopes_supported']).toContain('ai')
  })

  test.each(['/v1/chat/completions', '/api/v1/me'])('every 401 of %s says where it is', async (path) => {
    const answer = await fetch(`${gateway.url}${path}`, { method: path === '/api/v1/me' ? 'GET' : 'POST' })
    expect(answer.status).toBe(401)
    const metadata = /^Bearer resource_metadata="([^"]+)", /.exec(answer.headers.get('www-authenticate') ?? '')?.[1]
    expect(new URL(metadata!).pathname).toBe('/.well-known/oauth-protected-resource')
    expect(answer.headers.get('www-authenticate')).toContain('DPoP algs="')
  })
})

test('the relaxations of every issuer are in the log from the start', () => {
  const lines = gateway.logLines.join('\n')
  expect(lines).toContain('"event":"issuer.relaxation","issuer":"its-entra","relaxation":"accepts typ JWT')
})
