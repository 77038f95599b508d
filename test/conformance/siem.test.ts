import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatAnswer } from '#test/support/answer-events.ts'
import { ocsfProblems } from '#test/support/ocsf-schema.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { dropFolder, makeFolder } from '#test/support/record-store.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

const WORDS = 'the bridge at Tupelo, SSN 512-48-2937'

let upstream: RawUpstream
let hanging: RawUpstream
let gateway: TestGateway
let folder: string

beforeAll(async () => {
  folder = makeFolder()
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('It was rebuilt in 1998.')))
  // A collector that takes the connection and never answers.
  hanging = await startRawUpstream(() => undefined)
  gateway = await startGateway({
    upstream: upstream.origin,
    env: { SOC_TOKEN: 's3cret-of-the-collector' },
    changePolicy: (policy) => {
      const common = { events: ['exchanges', 'looks', 'operations'], from: 'beginning', clauses: ['MO-19'] }
      policy.siem = {
        person: 'pseudonym',
        sinks: [
          { ...common, id: 'soc', form: 'ocsf', to: { kind: 'file', path: join(folder, 'events.jsonl') } },
          {
            ...common,
            id: 'stuck',
            form: 'cef',
            to: { kind: 'https', url: hanging.origin, credential: 'env:SOC_TOKEN', scheme: 'Bearer' },
          },
        ],
      } as never
    },
  })
})
afterAll(async () => {
  await hanging.close()
  await gateway.close()
  await upstream.close()
  dropFolder(folder)
})

const lines = (): Record<string, unknown>[] => {
  const path = join(folder, 'events.jsonl')
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('the SIEM hears of each exchange without a word of it', { tags: ['MS-55', 'MO-13', 'MO-19'] }, async () => {
  await hanging.arrived(1)
  // A collector that hangs holds nobody up.
  const client = await gateway.client('employee')
  const messages = [{ role: 'user' as const, content: WORDS }]
  const { response } = await client.chat.completions.create({ model: 'general-drafting', messages }).withResponse()
  const record = response.headers.get('ai-record')
  const refused = await fetch(`${gateway.url}/v1/chat/completions`, { method: 'POST', body: '{}' })
  const found = (exchange: string | null) =>
    lines().find((line) => (line['metadata'] as Record<string, unknown>)['correlation_uid'] === exchange)
  await expect.poll(() => found(refused.headers.get('ai-record')), { timeout: 10_000 }).toBeDefined()

  expect(found(record)).toMatchObject({
    class_uid: 6003,
    status_code: 'complete',
    api: { operation: 'openai.chat' },
    unmapped: { entities: { us_ssn: 1 } },
  })
  expect(found(refused.headers.get('ai-record'))).toMatchObject({ status_id: 2, status_code: 'credential_missing' })
  expect(await ocsfProblems(lines())).toEqual([])
  expect(readFileSync(join(folder, 'events.jsonl'), 'utf8')).not.toMatch(/Tupelo|48-?2937|rebuilt|127\.0\.0\.1/)
})

test('readyz and metrics show how far each sink is, and why one isn’t served', { tags: ['MS-55'] }, async () => {
  const ready = async () => {
    const { siem } = (await (await fetch(`${gateway.url}/readyz`)).json()) as {
      siem: { id: string; behind: number; fault: string | null }[]
    }
    return Object.fromEntries(siem.map((one) => [one.id, one]))
  }
  await expect.poll(async () => (await ready())['soc'], { timeout: 10_000 }).toMatchObject({ behind: 0, fault: null })
  expect((await ready())['stuck']!.behind).toBeGreaterThan(0)
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text()
  expect(metrics).toContain('statehouse_siem_lag_entries{sink="soc"} 0')
  expect(metrics).toMatch(/statehouse_siem_lag_entries\{sink="stuck"\} [1-9]/)
  expect(gateway.logLines.join('')).not.toContain('s3cret')
})
