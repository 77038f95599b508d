import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfigError, readConfig } from '#src/config.ts'
import { createEgress, type Egress } from '#src/upstream/egress.ts'
import { forward } from '#src/upstream/forwarder.ts'
import type { UpstreamTarget } from '#src/upstream/target.ts'
import { isDirect } from '#src/upstream/through-proxy.ts'
import { createAuthority } from '#test/support/certificates.ts'
import { type ConnectProxy, startConnectProxy } from '#test/support/connect-proxy.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'

const LONG = 600_000
const authority = createAuthority('Agency CA')
const running: { close(): Promise<unknown> }[] = []
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statehouse-proxy-'))
  await writeFile(join(folder, 'ca.pem'), authority.cert)
})
afterEach(async () => {
  for (const one of running.splice(0).toReversed()) await one.close()
  await rm(folder, { recursive: true, force: true })
})

function kept<One extends { close(): Promise<unknown> }>(one: One): One {
  running.push(one)
  return one
}

async function model(host: string): Promise<RawUpstream> {
  return kept(await startRawUpstream((_, reply) => reply.json(200, { said: 'yes' }), { tls: authority.issue(host) }))
}

function target(origin: string, more: Partial<UpstreamTarget> = {}): UpstreamTarget {
  const timeouts = { connectMs: 2_000, firstByteMs: LONG, idleMs: LONG }
  return { origin, basePath: '', caFile: null, network: 'public', cidr: null, timeouts, ...more }
}

/** The answer's bytes, or how it failed. */
function sent(egress: Egress, to: UpstreamTarget): Promise<string> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = []
    const body = Buffer.from('the prompt in clear')
    forward(
      egress.pool(to),
      { target: to, path: '/v1/x', headers: { 'content-type': 'text/plain' }, body, bodyBytesMax: LONG },
      {
        onHeaders: () => {},
        onData: (piece) => pieces.push(piece) > 0,
        onEnd: () => resolve(Buffer.concat(pieces).toString()),
        onFailure: (failure) => resolve(failure),
      },
    )
  })
}

async function through(proxy: ConnectProxy, direct: readonly string[] = []): Promise<Egress> {
  return kept(createEgress(join(folder, 'ca.pem'), { url: proxy.url, direct }))
}

test('a model on the Internet is reached through the proxy, which sees its name and nothing of the prompt', {
  tags: ['MS-13'],
}, async () => {
  const { origin, requests } = await model('model.example')
  const proxy = kept(await startConnectProxy({ 'model.example:443': origin }))
  const egress = await through(proxy)
  expect(await sent(egress, target('https://model.example'))).toBe('{"said":"yes"}')
  expect(requests[0]?.headers).toMatchObject({ host: 'model.example' })
  expect(requests[0]?.body.toString()).toBe('the prompt in clear')
  expect(await (await egress.fetch('https://model.example/keys', wanted())).json()).toEqual({ said: 'yes' })
  expect(new Set(proxy.asked)).toEqual(new Set(['model.example:443']))
  expect(proxy.seen().includes('the prompt')).toBe(false)
})

test('certificates are verified in the tunnel: somebody else’s is refused before a byte of the prompt', {
  tags: ['MS-13'],
}, async () => {
  const { origin, requests } = await model('other.example')
  const proxy = kept(await startConnectProxy({ 'model.example:443': origin }))
  const egress = await through(proxy)
  expect(await sent(egress, target('https://model.example'))).toBe('tls')
  await expect(egress.fetch('https://model.example/keys', wanted())).rejects.toThrow()
  expect(requests.length).toBe(0)
})

test('a proxy that refuses, is gone or says nothing is an upstream that isn’t there, in time', async () => {
  for (const [answer, expected] of [
    [403, 'unavailable'],
    ['silent', 'timeout'],
  ] as const) {
    const proxy = kept(await startConnectProxy({}, answer))
    const timeouts = { connectMs: 300, firstByteMs: 5_000, idleMs: LONG }
    expect([answer, await sent(await through(proxy), target('https://model.example', { timeouts }))]).toEqual([
      answer,
      expected,
    ])
  }
  const gone = await startConnectProxy({})
  await gone.close()
  expect(await sent(await through(gone), target('https://model.example'))).toBe('unavailable')
})

test('a far end that takes the tunnel and never greets is a timeout of the connect phase', async () => {
  const silent = createServer((socket) => socket.on('error', () => {}))
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const place = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
  const proxy = kept(await startConnectProxy({ 'model.example:443': place }))
  const timeouts = { connectMs: 300, firstByteMs: LONG, idleMs: LONG }
  const begun = performance.now()
  expect(await sent(await through(proxy), target('https://model.example', { timeouts }))).toBe('timeout')
  // Far from what the library waits by itself.
  expect(performance.now() - begun).toBeLessThan(9_000)
  silent.close()
})

test('this machine, the catalog’s private networks and what is named are reached without it', async () => {
  const proxy = kept(await startConnectProxy({}))
  const here = kept(await startRawUpstream((_, reply) => reply.json(200, { said: 'here' })))
  const egress = await through(proxy, ['.its.ms.gov', 'sso.example'])
  expect(await sent(egress, target(here.origin, { network: 'loopback' }))).toBe('{"said":"here"}')
  expect(await sent(egress, target(here.origin, { network: 'private', cidr: '127.0.0.0/8' }))).toBe('{"said":"here"}')
  expect(await (await egress.fetch(here.origin, wanted())).json()).toEqual({ said: 'here' })
  expect(proxy.asked).toEqual([])
  const hosts = [
    'ai.its.ms.gov',
    'its.ms.gov.example',
    'sso.example',
    'a.sso.example',
    '127.0.0.1',
    '[::1]',
    'localhost',
  ]
  const names = { url: proxy.url, direct: ['.its.ms.gov', 'sso.example'] }
  expect(hosts.filter((host) => isDirect(names, host))).toEqual([
    'ai.its.ms.gov',
    'sso.example',
    '127.0.0.1',
    '[::1]',
    'localhost',
  ])
})

test('its address is one without a credential', () => {
  const given = (url: string) => readConfig({ STATEHOUSE_EGRESS_PROXY: url, STATEHOUSE_EGRESS_DIRECT: '.a.gov, b.gov' })
  expect(given('http://proxy.its.ms.gov:3128').egressProxy).toEqual({
    url: 'http://proxy.its.ms.gov:3128',
    direct: ['.a.gov', 'b.gov'],
  })
  for (const bad of ['proxy:3128', 'socks5://p:1', 'http://user:secret@p:1', 'http://p:1/path', 'http://p:1/?a=b']) {
    const problems = expect(() => given(bad), bad)
    problems.toThrow(ConfigError)
    problems.not.toThrow(/secret/)
  }
  expect(() => readConfig({ STATEHOUSE_EGRESS_DIRECT: '.a.gov' })).toThrow(/EGRESS_PROXY, which isn’t set/)
})

function wanted() {
  return { signal: AbortSignal.timeout(10_000), redirect: 'error' as const, headers: {} }
}
