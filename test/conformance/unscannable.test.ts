import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { metaOf, recordsOf } from '#test/support/exchange-records.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

const MODES = ['refuse', 'flag', 'allow'] as const
let sandbox: Sandbox
let gateway: TestGateway
let token: string

beforeAll(async () => {
  sandbox = await startSandbox()
  gateway = await startGateway({
    upstream: sandbox.origin,
    changePolicy(policy) {
      const system = policy.systems.find(({ id }) => id === 'sandbox')!
      for (const mode of MODES) {
        const copy = { ...system, id: mode, unscannable: mode }
        policy.systems.push(copy)
        policy.index.models[mode] = { system: copy, model: copy.models[0]! }
      }
    },
  })
  token = await gateway.token('employee')
  await gateway.acknowledge(token)
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})
beforeEach(() => sandbox.requests.clear())

const message = (part: object): object => ({
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Look:' }, part] }],
})
const contents: Readonly<Record<string, readonly [path: string, body: object]>> = {
  image: ['/v1/chat/completions', message({ type: 'image_url', image_url: { url: 'data:image/png;base64,aGVsbG8=' } })],
  audio: ['/v1/chat/completions', message({ type: 'input_audio', input_audio: { data: 'aGVsbG8=', format: 'wav' } })],
  file: ['/v1/chat/completions', message({ type: 'file', file: { file_data: 'aGVsbG8=', filename: 'a.pdf' } })],
  tokens: ['/v1/embeddings', { input: [1, 2, 3] }],
  'lists of tokens': ['/v1/completions', { prompt: [[1, 2], [3]] }],
  blob: [
    '/v1/responses',
    { input: [{ type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAAAAaGVsbG8' }] },
  ],
}

async function send(path: string, body: object): Promise<{ code: string | undefined; record: string | null }> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(`${gateway.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const { error } = (await answer.json()) as { error?: { code: string } }
  return { code: error?.code, record: answer.headers.get('ai-record') }
}

describe.each(Object.entries(contents))('%s', (_name, [path, body]) => {
  test.each(['general-drafting', 'refuse'])(
    'is refused by default (model %s)',
    { tags: ['MS-29', 'MO-11'] },
    async (model) => {
      expect((await send(path, { model, ...body })).code).toBe('content_not_inspectable')
      expect(sandbox.requests).toHaveLength(0)
    },
  )

  test('is forwarded and noted where the catalog says flag, forwarded where it says allow', async () => {
    for (const model of ['flag', 'allow']) {
      const { record } = await send(path, { model, ...body })
      expect(sandbox.requests).toHaveLength(1)
      sandbox.requests.clear()
      const [prompt] = await recordsOf(gateway, record)
      const { coverage, obliged = [] } = metaOf(prompt) as { coverage: { unscannable: string[] }; obliged?: string[] }
      expect(coverage.unscannable.length).toBeGreaterThan(0)
      expect(obliged.includes('inspectable')).toBe(model === 'flag')
    }
  })
})

test('content elsewhere, which the vendor would have to fetch, is no content of the request', async () => {
  const image = message({ type: 'image_url', image_url: { url: 'https://example.gov/a.png' } })
  expect((await send('/v1/chat/completions', { model: 'allow', ...image })).code).toBe('field_not_governed')
  expect(sandbox.requests).toHaveLength(0)
})
