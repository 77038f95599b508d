import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import type { Recognizer } from '#src/redaction/scan.ts'
import { metaOf, recordsOf } from '#test/support/exchange-records.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let sandbox: Sandbox
let gateway: TestGateway
let token: string

/** Fails at a word, as no real one should: `prompt-fails` in prompts, `answer-fails` where the sandbox answers. */
const fragile: Recognizer = {
  entity: 'fragile',
  name: 'fragile',
  find({ text }) {
    if (text.includes('prompt-fails') && !text.startsWith('The sandbox')) throw new Error(text)
    if (text.includes('answer-fails') && text.includes('The sandbox')) throw new Error(text)
  },
}

beforeAll(async () => {
  sandbox = await startSandbox()
  gateway = await startGateway({
    upstream: sandbox.origin,
    app: { recognizers: [fragile] },
    changePolicy(policy) {
      const system = policy.systems.find(({ id }) => id === 'sandbox')!
      for (const [id, degradable] of [
        ['lenient', {}],
        ['degradable', { degradable: true as const }],
      ] as const) {
        const copy = { ...system, ...degradable, id }
        policy.systems.push(copy)
        policy.index.models[id] = { system: copy, model: copy.models[0]! }
      }
      const clauses = ['MS-47']
      policy.recognizers.recognizers.push({
        id: 'damage-claim',
        entity: 'damage_claim',
        pattern: '[A-Z]{2}-\\d{4}-\\d{5}',
        ignoreCase: false,
        labels: ['claim'],
        antiLabels: [],
        checks: [],
        score: 0.8,
        cases: [],
        clauses,
      })
      policy.recognizers.allow.push({
        id: 'own',
        entity: 'phone_number',
        values: ['601-555-0100'],
        digests: [],
        reason: 'the agency’s own',
        clauses,
      })
      const rule = { restorable: false, output: 'allow', raisesTo: 'internal', secret: false, clauses } as const
      policy.redaction.entities['damage_claim'] = { ...rule, operator: 'placeholder', restorable: true, clauses }
      policy.redaction.systems = {
        lenient: {
          email_address: { operator: 'warn', output: 'flag', clauses },
          ip_address: { operator: 'mask', output: 'allow', keep: 2, clauses },
          phone_number: { operator: 'allow', output: 'mask', keep: 4, clauses },
          us_ssn: { operator: 'hash', clauses },
          damage_claim: { operator: 'refuse', clauses },
        },
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

interface Answer {
  readonly status: number
  readonly text: string
  readonly error: { code: string; next: string; message: string } | undefined
  readonly disclosure: Record<string, unknown>
  readonly record: string | null
}

async function ask(model: string, content: string, as = token): Promise<Answer> {
  const headers = { authorization: `Bearer ${as}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ model, messages: [{ role: 'user', content }] })
  const answer = await fetch(`${gateway.url}/v1/chat/completions`, { method: 'POST', headers, body })
  const json = (await answer.json()) as {
    choices?: { message: { content: string } }[]
    error?: NonNullable<Answer['error']>
    ai_disclosure?: Record<string, unknown>
  }
  return {
    status: answer.status,
    text: json.choices?.[0]?.message.content ?? '',
    error: json.error,
    disclosure: json.ai_disclosure ?? {},
    record: answer.headers.get('ai-record'),
  }
}

/** Every byte that the model was sent. */
const forwarded = (): string => JSON.stringify([...sandbox.requests].map(({ body }) => body))

async function coverageOf(record: string | null): Promise<Record<string, unknown>[]> {
  const entries = await recordsOf(gateway, record)
  return entries.map((entry) => metaOf(entry)['coverage'] as Record<string, unknown>)
}

describe('an agency’s own recognizer and lists', () => {
  test('its value stays home and comes back, and the record says who looked', { tags: ['MS-47'] }, async () => {
    const { text, record, disclosure } = await ask(
      'general-drafting',
      'Write on claim CL-2024-01234; our number is 601-555-0100.',
    )
    expect(forwarded()).toMatch(/\[DAMAGE_CLAIM_\d+\]; our number is 601-555-0100/)
    expect(forwarded()).not.toContain('CL-2024')
    expect(text).toContain('CL-2024-01234')
    expect(disclosure['redactions']).toEqual({ prompt: { damage_claim: 1 }, output: {} })
    const [prompt, response] = await coverageOf(record)
    expect(prompt).toEqual({
      engine: expect.stringMatching(/^\d+-[0-9a-f]{8}$/),
      recognizers: ['damage-claim'],
      positions: expect.any(Number),
      characters: expect.any(Number),
      bytes: expect.any(Number),
      operators: { damage_claim: 'placeholder' },
      unscannable: [],
      entities: { damage_claim: 1 },
      detectedClass: 'internal',
    })
    expect(prompt!['bytes']).toBeGreaterThanOrEqual(prompt!['characters'] as number)
    expect(response).toEqual({ engine: prompt!['engine'], characters: expect.any(Number) })
  })
})

describe('a system’s own operators', () => {
  test('warn, mask, allow and hash do as they say, both ways, and the caller is told', {
    tags: ['MS-47'],
  }, async () => {
    const content = 'Mail bob@example.com from 203.0.113.77, call 601-555-0199, SSN 219-09-9998.'
    const { text, disclosure, record } = await ask('lenient', content)
    expect(forwarded()).toContain('Mail bob@example.com from ***.*.***.77, call 601-555-0199, SSN [US_SSN#')
    // What the model says of a number that it was sent is masked on its way back.
    expect(text).toContain('call ***-***-0199')
    expect(text).toContain('bob@example.com')
    expect(disclosure['warnings']).toEqual({ prompt: { email_address: 1 }, output: { email_address: 1 } })
    const [prompt, response] = await coverageOf(record)
    expect(prompt!['operators']).toEqual({
      email_address: 'warn',
      ip_address: 'mask',
      phone_number: 'allow',
      us_ssn: 'hash',
    })
    expect(response).toMatchObject({ flagged: { email_address: 1 }, redacted: { phone_number: 1 } })
    await ask('general-drafting', content)
    expect(forwarded()).toMatch(/Mail \[EMAIL_ADDRESS_\d+\] from \[IP_ADDRESS_\d+\], call \[PHONE_NUMBER_\d+\]/)
  })

  test('a hash is the same for an agency’s people and tells nobody what it was', async () => {
    const other = await gateway.token('records-officer')
    await gateway.acknowledge(other)
    await ask('lenient', 'SSN 219-09-9998')
    await ask('lenient', 'her SSN 219 09 9998', other)
    await ask('lenient', 'SSN 219-09-9997')
    const digests = [...forwarded().matchAll(/\[US_SSN#([0-9a-f]{12})\]/g)].map((match) => match[1])
    expect(digests).toHaveLength(3)
    expect(digests[1]).toBe(digests[0])
    expect(digests[2]).not.toBe(digests[0])
    expect(forwarded()).not.toMatch(/09.?9998/)
  })

  test('a refusal over what a word nearby told says that it can be sent with that removed', async () => {
    const { status, error } = await ask('lenient', 'Write on claim CL-2024-01234.')
    expect([status, error?.code]).toEqual([403, 'data_class_not_permitted'])
    expect(error?.next).toContain('Send it with this removed: damage_claim')
    expect(sandbox.requests).toHaveLength(0)
  })
})

describe('a recognizer that fails', () => {
  test('refuses before anything is sent, and names itself and no text', { tags: ['MS-29'] }, async () => {
    const { status, error, record } = await ask('general-drafting', 'prompt-fails with SSN 219-09-9998')
    expect([status, error?.code]).toEqual([503, 'detector_unavailable'])
    expect(sandbox.requests).toHaveLength(0)
    const [blocked] = await recordsOf(gateway, record)
    expect(metaOf(blocked)['refusal']).toMatchObject({ rule: 'detector:fragile', detail: 'fragile: threw' })
    expect(gateway.logLines.join('')).not.toContain('219-09-9998')
  })

  test('is left out on a degradable system, and the record says so', async () => {
    const { status, record } = await ask('degradable', 'prompt-fails with SSN 219-09-9998')
    expect(status).toBe(200)
    expect(forwarded()).not.toContain('219-09-9998')
    expect((await coverageOf(record))[0]).toMatchObject({ degraded: ['fragile:threw'], entities: { us_ssn: 1 } })
  })

  test('over an answer keeps the answer back; on a degradable system it goes on, recorded', async () => {
    const refused = await ask('general-drafting', 'answer-fails')
    expect([refused.status, refused.error?.code]).toEqual([503, 'detector_unavailable'])
    expect(refused.text).toBe('')
    const passed = await ask('degradable', 'answer-fails')
    expect(passed.text).toContain('answer-fails')
    expect((await coverageOf(passed.record))[1]).toMatchObject({ degraded: ['fragile:threw'] })
  })
})

test('a recognizer that fails over a stream ends it with an error, and nothing unread comes through', async () => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({
    model: 'general-drafting',
    stream: true,
    messages: [{ role: 'user', content: 'answer-fails' }],
  })
  const answer = await fetch(`${gateway.url}/v1/chat/completions`, { method: 'POST', headers, body })
  const text = await answer.text()
  expect(text).toContain('detector_unavailable')
  expect(text).not.toContain('answer-fails')
  const entries = await recordsOf(gateway, answer.headers.get('ai-record'))
  expect(metaOf(entries.at(-1))).toMatchObject({ outcome: 'fault', refusal: { rule: 'detector:fragile' } })
})

test('a long prompt is looked through in a worker, with the same result', { tags: ['MS-47'] }, async () => {
  const { record } = await ask(
    'general-drafting',
    `${'plain words '.repeat(6_000)} claim CL-2024-01234, SSN 219-09-9998`,
  )
  expect(forwarded()).not.toMatch(/CL-2024|219-09-9998/)
  expect((await coverageOf(record))[0]).toMatchObject({ isolated: true, entities: { damage_claim: 1, us_ssn: 1 } })
})
