import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as verify from '#src/cli/log-verify.ts'
import * as explain from '#src/cli/policy-explain.ts'
import * as inventory from '#src/cli/policy-inventory.ts'
import * as replay from '#src/cli/policy-replay.ts'
import { createKeyRingFile } from '#src/records/key-ring.ts'
import { createSigningKeyFile } from '#src/records/signing-key.ts'
import { ask, chatQuestion, entriesOf, metaOf } from '#test/support/asking.ts'
import { OVERLAY } from '#test/support/policies.ts'
import { type PolicyFolder, policyFolder } from '#test/support/policy-folder.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { AUDIENCE, startGateway, type TestGateway } from '#test/support/start-gateway.ts'

const MESSAGE = { role: 'assistant', content: 'At eight.', refusal: null }
const ANSWER = {
  id: 'c1',
  object: 'chat.completion',
  created: 1,
  model: 'm-1',
  choices: [{ index: 0, message: MESSAGE, logprobs: null, finish_reason: 'stop' }],
  usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
}

let data: string
let upstream: RawUpstream
let candidate: PolicyFolder
let gateway: TestGateway
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'shadow-'))
  upstream = await startRawUpstream((_request, reply) => reply.json(200, ANSWER))
  candidate = policyFolder()
  candidate.dropTests()
  // Employees may no longer translate, and may do what only services could.
  const purposes = candidate.read('purposes.yaml')
  const subjects = (id: string, types: string) => (text: string) =>
    text.replace(new RegExp(`(- id: ${id}\\n.*\\n +subjectTypes: )\\[.*\\]`), `$1[${types}]`)
  candidate.write('purposes.yaml', subjects('translate', 'contractor')(subjects('coding', 'contractor')(purposes)))
  gateway = await startGateway({
    upstream: upstream.origin,
    shadow: candidate.folder,
    folder: data,
    app: {
      recordKey: await createKeyRingFile(join(data, 'record.json')),
      signingKey: await createSigningKeyFile(join(data, 'log.json'), 'test.example/log'),
    },
  })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
  candidate.remove()
  rmSync(data, { recursive: true, force: true })
})

const record = async (purpose: string): Promise<{ id: string; status: number }> => {
  const token = await gateway.token('employee')
  await gateway.acknowledge(token)
  const { status, headers } = await ask(gateway, token, {
    body: chatQuestion('When is the office open?', false),
    headers: { 'ai-purpose': purpose },
  }).whole()
  return { id: String(headers['ai-record']), status }
}

const report = async (persona: string) => {
  const headers = { authorization: `Bearer ${await gateway.token(persona)}` }
  const answer = await fetch(`${gateway.url}/api/v1/reports/shadow`, { headers })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

test('a candidate beside the policy in force changes no answer, and its report and metrics say what it would have answered (MS-65)', async () => {
  const translated = await record('translate')
  const drafted = await record('draft-internal')
  expect([translated.status, drafted.status]).toEqual([200, 200])
  await gateway.app.shadow!.settled()
  const { status, body } = await report('cto')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    compared: 2,
    skipped: 0,
    allowToRefuse: 1,
    refuseToAllow: 0,
    rows: [
      {
        direction: 'allow→refuse',
        agency: 'MS-ITS',
        purpose: 'translate',
        code: 'purpose_not_permitted',
        count: 1,
        samples: [translated.id],
      },
    ],
  })
  expect((await report('auditor')).status).toBe(200)
  expect((await report('employee')).status).toBe(403)
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text()
  expect(metrics).toContain('statehouse_shadow_exchanges{answer="refuse"} 1')
  const looks = (await entriesOf(gateway)).map(metaOf).filter(({ report: name }) => name === 'shadow')
  expect(looks).toHaveLength(2)
})

test('the same candidate asked about the records gives the same, and each decision is made again from its record', async () => {
  const { id } = await record('translate')
  const out: string[] = []
  const context = {
    env: {},
    policies: '',
    dataFolder: data,
    recordKeyFile: join(data, 'record.json'),
    logKeyFile: join(data, 'log.json'),
    stdout: (line: string) => void out.push(line),
    stderr: (line: string) => void out.push(line),
  }
  const values = {
    ISSUER: gateway.issuer,
    AUDIENCE,
    SANDBOX_ORIGIN: upstream.origin,
    APPLICATION_ORIGIN: 'http://127.0.0.1:9',
  }
  const set = Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${value}`])
  const asked = ['--candidate', candidate.folder, '--overlay', OVERLAY, ...set, '--json']
  // Beside a gateway that runs the look is an entry of its log; without one it is written under the writer's lock.
  const before = await gateway.app.store.size()
  expect(await replay.run(asked, context), out.join()).toBe(0)
  expect(metaOf((await entriesOf(gateway)).at(-1)!)).toMatchObject({
    action: 'replay',
    by: expect.stringMatching(/^os:/),
  })
  expect(await gateway.app.store.size()).toBe(before + 1)
  await gateway.app.close(100)
  expect(await replay.run(asked, context)).toBe(0)
  expect(JSON.parse(out.at(-1)!)).toMatchObject({
    replayed: 3,
    allowToRefuse: 2,
    refuseToAllow: 0,
    rows: [{ purpose: 'translate', count: 2 }],
  })
  expect(await replay.run([...asked, '--since', '2100-01-01'], context)).toBe(0)
  expect(JSON.parse(out.at(-1)!)).toMatchObject({ replayed: 0 })
  expect(await explain.run(['--record', id], context)).toBe(0)
  expect(out.at(-1)).toBe('the same as recorded')
  expect(await explain.run(['--record', 'none'], context)).toBe(1)
  // What the log says is in force holds what the files alone don’t.
  expect(await inventory.run(['--in-force', '--json'], context)).toBe(0)
  expect(JSON.parse(out.at(-1)!)).toMatchObject({ policy: gateway.app.policy.current().version })
  expect(out.at(-1)).toContain('"id":"sandbox"')
  expect(await verify.run([], context)).toBe(0)
  expect(out.find((line) => line.includes('entries verified'))).toMatch(/^sound/)
})
