import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type RawHandler, type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

const SSN = '536-22-8145'
const MAIL = 'ann@example.gov'
const QUOTED = '"o\'hara"@example.gov'

let upstream: RawUpstream
let gateway: TestGateway
const tokens: Record<string, string> = {}
/** What the model says, made from what it was sent. */
let says: (received: string) => { content?: string; args?: string }

beforeAll(async () => {
  upstream = await startRawUpstream((request, reply) => answer(request, reply))
  gateway = await startGateway({ upstream: upstream.origin })
  for (const persona of ['employee', 'contractor']) {
    tokens[persona] = await gateway.token(persona)
    await gateway.acknowledge(tokens[persona])
  }
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})
beforeEach(() => {
  says = () => ({ content: 'Yes.' })
})

const answer: RawHandler = ({ body }, reply) => {
  const request = JSON.parse(body.toString('utf8')) as { stream?: boolean; messages: { content: unknown }[] }
  const { content, args } = says(textOf(request.messages.at(-1)?.content))
  const head = { id: 'chatcmpl-1', created: 1, model: 'm' }
  const call = (text: string): object => ({
    tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'mail', arguments: text } }],
  })
  if (request.stream !== true) {
    const message = { role: 'assistant', content: content ?? null, ...(args === undefined ? {} : call(args)) }
    return reply.json(200, {
      ...head,
      object: 'chat.completion',
      choices: [{ index: 0, message, finish_reason: args === undefined ? 'stop' : 'tool_calls' }],
    })
  }
  const chunk = (delta: object, finish: string | null = null): string =>
    `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
  const deltas = [...(content ?? '')].map((character) => chunk({ content: character }))
  const pieces = [...(args ?? '')].map((character) =>
    chunk({ tool_calls: [{ index: 0, function: { arguments: character } }] }),
  )
  const open = args === undefined ? [] : [chunk(call(''))]
  return reply.events([
    chunk({ role: 'assistant', content: '' }),
    ...deltas,
    ...open,
    ...pieces,
    chunk({}, args === undefined ? 'stop' : 'tool_calls'),
    'data: [DONE]\n\n',
  ])
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content)
}

interface Said {
  readonly content: string
  readonly args: string
  readonly forwarded: string
  readonly redactions: string | null
}

/** Asks plainly or by stream; what is said is the same text either way. */
async function ask(content: string, { persona = 'employee', stream = false } = {}): Promise<Said> {
  const headers = { authorization: `Bearer ${tokens[persona]}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ model: 'general-drafting', stream, messages: [{ role: 'user', content }] })
  const response = await fetch(`${gateway.url}/v1/chat/completions`, { method: 'POST', headers, body })
  const text = await response.text()
  expect(response.status, text).toBe(200)
  const events = stream
    ? text
        .split('\n\n')
        .filter((event) => event.startsWith('data: {'))
        .map((event) => event.slice(6))
    : [text]
  let said = ''
  let args = ''
  for (const event of events) {
    const { choices } = JSON.parse(event) as {
      choices: Record<string, { content?: string; tool_calls?: { function: { arguments?: string } }[] }>[]
    }
    const piece = choices[0]?.[stream ? 'delta' : 'message']
    said += piece?.content ?? ''
    args += piece?.tool_calls?.[0]?.function.arguments ?? ''
  }
  const sent = JSON.parse(upstream.requests.at(-1)!.body.toString('utf8')) as { messages: { content: string }[] }
  return {
    content: said,
    args,
    forwarded: sent.messages[0]!.content,
    redactions: response.headers.get('ai-redactions'),
  }
}

test('the same caller and value give the same placeholder, exchange after exchange; another caller gets another', async () => {
  const first = await ask(`Mail ${MAIL} about ${SSN}`)
  expect(first.forwarded).toMatch(/^Mail \[EMAIL_ADDRESS_\d+\] about \[US_SSN_\d+\]$/)
  expect(first.redactions).toBe('email_address=1, us_ssn=1')
  expect((await ask(`Mail ${MAIL} about ${SSN}`)).forwarded).toBe(first.forwarded)
  expect((await ask(`Mail ${MAIL.toUpperCase()} about 536 22 8145`)).forwarded).toBe(first.forwarded)
  const other = await ask(`Mail ${MAIL} about ${SSN}`, { persona: 'contractor' })
  expect(other.forwarded).toMatch(/^Mail \[EMAIL_ADDRESS_\d+\] about \[US_SSN_\d+\]$/)
  expect(other.forwarded).not.toBe(first.forwarded)
})

test.each([false, true])(
  'an e-mail address comes back, an SSN doesn’t (streamed: %s)',
  { tags: ['MS-29', 'MS-47'] },
  async (stream) => {
    says = (received) => ({ content: `You wrote: ${received}` })
    const { content } = await ask(`Mail ${MAIL} about ${SSN}, please.`, { stream })
    expect(content).toMatch(/^You wrote: Mail ann@example\.gov about \[US_SSN_\d+\], please\./)
  },
)

test.each([false, true])(
  'inside a tool call’s arguments what comes back is JSON-safe (streamed: %s)',
  async (stream) => {
    says = (received) => ({ args: JSON.stringify({ to: received, note: 'a "quoted" word' }) })
    const { args } = await ask(`Mail ${QUOTED} and ${MAIL}`, { stream })
    const parsed = JSON.parse(args) as { to: string; note: string }
    expect(parsed.note).toBe('a "quoted" word')
    expect(parsed.to).toContain(MAIL)
  },
)

test.each([false, true])(
  'an identifier that the model makes up is taken out of text and arguments, which stay JSON (streamed: %s)',
  async (stream) => {
    says = () => ({ content: `The SSN is 219-45-6789.`, args: '{"ssn":219456789,"other":"SSN 219-45-6789"}' })
    const { content, args } = await ask('Invent one', { stream })
    expect(content).toContain('The SSN is [US_SSN].')
    expect(JSON.parse(args)).toEqual({ ssn: '[US_SSN]', other: 'SSN [US_SSN]' })
  },
)

test.each([false, true])(
  'a placeholder that somebody typed comes back as it was typed (streamed: %s)',
  async (stream) => {
    says = (received) => ({ content: received })
    const { forwarded } = await ask(MAIL)
    for (const typed of [forwarded, '[EMAIL_ADDRESS_1]', '[TEXT_4]', 'EMAIL_ADDRESS_2', forwarded.toLowerCase()]) {
      const question = `Is ${typed} the same as ${MAIL}, or ${typed}?`
      const { content } = await ask(question, { stream })
      expect(content).toContain(question)
    }
  },
)

test('a user field leaves as a digest: the same for the same, of nobody’s name', async () => {
  const headers = { authorization: `Bearer ${tokens['employee']}`, 'content-type': 'application/json' }
  const send = async (user: string): Promise<string> => {
    const body = JSON.stringify({ model: 'general-drafting', user, messages: [{ role: 'user', content: 'Hi' }] })
    await (await fetch(`${gateway.url}/v1/chat/completions`, { method: 'POST', headers, body })).text()
    return (JSON.parse(upstream.requests.at(-1)!.body.toString('utf8')) as { user: string }).user
  }
  const digest = await send('ann@example.gov')
  expect(digest).toMatch(/^u_[0-9a-f]{32}$/)
  expect(await send('ann@example.gov')).toBe(digest)
  expect(await send('bob')).not.toBe(digest)
})
