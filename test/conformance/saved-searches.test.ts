import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run as searchCommand } from '#src/cli/records-search.ts'
import { HELD, toRanges } from '#src/core/destruction.ts'
import type { ExchangeId } from '#src/core/ids.ts'
import { packIndexes, unpackIndexes } from '#src/records/search/saved-search.ts'
import { PARTS_MAX } from '#src/records/sqlite/commit-batch.ts'
import { chatAnswer } from '#test/support/answer-events.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { draft } from '#test/support/record-store.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  gateway = await startGateway({ upstream: upstream.origin })
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

async function say(content: string): Promise<ExchangeId> {
  const client = await gateway.client('employee')
  const messages = [{ role: 'user' as const, content }]
  const { response } = await client.chat.completions.create({ model: 'general-drafting', messages }).withResponse()
  return response.headers.get('ai-record') as ExchangeId
}

const caughtUp = () => expect.poll(() => gateway.app.store.health().indexLag, { timeout: 10_000 }).toBe(0)

interface Changes {
  readonly since: string | null
  readonly added: { readonly ref: string }[]
  readonly destroyed: { readonly index: number }[]
  readonly newlyHeld: { readonly ref: string }[]
}

async function changes(id: string): Promise<Changes> {
  await caughtUp()
  const { status, body } = await call('auditor', 'POST', `saved-searches/${id}/runs`)
  expect(status).toBe(200)
  return body['changes'] as Changes
}

test('a saved search says what was added, destroyed and newly held since it was run', {
  tags: ['MS-24', 'MO-06'],
}, async () => {
  const first = await say('The levee at Yazoo')
  const { status, body } = await call('auditor', 'POST', 'saved-searches', {
    name: 'levees',
    query: 'levee type:prompt',
  })
  expect(status).toBe(201)
  const id = body['id'] as string
  expect(await changes(id)).toMatchObject({ since: null, added: [{ ref: first }], destroyed: [] })
  expect(await changes(id)).toMatchObject({ since: expect.any(String), added: [], destroyed: [], newlyHeld: [] })
  const second = await say('Another levee')
  const ranges = toRanges((await gateway.app.store.exchange(first)).map(({ index }) => index))
  await gateway.app.store.append(
    draft('hold', undefined, {
      state: [{ kind: HELD, key: '2026-14#0', value: { hold: '2026-14', ranges } }],
    }),
  )
  expect(await changes(id)).toMatchObject({ added: [{ ref: second }], destroyed: [], newlyHeld: [{ ref: first }] })
  const { index } = (await gateway.app.store.exchange(second))[0]!
  const db = new DatabaseSync(join(gateway.folder, 'records.db'), { timeout: 20_000 })
  db.exec(`DELETE FROM part WHERE key >= ${index * PARTS_MAX} AND key < ${(index + 1) * PARTS_MAX}`)
  db.close()
  await gateway.app.store.purgeSearch([index])
  expect(await changes(id)).toMatchObject({ added: [], destroyed: [{ index }], newlyHeld: [] })
})

test('it belongs to who saved it, and is run from a shell by its name', async () => {
  await say('The culvert at Vicksburg')
  const made = await call('auditor', 'POST', 'saved-searches', { name: 'culverts', query: 'culvert' })
  const path = `saved-searches/${String(made.body['id'])}`
  expect((await call('records-officer', 'POST', `${path}/runs`)).status).toBe(404)
  expect((await call('records-officer', 'GET', 'saved-searches')).body).toEqual({ searches: [] })
  expect((await call('employee', 'GET', 'saved-searches')).status).toBe(403)
  await caughtUp()
  const tokenFile = join(gateway.folder, 'auditor-token')
  await writeFile(tokenFile, await gateway.token('auditor'))
  const lines: string[] = []
  const print = (line: string): void => void lines.push(line)
  const env = { STATEHOUSE_URL: gateway.url, STATEHOUSE_TOKEN_FILE: tokenFile }
  const context = { env, stdout: print, stderr: print, dataFolder: '', recordKeyFile: '', logKeyFile: '' }
  expect(await searchCommand(['--saved', 'culverts'], context)).toBe(0)
  expect(lines.join('\n')).toMatch(/added .*culvert at Vicksburg[\s\S]*1 found by culvert; compared with nothing/)
  expect(await searchCommand(['--saved', 'nothing'], context)).toBe(1)
  expect((await call('auditor', 'DELETE', path)).status).toBe(204)
  expect((await call('auditor', 'POST', `${path}/runs`)).status).toBe(404)
})

test('of several that are saved under one name at once, one is', async () => {
  const save = () => call('auditor', 'POST', 'saved-searches', { name: 'bridges', query: 'bridge' })
  const statuses = (await Promise.all(Array.from({ length: 6 }, save))).map(({ status }) => status)
  expect(statuses.filter((status) => status === 201)).toHaveLength(1)
})

test.each([
  [{ name: 'bad', query: '"' }, 400],
  [{ name: '', query: 'a' }, 400],
])('%j is not saved', async (payload, status) => {
  expect((await call('auditor', 'POST', 'saved-searches', payload)).status).toBe(status)
})

test('positions are packed and unpacked whole', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat()), (indexes) => {
      expect(unpackIndexes(packIndexes(indexes))).toEqual(indexes.toSorted((a, b) => a - b))
    }),
  )
})
