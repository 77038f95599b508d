import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '#src/cli/reconcile.ts'
import type { RecordsContext } from '#src/cli/records-context.ts'
import type { ExchangeId } from '#src/core/ids.ts'
import { createKeyRingFile } from '#src/records/key-ring.ts'
import { draft, dropFolder, ids, makeFolder } from '#test/support/record-store.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

const VENDOR = 'Delta Open AI'

let folder: string
let gateway: TestGateway
let context: RecordsContext & { policies: string }
let said: string[]

beforeAll(async () => {
  folder = makeFolder()
  const recordKeyFile = join(folder, 'record-key.json')
  gateway = await startGateway({
    upstream: 'http://127.0.0.1:8083',
    app: { recordKey: await createKeyRingFile(recordKeyFile) },
  })
  const line = (text: string) => void said.push(text)
  context = {
    env: {},
    stdout: line,
    stderr: line,
    dataFolder: gateway.folder,
    recordKeyFile,
    logKeyFile: join(folder, 'none'),
    policies: 'policies/us-ms-its',
  }
})
afterAll(async () => {
  await gateway.close()
  dropFolder(folder)
})

/** An exchange of the log; `end` is what its terminal entry says, null: it has none. */
async function exchange(end: Record<string, unknown> | null, system = 'open-research'): Promise<ExchangeId> {
  const ref = ids.exchangeId()
  const { store } = gateway.app
  await store.append(draft('prompt', ref, { meta: { system, decision: 'allow' } }))
  const type = end?.['forwarded'] === false ? 'blocked' : 'upstream' in (end ?? {}) ? 'response' : 'interrupted'
  if (end !== null) await store.append(draft(type, ref, { meta: end }))
  return ref
}

async function reconcile(usage: string, ...more: string[]) {
  said = []
  const file = join(folder, 'usage')
  writeFileSync(file, usage)
  const code = await run(['--vendor', VENDOR, '--usage', file, ...more], context)
  return { code, said }
}

async function incidents(persona: string) {
  const answer = await fetch(`${gateway.url}/api/v1/incidents`, {
    headers: { authorization: `Bearer ${await gateway.token(persona)}` },
  })
  const { incidents: found } = (await answer.json()) as { incidents: Record<string, unknown>[] }
  return found.filter(({ type }) => type === 'unrecorded-calls')
}

const row = (id: string, at: number): string => JSON.stringify({ request_id: id, timestamp: at / 1000, model: 'd-1' })

test('calls that bypassed the log open one incident, and missing ones are listed', {
  tags: ['MS-55', 'MO-11'],
}, async () => {
  const began = Date.now()
  const answer = (id: string, vendorId: string) => ({ upstream: { status: 200, id }, vendorId, outcome: 'complete' })
  await exchange(answer('req_1', 'chatcmpl-1'))
  await exchange(answer('req_2', 'chatcmpl-2'))
  await exchange({ reason: 'gateway_stopped' })
  await exchange({ forwarded: false, outcome: 'record_unavailable' })
  await exchange(answer('req_other', 'chatcmpl-other'), 'another-vendors')
  const unknownToVendor = await exchange(answer('req_lost', 'chatcmpl-lost'))
  const ended = Date.now()
  const span = ['--from', new Date(began).toISOString(), '--to', new Date(ended + 1).toISOString()]
  const known = [row('req_1', ended), row('chatcmpl-2', ended), row('req_cut_off', ended)]

  const clean = await reconcile(known.join('\n'), ...span)
  expect(clean.code).toBe(0)
  expect(clean.said.filter((line) => line.startsWith('not in'))).toEqual([
    expect.stringContaining(unknownToVendor) as string,
  ])
  expect(clean.said.join('\n')).toContain('3 calls of the vendor, 4 of the log; 2 matched by id, 1 by time')
  expect(await incidents('security-officer')).toEqual([])

  const bypassed = [...known, row('req_bypass', ended), row('req_bypass', ended)].join('\n')
  const found = await reconcile(bypassed, ...span, '--json')
  expect(found.code).toBe(1)
  expect(JSON.parse(found.said[0]!)).toMatchObject({ vendorCalls: 4, unknownToLog: [{ id: 'req_bypass' }] })
  // The same calls found again are the same incident.
  await reconcile(bypassed, ...span)
  expect(await incidents('security-officer')).toEqual([
    expect.objectContaining({
      hears: ['security'],
      found: expect.objectContaining({ about: { kind: 'vendor', name: VENDOR }, count: 1 }) as unknown,
    }) as unknown,
  ])
  expect(await incidents('attorney')).toEqual([])
  const { store } = gateway.app
  const types: string[] = []
  for (let index = 0; index < (await store.size()); index++) types.push((await store.entry(index))!.type)
  // What was found, and the incident that stands for it.
  expect(types.filter((type) => type === 'incident')).toHaveLength(2)
  // Every comparison was a look, and so was every list of incidents by somebody who may see them.
  expect(types.filter((type) => type === 'access')).toHaveLength(6)
})

test('an export may be CSV, quoted and with a byte order mark', { tags: ['MS-55'] }, async () => {
  const at = Date.now()
  const later = new Date(at + 3 * 3_600_000).toISOString()
  const csv = `\uFEFFmodel,"request_id",timestamp\r\n"d ""1"", x",req_csv,${later}\r\n\r\n`
  const { code, said: lines } = await reconcile(csv)
  expect(code).toBe(1)
  expect(lines[0]).toBe(`not in the log     ${later}  req_csv  d "1", x`)
})

test('half an export is none: what can’t be read is told with its line, and nothing is compared', async () => {
  const before = await gateway.app.store.size()
  const table: readonly (readonly [string, string])[] = [
    [`${row('a', 1)}\n{oops secret`, 'line 2: it is not JSON'],
    ['request_id,timestamp\nreq_1', 'line 2: it has 1 fields, the first line 2'],
    ['request_id,timestamp\n"req_1,5', 'line 2: a quotation mark isn’t closed, or stands in a field'],
    ['model,timestamp\nm,5', 'line 2: it has no request_id and no id'],
    ['id,model\nx,m', 'line 2: it has no time: timestamp, created_at, created or start_time'],
    [
      '{"start_time":1,"num_model_requests":9}',
      'line 1: it holds sums of requests: export the single requests, with their ids',
    ],
    ['', 'the export holds no call, so say what it covers: --from and --to, as 2026-11-01T00:00:00Z'],
  ]
  for (const [usage, problem] of table) expect(await reconcile(usage)).toEqual({ code: 2, said: [problem] })
  expect((await reconcile(row('a', 1), '--form', 'toString')).said[0]).toContain('no form ‘toString’')
  said = []
  expect(await run(['--vendor', 'Nobody', '--usage', 'x'], context)).toBe(2)
  expect(said[0]).toContain('the catalog has no vendor ‘Nobody’')
  expect(await gateway.app.store.size()).toBe(before)
})
