import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run as planCommand } from '#src/cli/retention-plan.ts'
import { run as runCommand } from '#src/cli/retention-run.ts'
import { startRawUpstream } from '../support/raw-upstream.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

/** Records are made at the real time; the officers come six years later, which tokens wouldn't survive: the period is none. */
const RETAIN = 'P0D'
let upstream: Awaited<ReturnType<typeof startRawUpstream>>
let gateway: TestGateway
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retention-'))
  upstream = await startRawUpstream(async (_request, reply) => {
    await reply.json(200, {
      id: 'c1',
      object: 'chat.completion',
      created: 1,
      model: 'm-1',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'Gravel.', refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
    })
  })
  gateway = await startGateway({
    upstream: upstream.origin,
    changePolicy: (policy) => {
      Object.assign(policy.retention.series['ms-unscheduled']!, {
        retain: RETAIN,
        action: 'destroy',
        autoDestroy: true,
      })
      delete policy.retention.series['ms-unscheduled']!.undecided
    },
  })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
  await rm(folder, { recursive: true, force: true })
})

async function call(method: string, path: string, persona: string, body?: object) {
  const answer = await fetch(`${gateway.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await gateway.token(persona)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

async function exchange(persona: string): Promise<string> {
  const client = await gateway.client(persona)
  const { response } = await client.chat.completions
    .create({ model: 'general-drafting', messages: [{ role: 'user', content: 'Order gravel' }] })
    .withResponse()
  return response.headers.get('ai-record')!
}

async function shell(command: typeof planCommand, persona: string, ...args: string[]) {
  const file = join(folder, persona)
  await writeFile(file, await gateway.token(persona))
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  const env = { STATEHOUSE_URL: gateway.url, STATEHOUSE_TOKEN_FILE: file }
  const files = { dataFolder: folder, recordKeyFile: '', logKeyFile: '' }
  const code = await command(args, { env, stdout: say, stderr: say, ...files })
  return { code, text: lines.join('\n') }
}

test('of an unscheduled series nothing goes, and every look at dispositions says what is to be decided', {
  tags: ['MS-24', 'MO-27'],
}, async () => {
  const unscheduled = await startGateway({ upstream: upstream.origin })
  try {
    for (const path of ['', '/plan']) {
      const answer = await fetch(`${unscheduled.url}/api/v1/dispositions${path}`, {
        headers: { authorization: `Bearer ${await unscheduled.token('records-officer')}` },
      })
      expect(await answer.json()).toMatchObject({ undecided: [{ series: 'ms-unscheduled', what: expect.any(String) }] })
    }
  } finally {
    await unscheduled.close()
  }
})

describe('dispositions and holds through the API', { tags: ['MO-10', 'MO-28', 'MO-39', 'MS-24'] }, () => {
  test('an exchange is planned, proposed, approved by two others and destroyed; one under hold stays', async () => {
    const mine = await exchange('employee')
    const theirs = await exchange('contractor')
    const placed = await call('POST', '/holds', 'attorney', {
      matter: '2026-14',
      kind: 'litigation',
      reason: 'complaint',
      criteria: { people: [`${gateway.issuer}|contractor`] },
    })
    expect(placed).toMatchObject({ status: 202, body: { state: 'in-force' } })
    const id = placed.body['id'] as string
    const hold = async () => (await call('GET', `/holds/${id}`, 'attorney')).body
    await expect.poll(hold, { timeout: 30_000 }).toMatchObject({ gathered: true, percent: 100, entries: 2 })
    expect(await call('GET', `/holds/${id}`, 'contractor')).toMatchObject({ status: 404 })
    const notices = await call('GET', '/holds', 'contractor')
    expect(notices.body).toMatchObject({ holds: [], notices: [{ matter: '2026-14', acknowledged_at: null }] })
    expect(await call('POST', `/holds/${id}/acknowledgments`, 'contractor', {})).toMatchObject({ status: 200 })

    const plan = await call('GET', '/dispositions/plan', 'records-officer')
    expect(plan.body).toMatchObject({
      due: [{ rule: 'ms-unscheduled@1', retain: RETAIN, exchanges: 1, entries: 2 }],
      excluded: [{ reason: 'held', holds: [id], exchanges: 1 }],
      undecided: [],
    })
    const told = await shell(planCommand, 'records-officer')
    expect(told.code).toBe(0)
    expect(told.text).toContain('due: 1 exchanges, 2 entries, by ms-unscheduled@1')
    expect(told.text).toContain(`stays: 1 exchanges of ms-unscheduled: held ${id}`)
    expect(await call('GET', '/dispositions/plan', 'employee')).toMatchObject({ status: 403 })

    const rule = { rule: 'ms-unscheduled@1', reason: 'period over' }
    const proposed = await call('POST', '/dispositions', 'attorney', rule)
    expect(proposed).toMatchObject({ status: 201, body: { status: 'proposed', entries: 2 } })
    const { id: disposition, set_sha256 } = proposed.body as { id: string; set_sha256: string }
    const approve = (persona: string, digest = set_sha256) =>
      call('POST', `/dispositions/${disposition}/approvals`, persona, { set_sha256: digest })
    expect(await approve('attorney')).toMatchObject({ status: 403, body: { code: 'audience_not_granted' } })
    expect(await approve('records-officer', '0'.repeat(64))).toMatchObject({
      status: 422,
      body: { code: 'disposition_refused', clause: 'MO-10' },
    })
    expect(await approve('privacy-officer')).toMatchObject({ status: 201 })
    expect(await approve('executive-director')).toMatchObject({ status: 201 })
    // Both approved, but neither is a records officer.
    const early = await shell(runCommand, 'records-officer', disposition)
    expect(early).toMatchObject({ code: 2, text: expect.stringContaining('It takes 2 people') })
    expect((await call('GET', `/records/${mine}`, 'auditor')).body).toMatchObject({
      entries: [{ parts: { body: expect.any(String) } }, {}],
    })
    expect(await approve('records-officer')).toMatchObject({ status: 201 })
    expect(await shell(runCommand, 'records-officer', disposition)).toEqual({
      code: 0,
      text: 'done: 2 entries destroyed, 0 kept by a hold',
    })
    // What is left says when it was, and nothing of what it was; it stood behind no wall, so an auditor may see that.
    const gone = (await call('GET', `/records/${mine}`, 'auditor')).body['entries'] as { parts: object }[]
    for (const { parts } of gone) expect(new Set(Object.values(parts))).toEqual(new Set([null]))
    expect((await call('GET', `/records/${mine}`, 'hr')).status).toBe(404)
    const kept = (await call('GET', `/records/${theirs}`, 'auditor')).body['entries'] as { parts: { body: unknown } }[]
    for (const { parts } of kept) expect(parts.body).toEqual(expect.any(String))
    expect((await call('GET', '/dispositions', 'auditor')).body).toMatchObject({ dispositions: [{ status: 'done' }] })
  })

  test('nobody deletes a record by any other way', async () => {
    const record = await exchange('employee')
    for (const persona of ['employee', 'records-officer', 'attorney', 'auditor'])
      expect((await call('DELETE', `/records/${record}`, persona)).status).toBe(404)
  })

  test('a hold is released by two people', async () => {
    const order = { matter: 'M', kind: 'audit', reason: 'r', criteria: { units: ['ITS-OPS'] } }
    const { body } = await call('POST', '/holds', 'records-officer', order)
    const release = (persona: string) =>
      call('POST', `/holds/${String(body['id'])}/release`, persona, { reason: 'over' })
    expect(await release('auditor')).toMatchObject({ status: 404 })
    expect(await release('records-officer')).toMatchObject({ status: 202, body: { state: 'release-asked' } })
    expect(await release('records-officer')).toMatchObject({ status: 403 })
    expect(await release('attorney')).toMatchObject({ status: 200, body: { state: 'released' } })
    expect(await call('POST', '/holds', 'records-officer', { ...order, kind: 'investigation' })).toMatchObject({
      status: 403,
    })
    expect(await call('POST', '/holds', 'attorney', { ...order, criteria: {} })).toMatchObject({ status: 400 })
  })
})
