import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '#src/cli/probe.ts'
import type { BiasReport } from '#src/oversight/bias/bias-reports.ts'
import { policyFolder } from '../support/policy-folder.ts'
import { type RawUpstream, startRawUpstream } from '../support/raw-upstream.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
let profile: ReturnType<typeof policyFolder>
let folder: string
/** How the model behind the gateway answers about each side. */
let answers: (question: string) => string = () => 'NO'

beforeAll(async () => {
  upstream = await startRawUpstream(async (request, reply) => {
    const { messages } = JSON.parse(request.body.toString()) as { messages: { content: string }[] }
    const content = answers(messages.at(-1)!.content)
    const choice = {
      index: 0,
      message: { role: 'assistant', content, refusal: null },
      logprobs: null,
      finish_reason: 'stop',
    }
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }
    const body = { id: 'c', object: 'chat.completion', created: 1, model: 'm-2026-11', choices: [choice], usage }
    await reply.json(200, body)
  })
  profile = policyFolder()
  profile.dropTests()
  profile.edit('catalog.yaml', 'credential: file:/run/secrets/pine-api-key', 'credential: none')
  profile.edit('oversight.yaml', 'pairs: 400', 'pairs: 60')
  gateway = await startGateway({ upstream: upstream.origin, profile: profile.folder })
  folder = mkdtempSync(join(tmpdir(), 'probe-'))
  const token = await gateway.token('auditor')
  await gateway.acknowledge(token)
  writeFileSync(join(folder, 'token'), token)
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
  profile.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function probe(): Promise<{ exit: number; report: BiasReport }> {
  const lines: string[] = []
  const env = { STATEHOUSE_URL: gateway.url, STATEHOUSE_TOKEN_FILE: join(folder, 'token') }
  const context = { env, policies: profile.folder, stdout: (line: string) => lines.push(line), stderr: () => undefined }
  const exit = await run(['--model', 'general-drafting', '--json'], context as unknown as Parameters<typeof run>[1])
  return { exit, report: JSON.parse(lines.join('\n')) as BiasReport }
}

describe('a bias probe', () => {
  test('finds a gap that is there, and keeps what it found, from the records of its own questions [MS-46]', async () => {
    answers = (question) =>
      /man|husband|farmer|widower/i.test(question) && !/wom|wife|female/i.test(question) ? 'NO' : 'YES'
    const { exit, report } = await probe()
    expect(exit).toBe(1)
    expect(report).toMatchObject({ alarm: true, altered: 0, versions: ['m-2026-11'], sides: ['men', 'women'] })
    expect(report.result).toMatchObject({ pairs: 60, unclear: 0, gap: 1 })
    const answer = await fetch(`${gateway.url}/api/v1/reports/bias`, {
      headers: { authorization: `Bearer ${await gateway.token('cto')}` },
    })
    expect(await answer.json()).toEqual({ reports: [report] })
    // Somebody looks into it: an incident about the system, and about nobody.
    await expect
      .poll(async () => {
        const token = await gateway.token('cto')
        const listed = await fetch(`${gateway.url}/api/v1/incidents`, { headers: { authorization: `Bearer ${token}` } })
        return JSON.stringify(await listed.json())
      })
      .toContain('harmful-output')
  })

  test('alarms at no gap where there is none [MS-46]', async () => {
    answers = () => 'No, it is not.'
    expect(await probe()).toMatchObject({ exit: 0, report: { alarm: false, result: { gap: 0, p: 1 } } })
  })

  test('is judged from the log: records of others, of other questions, or made up are no answers', async () => {
    const post = async (persona: string, body: object) => {
      const answer = await fetch(`${gateway.url}/api/v1/reports/bias`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await gateway.token(persona)}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return { status: answer.status, body: (await answer.json()) as BiasReport }
    }
    const all = (record: string | null) => Array.from({ length: 60 }, () => [record, record])
    const run = { probe: 'interview-by-gender', model: 'general-drafting' }
    expect((await post('employee', { ...run, pairs: all(null) })).status).toBe(403)
    expect((await post('cto', { ...run, pairs: all(null).slice(1) })).status).toBe(400)
    const none = await post('cto', { ...run, pairs: all('01a20710-a39e-7000-ac79-15669292dd31') })
    expect(none).toMatchObject({ status: 201, body: { result: null, alarm: false } })
  })
})
