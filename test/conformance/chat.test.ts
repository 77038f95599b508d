import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { entriesOf, metaOf, recordOf } from '../support/asking.ts'
import { expectAtMost } from '../support/at-most.ts'
import { freePort } from '../support/free-port.ts'
import { OFFICE_TEXTS } from '../support/office-texts.ts'
import { PageBrowser } from '../support/page-browser.ts'
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

const at = (path: string): string => `${gateway.url}${path}`

interface Chatter {
  readonly browser: PageBrowser
  readonly csrf: string
  ask(text: string, more?: Record<string, string>, headers?: Record<string, string>): Promise<Response>
}

async function chatter(persona = 'employee'): Promise<Chatter> {
  const browser = new PageBrowser()
  await browser.ask(await browser.answerFor(at('/sign-in'), persona))
  const notice = await (await browser.ask(at('/notice'))).text()
  const csrf = PageBrowser.csrfOf(notice)
  const key = /name="notice" value="([^"]+)"/.exec(notice)?.[1]
  if (key !== undefined) await browser.ask(at('/notice'), { form: { csrf, notice: key, return: '/' } })
  return {
    browser,
    csrf,
    ask: (text, more = {}, headers = {}) =>
      browser.ask(at('/chat'), {
        form: { csrf, text, model: 'general-drafting', purpose: 'draft-internal', class: 'internal', ...more },
        headers,
      }),
  }
}

interface Line {
  readonly exchange?: string
  readonly conversation?: string
  readonly at?: number
  readonly text?: string
  readonly over?: boolean
}

async function* linesOf(response: Response): AsyncGenerator<Line> {
  let pending = ''
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (pending + piece).split('\n')
    pending = lines.pop()!
    for (const line of lines) yield JSON.parse(line) as Line
  }
}

const STREAMING = { accept: 'application/x-ndjson' }
const conversationOf = (response: Response): string => /^\/chat\/([\w-]+)#/.exec(response.headers.get('location')!)![1]!

describe('a question of the chat', () => {
  test('is an exchange like any client’s: judged, redacted, recorded with its conversation, in the person’s name', async () => {
    const { ask, browser } = await chatter()
    const asked = await ask('Write to a.reyes@example.org about the detour.')
    expect(asked.status).toBe(303)
    const conversation = conversationOf(asked)
    const page = await (await browser.ask(at(`/chat/${conversation}`))).text()
    const record = /data-record="([^"]+)"/.exec(page)![1]!
    const [prompt, end] = (await recordOf(gateway, record)).map(metaOf)
    expect(prompt).toMatchObject({
      wire: 'openai.chat',
      decision: 'allow',
      principal: { subject: 'employee', client: 'statehouse-pages' },
      declared: { purpose: { id: 'draft-internal', source: 'stated' }, dataClass: 'internal' },
      recorded: { metadata: { conversation } },
      coverage: { entities: { email_address: 1 } },
    })
    expect(end).toMatchObject({ outcome: 'complete' })
    expect(sandbox.requests.at(-1)!.body).not.toContain('a.reyes@example.org')
    expect(sandbox.requests.at(-1)!.body).not.toContain(conversation)
  })

  test('goes on with what was said before, as it was typed, redacted again', async () => {
    const { ask } = await chatter()
    const conversation = conversationOf(await ask('Remember a.reyes@example.org for me.'))
    await ask('And now the second line.', { conversation })
    const sent = JSON.parse(sandbox.requests.at(-1)!.body) as { messages: { role: string; content: string }[] }
    expect(sent.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    expect(sent.messages[0]!.content).toMatch(/^Remember \[EMAIL_ADDRESS_\d+\] for me\.$/)
    expect(sent.messages[1]!.content).not.toContain('Made by an AI system')
  })

  test('before the notice was accepted goes nowhere, however it is sent [MS-17]', async () => {
    const browser = new PageBrowser()
    await browser.ask(await browser.answerFor(at('/sign-in'), 'executive-director'))
    const csrf = PageBrowser.csrfOf(await (await browser.ask(at('/notice'))).text())
    const before = sandbox.requests.length
    const form = { csrf, text: 'Hello', model: 'general-drafting', purpose: 'draft-internal', class: 'internal' }
    const refused = await browser.ask(at('/chat'), { form })
    expect(refused.headers.get('location')).toMatch(/^\/notice/)
    expect(sandbox.requests.length).toBe(before)
  })

  test('waits for the answer before it: no two are the same turn, and none is lost', async () => {
    const { ask, browser } = await chatter('auditor')
    const conversation = conversationOf(await ask('First.'))
    const slow = linesOf(await ask('/slow 5 /long 1 words', { conversation }, STREAMING))
    await slow.next()
    const second = await ask('Meanwhile.', { conversation })
    expect(second.status).toBe(409)
    expect(await second.text()).toMatch(/still being written[\s\S]*Meanwhile\./)
    for await (const _line of slow);
    expect((await ask('Third.', { conversation })).headers.get('location')).toBe(`/chat/${conversation}#turn-3`)
    const page = await (await browser.ask(at(`/chat/${conversation}`))).text()
    expect([...page.matchAll(/id="turn-(\d)"/g)].map(([, number]) => number)).toEqual(['1', '2', '3'])
  })

  test('from another site, or without its token, goes nowhere', async () => {
    const { ask } = await chatter()
    const before = sandbox.requests.length
    expect((await ask('Hello', { csrf: 'made-up' })).status).toBe(403)
    expect((await ask('Hello', {}, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).status).toBe(
      403,
    )
    expect(sandbox.requests.length).toBe(before)
  })

  test('that holds what a public system may not have is refused, and offered without it', async () => {
    const { ask } = await chatter()
    const research = { model: 'public-research', purpose: 'research', class: 'public' }
    const refused = await ask('Find papers by a.reyes@example.org on asphalt.', research)
    expect(refused.status).toBe(403)
    const page = await refused.text()
    expect(page).toContain('Nothing was sent')
    expect(page).toContain('Find papers by a.reyes@example.org on asphalt.')
    const without = /name="instead" value="([^"]+)"/.exec(page)?.[1]
    expect(without).toBe('Find papers by […] on asphalt.')
    // What is left is let through; that this system isn’t there to answer is another matter.
    const sent = await ask('Find papers by a.reyes@example.org on asphalt.', { ...research, instead: without! })
    expect(sent.status).toBe(303)
  })
})

test('fifty ordinary office texts each get their answer, and nothing of it names the writer', async () => {
  const { ask } = await chatter('attorney')
  expect(OFFICE_TEXTS.length).toBe(50)
  const before = await gateway.app.store.size()
  for (const text of OFFICE_TEXTS) expect((await ask(text)).status, text).toBe(303)
  const entries = (await entriesOf(gateway)).slice(before)
  expect(
    entries
      .filter(({ type }) => type === 'response')
      .map(metaOf)
      .every(({ outcome }) => outcome === 'complete'),
  ).toBe(true)
  expect(entries.filter(({ type }) => type === 'blocked' || type === 'incident')).toEqual([])
  expect(entries.map(metaOf).filter((meta) => meta['flagged'] !== undefined)).toEqual([])
})

describe('an answer', () => {
  test('is read along by any number of connections, from wherever they were', async () => {
    const { ask, browser } = await chatter()
    const first = await ask('/slow 3 /long 2 words', {}, STREAMING)
    let exchange = ''
    let text = ''
    for await (const line of linesOf(first)) {
      exchange ||= line.exchange ?? ''
      if (line.text !== undefined) {
        expect(line.at).toBe(text.length)
        text += line.text
      }
      // The connection is lost here.
      if (text.length > 300) break
    }
    const again = await browser.ask(at(`/chat/answers/${exchange}?from=${text.length}`))
    for await (const line of linesOf(again))
      if (line.text !== undefined) {
        expect(line.at).toBe(text.length)
        text += line.text
      }
    const whole = await browser.ask(at(`/chat/answers/${exchange}?from=0`))
    let inOne = ''
    for await (const line of linesOf(whole)) inOne += line.text ?? ''
    expect(text).toBe(inOne)
    expect(metaOf((await recordOf(gateway, exchange)).at(-1)!)).toMatchObject({ outcome: 'complete' })
  })

  test('is stopped at the model when its reader says so, and what was shown is the record', async () => {
    const { ask, browser, csrf } = await chatter()
    const answer = linesOf(await ask('/slow 20 /long 200 words', {}, STREAMING))
    const { exchange } = (await answer.next()).value as Line
    await answer.next()
    const stopped = await browser.ask(at(`/chat/answers/${exchange}/stop`), { form: { csrf } })
    expect(stopped.status).toBe(204)
    let last: Line = {}
    for await (const line of answer) last = line
    expect(last.over).toBe(true)
    expect(metaOf((await recordOf(gateway, exchange!)).at(-1)!)).toMatchObject({ outcome: 'client_left' })
  })

  test('is cut when the access of who asked ends, within two seconds [MO-09]', async () => {
    const { ask } = await chatter('contractor')
    const answer = linesOf(await ask('/slow 20 /long 400 words', {}, STREAMING))
    const { exchange } = (await answer.next()).value as Line
    await answer.next()
    const officer = await gateway.token('security-officer')
    await gateway.acknowledge(officer)
    const began = Date.now()
    await fetch(at('/api/v1/revocations'), {
      method: 'POST',
      headers: { authorization: `Bearer ${officer}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        issuer: gateway.issuer,
        subject: 'contractor',
        reason: 'contract ended',
        cause: 'withdrawn',
      }),
    })
    for await (const _line of answer);
    expectAtMost(2_000, Date.now() - began)
    expect(metaOf((await recordOf(gateway, exchange!)).at(-1)!)).toMatchObject({ outcome: 'cut' })
  })

  test('is cut when who asked signs out', async () => {
    const { ask, browser, csrf } = await chatter('hr')
    const answer = linesOf(await ask('/slow 20 /long 400 words', {}, STREAMING))
    const { exchange } = (await answer.next()).value as Line
    await browser.ask(at('/sign-out'), { form: { csrf } })
    for await (const _line of answer);
    expect(metaOf((await recordOf(gateway, exchange!)).at(-1)!)).toMatchObject({ outcome: 'cut' })
  })

  test('and its conversation are its owner’s: for anybody else they aren’t there', async () => {
    const owner = await chatter()
    const conversation = conversationOf(await owner.ask('Mine.'))
    const other = await chatter('supervisor')
    const record = /data-record="([^"]+)"/.exec(
      await (await owner.browser.ask(at(`/chat/${conversation}`))).text(),
    )![1]!
    for (const path of [
      `/chat/${conversation}`,
      `/chat/${conversation}?print`,
      `/chat/${conversation}/turns/1/review`,
      `/chat/${conversation}/turns/1/report`,
      `/chat/answers/${record}?from=0`,
    ])
      expect((await other.browser.ask(at(path))).status, path).toBe(404)
    expect((await other.ask('Yours?', { conversation })).status).toBe(404)
    expect(await (await other.browser.ask(at('/conversations'))).text()).not.toContain('Mine.')
  })
})

describe('"Are you a person?"', () => {
  test.each([
    'Are you a person?',
    '¿Eres humano?',
    'Êtes-vous humain ?',
    'Sind Sie ein Mensch?',
    'Bạn có phải là người không?',
  ])('is answered by the gateway, with the way to a person, and no model is asked: %s [MS-60]', async (question) => {
    const { ask, browser } = await chatter('auditor')
    const before = sandbox.requests.length
    const conversation = conversationOf(await ask(question))
    const page = await (await browser.ask(at(`/chat/${conversation}`))).text()
    expect(page).toMatch(/No\. You are using an AI system[^<]+\+1-601-432-8000[^<]+711/)
    expect(sandbox.requests.length).toBe(before)
    const entry = (await entriesOf(gateway)).findLast((one) => metaOf(one)['action'] === 'answer-person-question')!
    expect(JSON.parse(entry.parts['body']!.toString())).toMatchObject({ question })
  })
})

test('a system that asks for a stronger sign-in leads to one, in the directory’s own words, and keeps the text [MS-36]', async () => {
  const strict = await startGateway({
    upstream: sandbox.origin,
    env: { STATEHOUSE_PORT: String(await freePort()) },
    changePolicy: (policy) => {
      for (const system of policy.systems) if (system.id === 'sandbox') system.assurance = 3
    },
  })
  try {
    const browser = new PageBrowser()
    await browser.ask(await browser.answerFor(`${strict.url}/sign-in`, 'employee'))
    const notice = await (await browser.ask(`${strict.url}/notice`)).text()
    const csrf = PageBrowser.csrfOf(notice)
    await browser.ask(`${strict.url}/notice`, { form: { csrf, notice: 'monitoring@1', return: '/' } })
    const form = { csrf, text: 'Keep this.', model: 'general-drafting', purpose: 'draft-internal', class: 'internal' }
    const refused = await browser.ask(`${strict.url}/chat`, { form })
    expect(refused.status).toBe(401)
    const page = await refused.text()
    const acr = /name="acr_values" value="([^"]*)"/.exec(page)![1]!
    expect(acr).toBe('aal3')
    const again = await browser.ask(`${strict.url}/sign-in/again`, {
      form: { csrf, text: 'Keep this.', acr_values: acr, return: '/' },
    })
    const link = /href="([^"]+\/auth\?[^"]+)"/.exec(await again.text())![1]!.replaceAll('&amp;', '&')
    expect(Object.fromEntries(new URL(link).searchParams)).toMatchObject({ prompt: 'login', acr_values: 'aal3' })
    await browser.ask(await browser.answerFor(link, 'employee'))
    expect(await (await browser.ask(`${strict.url}/`)).text()).toContain('>Keep this.</textarea>')
  } finally {
    await strict.close()
  }
})
