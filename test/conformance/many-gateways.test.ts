import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCheckpoint } from '#src/core/checkpoint.ts'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { chatAnswer, chatText } from '#test/support/answer-events.ts'
import { ask, chatQuestion, endOf, recordOf } from '#test/support/asking.ts'
import { expectAtMost } from '#test/support/at-most.ts'
import { makeProofKey } from '#test/support/dpop.ts'
import { claimsOfKind } from '#test/support/issuer-kinds.ts'
import { type KindGateway, startKindGateway } from '#test/support/kind-gateway.ts'
import { type PostgresServer, startPostgres } from '#test/support/postgres-server.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'

const PUBLIC_URL = 'https://gateway.test'
const ME = `${PUBLIC_URL}/api/v1/me`

let server: PostgresServer
let upstream: RawUpstream
let a: KindGateway
let b: KindGateway

beforeAll(async () => {
  server = await startPostgres()
  // Streams begin and go on only if somebody ends them; whole answers come at once.
  upstream = await startRawUpstream(async (request, reply) => {
    if (!request.body.includes('"stream":true')) return await reply.json(200, chatAnswer('Nine to five.'))
    await reply.beginEvents()
    await reply.chunk(chatText('First words. '))
  })
  const databaseUrl = await server.createDatabase()
  const recordKey = createKeyRing()
  const start = (instance: string, peer: KindGateway | null): Promise<KindGateway> =>
    startKindGateway(
      {
        upstream: upstream.origin,
        env: {
          STATEHOUSE_DATABASE_URL: databaseUrl,
          STATEHOUSE_INSTANCE: instance,
          STATEHOUSE_PUBLIC_URL: PUBLIC_URL,
        },
        app: { recordKey },
        changePolicy(policy) {
          policy.quotas = []
        },
      },
      ['rfc9068'],
      {},
      peer,
    )
  a = await start('gw-a', null)
  b = await start('gw-b', a)
})
afterAll(async () => {
  await b.close()
  await a.close()
  await upstream.close()
  await server.stop()
})

const post = (gateway: KindGateway, path: string, token: string, body: object) =>
  fetch(gateway.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

describe('two gateways over one PostgreSQL', () => {
  test('what one recorded, the other finds, shows and proves', async () => {
    const token = await a.token('employee')
    await a.acknowledge(token)
    const question = chatQuestion('Where do I renew a pelican permit?', false)
    const answered = await ask(a, token, { body: question }).whole()
    expect(answered.status).toBe(200)
    const id = String(answered.headers['ai-record'])
    expect((await recordOf(b, id)).map((entry) => entry.type)).toEqual(['prompt', 'response'])
    const auditor = await b.token('auditor')
    const search = async () => {
      const url = `${b.url}/api/v1/records?q=${encodeURIComponent('pelican AND permit')}`
      const found = await fetch(url, { headers: { authorization: `Bearer ${auditor}` } })
      return JSON.stringify(await found.json())
    }
    await expect.poll(search, { timeout: 20_000, interval: 100 }).toContain(id)
    const proof = await fetch(`${b.url}/api/v1/records/${id}/proof`, {
      headers: { authorization: `Bearer ${auditor}` },
    })
    expect(proof.status).toBe(200)
    const { vkey } = signingKeyFromSeed('test.example/log', Buffer.alloc(32, 7))
    const size = openCheckpoint(await b.app.store.checkpoint(), parseVerifierKey(vkey)).size
    expect(size).toBeGreaterThanOrEqual((await recordOf(b, id)).at(-1)!.index + 1)
  })

  test('a notice acknowledged at one need not be acknowledged at the other', async () => {
    const token = await a.token('contractor')
    const answer = () => ask(b, token, { body: chatQuestion('When is the office open?', false) }).whole()
    expect((await answer()).status).toBe(428)
    await a.acknowledge(token)
    await expect.poll(async () => (await answer()).status, { timeout: 5_000, interval: 50 }).not.toBe(428)
  })

  test('a person deactivated at one is cut and refused at the other (MO-09)', { tags: ['MO-09'] }, async () => {
    const token = await b.token('supervisor')
    await b.acknowledge(token)
    const stream = ask(b, token)
    expect((await stream.head).statusCode).toBe(200)
    const { iss: issuer, sub: subject } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as {
      iss: string
      sub: string
    }
    const officer = await a.token('security-officer')
    const since = performance.now()
    const told = await post(a, '/api/v1/revocations', officer, { issuer, subject, reason: 'left' })
    expect(told.status, await told.clone().text()).toBe(201)
    const { text, headers } = await stream.whole()
    expectAtMost(1_000, performance.now() - since)
    expect(text).toContain('"code":"credential_revoked"')
    expect(endOf(await recordOf(b, String(headers['ai-record'])))).toBeDefined()
    const next = await ask(b, token, { body: chatQuestion('And tomorrow?', false) }).whole()
    expect([next.status, next.text]).toEqual([401, expect.stringContaining('credential_revoked')])
  })

  test('the emergency stop at one stops the other (MS-31)', { tags: ['MS-31'] }, async () => {
    const token = await b.token('employee')
    await b.acknowledge(token)
    const stream = ask(b, token)
    expect((await stream.head).statusCode).toBe(200)
    const officer = await a.token('security-officer')
    const order = { target: 'client', value: 'statehouse-demo', reason: 'answers are wrong' }
    const stopped = await post(a, '/api/v1/suspensions', officer, order)
    expect(stopped.status, await stopped.clone().text()).toBe(201)
    expect((await stream.whole()).text).toContain('"code":"system_suspended"')
    expect((await ask(b, token, { body: chatQuestion('Now?', false) }).whole()).status).toBe(403)
  })

  test('a proof of possession used at one is refused at the other, and a nonce of one is good at the other', async () => {
    const { issuer, sign } = a.issuerOf('rfc9068')
    const key = await makeProofKey()
    const token = await sign(
      claimsOfKind('rfc9068', issuer, Date.now(), { jti: crypto.randomUUID(), sub: 'bound', cnf: { jkt: key.jkt } }),
    )
    const get = (gateway: KindGateway, dpop: string) =>
      fetch(`${gateway.url}/api/v1/me`, { headers: { authorization: `DPoP ${token}`, dpop } })
    const about = { token, method: 'GET', url: ME, nowMs: Date.now() }
    const nonce = (await get(a, await key.proof(about))).headers.get('dpop-nonce')
    const proof = await key.proof({ ...about, claims: { nonce } })
    expect((await get(a, proof)).status).toBe(200)
    const again = await get(b, proof)
    expect([again.status, again.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('invalid_dpop_proof'),
    ])
    expect((await get(b, await key.proof({ ...about, claims: { nonce } }))).status).toBe(200)
  })
})
