import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run as exportCommand } from '#src/cli/records-export.ts'
import type { ExchangeId } from '#src/core/ids.ts'
import { CODING, RECORDS_REQUEST, REQUEST_SCOPE } from '#src/core/records-request.ts'
import { createIdSource } from '#src/records/ids.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { chatAnswer } from '../support/answer-events.ts'
import { type RawUpstream, startRawUpstream } from '../support/raw-upstream.ts'
import { project } from '../support/source-files.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

const SSN = '457-55-5462'
const AGENCY = 'MS-ITS'
const recordKey = createKeyRing()
let upstream: RawUpstream
let gateway: TestGateway
let folder: string
let plain: string
let withNumber: string
let closed: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'productions-'))
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  const start = () => startGateway({ upstream: upstream.origin, folder, app: { recordKey } })
  gateway = await start()
  plain = await say('employee', 'The levee is dry')
  withNumber = await say('employee', `The SSN of the applicant is ${SSN}, write it down`)
  closed = await say('attorney', 'Advise on the levee lawsuit')
  await requestOver([plain, withNumber, closed])
  await gateway.close()
  // The rows are read at the start: those who write them are another part's.
  gateway = await start()
}, 120_000)
afterAll(async () => {
  await gateway.close()
  await upstream.close()
  await rm(folder, { recursive: true, force: true })
})

async function say(persona: string, content: string): Promise<string> {
  const client = await gateway.client(persona)
  const messages = [{ role: 'user' as const, content }]
  const { response } = await client.chat.completions.create({ model: 'general-drafting', messages }).withResponse()
  return response.headers.get('ai-record')!
}

/** A request as its own part of the gateway leaves it: its scope is these exchanges, all but counsel's coded responsive. */
async function requestOver(exchanges: readonly string[]): Promise<void> {
  const { store } = gateway.app
  const entries = (await Promise.all(exchanges.map((ref) => store.exchange(ref as ExchangeId)))).flat()
  const frozenAt = await store.size()
  const facts = { id: 'r1', agency: AGENCY, number: '2026-0007', status: 'open', frozenAt }
  const ranges = entries.map(({ index }) => [index, index])
  const ids = createIdSource({ now: () => Date.now() })
  await store.append({
    id: ids.entryId(),
    type: 'admin',
    agency: AGENCY,
    series: 'ms-unscheduled',
    policy: 'test',
    meta: { action: 'test' },
    parts: [],
    state: [
      { kind: RECORDS_REQUEST, key: 'r1', value: facts },
      { kind: REQUEST_SCOPE, key: 'r1#0', value: { request: 'r1', ranges } },
      ...[plain, withNumber].map((exchange) => ({
        kind: CODING,
        key: `r1|${exchange}`,
        value: {
          request: 'r1',
          exchange,
          coding: 'responsive',
          exemptions: [],
          by: 'idp|rec',
          at: new Date().toISOString(),
        },
      })),
    ],
  })
}

async function call(persona: string, method: string, path: string, payload?: object) {
  const answer = await fetch(`${gateway.url}/api/v1/productions${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await gateway.token(persona)}`,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
  })
  const text = await answer.text()
  return {
    status: answer.status,
    text,
    body: (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>,
  }
}

async function shell(persona: string, ...args: string[]) {
  const tokenFile = join(folder, `token-${persona}`)
  await writeFile(tokenFile, await gateway.token(persona))
  const lines: string[] = []
  const print = (line: string): void => void lines.push(line)
  const env = { STATEHOUSE_URL: gateway.url, STATEHOUSE_TOKEN_FILE: tokenFile }
  const context = { env, stdout: print, stderr: print, dataFolder: '', recordKeyFile: '', logKeyFile: '' }
  return { code: await exportCommand(args, context), text: lines.join('\n') }
}

const ORDER = { request: 'r1', mode: 'open-records', reason: 'answer to 2026-0007' }

describe('a production through the API', { tags: ['MS-24', 'MO-06'] }, () => {
  test('goes from a request to a package that somebody else sealed and an officer fetched', async () => {
    const made = await call('records-officer', 'POST', '', ORDER)
    expect(made).toMatchObject({ status: 201, body: { status: 'open', records: 2, bates_prefix: '2026-0007' } })
    const id = String(made.body['id'])
    const failed = await shell('records-officer', id, '--build')
    expect(failed).toMatchObject({ code: 1, text: expect.stringContaining(`failed: record ${withNumber} has`) })

    const undecided = await call('records-officer', 'GET', `/${id}/undecided`)
    const [record] = undecided.body['records'] as [
      { exchange: string; open: { start: number; end: number; shown: string }[] },
    ]
    expect(record).toMatchObject({ exchange: withNumber, open: [{ shown: expect.stringMatching(/^\[US_SSN_\d+\]$/) }] })
    const shown = await call('records-officer', 'GET', `/${id}/records/${withNumber}`)
    expect(shown.text).toContain('user: The SSN of the applicant is [US_SSN_')
    expect(shown.text).not.toContain(SSN)
    const law = { decision: 'withhold', exemption: 'ms-25-61-11' }
    const decisions = record.open.map(({ start, end }) => ({ part: 'prompt', start, end, ...law }))
    const decided = await call('records-officer', 'POST', `/${id}/records/${withNumber}/decisions`, { decisions })
    expect(decided).toMatchObject({
      status: 201,
      body: { open: [], redactions: [{ exemption: 'ms-25-61-11', how: 'placeholder' }] },
    })

    const built = await shell('records-officer', id, '--build', '--json')
    expect(built.code, built.text).toBe(0)
    const production = JSON.parse(built.text.split('\n').at(-1)!) as {
      package: { manifest_sha256: string; counts: object }
    }
    expect(production).toMatchObject({ status: 'built', package: { counts: { released: 2, redactions: 1 } } })
    expect(production.package.counts).not.toHaveProperty('privileged')
    const early = await shell('records-officer', id, '--out', join(folder, 'early.tar'))
    expect(early).toMatchObject({ code: 1, text: expect.stringContaining('Nothing leaves before it is sealed') })
    const seal = { manifest_sha256: production.package.manifest_sha256 }
    expect(await call('records-officer', 'POST', `/${id}/seal`, seal)).toMatchObject({ status: 403 })
    const sealed = await call('attorney', 'POST', `/${id}/seal`, seal)
    expect(sealed).toMatchObject({ status: 200, body: { status: 'sealed', package: { counts: { privileged: 1 } } } })

    const out = join(folder, 'package.tar')
    expect(await shell('records-officer', id, '--out', out)).toMatchObject({
      code: 0,
      text: expect.stringContaining(`wrote ${out}`),
    })
    const target = join(folder, 'unpacked')
    await mkdir(target)
    execFileSync('tar', ['-xf', out, '-C', target])
    execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'SHA256SUMS'], { cwd: target })
    const bytes = await readFile(out)
    for (const hidden of [SSN, closed]) expect(bytes.includes(hidden)).toBe(false)
    expect(await readFile(join(target, 'records.jsonl'), 'utf8')).toContain('[Withheld: ms-25-61-11]')
    expect((await call('attorney', 'GET', `/${id}/privilege-log`)).text).toContain(closed)
  })

  test('can be cancelled, and then is no more', async () => {
    const id = String((await call('records-officer', 'POST', '', ORDER)).body['id'])
    expect(await call('records-officer', 'DELETE', `/${id}`)).toMatchObject({
      status: 200,
      body: { status: 'cancelled' },
    })
    expect(await call('records-officer', 'POST', `/${id}/build`)).toMatchObject({
      status: 422,
      body: { code: 'production_refused', title: 'This production is cancelled.' },
    })
  })
})

test('the steps of the officers’ guide do what they say, as they are written', { tags: ['MS-24'] }, async () => {
  const guide = await readFile(join(project, 'docs', 'records.md'), 'utf8')
  const steps = [...guide.matchAll(/^(GET|POST) \/api\/v1\/productions(\S*)(?: (\{.*\}))?$/gm)]
  expect(steps).toHaveLength(10)
  const names: Record<string, string> = { REQUEST: 'r1', RECORD: withNumber }
  const named = (text: string): string => text.replace(/\b[A-Z]{2,}\b/g, (name) => names[name] ?? name)
  for (const [line, method, path, body] of steps) {
    const persona = path!.endsWith('/seal') ? 'attorney' : 'records-officer'
    const payload = body === undefined ? undefined : (JSON.parse(named(body)) as object)
    const answer = await call(persona, method!, named(path!), payload)
    expect(answer.status, `${line}: ${answer.text.slice(0, 300)}`).toBeLessThan(300)
    if (path === '') names['ID'] = String(answer.body['id'])
    if (path!.endsWith('/patterns')) names['PATTERN'] = String(answer.body['id'])
    if (path!.endsWith('/undecided')) {
      const [{ open }] = answer.body['records'] as [{ open: [{ start: number; end: number }] }]
      Object.assign(names, { START: open[0].start, END: open[0].end })
    }
    if (path === '/ID/build')
      await expect
        .poll(async () => (await call(persona, 'GET', named('/ID'))).body['status'], { timeout: 30_000 })
        .toBe('built')
    if (path === '/ID') names['DIGEST'] = (answer.body['package'] as { manifest_sha256: string }).manifest_sha256
  }
})

test('an auditor’s export of a query holds redacted bodies, their digest and what was looked at, each look recorded', {
  tags: ['MS-24', 'MS-55'],
}, async () => {
  await expect.poll(() => gateway.app.store.health().indexLag, { timeout: 20_000 }).toBe(0)
  const before = await gateway.app.store.size()
  for (const format of ['jsonl', 'csv']) {
    const out = join(folder, `export-${format}`)
    const how = ['--format', format, '--out', out, '--purpose', 'audit', '--reason', 'A-2026-3']
    expect(await shell('auditor', 'user:employee', ...how)).toMatchObject({
      code: 0,
      text: expect.stringContaining('wrote 2'),
    })
    execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'SHA256SUMS'], { cwd: out })
    const text = await readFile(join(out, `records.${format}`), 'utf8')
    expect(text).toContain('levee is dry')
    for (const hidden of [SSN, closed]) expect(text).not.toContain(hidden)
    expect(JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'))).toMatchObject({
      query: 'user:employee',
      counts: { exchanges: 2, gone: 0 },
      scope: { agencies: [AGENCY] },
    })
    // What is there already stays.
    expect(await shell('auditor', 'user:employee', ...how)).toMatchObject({ code: 2 })
  }
  const looks: unknown[] = []
  for (let index = before; index < (await gateway.app.store.size()); index++) {
    const meta = (await gateway.app.store.entry(index))!.parts['meta']
    const { action, exchange, matter } = JSON.parse(String(meta)) as Record<string, unknown>
    if (action === 'show') looks.push([exchange, matter])
  }
  expect(looks).toContainEqual([plain, 'A-2026-3'])
  expect(await shell('auditor', 'user:employee', '--format', 'pdf', '--out', folder)).toMatchObject({ code: 2 })
})

test('nobody without the role learns of a production, its records or what is withheld, by any route', {
  tags: ['MO-04', 'MO-06', 'MS-24'],
}, async () => {
  const made = await call('attorney', 'POST', '', { ...ORDER, mode: 'legal-process' })
  expect(made).toMatchObject({ status: 201, body: { records: 3 } })
  const legal = String(made.body['id'])
  const open = String((await call('records-officer', 'POST', '', ORDER)).body['id'])
  const pattern = await call('records-officer', 'POST', `/${open}/patterns`, { kind: 'literal', find: 'levee' })
  expect(pattern).toMatchObject({ status: 201, body: { hits: 1 } })
  const span = { decisions: [{ part: 'prompt', start: 0, end: 1, decision: 'withhold', exemption: 'ms-25-61-11' }] }
  const routes = (id: string): [string, string, object?][] => [
    ['GET', `/${id}`],
    ['DELETE', `/${id}`],
    ['GET', `/${id}/records`],
    ...[plain, withNumber, closed].flatMap((exchange): [string, string, object?][] => [
      ['GET', `/${id}/records/${exchange}`],
      ['POST', `/${id}/records/${exchange}/decisions`, span],
    ]),
    ['GET', `/${id}/undecided`],
    ['POST', `/${id}/patterns`, { kind: 'literal', find: 'levee' }],
    ['POST', `/${id}/patterns/${String(pattern.body['id'])}/decisions`, { decision: 'keep', hits: 1 }],
    ['POST', `/${id}/build`],
    ['POST', `/${id}/seal`, { manifest_sha256: '0'.repeat(64) }],
    ['GET', `/${id}/package`],
    ['GET', `/${id}/privilege-log`],
  ]
  const strangers = [
    'employee',
    'contractor',
    'supervisor',
    'unit-leader',
    'cto',
    'hr',
    'auditor',
    'privacy-officer',
    'security-officer',
    'executive-director',
  ]
  for (const persona of strangers) {
    expect(await call(persona, 'GET', ''), persona).toMatchObject({ status: 403 })
    expect(await call(persona, 'POST', '', ORDER), persona).toMatchObject({ status: 403 })
    for (const id of [open, legal])
      for (const [method, path, payload] of routes(id)) {
        const { status, text } = await call(persona, method, path, payload)
        expect(status, `${persona} ${method} ${path}`).toBe(404)
        for (const secret of [plain, withNumber, closed, 'levee']) expect(text.includes(secret), text).toBe(false)
      }
  }
  for (const [method, path, payload] of routes(legal)) {
    const { status } = await call('records-officer', method, path, payload)
    expect(status, `${method} ${path}`).toBe(404)
  }
  const mine = (await call('records-officer', 'GET', '')).text
  expect(mine).not.toContain(legal)
  for (const path of [`/${open}`, `/${open}/records`, `/${open}/undecided`])
    expect((await call('records-officer', 'GET', path)).text).not.toContain(closed)
  expect((await call('records-officer', 'GET', `/${open}/records/${closed}`)).status).toBe(404)
})
