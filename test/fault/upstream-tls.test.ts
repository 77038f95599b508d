import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEgress } from '#src/upstream/egress.ts'
import { forward } from '#src/upstream/forwarder.ts'
import type { UpstreamFailure, UpstreamTarget } from '#src/upstream/target.ts'
import { chatAnswer } from '#test/support/answer-events.ts'
import { ask, chatQuestion, endOf, recordOf } from '#test/support/asking.ts'
import { createAuthority, selfSigned } from '#test/support/certificates.ts'
import { startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway } from '#test/support/start-gateway.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statehouse-tls-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function askThrough(tls: { key: string; cert: string }, caFile: string | null) {
  const upstream = await startRawUpstream((_, reply) => reply.json(200, chatAnswer('Nine to five.')), { tls })
  const gateway = await startGateway({
    upstream: upstream.origin,
    ...(caFile === null ? {} : { env: { STATEHOUSE_CA: caFile } }),
  })
  const token = await gateway.token('employee')
  await gateway.acknowledge(token)
  const got = await ask(gateway, token, { body: chatQuestion('Hello', false) }).whole()
  const end = endOf(await recordOf(gateway, String(got.headers['ai-record'])))
  await gateway.close()
  await upstream.close()
  return { ...got, end, requests: upstream.requests.length }
}

test('a self-signed upstream is a 502 upstream_tls, and gets not one byte of the prompt', {
  tags: ['MS-13'],
}, async () => {
  const { status, headers, text, end, requests } = await askThrough(selfSigned(), null)
  expect(status).toBe(502)
  expect((JSON.parse(text) as { error: object }).error).toMatchObject({ code: 'upstream_tls' })
  expect(headers['x-should-retry']).toBe('false')
  expect(end).toMatchObject({ type: 'error', outcome: 'upstream_failed', refusal: { code: 'upstream_tls' } })
  expect(requests).toBe(0)
})

test('an authority of the agency’s own is trusted when it is named, and only then', async () => {
  const authority = createAuthority('Agency CA')
  const caFile = join(folder, 'ca.pem')
  await writeFile(caFile, authority.cert)
  expect((await askThrough(authority.issue(), caFile)).status).toBe(200)
  const stranger = await askThrough(createAuthority('Somebody').issue(), caFile)
  expect([stranger.status, stranger.requests]).toEqual([502, 0])
})

test('an upstream that takes the connection and never greets is a timeout of the connect phase', async () => {
  const silent = createServer((socket) => socket.on('error', () => {}))
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const target: UpstreamTarget = {
    origin: `https://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    basePath: '',
    caFile: null,
    network: 'loopback',
    cidr: null,
    timeouts: { connectMs: 200, firstByteMs: 60_000, idleMs: 60_000 },
  }
  const egress = createEgress(null)
  const failure = await new Promise<UpstreamFailure>((resolve, reject) => {
    const request = { target, path: '/x', headers: {}, body: Buffer.from('{}'), bodyBytesMax: 1 }
    const unexpected = (): never => {
      reject(new Error('an answer'))
      throw new Error('an answer')
    }
    forward(egress.pool(target), request, {
      onHeaders: unexpected,
      onData: unexpected,
      onEnd: unexpected,
      onFailure: resolve,
    })
  })
  expect(failure).toBe('timeout')
  await egress.close()
  silent.close()
})
