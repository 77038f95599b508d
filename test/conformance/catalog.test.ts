import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DATA_CLASSES } from '#src/core/decision.ts'
import { PERSONAS } from '#src/demo/personas.ts'
import { chatAnswer } from '#test/support/answer-events.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
const tokens = new Map<string, string>()

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  gateway = await startGateway({
    upstream: upstream.origin,
    changePolicy: (policy) => {
      // Every system answers, so that what is allowed is seen to be.
      for (const system of policy.systems)
        Object.assign(system.upstream, { origin: upstream.origin, network: 'loopback', credential: 'none' })
      const [casework] = policy.systems.filter(({ id }) => id === 'pine-casework')
      casework!.licence = {
        contract: 'T-1',
        seats: 1,
        owner: 'contract manager',
        expires: '2035-01-01',
        clauses: ['MS-04'],
      }
    },
  })
  for (const { name } of PERSONAS) {
    tokens.set(name, await gateway.token(name))
    await gateway.acknowledge(tokens.get(name)!)
  }
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, never>
}

async function call(persona: string, path: string, options: { headers?: object; body?: object } = {}): Promise<Answer> {
  const answer = await fetch(`${gateway.url}${path}`, {
    method: options.body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${tokens.get(persona)!}`,
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, never> }
}

interface Case {
  readonly persona: string
  readonly system: string
  readonly purpose: string | null
  readonly dataClass: string | null
}

/** What the data path makes of it, with a prompt in which nothing is found. */
async function byGateway({ persona, system, purpose, dataClass }: Case): Promise<string> {
  const found = gateway.app.policy.current().systems.find(({ id }) => id === system)!
  const model = found.models.find((one) => (one.wires ?? found.upstream.wires).includes('openai.chat'))!
  const { status, headers, body } = await call(persona, '/v1/chat/completions', {
    headers: {
      ...(purpose === null ? {} : { 'ai-purpose': purpose }),
      ...(dataClass === null ? {} : { 'ai-data-class': dataClass }),
    },
    body: { model: `${system}/${model.id}`, messages: [{ role: 'user', content: 'Hello' }] },
  })
  const { code, clause } = (body['error'] ?? {}) as { code?: string; clause?: string }
  const rule = /rule=([^;]*)/.exec(headers.get('ai-decision') ?? '')?.[1]
  return status === 200 ? `allow ${rule}` : `refuse ${code} ${clause} ${rule}`
}

async function byCatalog({ persona, system, purpose, dataClass }: Case): Promise<string> {
  const query = new URLSearchParams({
    ...(purpose === null ? {} : { purpose }),
    ...(dataClass === null ? {} : { data_class: dataClass }),
  })
  const { body } = await call(persona, `/api/v1/catalog/${system}?${query}`)
  const { decision, code, clause, rule } = body['answer'] as unknown as Record<string, string>
  return decision === 'allow' ? `allow ${rule}` : `refuse ${code} ${clause} ${rule}`
}

/** The long form asks a thousand. */
const CASES = process.env['STATEHOUSE_TEST_FULL'] === '1' ? 1_000 : 250

test(`“can I use this?” is the gateway’s own decision, on ${CASES} generated cases`, {
  tags: ['MS-28', 'MS-40'],
  timeout: 180_000,
}, async () => {
  const policy = gateway.app.policy.current()
  const stopped = await call('security-officer', '/api/v1/suspensions', {
    body: { target: 'purpose', value: 'translate', reason: 'Looked into.' },
  })
  expect(stopped.status).toBe(201)
  const cases = fc.sample(
    fc.record({
      persona: fc.constantFrom(...PERSONAS.map(({ name }) => name)),
      system: fc.constantFrom(...policy.systems.map(({ id }) => id)),
      purpose: fc.option(fc.constantFrom(...Object.keys(policy.purposes)), { freq: 8 }),
      dataClass: fc.option(fc.constantFrom(...DATA_CLASSES), { freq: 8 }),
    }),
    CASES,
  )
  const seen: Record<string, number> = {}
  const differing: string[] = []
  const queue = cases.values()
  const work = async (): Promise<void> => {
    for (const one of queue) {
      // A seat is taken by the first use, so the question comes first.
      const said = await byCatalog(one)
      const done = await byGateway(one)
      if (said !== done) differing.push(`${JSON.stringify(one)}: ${said} – ${done}`)
      seen[done.split(' ')[1]!] = (seen[done.split(' ')[1]!] ?? 0) + 1
    }
  }
  await work()
  expect(differing).toEqual([])
  // The cases are about something: both answers, and the usual reasons.
  expect(Object.keys(seen)).toEqual(
    expect.arrayContaining(['audience_not_granted', 'purpose_not_permitted', 'data_class_not_permitted']),
  )
  expect(Object.keys(seen).some((key) => key.startsWith('grant:'))).toBe(true)
})
