import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatAnswer } from '#test/support/answer-events.ts'
import { type FakeIssuer, startFakeIssuer } from '#test/support/fake-issuer.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

/** Another office’s directory: its auditors look at records, until a day, and use no AI (MS-22). */
let auditors: FakeIssuer
let upstream: RawUpstream
let gateway: TestGateway
let aheadMs = 0
const clock = { now: () => Date.now() + aheadMs }
const ENDS_IN_MS = 86_400_000

beforeAll(async () => {
  auditors = await startFakeIssuer()
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Yes.')))
  gateway = await startGateway({
    upstream: upstream.origin,
    app: { clock },
    changePolicy(policy) {
      const profile = structuredClone(policy.issuers.find(({ id }) => id === 'demo')!)
      profile.id = 'state-auditor'
      profile.issuer = auditors.issuer
      profile.jwksUri = auditors.jwksUri
      profile.limitedTo = { roles: ['auditor'], until: '2030-01-01', inference: false }
      profile.limitedUntil = Date.now() + ENDS_IN_MS
      policy.issuers.push(profile)
      policy.index.issuers[profile.issuer] = profile
      policy.units.membership.push({ issuer: profile.id, claims: {}, unit: 'ITS-AUDIT', clauses: ['MS-22'] })
      const client = policy.index.clients[`${gatewayIssuer(policy)} statehouse-demo`]!
      policy.index.clients[`${auditors.issuer} statehouse-demo`] = client
    },
  })
})
afterAll(async () => {
  await gateway.close()
  await Promise.all([auditors.close(), upstream.close()])
})

function gatewayIssuer(policy: { issuers: { id: string; issuer: string }[] }): string {
  return policy.issuers.find(({ id }) => id === 'demo')!.issuer
}

const token = (roles: string[]): Promise<string> => {
  const now = Math.floor(clock.now() / 1000)
  return auditors.sign({
    iss: auditors.issuer,
    aud: 'https://gateway.test',
    sub: 'state-auditor-1',
    client_id: 'statehouse-demo',
    jti: crypto.randomUUID(),
    iat: now,
    exp: now + 600,
    email: 'auditor@its.ms.gov',
    subject_type: 'employee',
    roles,
    acr: 'aal3',
  })
}

async function call(path: string, bearer: string, body?: object): Promise<readonly [number, string | undefined]> {
  const answer = await fetch(gateway.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const said = (await answer.json()) as { code?: string; error?: { code?: string } }
  return [answer.status, said.code ?? said.error?.code]
}

const question = { model: 'general-drafting', messages: [{ role: 'user', content: 'Hi' }] }

test('its auditors read records, and no model is ever asked for them', async () => {
  const bearer = await token(['auditor'])
  await gateway.acknowledge(bearer)
  expect(await call('/api/v1/records?q=anything', bearer)).toEqual([200, undefined])
  expect(await call('/v1/chat/completions', bearer, question)).toEqual([403, 'audience_not_granted'])
  expect(upstream.requests).toHaveLength(0)
})

test('a role that it isn’t limited to doesn’t count, though its token says so', async () => {
  const bearer = await token(['auditor', 'security-officer', 'cto'])
  expect(await call('/api/v1/suspensions', bearer, { target: 'all', reason: 'x' })).toEqual([
    403,
    'audience_not_granted',
  ])
})

test('whoever of it isn’t one of the roles gets nothing at all', async () => {
  expect(await call('/api/v1/me', await token(['staff']))).toEqual([403, 'credential_not_state_issued'])
  expect(await call('/v1/chat/completions', await token(['staff', 'cto']), question)).toEqual([
    403,
    'credential_not_state_issued',
  ])
})

test('after its last day nobody of it gets anything', async () => {
  aheadMs = ENDS_IN_MS + 1_000
  expect(await call('/api/v1/records?q=anything', await token(['auditor']))).toEqual([
    403,
    'credential_not_state_issued',
  ])
  aheadMs = 0
})
