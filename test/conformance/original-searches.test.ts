import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { run as searchCommand } from '#src/cli/records-search.ts'
import { chatAnswer } from '#test/support/answer-events.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
let redacted: string

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  gateway = await startGateway({ upstream: upstream.origin })
  redacted = await say('Write to ana.reyes@example.org about the levee')
  await say('Write to Reyes, Ana about nothing')
  await say('The levee is dry')
  await vi.waitUntil(() => gateway.app.store.health().indexLag === 0, { timeout: 10_000 })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

async function call(persona: string, method: string, path: string, payload?: object) {
  const answer = await fetch(`${gateway.url}/api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await gateway.token(persona)}`,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> }
}

async function say(content: string): Promise<string> {
  const client = await gateway.client('employee')
  const messages = [{ role: 'user' as const, content }]
  const { response } = await client.chat.completions.create({ model: 'general-drafting', messages }).withResponse()
  return response.headers.get('ai-record')!
}

const ASKED = {
  request: 'R-2026-14',
  query: 'user:employee reyes',
  purpose: 'records-request',
  reason: 'asked for by name',
}

async function finished(id: string, persona = 'records-officer') {
  const path = `original-searches/${id}`
  await expect.poll(async () => (await call(persona, 'GET', path)).body['status'], { timeout: 10_000 }).toBe('done')
  return (await call(persona, 'GET', path)).body as {
    found: number
    scope: number
    scanned: number
    hits: { ref: string }[]
  }
}

test('what redaction took out is found in the originals, though no search of the index finds it', {
  tags: ['MS-24', 'MO-06'],
}, async () => {
  const indexed = await call('records-officer', 'GET', 'records?q=reyes%20ana%20NOT%20nothing')
  expect(indexed.body).toMatchObject({ total: 0, withRemovedWords: expect.any(Number) })
  expect(indexed.body['withRemovedWords']).toBeGreaterThan(0)
  const begun = await call('records-officer', 'POST', 'original-searches', {
    ...ASKED,
    query: 'user:employee levee reyes',
  })
  expect(begun.status).toBe(202)
  const { hits, scope, scanned } = await finished(begun.body['id'] as string)
  expect(hits.map(({ ref }) => ref)).toEqual([redacted])
  expect([scope, scanned]).toEqual([6, 6])
  expect(JSON.stringify(hits)).not.toContain('reyes')
})

test('a name is found however it is written; the log has the request, the scope and the counts', async () => {
  const begun = await call('records-officer', 'POST', 'original-searches', {
    ...ASKED,
    query: 'user:employee',
    names: ['Ana Reyes'],
  })
  expect(await finished(begun.body['id'] as string)).toMatchObject({ found: 2 })
  const metas: Record<string, unknown>[] = []
  for (let index = 0; index < (await gateway.app.store.size()); index++) {
    const entry = await gateway.app.store.entry(index)
    if (entry?.type === 'access') metas.push(JSON.parse(entry.parts['meta']!.toString()) as Record<string, unknown>)
  }
  expect(metas).toContainEqual(
    expect.objectContaining({ action: 'search-originals', request: 'R-2026-14', scope: 6, names: ['Ana Reyes'] }),
  )
  expect(metas).toContainEqual(
    expect.objectContaining({ action: 'search-originals-end', found: 2, scanned: 6, status: 'done' }),
  )
})

test('asking ten times at once begins one search, not ten', async () => {
  const begun = await Promise.all(
    Array.from({ length: 10 }, () =>
      call('attorney', 'POST', 'original-searches', { ...ASKED, query: 'user:employee' }),
    ),
  )
  expect(begun.map(({ status }) => status).sort()).toEqual([202, ...Array.from({ length: 9 }, () => 400)])
  await finished(begun.find(({ status }) => status === 202)!.body['id'] as string, 'attorney')
})

test.each([
  ['auditor', ASKED, 403, 'audience_not_granted'],
  ['employee', ASKED, 403, 'audience_not_granted'],
  ['records-officer', { ...ASKED, purpose: 'summarise' }, 403, 'purpose_not_permitted'],
  ['records-officer', { ...ASKED, query: 'reyes' }, 400, 'malformed_body'],
  ['records-officer', { ...ASKED, query: 'user:employee OR reyes' }, 400, 'malformed_body'],
  ['records-officer', { ...ASKED, query: 'user:employee', names: ['Reyes'] }, 400, 'malformed_body'],
  ['records-officer', { ...ASKED, request: '' }, 400, 'malformed_body'],
])('%s with %j is refused', async (persona, payload, status, code) => {
  expect(await call(persona, 'POST', 'original-searches', payload)).toMatchObject({ status, body: { code } })
})

test('counsel searches only what is privileged, and nobody sees another’s search', async () => {
  const begun = await call('attorney', 'POST', 'original-searches', ASKED)
  expect(await finished(begun.body['id'] as string, 'attorney')).toMatchObject({ found: 0, scope: 0 })
  expect((await call('records-officer', 'GET', `original-searches/${String(begun.body['id'])}`)).status).toBe(404)
})

test('from a shell it tells what came out of it', async () => {
  const tokenFile = join(gateway.folder, 'officer-token')
  await writeFile(tokenFile, await gateway.token('records-officer'))
  const lines: string[] = []
  const print = (line: string): void => void lines.push(line)
  const env = { STATEHOUSE_URL: gateway.url, STATEHOUSE_TOKEN_FILE: tokenFile }
  const context = { env, stdout: print, stderr: print, dataFolder: '', recordKeyFile: '', logKeyFile: '' }
  const how = ['--originals', '--request', 'R-2026-14', '--purpose', 'records-request', '--reason', 'asked for']
  expect(await searchCommand([...how, 'user:employee levee reyes'], context)).toBe(0)
  expect(lines.join('\n')).toContain(redacted)
  expect(lines.at(-1)).toBe('done: 1 of 6 in scope; 6 looked at, 0 destroyed')
})
