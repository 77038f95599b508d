import { describe, expect, test } from 'vitest'
import type { ExchangeId } from '#src/core/ids.ts'
import type { EntryDraft, EntryType } from '#src/core/record.ts'
import { openFeedSource } from '#src/records/search/open-feed-source.ts'
import { cefLine } from '#src/siem/cef-line.ts'
import { followLog } from '#src/siem/follow-log.ts'
import { ocsfActivity } from '#src/siem/ocsf-activity.ts'
import type { SecurityEvent } from '#src/siem/security-event.ts'
import { ocsfProblems } from '../../support/ocsf-schema.ts'
import { draft, dropFolder, ids, makeFolder, openStore, recordKey } from '../../support/record-store.ts'

const WORDS = 'planted words of a person'

const principal = {
  issuer: 'https://login.example.gov',
  subject: 'jane.roe@example.gov',
  subjectType: 'employee',
  client: 'editor',
  unit: 'ROADS',
  roles: ['auditor'],
}

/** Entries of every kind, with somebody's words wherever a record may hold some. */
function entries(): EntryDraft[] {
  const [first, second, third] = Array.from({ length: 3 }, () => ids.exchangeId()) as ExchangeId[]
  const prompt = {
    route: `/v1/${WORDS}`,
    remote: '198.51.100.7',
    wire: 'openai.chat',
    principal,
    declared: { purpose: { id: WORDS }, matter: WORDS },
    system: 'magnolia',
    model: 'm-large',
    asked: WORDS,
    coverage: { entities: { us_ssn: 2, person: 0 }, detectedClass: 'internal' },
    rule: 'grant',
  }
  const answer = {
    outcome: 'complete',
    upstream: { status: 200, id: 'req_abc123' },
    usage: { input: 11, output: 7, total: 18 },
    model: WORDS,
    finish: [WORDS],
    vendorId: WORDS,
    timing: { ms: 42, firstByteMs: 9 },
  }
  const body = [{ name: 'body', key: 'record', bytes: Buffer.from(WORDS) }] as const
  const by = { ...principal }
  const search = { text: WORDS, facets: { user: WORDS } }
  const acts: [EntryType, Record<string, unknown>][] = [
    ['access', { action: 'search', query: WORDS, purpose: { id: WORDS }, matter: WORDS, by }],
    ['admin', { action: 'revoke', subject: WORDS, reason: WORDS, by: 'os:root' }],
    ['incident', { action: 'opened', reason: WORDS, person: WORDS, by: 'gateway' }],
    ['policy', { documents: WORDS, by: 'gateway' }],
    ['outage', { reason: 'slow', by: 'gateway' }],
    ['boot', { instance: WORDS, by: 'gateway' }],
    ['hold', { action: 'hold', matter: WORDS, by }],
    ['review', { action: 'review', by }],
  ]
  return [
    draft('prompt', first, { meta: prompt, parts: [...body], search }),
    draft('response', first, { meta: answer, parts: [...body], search }),
    draft('blocked', second, {
      meta: { ...prompt, refusal: { code: 'training_required', rule: 'training', detail: WORDS }, ms: 3 },
      parts: [...body],
    }),
    draft('blocked', third, { meta: { refusal: { code: 'credential_missing' }, remote: '198.51.100.9' }, parts: [] }),
    draft('blocked', undefined, {
      meta: {
        outcome: 'folded',
        refusal: { code: 'credential_missing' },
        count: 900,
        from: '2026-11-01T00:00:00.000Z',
        to: '2026-11-01T00:01:00.000Z',
      },
      parts: [],
    }),
    ...acts.map(([type, meta]) => draft(type, undefined, { meta, parts: [] })),
  ]
}

async function told(person: 'id' | 'pseudonym', drafts = entries()): Promise<SecurityEvent[]> {
  const folder = makeFolder()
  const store = await openStore(folder)
  for (const one of drafts) await store.append(one)
  const source = await openFeedSource(folder, undefined)
  const found: SecurityEvent[] = []
  const to = { kind: 'file', path: '/nowhere' } as const
  const step = followLog({
    source,
    ring: recordKey,
    settings: { id: 's', form: 'ocsf', events: ['exchanges', 'looks', 'operations'], from: 'beginning', to },
    sink: { send: () => Promise.resolve(), close: () => undefined },
    position: { read: () => 0, keep: () => undefined },
    naming: { person, pseudonymKey: Buffer.alloc(32, 5) },
    format: (event) => {
      found.push(event)
      return ''
    },
    instance: null,
  })
  await step()
  await source.close()
  await store.close()
  dropFolder(folder)
  return found
}

const ocsf = (event: SecurityEvent) => ocsfActivity(event, () => 'Magnolia AI Inc.')

describe('events', () => {
  test('every event is one of OCSF 1.8.0, class 6003 with ai_operation', { tags: ['MS-55', 'MO-19'] }, async () => {
    for (const person of ['id', 'pseudonym'] as const) {
      const events = (await told(person)).map(ocsf)
      expect(events).toHaveLength(10)
      expect(await ocsfProblems(events)).toEqual([])
    }
    expect(await ocsfProblems([{ ...ocsf((await told('id'))[0]!), prompt_text: 'x' }])).toHaveLength(1)
  })

  test('an event holds nothing that anybody wrote', { tags: ['MS-10', 'MO-19'] }, async () => {
    const text = (await told('id')).map((event) => JSON.stringify(ocsf(event)) + cefLine(event)).join('\n')
    expect(text).toContain('jane.roe@example.gov')
    expect(text).not.toContain('planted')
  })

  test('by pseudonym nobody is named: neither id nor address, and one person is one pseudonym', async () => {
    const events = await told('pseudonym')
    const text = events.map((event) => JSON.stringify(ocsf(event)) + cefLine(event)).join('\n')
    expect(text).not.toMatch(/jane|198\.51|os:root/)
    const [response, blocked] = events
    expect(response!.person).toMatch(/^[0-9a-f]{32}$/)
    expect(blocked!.person).toBe(response!.person)
    expect(events.find(({ type }) => type === 'access')!.person).toBe(response!.person)
  })

  test('an exchange is told once, when it ends, with what its prompt said', async () => {
    const [response, refused, anonymous, folded] = (await told('id')).map(ocsf)
    expect(response).toMatchObject({
      status_id: 1,
      status_code: 'complete',
      actor: { user: { uid: principal.subject, org: { ou_uid: 'ROADS' } } },
      src_endpoint: { ip: '198.51.100.7' },
      api: { operation: 'openai.chat', service: { uid: 'magnolia' }, response: { code: 200 } },
      ai_model: { name: 'm-large', ai_provider: 'Magnolia AI Inc.' },
      message_context: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
      unmapped: { upstream_request: 'req_abc123', entities: { us_ssn: 2 } },
    })
    expect(refused).toMatchObject({ status_id: 2, status_code: 'training_required', unmapped: { rule: 'training' } })
    expect(anonymous).toMatchObject({ status_code: 'credential_missing', actor: { app_name: 'unidentified' } })
    expect(folded).toMatchObject({ count: 900, end_time: Date.parse('2026-11-01T00:01:00.000Z') })
  })

  test('holds and reviews are told to nobody', { tags: ['MO-19'] }, async () => {
    const types = (await told('id')).map(({ type }) => type)
    expect(types).not.toContain('hold')
    expect(types).not.toContain('review')
  })
})

describe('CEF', () => {
  test('pipes, backslashes, equals signs and line breaks can’t make fields of their own', async () => {
    const [event] = await told('id')
    const line = cefLine({ ...event!, person: 'a=b\\c\nsrc=1.2.3.4', code: 'x|y\\z' })
    expect(line).toContain('|exchanges: x\\|y\\\\z|1|')
    expect(line).toContain('suid=a\\=b\\\\c\\nsrc\\=1.2.3.4 src=198.51.100.7')
    expect(line).not.toContain('\n')
  })

  test('a line is of version 0 and has seven fields before its extension', async () => {
    for (const event of await told('pseudonym'))
      expect(cefLine(event)).toMatch(/^CEF:0\|Statehouse\|Statehouse\|1\|[a-z_]+\|[^|]+\|(1|4|8|10)\|rt=\d+ /)
  })
})
