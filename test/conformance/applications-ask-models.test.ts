import { SignJWT } from 'jose'
import OpenAI from 'openai'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { run as revoke } from '#src/cli/revoke.ts'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { endOf, metaOf, recordOf } from '../support/asking.ts'
import { type EchoingApplication, startEchoingApplication } from '../support/echoing-application.ts'
import { freePort } from '../support/free-port.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

const HEADER = 'ai-subject-token'
const MINUTE_MS = 60_000
const clock = { ahead: 0, now: () => Date.now() + clock.ahead }
let application: EchoingApplication
let sandbox: Sandbox
let gateway: TestGateway

beforeAll(async () => {
  application = await startEchoingApplication()
  sandbox = await startSandbox({ port: 0 })
  gateway = await startGateway({
    upstream: sandbox.origin,
    application: application.origin,
    env: { STATEHOUSE_PORT: String(await freePort()) },
    app: { clock },
    changePolicy(policy) {
      const [notes] = policy.applications
      const { client: _client, ...silent } = notes!
      policy.applications.push({ ...silent, id: 'board' })
    },
  })
})
afterAll(async () => {
  await gateway.close()
  await Promise.all([application.close(), sandbox.close()])
})
beforeEach(() => {
  clock.ahead = 0
})

const shell = () => ({
  env: { SUDO_USER: 'alice' },
  stdout: () => {},
  stderr: () => {},
  dataFolder: gateway.folder,
  recordKeyFile: '',
  logKeyFile: '',
})

/** What the application is sent when a persona visits it. */
async function handedTo(persona: string, path = '/apps/notes/', headers: Record<string, string> = {}): Promise<string> {
  const token = await gateway.token(persona)
  await gateway.acknowledge(token)
  const visit = await fetch(`${gateway.applicationsUrl}${path}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
  })
  expect(visit.status).toBe(200)
  return String(application.visits.at(-1)!.headers[HEADER])
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>
}

function asks(token: string): Promise<Response> {
  return new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: token, maxRetries: 0 }).chat.completions
    .create({ model: 'general-drafting', messages: [{ role: 'user', content: 'When is the office open?' }] })
    .asResponse()
}

async function refusalOf(token: string): Promise<unknown> {
  const error = await asks(token).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof OpenAI.APIError ? [error.status, error.code] : error
}

test('an application that a person opens asks models for that person, as itself, and the record says both', {
  tags: ['MO-20', 'MS-31'],
}, async () => {
  const token = await handedTo('employee')
  expect(claimsOf(token)).toMatchObject({
    sub: 'employee',
    client_id: 'app-notes',
    act: { sub: 'app-notes' },
  })
  const answer = await asks(token)
  const record = await recordOf(gateway, answer.headers.get('ai-record')!)
  expect(metaOf(record[0]!)).toMatchObject({
    principal: { subject: 'employee', client: 'app-notes', actors: [{ subject: 'app-notes' }] },
  })
  expect(endOf(record)).toMatchObject({ outcome: 'complete' })
})

test('an application that asks no models is handed nothing, and a visitor’s own header never arrives', async () => {
  expect(await handedTo('employee', '/apps/board/', { [HEADER]: 'mine' })).toBe('undefined')
  expect(await handedTo('employee', '/apps/notes/', { [HEADER]: 'mine' })).not.toContain('mine')
})

test('what is handed carries no role: an application that an auditor opens may not search records', {
  tags: ['MO-20'],
}, async () => {
  const own = await gateway.token('auditor')
  const handed = await handedTo('auditor')
  const search = (token: string) =>
    fetch(`${gateway.url}/api/v1/records?q=levee`, {
      headers: { authorization: `Bearer ${token}`, 'ai-purpose': 'audit', 'ai-matter': 'A-1' },
    }).then(({ status }) => status)
  expect([await search(own), await search(handed)]).toEqual([200, 403])
})

test('it is good for five minutes at most, and for what was signed alone', { tags: ['MS-34'] }, async () => {
  const token = await handedTo('employee')
  const [head, claims, signature] = token.split('.') as [string, string, string]
  const other = Buffer.from(JSON.stringify({ ...claimsOf(token), sub: 'cto' })).toString('base64url')
  const forged = await new SignJWT(claimsOf(token))
    .setProtectedHeader({ alg: 'HS256', typ: 'statehouse-handed+jwt' })
    .sign(Buffer.alloc(32, 1))
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'statehouse-handed+jwt' })).toString('base64url')
  const plain = await new SignJWT(claimsOf(token)).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.alloc(32, 1))
  for (const bad of [`${head}.${other}.${signature}`, forged, `${none}.${claims}.${signature}`])
    expect([bad, await refusalOf(bad)]).toEqual([bad, [401, 'credential_invalid']])
  expect(await refusalOf(plain)).toEqual([403, 'credential_not_state_issued'])
  clock.ahead = 4 * MINUTE_MS
  expect((await asks(token)).status).toBe(200)
  clock.ahead = 5 * MINUTE_MS + 1_000
  expect(await refusalOf(token)).toEqual([401, 'credential_expired'])
})

test('whoever’s access ends, the person’s or the application’s, ends it', { tags: ['MO-09'] }, async () => {
  const token = await handedTo('contractor')
  expect((await asks(token)).status).toBe(200)
  const end = (subject: string) =>
    revoke(['--issuer', gateway.issuer, '--subject', subject, '--reason', 'left the project'], shell())
  expect(await end('app-notes')).toBe(0)
  expect(await refusalOf(token)).toEqual([401, 'credential_revoked'])
  const other = await handedTo('employee')
  clock.ahead = 2_000
  expect(await end('employee')).toBe(0)
  expect(await refusalOf(other)).toEqual([401, 'credential_revoked'])
})
