import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { REFUSALS, type RefusalCode } from '#src/core/refusal-codes.ts'
import type { CatalogSystem, PolicySet } from '#src/policy/policy-set.ts'
import { createIdSource } from '#src/records/ids.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { selfSigned } from '#test/support/certificates.ts'
import type { Changeable } from '#test/support/changed-policy.ts'
import { metaOf, recordsOf } from '#test/support/exchange-records.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { identityProvider, startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let folder: string
let upstream: RawUpstream
let secure: RawUpstream
let gateway: TestGateway
let aheadMs = 0
const clock = { now: () => Date.now() + aheadMs }
const tokens: Record<string, string> = {}

/** The demo's catalog, and one system beside it for each thing that can be wrong with one. */
function variants(policy: Changeable<PolicySet>): void {
  const sandbox = policy.systems.find((system) => system.id === 'sandbox')!
  const add = (id: string, change: (system: Changeable<CatalogSystem>) => void): void => {
    const system = structuredClone(sandbox)
    system.id = id
    change(system)
    policy.systems.push(system)
    policy.index.models[id] = { system, model: system.models[0]! }
  }
  add('expired', (system) => (system.endsAt = 1))
  add('requested', (system) => (system.approval.status = 'requested'))
  add('suspended', () => {})
  add('stronger', (system) => (system.assurance = 3))
  add('stated', (system) => (system.statedPurpose = true))
  add('others', (system) => (system.grants = system.grants.slice(2)))
  add('secure', (system) => (system.upstream.origin = secure.origin))
  add('silent', (system) => (system.upstream.timeouts.firstByteMs = 50))
  policy.quotas.push({ id: 'one', by: 'person', window: 'day', requests: 1, systems: ['metered'], clauses: ['MO-22'] })
  add('metered', () => {})
  Object.values(policy.index.clients).find((client) => client?.id === 'app-public')!.attended = true
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statehouse-'))
  upstream = await startRawUpstream(({ body }, reply) => (body.includes('die') ? reply.reset() : undefined))
  secure = await startRawUpstream((_request, reply) => reply.json(200, {}), { tls: selfSigned() })
  const recordKey = createKeyRing()
  const { issuer } = await identityProvider()
  // What an operator did before: one system is suspended, one person's access is revoked.
  const earlier = await startGateway({ upstream: upstream.origin, folder, app: { recordKey } })
  await earlier.app.store.append({
    id: createIdSource(clock).entryId(),
    type: 'admin',
    agency: 'MS-ITS',
    series: 'ms-unscheduled',
    policy: 'x',
    meta: {},
    parts: [],
    state: [
      {
        kind: 'suspension',
        key: 's1',
        value: {
          id: 's1',
          target: 'system',
          value: 'suspended',
          reason: 'wrong answers',
          until: null,
          resumeAskedBy: null,
        },
      },
      { kind: 'revoked-subject', key: `${issuer}|hr`, value: { before: Date.now() / 1000 + 86_400, reason: 'left' } },
    ],
  })
  await earlier.close()
  gateway = await startGateway({ upstream: upstream.origin, folder, app: { recordKey, clock }, changePolicy: variants })
  for (const persona of ['employee', 'untrained', 'contractor', 'supervisor', 'hr', 'app-public']) {
    tokens[persona] = await gateway.token(persona)
  }
  for (const persona of ['employee', 'untrained', 'contractor']) await gateway.acknowledge(tokens[persona]!)
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
  await secure.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => {
  aheadMs = 0
})

interface Attempt {
  readonly path?: string
  readonly persona?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | ((good: string) => string)
  readonly model?: string
  readonly content?: unknown
  readonly twice?: true
  /** The refusal comes after the prompt was recorded. */
  readonly isAfterRecord?: true
}

const attempts: { readonly [code in RefusalCode]?: Attempt } = {
  malformed_body: { body: '{' },
  duplicate_key: { body: '{"model":"a","model":"b"}' },
  field_not_governed: { body: (good) => good.replace('{', '{"plugins":[],') },
  vendor_memory_off: {
    path: '/v1/responses',
    body: '{"model":"general-drafting","input":"x","previous_response_id":"resp_1"}',
  },
  credential_missing: { headers: { authorization: '' } },
  credential_invalid: { headers: { authorization: 'Bearer nonsense' } },
  credential_expired: { persona: 'contractor' },
  credential_revoked: { persona: 'hr' },
  assurance_required: { model: 'stronger' },
  credential_not_state_issued: { headers: { authorization: 'Bearer sk-proj-abcdefghijklmnop' } },
  training_required: { persona: 'untrained' },
  system_not_approved: { model: 'gpt-4o' },
  system_suspended: { model: 'suspended' },
  approval_expired: { model: 'expired' },
  approval_required: { model: 'requested' },
  prohibited_technology: { model: 'examplefam-7b' },
  audience_not_granted: { model: 'others' },
  subject_required: { persona: 'app-public' },
  purpose_not_permitted: { headers: { 'ai-purpose': 'resident-chat' } },
  data_class_not_permitted: { headers: { 'ai-data-class': 'regulated' } },
  content_not_inspectable: { content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,aGVsbG8=' } }] },
  decision_mode_not_approved: { headers: { 'ai-decision-mode': 'decide' } },
  route_not_governed: { path: '/v1/files' },
  body_too_large: { body: (good) => good.padEnd(10 * 1024 * 1024 + 1) },
  media_type_not_governed: { headers: { 'content-type': 'text/plain' } },
  purpose_required: { model: 'stated' },
  notice_not_acknowledged: { persona: 'supervisor' },
  quota_exceeded: { model: 'metered', content: 'die', twice: true },
  upstream_unavailable: { content: 'die', isAfterRecord: true },
  upstream_tls: { model: 'secure', isAfterRecord: true },
  upstream_timeout: { model: 'silent', isAfterRecord: true },
}

/** Shown where they are made to happen: the store's outages, a stage that breaks, dispositions, requests, productions. `acceptable_use` has no rule yet. */
const ELSEWHERE: readonly RefusalCode[] = [
  'record_unavailable',
  'detector_unavailable',
  'acceptable_use',
  'disposition_refused',
  'conflict',
  'production_refused',
  'decision_incomplete',
  'audit_incomplete',
  'assessment_incomplete',
]

test('every code of the registry is produced here, or named as shown elsewhere', () => {
  expect([...Object.keys(attempts), ...ELSEWHERE].toSorted()).toEqual(Object.keys(REFUSALS).toSorted())
})

async function attempt({
  path = '/v1/chat/completions',
  persona = 'employee',
  headers = {},
  body,
  model = 'general-drafting',
  content = 'Hi',
}: Attempt): Promise<Response> {
  const good = JSON.stringify({ model, messages: [{ role: 'user', content }] })
  return fetch(`${gateway.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens[persona]}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'function' ? body(good) : (body ?? good),
  })
}

test.each(Object.entries(attempts) as [RefusalCode, Attempt][])(
  '%s',
  { tags: ['MS-28', 'MS-34', 'MS-40', 'MS-41', 'MS-44', 'MS-63', 'MS-01', 'MO-20'] },
  async (code, how) => {
    if (code === 'credential_expired') aheadMs = 2 * 3_600_000
    if (how.twice) await (await attempt(how)).text()
    const before = upstream.requests.length
    const answer = await attempt(how)
    const { error } = (await answer.json()) as { error: Record<string, unknown> }
    const entry = REFUSALS[code]
    expect([answer.status, error['code']]).toEqual([entry.status, code])
    expect(answer.headers.get('x-should-retry')).toBe(String(entry.retry))
    expect(answer.headers.get('ai-decision')).toMatch(/^refuse;rule=[^;]+;policy=[0-9a-f]{12}$/)
    expect(typeof error['message']).toBe('string')
    expect(typeof error['type']).toBe('string')
    const record = answer.headers.get('ai-record')
    if (entry.status === 401) {
      // Whoever isn't known yet learns nothing of policy.
      expect(Object.keys(error).toSorted()).toEqual(['code', 'message', 'param', 'type'])
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
    } else {
      expect(error).toMatchObject({
        clause: expect.stringMatching(/^M[SO]-\d\d$/),
        next: expect.any(String),
        receipt: { record },
      })
    }
    if (entry.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    const entries = await recordsOf(gateway, record)
    expect(entries.map((one) => one.type)).toEqual(how.isAfterRecord ? ['prompt', 'error'] : ['blocked'])
    expect(metaOf(entries.at(-1))).toMatchObject({ refusal: { code } })
    if (!how.isAfterRecord) expect(upstream.requests.length).toBe(before)
  },
)

test('a flood of requests without a credential is folded: so many entries of their own, then one for the rest', async () => {
  // The clock stands, so that all of it falls into one window.
  const now = Date.now()
  const own = await startGateway({ upstream: upstream.origin, app: { clock: { now: () => now } } })
  const before = await own.app.store.size()
  await Promise.all(
    Array.from({ length: 200 }, async () => (await fetch(`${own.url}/v1/chat/completions`, { method: 'POST' })).text()),
  )
  expect(await own.app.store.size()).toBe(before + 60)
  await own.app.gateway.close()
  expect(await own.app.store.size()).toBe(before + 61)
  expect(metaOf((await own.app.store.entry(before + 60))!)).toMatchObject({
    type: 'blocked',
    outcome: 'folded',
    count: 140,
    refusal: { code: 'credential_missing' },
  })
  await own.close()
})
