import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { run as searchCommand } from '#src/cli/records-search.ts'
import { run as showCommand } from '#src/cli/records-show.ts'
import type { StoredEntry } from '#src/core/record.ts'
import { startRawUpstream } from '../support/raw-upstream.ts'
import { project } from '../support/source-files.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

const CHUNK = (text: string): string =>
  `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: { content: text }, finish_reason: null }] })}\n\n`

let upstream: Awaited<ReturnType<typeof startRawUpstream>>
let gateway: TestGateway

beforeAll(async () => {
  upstream = await startRawUpstream(async (request, reply) => {
    if (request.body.includes('"stream":true')) {
      // Begins, and goes on only if somebody ends it.
      await reply.beginEvents()
      await reply.chunk(CHUNK('First words. '))
      return
    }
    await reply.json(200, {
      id: 'c1',
      object: 'chat.completion',
      created: 1,
      model: 'm-1',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'The Magnolia bridge reopens.', refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
    })
  })
  gateway = await startGateway({ upstream: upstream.origin })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

/** A tile’s path has slashes of its own. */
const routeOf = (path: string): string => path.replace('{path}', '*').replaceAll(/\{(\w+)\}/g, ':$1')

test('every operation of openapi.yaml is a route', () => {
  const { paths } = parse(readFileSync(join(project, 'openapi.yaml'), 'utf8')) as {
    paths: Record<string, Record<string, { operationId?: string }>>
  }
  const missing = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { operationId }]) => operationId !== undefined)
      .map(([method]) => ({ method: method.toUpperCase() as 'GET', url: routeOf(path) }))
      .filter((route) => !gateway.app.server.hasRoute(route)),
  )
  expect(missing).toEqual([])
})

async function call(
  path: string,
  persona: string,
  init: RequestInit = {},
): Promise<{ status: number; type: string; body: Record<string, unknown> }> {
  const answer = await fetch(gateway.url + path, {
    ...init,
    headers: {
      authorization: `Bearer ${await gateway.token(persona)}`,
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...init.headers,
    },
  })
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    body: (await answer.json()) as Record<string, unknown>,
  }
}

async function ask(persona: string, content: string): Promise<string> {
  const client = await gateway.client(persona)
  const { response } = await client.chat.completions
    .create({ model: 'general-drafting', messages: [{ role: 'user', content }] })
    .withResponse()
  return response.headers.get('ai-record')!
}

/** Waits for the index, which follows the log. */
async function searched(
  path: string,
  persona: string,
  holds: (body: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> {
  for (;;) {
    const { body } = await call(path, persona)
    if (holds(body)) return body
  }
}

async function entriesOfType(type: string): Promise<StoredEntry[]> {
  const size = await gateway.app.store.size()
  const found: StoredEntry[] = []
  for (let index = 0; index < size; index++) {
    const entry = await gateway.app.store.entry(index)
    if (entry?.type === type) found.push(entry)
  }
  return found
}

describe('notices and acknowledgments (MS-17)', { tags: ['MS-17', 'MS-23', 'MO-02'] }, () => {
  test('the first call before the notice is acknowledged answers 428 with the way to acknowledge it; after it, the call goes through', async () => {
    const token = await gateway.token('supervisor')
    const client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: token, maxRetries: 0 })
    const first = client.chat.completions.create({
      model: 'general-drafting',
      messages: [{ role: 'user', content: 'Hello' }],
    })
    await expect(first).rejects.toMatchObject({
      status: 428,
      error: {
        code: 'notice_not_acknowledged',
        clause: 'MS-17',
        next: expect.stringContaining('/api/v1/acknowledgments'),
      },
    })
    const before = upstream.requests.length
    await gateway.acknowledge(token)
    await client.chat.completions.create({ model: 'general-drafting', messages: [{ role: 'user', content: 'Hello' }] })
    expect(upstream.requests.length).toBe(before + 1)
  })

  test('an acknowledgment is an entry of the log whose type the tree doesn’t show, and survives a restart', async () => {
    const { body } = await call('/api/v1/notices', 'hr', { headers: { 'accept-language': 'es' } })
    const [notice] = body['notices'] as { notice: string; language: string }[]
    expect(notice!.language).toBe('es')
    const made = await call('/api/v1/acknowledgments', 'hr', {
      method: 'POST',
      body: JSON.stringify({ notice: notice!.notice }),
    })
    const again = await call('/api/v1/acknowledgments', 'hr', {
      method: 'POST',
      body: JSON.stringify({ notice: notice!.notice }),
    })
    expect([made.status, again.status]).toEqual([201, 200])
    const entry = (await entriesOfType('admin')).at(-1)!
    expect(JSON.parse(entry.entry)).toMatchObject({ type: 'sealed' })
    expect(JSON.parse(entry.entry)).not.toHaveProperty('ref')
    expect(JSON.parse(entry.parts['meta']!.toString())).toMatchObject({
      action: 'acknowledge',
      notice: notice!.notice,
      by: { subject: 'hr' },
    })
    const stored = await Array.fromAsync(gateway.app.store.state('acknowledgment'))
    expect(stored.some((row) => row.key.includes('|hr|'))).toBe(true)
  })

  test.each([
    ['no such notice', { notice: 'nothing@9' }],
    ['not the documented shape', { other: 1 }],
  ])('%s answers 400 as problem details', async (_name, body) => {
    const answer = await call('/api/v1/acknowledgments', 'employee', { method: 'POST', body: JSON.stringify(body) })
    expect(answer).toMatchObject({
      status: 400,
      type: 'application/problem+json; charset=utf-8',
      body: { code: 'malformed_body', status: 400 },
    })
    expect(answer.body['next']).toBeTruthy()
  })
})

describe('records (MS-07, MS-10, MO-04)', { tags: ['MS-07', 'MS-10', 'MO-04', 'MO-13', 'MO-19', 'MS-24'] }, () => {
  test('an auditor finds an exchange by its words, reads it, and each look is an entry made before anything is shown', async () => {
    const exchange = await ask('employee', 'When does the Natchez Trace bridge reopen?')
    const looks = (await entriesOfType('access')).length
    const page = await searched('/api/v1/records?q=Natchez', 'auditor', (body) => (body['total'] as number) > 0)
    expect((page['hits'] as { ref: string }[]).map((hit) => hit.ref)).toContain(exchange)
    const shown = await call(`/api/v1/records/${exchange}`, 'auditor')
    const entries = shown.body['entries'] as { type: string; parts: { meta: Record<string, unknown>; body: string } }[]
    expect(entries.map((entry) => entry.type)).toEqual(['prompt', 'response'])
    expect(entries[0]!.parts.meta).toMatchObject({
      principal: { subject: 'employee' },
      system: 'sandbox',
      decision: 'allow',
    })
    expect(entries[1]!.parts.body).toContain('Magnolia bridge')
    expect((await entriesOfType('access')).length).toBeGreaterThanOrEqual(looks + 2)
  })

  test('sealed parts are named, never shown', async () => {
    const exchange = await ask('employee', 'Write to ana.reyes@example.org about the bridge.')
    const { body } = await call(`/api/v1/records/${exchange}`, 'auditor')
    expect(JSON.stringify(body)).not.toContain('ana.reyes@example.org')
    expect((body['entries'] as { parts: Record<string, unknown> }[])[0]!.parts['orig']).toEqual({ sealed: true })
  })

  test('the person sees their own exchange; a colleague without the role gets 404, not 403', async () => {
    const exchange = await ask('employee', 'A question of mine')
    expect((await call(`/api/v1/records/${exchange}`, 'employee')).status).toBe(200)
    expect((await call(`/api/v1/records/${exchange}`, 'contractor')).status).toBe(404)
    expect((await call('/api/v1/records?q=question', 'contractor')).status).toBe(403)
  })

  test('a malformed query answers 400, never 500', async () => {
    for (const query of ['"unbalanced', 'AND', '*', 'user:', '(a OR', `${'x '.repeat(3000)}`]) {
      const { status } = await call(`/api/v1/records?q=${encodeURIComponent(query)}`, 'auditor')
      expect([200, 400], query).toContain(status)
    }
  })

  test('the proof of an exchange verifies against the signed checkpoint', async () => {
    const exchange = await ask('employee', 'Prove this')
    const { body } = await call(`/api/v1/records/${exchange}/proof`, 'auditor')
    const proofs = body['proofs'] as { index: number; proof: string }[]
    expect(proofs).toHaveLength(2)
    for (const { proof } of proofs) expect(proof).toMatch(/^c2sp\.org\/tlog-proof@v1\n/)
  })

  test('`records search` and `records show` do the same from a shell, through the running gateway', async () => {
    const exchange = await ask('employee', 'Shell question about Yazoo levees')
    await searched('/api/v1/records?q=Yazoo', 'auditor', (body) => (body['total'] as number) > 0)
    const tokenFile = join(gateway.folder, 'auditor-token')
    await writeFile(tokenFile, await gateway.token('auditor'))
    const lines: string[] = []
    const context = {
      env: { STATEHOUSE_URL: gateway.url, STATEHOUSE_TOKEN_FILE: tokenFile },
      stdout: (line: string) => void lines.push(line),
      stderr: (line: string) => void lines.push(line),
      dataFolder: gateway.folder,
      recordKeyFile: 'unused',
      logKeyFile: 'unused',
    }
    expect(await searchCommand(['Yazoo'], context)).toBe(0)
    expect(lines.join('\n')).toContain(exchange)
    expect(await showCommand([exchange], context)).toBe(0)
    expect(lines.join('\n')).toContain('Magnolia bridge')
  })
})

describe('revocation (MO-09)', { tags: ['MO-09', 'MS-05'] }, () => {
  test('a revoked person’s open stream is cut with an error event, the record says so, and the next call is 401', async () => {
    const client = await gateway.client('contractor')
    const { data: stream, response } = await client.chat.completions
      .create({ model: 'general-drafting', stream: true, messages: [{ role: 'user', content: 'Begin' }] })
      .withResponse()
    const exchange = response.headers.get('ai-record')!
    const iterator = stream[Symbol.asyncIterator]()
    await iterator.next()
    const revoked = await call('/api/v1/revocations', 'security-officer', {
      method: 'POST',
      body: JSON.stringify({ issuer: gateway.issuer, subject: 'contractor', reason: 'left the agency' }),
    })
    expect(revoked).toMatchObject({ status: 201, body: { cut: 1 } })
    const rest = (async () => {
      while (!(await iterator.next()).done);
    })()
    await expect(rest).rejects.toMatchObject({ error: expect.objectContaining({ code: 'credential_revoked' }) })
    await gateway.app.registry.idle()
    const entries = await gateway.app.store.exchange(exchange as never)
    expect(entries.map((entry) => entry.type)).toEqual(['prompt', 'response'])
    expect(JSON.parse(entries[1]!.parts['meta']!.toString())).toMatchObject({ outcome: 'cut' })
    await expect(
      client.chat.completions.create({ model: 'general-drafting', messages: [{ role: 'user', content: 'Again' }] }),
    ).rejects.toMatchObject({ status: 401, error: { code: 'credential_revoked' } })
  })

  test('nobody without the role revokes', async () => {
    expect(
      await call('/api/v1/revocations', 'employee', {
        method: 'POST',
        body: JSON.stringify({ issuer: 'x', reason: 'y' }),
      }),
    ).toMatchObject({ status: 403, body: { code: 'audience_not_granted' } })
  })
})

describe('what anybody may ask', () => {
  test('GET /v1/models lists only what the caller may use, and nothing to nobody', { tags: ['MS-40'] }, async () => {
    const mine = await (await gateway.client('employee')).models.list()
    expect(mine.data.map((model) => model.id)).toContain('general-drafting')
    const app = await new OpenAI({
      baseURL: `${gateway.url}/v1`,
      apiKey: await gateway.token('app-public'),
      maxRetries: 0,
    }).models.list()
    expect(app.data.map((model) => model.id)).not.toContain('state-drafting')
    expect((await fetch(`${gateway.url}/v1/models`)).status).toBe(401)
  })

  test('the checkpoint and the tiles are public; metrics hold no person', async () => {
    const checkpoint = await (await fetch(`${gateway.url}/log/checkpoint`)).text()
    const size = Number(checkpoint.split('\n')[1])
    const tile = await fetch(`${gateway.url}/log/tile/0/000.p/${Math.min(size, 255)}`)
    expect((await tile.arrayBuffer()).byteLength).toBe(32 * Math.min(size, 255))
    expect((await fetch(`${gateway.url}/log/tile/0/../../etc`)).status).toBe(404)
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text()
    expect(metrics).toContain('statehouse_exchanges_total')
    expect(metrics).not.toMatch(/employee|auditor|contractor/)
    expect(await (await fetch(`${gateway.url}/healthz`)).json()).toEqual({ status: 'ok' })
    expect(await (await fetch(`${gateway.url}/readyz`)).json()).toMatchObject({
      status: 'ready',
      store: { writable: true },
    })
  })

  test('another host name is answered by nobody (DNS rebinding, demo mode)', async () => {
    const { request } = await import('node:http')
    const status = await new Promise<number>((resolve, reject) => {
      request(`${gateway.url}/healthz`, { headers: { host: 'evil.example' } }, (answer) =>
        resolve(answer.statusCode ?? 0),
      )
        .on('error', reject)
        .end()
    })
    expect(status).toBe(421)
  })
})
