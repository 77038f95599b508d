import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { ask, entriesOf, metaOf, recordOf } from '../support/asking.ts'
import { freePort } from '../support/free-port.ts'
import { PageBrowser } from '../support/page-browser.ts'
import { type PageVisitor, visitPages } from '../support/page-visitor.ts'
import { docxOf } from '../support/sample-files.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let gateway: TestGateway
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
  gateway = await startGateway({ upstream: sandbox.origin, env: { STATEHOUSE_PORT: String(await freePort()) } })
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
}

/** Calls the API with a token. */
async function call(persona: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${gateway.url}/api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await gateway.token(persona)}`,
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Answer['body']) }
}

interface Chatter extends PageVisitor {
  /** Asks in the chat: the conversation, and the record of its last turn. */
  say(text: string, conversation?: string): Promise<{ conversation: string; record: string }>
}

async function chatter(persona: string): Promise<Chatter> {
  const visitor = await visitPages(gateway, persona)
  return {
    ...visitor,
    async say(text, conversation) {
      const settings = { model: 'general-drafting', purpose: 'draft-internal', class: 'internal' }
      const on = conversation === undefined ? {} : { conversation }
      const { location } = await visitor.post('/chat', { ...settings, text, ...on })
      const to = /^\/chat\/([\w-]+)#/.exec(location!)![1]!
      const page = await visitor.get(`/chat/${to}`)
      return { conversation: to, record: [...page.text.matchAll(/data-record="([^"]+)"/g)].at(-1)![1]! }
    },
  }
}

const titlesIn = ({ body }: Answer): string[] =>
  (body['conversations'] as { title: string }[]).map(({ title }) => title)
const REVIEW = { checked: ['facts', 'tone'], result: 'changed', note: 'Two dates were wrong.' }

describe('conversations by the API', () => {
  test('are one’s own, the last one first, page by page, as they were sent [MO-04]', async () => {
    const ada = await chatter('employee')
    const first = await ada.say('First: write to a.reyes@example.org about the levee.')
    await ada.say('Second.')
    await ada.say('Third.')
    await ada.say('And in Spanish?', first.conversation)

    const one = await call('employee', 'GET', 'conversations?limit=2')
    expect(titlesIn(one)).toEqual([expect.stringMatching(/^First: write to \[EMAIL_ADDRESS_\d+\] about/), 'Third.'])
    const two = await call('employee', 'GET', `conversations?limit=2&cursor=${String(one.body['cursor'])}`)
    expect(titlesIn(two)).toEqual(['Second.'])
    expect(two.body['cursor']).toBeNull()

    const open = await call('employee', 'GET', `conversations/${first.conversation}?limit=1`)
    expect(open.body).toMatchObject({ id: first.conversation, turn_count: 2, purpose: 'draft-internal', cursor: '1' })
    const [turn] = open.body['turns'] as Record<string, unknown>[]
    expect(turn).toMatchObject({
      number: 1,
      record: first.record,
      hidden: false,
      removed: [{ entity: 'email_address', count: 1 }],
      answer: { status: 'complete', label: { system: expect.any(String), model: expect.any(String) } },
      review: null,
    })
    // Their own answer has the value again; what was sent doesn’t.
    expect(turn!['question']).toMatch(/^First: write to \[EMAIL_ADDRESS_\d+\] about the levee\.$/)
    const rest = await call('employee', 'GET', `conversations/${first.conversation}?cursor=1`)
    expect(rest.body['turns']).toMatchObject([{ number: 2, question: 'And in Spanish?' }])
    expect((await call('employee', 'GET', 'conversations?cursor=yesterday')).status).toBe(400)
    expect((await call('employee', 'GET', 'conversations?limit=101')).status).toBe(400)
  })

  test('of somebody else aren’t there, for an auditor neither; an app has none [MO-04]', async () => {
    const { conversation } = await (await chatter('employee')).say('Only mine.')
    for (const persona of ['auditor', 'supervisor']) {
      expect((await call(persona, 'GET', `conversations/${conversation}`)).status, persona).toBe(404)
      expect(titlesIn(await call(persona, 'GET', 'conversations')), persona).not.toContain('Only mine.')
    }
    const app = await call('app-benefits', 'GET', 'conversations')
    expect(app).toMatchObject({ status: 403, body: { code: 'audience_not_granted' } })
  })

  test('hide a turn that its asker said shouldn’t have been sent, in the title too, and it can’t be reviewed [MS-32]', async () => {
    const ada = await chatter('employee')
    const { conversation, record } = await ada.say('The case of the heron.')
    const reported = await call('employee', 'POST', 'incidents', {
      ...{ type: 'data-exposure', text: 'This was about a person.', record, exposure: true, once: 'heron-0001' },
    })
    expect(reported.status, JSON.stringify(reported.body)).toBe(201)
    const open = await call('employee', 'GET', `conversations/${conversation}`)
    expect(open.body['turns']).toMatchObject([{ hidden: true, question: null, answer: null }])
    expect(JSON.stringify(open.body)).not.toContain('heron')
    expect((await call('employee', 'POST', 'reviews', { exchange: record, ...REVIEW })).status).toBe(404)
  })
})

describe('a review by the API', () => {
  test('is the review of the page: recorded, shown, withdrawn with a reason, and given once [MS-32][MO-42]', async () => {
    const ada = await chatter('employee')
    const { conversation, record } = await ada.say('Draft a notice about the bridge.')
    const given = await call('employee', 'POST', 'reviews', { exchange: record, ...REVIEW })
    expect(given).toMatchObject({ status: 201, body: { exchange: record, checked: ['facts', 'tone'] } })
    const again = await call('employee', 'POST', 'reviews', { exchange: record, ...REVIEW })
    expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } })
    const open = await call('employee', 'GET', `conversations/${conversation}`)
    expect(open.body['turns']).toMatchObject([{ review: { result: 'changed', checked: ['facts', 'tone'] } }])

    // The page takes back what the API has given, and the other way round.
    const path = `/chat/${conversation}/turns/1/review`
    expect((await ada.post(path, { withdraw: 'yes', text: 'I read the wrong draft.' })).status).toBe(303)
    expect((await ada.post(path, { 'check-facts': 'yes', result: 'as-is' })).status).toBe(303)
    const withdrawn = await call('employee', 'POST', `reviews/${record}/withdrawal`, { reason: 'Not read to its end.' })
    expect(withdrawn).toMatchObject({ status: 200, body: { withdrawn: true, checked: ['facts'] } })
    expect((await call('employee', 'POST', `reviews/${record}/withdrawal`, { reason: 'Again.' })).status).toBe(409)
    const written = (await entriesOf(gateway)).filter(
      (entry) => entry.type === 'review' && metaOf(entry)['exchange'] === record,
    )
    expect(written.map((entry) => metaOf(entry)['action'])).toEqual([
      'review-answer',
      'withdraw-review',
      'review-answer',
      'withdraw-review',
    ])
    expect(metaOf(written[0]!)).not.toHaveProperty('note')
    expect(JSON.parse(written[0]!.parts['body']!.toString())).toEqual({ note: REVIEW.note })
  })

  test('is of an answer of one’s own, by whatever client it was asked for, and of nobody else’s [MS-32]', async () => {
    const token = await gateway.token('supervisor')
    await gateway.acknowledge(token)
    const asked = await ask(gateway, token).whole()
    const record = String(asked.headers['ai-record'])
    await recordOf(gateway, record)
    expect((await call('employee', 'POST', 'reviews', { exchange: record, ...REVIEW })).status).toBe(404)
    expect((await call('supervisor', 'POST', 'reviews', { exchange: record, ...REVIEW })).status).toBe(201)
    const reason = { reason: 'Not mine.' }
    expect((await call('employee', 'POST', `reviews/${record}/withdrawal`, reason)).status).toBe(404)
    const unknown = { exchange: '00000000-0000-7000-8000-000000000000', ...REVIEW }
    expect((await call('employee', 'POST', 'reviews', unknown)).status).toBe(404)
  })

  test('is a person’s: an app can’t say that it checked anything, and leaves no entry [MS-32]', async () => {
    const { record } = await (await chatter('employee')).say('For no app.')
    const before = await gateway.app.store.size()
    const refused = await call('app-benefits', 'POST', 'reviews', { exchange: record, ...REVIEW })
    expect(refused).toMatchObject({ status: 403, body: { code: 'audience_not_granted', clause: 'MS-32' } })
    const withdrawal = await call('app-benefits', 'POST', `reviews/${record}/withdrawal`, { reason: 'No.' })
    expect(withdrawal.status).toBe(403)
    expect(await gateway.app.store.size()).toBe(before)
  })
})

describe('a disclosure statement by the API', () => {
  test('states what the records have, in a language of the policy, names people as authors, and is its owner’s [MO-40][MO-45][MS-33]', async () => {
    const { record } = await (await chatter('employee')).say('Draft a paragraph about the ferry.')
    const asked = { title: 'Ferry', authors: 'Ada Reyes', parts: 'The first draft.', records: [record] }
    const model = await call('employee', 'POST', 'disclosure-statements', { ...asked, authors: 'ChatGPT' })
    expect(model).toMatchObject({ status: 400, body: { clause: 'MO-45' } })
    const foreign = await call('supervisor', 'POST', 'disclosure-statements', asked)
    expect(foreign.status).toBe(400)
    expect((await call('app-benefits', 'POST', 'disclosure-statements', asked)).status).toBe(403)

    const begun = await call('employee', 'POST', 'disclosure-statements', asked)
    expect(begun).toMatchObject({ status: 201, body: { state: 'begun', title: 'Ferry', records: [record], own: true } })
    const path = `disclosure-statements/${String(begun.body['id'])}`
    const english = (await call('employee', 'GET', path)).body['statement'] as { language: string; lines: string[] }
    expect(english.language).toBe('en')
    expect(english.lines.join('\n')).toContain('No person has recorded a review')
    const spanish = await call('employee', 'GET', `${path}?language=es`)
    expect(spanish.body['statement']).toMatchObject({ language: 'es' })
    expect((spanish.body['statement'] as { lines: string[] }).lines[0]).not.toBe(english.lines[0])
    expect((await call('employee', 'GET', `${path}?language=../x`)).status).toBe(400)

    await call('employee', 'POST', 'reviews', { exchange: record, ...REVIEW })
    const reviewed = (await call('employee', 'GET', path)).body['statement'] as { lines: string[] }
    expect(reviewed.lines.join('\n')).toContain('reviewed them and answers for the content')

    const list = await call('employee', 'GET', 'disclosure-statements?limit=1')
    expect(list.body).toMatchObject({ statements: [{ id: begun.body['id'], title: 'Ferry' }], cursor: null })
    expect((await call('supervisor', 'GET', path)).status).toBe(404)
    expect((await call('supervisor', 'GET', 'disclosure-statements')).body['statements']).toEqual([])
    const toApprove = await call('employee', 'GET', 'disclosure-statements?of=to-approve')
    expect(toApprove.body['statements']).toEqual([])
  })
})

describe('sessions by the API', () => {
  test('are one’s own sign-ins, told by a name that opens nothing, and end at a word [MO-09]', async () => {
    const mine = await chatter('auditor')
    const other = await chatter('supervisor')
    const listed = async (persona: string) =>
      (await call(persona, 'GET', 'sessions')).body['sessions'] as Record<string, string>[]
    const [session, ...more] = await listed('auditor')
    expect(more).toEqual([])
    expect(Object.keys(session!).sort()).toEqual(['begun', 'ends_at', 'id', 'idle_seconds', 'last_seen'])
    expect(Date.parse(session!['ends_at']!)).toBeGreaterThan(Date.parse(session!['last_seen']!))
    const forged = await fetch(`${gateway.url}/conversations`, {
      headers: { cookie: `statehouse=${session!['id']}` },
      redirect: 'manual',
    })
    expect(forged.headers.get('location')).toContain('/sign-in')

    expect((await call('supervisor', 'DELETE', `sessions/${session!['id']}`)).status).toBe(404)
    expect((await call('app-benefits', 'GET', 'sessions')).status).toBe(403)
    expect((await mine.get('/conversations')).status).toBe(200)
    expect((await call('auditor', 'DELETE', `sessions/${session!['id']}`)).status).toBe(204)
    expect(await listed('auditor')).toEqual([])
    expect((await call('auditor', 'DELETE', `sessions/${session!['id']}`)).status).toBe(404)
    // The browser that had it is sent to sign in; everybody else’s goes on.
    expect((await mine.get('/conversations')).location).toContain('/sign-in')
    expect((await other.get('/conversations')).status).toBe(200)
    const end = (await entriesOf(gateway)).findLast((entry) => metaOf(entry)['action'] === 'sign-out')!
    expect(metaOf(end)).toMatchObject({ why: 'asked for', subject: expect.stringContaining('auditor') })
  })

  test('can’t be ended by a form of another site with the browser’s cookie [MS-34]', async () => {
    const browser = new PageBrowser()
    await browser.ask(await browser.answerFor(`${gateway.url}/sign-in`, 'employee'))
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const listed = await fetch(`${gateway.url}/api/v1/sessions`, { headers: { cookie } })
    const { sessions } = (await listed.json()) as { sessions: { id: string }[] }
    expect(sessions.length).toBeGreaterThan(0)
    const ended = await fetch(`${gateway.url}/api/v1/sessions/${sessions[0]!.id}`, {
      method: 'DELETE',
      headers: { cookie, origin: 'https://elsewhere.example' },
    })
    expect(ended.status).toBe(400)
  })
})

describe('a file by the API', () => {
  const formOf = (...files: readonly (readonly [name: string, bytes: Buffer | string])[]): FormData => {
    const form = new FormData()
    for (const [name, bytes] of files)
      form.append('file', new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), name)
    return form
  }
  const lastLook = async () =>
    (await entriesOf(gateway)).findLast(
      (entry) => entry.type === 'access' && metaOf(entry)['action'] === 'read-attachment',
    )!

  test('is read and told to whoever sent it; no model sees it, and the log has its digest and none of its words [MS-50]', async () => {
    const asked = sandbox.requests.length
    const letter = docxOf(['The heron nests behind the levee.'])
    const read = await call('employee', 'POST', 'attachments', formOf(['heron-letter.docx', letter]))
    const sha256 = createHash('sha256').update(letter).digest('hex')
    expect(read.status).toBe(200)
    expect(read.body).toMatchObject({ name: 'heron-letter.docx', bytes: letter.length, sha256, left_out: [] })
    expect(read.body['text']).toContain('The heron nests behind the levee.')
    expect(read.body['characters']).toBe(String(read.body['text']).length)
    expect(sandbox.requests.length).toBe(asked)
    const entry = await lastLook()
    expect(metaOf(entry)).toMatchObject({ sha256, bytes: letter.length, characters: read.body['characters'] })
    expect(`${entry.entry}${Object.values(entry.parts).join('')}`).not.toContain('heron')
  })

  test('is refused as in the chat where it can’t be looked at, and the refusal is on record [MS-50][MO-11]', async () => {
    const program = await call('employee', 'POST', 'attachments', formOf(['tool.exe', 'MZ']))
    expect(program).toMatchObject({ status: 415, body: { code: 'media_type_not_governed', clause: 'MS-50' } })
    expect(metaOf(await lastLook())).toMatchObject({ refused: 'media_type_not_governed', rule: 'attachment:kind' })
    const disguised = await call('employee', 'POST', 'attachments', formOf(['plan.pdf', 'not a PDF']))
    expect(disguised.status).toBe(415)
    const large = await call('employee', 'POST', 'attachments', formOf(['big.txt', Buffer.alloc(10 * 1024 * 1024 + 1)]))
    expect(large).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
  })

  test('comes alone, in a form: none, two, or another kind of body are refused [MS-50]', async () => {
    const two = formOf(['one.txt', 'One.'], ['two.txt', 'Two.'])
    expect((await call('employee', 'POST', 'attachments', two)).status).toBe(400)
    expect((await call('employee', 'POST', 'attachments', formOf())).status).toBe(400)
    expect((await call('employee', 'POST', 'attachments', { file: 'One.' })).status).toBe(415)
    const broken = await fetch(`${gateway.url}/api/v1/attachments`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await gateway.token('employee')}`,
        'content-type': 'multipart/form-data; boundary=x',
      },
      body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf',
    })
    expect(broken.status).toBe(400)
  })
})
