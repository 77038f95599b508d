import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { run as resume } from '#src/cli/resume.ts'
import { run as suspend } from '#src/cli/suspend.ts'
import { selfSigned } from '#test/support/certificates.ts'
import type { RawReply } from '#test/support/raw-reply.ts'
import { sendRaw } from '#test/support/raw-request.ts'
import { type RawHandler, type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let application: RawUpstream
let gateway: TestGateway
let base: string
let token: string
let answer: RawHandler

beforeAll(async () => {
  application = await startRawUpstream((request, reply) => answer(request, reply))
  gateway = await startGateway({ upstream: 'http://127.0.0.1:9', application: application.origin })
  base = gateway.applicationsUrl!
  token = await gateway.token('employee')
  await gateway.acknowledge(token)
})
afterAll(async () => {
  await gateway.close()
  await application.close()
})
beforeEach(() => {
  answer = (_request, reply) => reply.answer(200, { 'content-type': 'text/html' }, '<p>Notes</p>')
})

function visit(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  init: RequestInit = {},
): Promise<Response> {
  return fetch(`${base}${path}`, {
    redirect: 'manual',
    ...init,
    headers: { authorization: `Bearer ${token}`, ...headers },
  })
}

test('an approved application is passed on whole below its mount', async () => {
  const answered = await visit('/apps/notes/pages/7?q=a%20b&q=c')
  expect([answered.status, await answered.text()]).toEqual([200, '<p>Notes</p>'])
  expect(application.requests.at(-1)).toMatchObject({ method: 'GET', url: '/pages/7?q=a%20b&q=c' })
  const bytes = Uint8Array.from({ length: 3_000_000 }, (_, i) => i % 251)
  await visit('/apps/notes/upload', { 'content-type': 'application/octet-stream' }, { method: 'POST', body: bytes })
  expect(application.requests.at(-1)?.body.equals(bytes)).toBe(true)
  await visit('/apps/notes/form', { 'content-type': 'text/plain' }, { method: 'PUT', body: 'as typed' })
  expect(application.requests.at(-1)?.body.toString('utf8')).toBe('as typed')
})

test('credentials, cookies, forwarding headers and vendor keys never reach it', async () => {
  await visit('/apps/notes/', {
    cookie: 'statehouse=secret',
    'x-forwarded-for': '10.1.2.3',
    'x-forwarded-host': 'evil.example',
    forwarded: 'for=10.1.2.3',
    'x-real-ip': '10.1.2.3',
    'api-key': 'sk-proj-1',
    'x-api-key': 'sk-proj-2',
    'openai-organization': 'org-1',
    'proxy-authorization': 'Basic eDp5',
    origin: 'https://evil.example',
    accept: 'text/html',
  })
  const { headers } = application.requests.at(-1)!
  const own = ['accept', 'accept-language', 'connection', 'host', 'user-agent']
  expect(Object.keys(headers).toSorted()).toEqual([...own, 'ai-subject-token'].toSorted())
  expect(headers.host).toBe(new URL(application.origin).host)
})

test('what would change the gateway’s own origin is dropped from its answers', async () => {
  answer = (_request, reply) =>
    reply.answer(
      200,
      { 'strict-transport-security': 'max-age=1', 'clear-site-data': '"*"', 'alt-svc': 'h3=":1"', 'x-own': 'kept' },
      'x',
    )
  const { headers } = await visit('/apps/notes/')
  expect([headers.get('strict-transport-security'), headers.get('clear-site-data'), headers.get('alt-svc')]).toEqual([
    null,
    null,
    null,
  ])
  expect(headers.get('x-own')).toBe('kept')
})

test('a redirect is passed on, not followed', async () => {
  answer = (_request, reply) => reply.redirect('/login')
  const before = application.requests.length
  const answered = await visit('/apps/notes/')
  expect([answered.status, answered.headers.get('location')]).toEqual([302, '/apps/notes/login'])
  expect(application.requests.length).toBe(before + 1)
})

test('nobody gets there without a credential, or without a grant: problem details, and nothing reaches it', {
  tags: ['MS-36'],
}, async () => {
  const before = application.requests.length
  const anonymous = await fetch(`${base}/apps/notes/`)
  expect([anonymous.status, anonymous.headers.get('content-type')]).toEqual([
    401,
    expect.stringMatching(/^application\/problem\+json/),
  ])
  expect(anonymous.headers.get('www-authenticate')).toMatch(/^Bearer/)
  expect(await anonymous.json()).toMatchObject({ code: 'credential_missing', status: 401 })
  const vendorKey = await visit('/apps/notes/', { authorization: 'Bearer sk-proj-abcdefghijklmnop' })
  expect([vendorKey.status, await vendorKey.json()]).toMatchObject([403, { code: 'credential_not_state_issued' }])
  const service = await visit('/apps/notes/', { authorization: `Bearer ${await gateway.token('app-benefits')}` })
  expect([service.status, await service.json()]).toMatchObject([
    403,
    { code: 'audience_not_granted', clause: 'MS-40', next: expect.any(String) },
  ])
  expect(application.requests.length).toBe(before)
})

test.each(['/apps/other/', '/apps/', '/', '/v1/chat/completions', '/apps/notesx/'])('%s is no mount', async (path) => {
  const before = application.requests.length
  const answered = await sendRaw(
    base,
    `GET ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\n\r\n`,
  )
  expect(answered.status).toBe(404)
  expect(JSON.parse(answered.body)).toMatchObject({ code: 'route_not_governed' })
  expect(application.requests.length).toBe(before)
})

test('a path that climbs out of its mount goes nowhere', async () => {
  const before = application.requests.length
  for (const path of ['/apps/notes/../other/', '/apps/notes/%2e%2e/other', '/apps/notes/..%2fother']) {
    const answered = await sendRaw(
      base,
      `GET ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\n\r\n`,
    )
    expect([answered.status, JSON.parse(answered.body)], path).toMatchObject([400, { code: 'malformed_body' }])
  }
  expect(application.requests.length).toBe(before)
})

test('its own errors are passed on as they are, and a request is never sent twice', async () => {
  answer = (_request, reply) => reply.answer(503, { 'retry-after': '0' }, 'later')
  const before = application.requests.length
  const answered = await visit('/apps/notes/')
  expect([answered.status, await answered.text()]).toEqual([503, 'later'])
  expect(application.requests.length).toBe(before + 1)
})

test('an upgrade to anything but a WebSocket is refused', async () => {
  const before = application.requests.length
  const head = `GET /apps/notes/live HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\n`
  const upgrade = 'connection: Upgrade\r\nupgrade: h2c\r\n\r\n'
  expect((await sendRaw(base, head, upgrade)).status).toBe(404)
  expect(application.requests.length).toBe(before)
})

test('another host name is turned away', async () => {
  const answered = await sendRaw(
    base,
    `GET /apps/notes/ HTTP/1.1\r\nhost: evil.example\r\nauthorization: Bearer ${token}\r\n\r\n`,
  )
  expect(answered.status).toBe(421)
})

test('when the client leaves before the headers, the call to the application ends', async () => {
  const arrived = Promise.withResolvers<RawReply>()
  answer = (_request, reply) => arrived.resolve(reply)
  const client = httpRequest(`${base}/apps/notes/slow`, { headers: { authorization: `Bearer ${token}` } })
  client.on('error', () => {})
  client.end()
  const { closed } = await arrived.promise
  client.destroy()
  await closed
})

test('when the client leaves in the middle, the call to the application ends', async () => {
  const arrived = Promise.withResolvers<RawReply>()
  answer = async (_request, reply) => {
    await reply.beginEvents()
    await reply.chunk('data: 1\n\n')
    arrived.resolve(reply)
  }
  const { hostname, port } = new URL(base)
  const socket = connect(Number(port), hostname)
  socket.write(`GET /apps/notes/slow HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\n\r\n`)
  await new Promise((resolve) => socket.once('data', resolve))
  socket.destroy()
  await (await arrived.promise).closed
})

test('an application that is gone is an answer of ours', async () => {
  answer = (_request, reply) => reply.reset()
  const answered = await visit('/apps/notes/')
  expect([answered.status, await answered.json()]).toMatchObject([502, { code: 'upstream_unavailable' }])
})

test('an application whose certificate nobody vouches for is not talked to', async () => {
  const secure = await startRawUpstream((_request, reply) => reply.answer(200, {}, 'hello'), { tls: selfSigned() })
  const other = await startGateway({ upstream: 'http://127.0.0.1:9', application: secure.origin })
  await other.acknowledge(token)
  try {
    const answered = await fetch(`${other.applicationsUrl}/apps/notes/`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect([answered.status, await answered.json()]).toMatchObject([502, { code: 'upstream_tls' }])
    expect(secure.requests).toEqual([])
  } finally {
    await other.close()
    await secure.close()
  }
})

test('a model system in an application’s clothes refuses to start', { tags: ['MS-56'] }, async () => {
  await expect(startGateway({ upstream: application.origin, application: application.origin })).rejects.toThrow(
    /origin/,
  )
})

test('the emergency stop reaches applications: nobody gets in, and open answers are cut', {
  tags: ['MS-31'],
}, async () => {
  const arrived = Promise.withResolvers<RawReply>()
  answer = async (_request, reply) => {
    await reply.beginEvents()
    await reply.chunk('data: 1\n\n')
    arrived.resolve(reply)
  }
  const open = await visit('/apps/notes/slow')
  const cut = open.text()
  const upstream = await arrived.promise
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const shell = (SUDO_USER: string) => ({
    env: { SUDO_USER },
    stdout: say,
    stderr: say,
    dataFolder: gateway.folder,
    recordKeyFile: '',
    logKeyFile: '',
  })
  for (const target of [['--all'], ['--system', 'notes'], ['--client', 'statehouse-demo'], ['--unit', 'ITS-APPDEV']]) {
    expect(await suspend([...target, '--reason', 'wrong answers'], shell('alice')), said.join()).toBe(0)
    if (target[0] === '--all') {
      await upstream.closed
      await expect(cut).rejects.toThrow()
    }
    const before = application.requests.length
    const answered = await visit('/apps/notes/')
    expect([answered.status, await answered.json()]).toMatchObject([
      403,
      { code: 'system_suspended', title: expect.stringContaining('wrong answers') },
    ])
    expect(application.requests.length).toBe(before)
    for (const user of ['alice', 'bob']) await resume([...target, '--reason', 'mended'], shell(user))
  }
  answer = (_request, reply) => reply.answer(200, {}, 'x')
  expect((await visit('/apps/notes/')).status).toBe(200)
})

test('a refused visit is a record that its answer names', async () => {
  const refused = await visit('/apps/notes/', { authorization: `Bearer ${await gateway.token('app-public')}` })
  const body = (await refused.json()) as { receipt: string; code: string }
  expect(body.code).toBe('audience_not_granted')
  expect(refused.headers.get('ai-record')).toBe(body.receipt)
  const [entry] = await gateway.app.store.exchange(body.receipt as never)
  expect(entry?.type).toBe('blocked')
  expect(JSON.parse(entry!.parts['meta']!.toString())).toMatchObject({
    principal: { client: 'app-public' },
    refusal: { code: 'audience_not_granted' },
  })
})
