import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { demoPlaces } from '#src/demo/profile-places.ts'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { freePort } from '#test/support/free-port.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let sandbox: Sandbox
let gateway: TestGateway

beforeAll(async () => {
  sandbox = await startSandbox()
  gateway = await startGateway({
    upstream: sandbox.origin,
    env: { STATEHOUSE_PORT: String(await freePort()) },
    changePolicy: (policy) => {
      for (const client of policy.clients)
        if (client.id === 'app-public')
          Object.assign(client.surface!, { embeddedBy: ['https://www.its.ms.gov'], messagesPerHour: 40 })
    },
  })
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})
beforeEach(() => sandbox.requests.clear())

interface Page {
  readonly status: number
  readonly headers: Headers
  readonly html: string
  readonly conversation: string
}

async function page(answer: Response): Promise<Page> {
  const html = await answer.text()
  const conversation = /name="conversation" value="([^"]*)"/.exec(html)?.[1] ?? ''
  return { status: answer.status, headers: answer.headers, html, conversation }
}

const open = async (query = '', headers = {}): Promise<Page> =>
  page(await fetch(`${gateway.url}/public/app-public${query}`, { headers }))

async function send(text: string, conversation = '', more: { headers?: object; query?: string } = {}): Promise<Page> {
  return page(
    await fetch(`${gateway.url}/public/app-public${more.query ?? ''}`, {
      method: 'POST',
      headers: { origin: gateway.url, 'sec-fetch-site': 'same-origin', ...more.headers },
      body: new URLSearchParams({ text, conversation }),
    }),
  )
}

/** What the log holds of the newest exchange. */
async function newestMeta(): Promise<Record<string, never>> {
  const size = await gateway.app.store.size()
  for (let index = size - 1; index >= 0; index--) {
    const entry = await gateway.app.store.entry(index)
    if (entry?.type === 'prompt') return JSON.parse(entry.parts['meta']!.toString('utf8')) as Record<string, never>
  }
  throw new Error('no prompt')
}

describe('before the first message', () => {
  test('everything that a resident must know is said, in each language', { tags: ['MS-53', 'MS-60'] }, async () => {
    const english = await open()
    for (const said of ['It is not a person', 'recorded by the State', 'Social Security number', '911', '988', '711'])
      expect(english.html).toContain(said)
    expect(english.html).toContain('tel:+1-601-432-8000')
    const spanish = await open('?language=es')
    expect(spanish.headers.get('content-language')).toBe('es')
    for (const said of ['lang="es"', 'No es una persona', 'Seguro Social', '911', '711', 'De lunes a viernes'])
      expect(spanish.html).toContain(said)
  })

  test('nobody is asked who they are, nothing is left in the browser, and no script is needed', async () => {
    const { html, headers } = await open()
    expect(headers.get('set-cookie')).toBeNull()
    expect(html).not.toMatch(/<script|type="email"|type="password"|name="name"|name="age"/)
    expect([...html.matchAll(/name="([a-z]+)"/g)].map((match) => match[1])).toEqual([
      'viewport',
      'conversation',
      'text',
    ])
  })

  test('only the sites that the policy names may show it in a frame', async () => {
    const { headers } = await open()
    expect(headers.get('content-security-policy')).toContain('frame-ancestors https://www.its.ms.gov')
    const other = await fetch(`${gateway.url}/help`)
    expect(other.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })

  test('an app without such a page has none', async () => {
    for (const name of ['app-benefits', 'statehouse-demo', 'nobody', 'constructor'])
      expect((await fetch(`${gateway.url}/public/${name}`)).status, name).toBe(404)
  })
})

describe('an answer', () => {
  test('is the pipeline’s own: asked as the app, redacted, recorded, labelled', {
    tags: ['MS-33', 'MS-60'],
  }, async () => {
    const { status, html } = await send('Where do I renew? My SSN is 219-09-9999.')
    expect(status).toBe(200)
    expect(html).not.toContain('219-09-9999')
    expect(html).toContain('My SSN is [Social Security number].')
    expect(html).toContain('Social Security number (1)')
    expect(html).toContain('From an AI system of the Mississippi Department')
    expect(sandbox.requests.at(-1)!.body).not.toContain('219-09-9999')
    const meta = await newestMeta()
    expect(meta).toMatchObject({
      route: '/public/app-public',
      remote: '',
      principal: { client: 'app-public', subjectType: 'service' },
      declared: { purpose: { id: 'resident-chat' } },
    })
    expect(JSON.stringify(meta['recorded'])).toMatch(/"conversation":"[a-p]{24}"/)
  })

  test('goes on from what was said, which nobody can change', async () => {
    const first = await send('When is the office open?')
    const second = await send('And on Friday?', first.conversation)
    expect(second.html).toContain('When is the office open?')
    const { messages } = JSON.parse(sandbox.requests.at(-1)!.body) as { messages: { role: string }[] }
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
    const altered = `${first.conversation.slice(0, -8)}AAAAAAAA`
    sandbox.requests.clear()
    const refused = await send('And on Monday?', altered)
    expect([refused.status, sandbox.requests.length]).toEqual([422, 0])
    expect(refused.html).toContain('And on Monday?')
  })

  test('of great length ends the conversation, and is shown whole', async () => {
    const { status, html } = await send('/long 300')
    expect(status).toBe(200)
    expect(html.length).toBeGreaterThan(300_000)
    expect(html).toContain('This conversation has reached its length.')
    expect(html).not.toContain('<textarea')
  })

  test('“are you a person?” is answered by the gateway, whatever the model would say', {
    tags: ['MS-60'],
  }, async () => {
    const before = await gateway.app.store.size()
    for (const asked of ['Are you a person?', '¿Eres una persona?', 'Êtes-vous humain ?']) {
      const { html } = await send(asked)
      expect(html).toContain('No. You are writing to an AI system')
      expect(html).toContain('711')
    }
    expect(sandbox.requests.length).toBe(0)
    expect(await gateway.app.store.size()).toBe(before + 3)
  })
})

test('an app asks the system that it is granted for its purpose, though others come first in the list', async () => {
  const folder = 'policies/us-mo-modot'
  const missouri = await startGateway({
    upstream: sandbox.origin,
    profile: folder,
    values: demoPlaces('us-mo-modot'),
    env: { STATEHOUSE_PORT: String(await freePort()) },
  })
  const answer = await fetch(`${missouri.url}/public/app-public?language=es`, {
    method: 'POST',
    headers: { origin: missouri.url, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ text: '¿Está abierta la oficina?', conversation: '' }),
  })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('De un sistema de IA del Departamento de Transporte de Misuri')
  await missouri.close()
})

describe('no answer', () => {
  test('a form from elsewhere asks nothing', async () => {
    const { status } = await send('Hello', '', {
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    })
    expect([status, sandbox.requests.length]).toEqual([422, 0])
  })

  test('an empty and an endless message are given back', async () => {
    expect((await send('   ')).status).toBe(422)
    const long = await send('a'.repeat(5_000))
    expect(long.status).toBe(422)
    expect(long.html).toContain('aaaa')
  })

  test('what policy stops is not sent, and says how to reach a person', async () => {
    const token = await gateway.token('security-officer')
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const stop = (await (
      await fetch(`${gateway.url}/api/v1/suspensions`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ target: 'client', value: 'app-public', reason: 'Looked into.' }),
      })
    ).json()) as { id: string }
    const refused = await send('When is the office open?')
    expect([refused.status, sandbox.requests.length]).toEqual([403, 0])
    expect(refused.html).toContain('nothing was sent to the AI system. Please call a person.')
    expect(refused.html).toContain('When is the office open?')
    for (const persona of ['security-officer', 'cto'])
      await fetch(`${gateway.url}/api/v1/suspensions/${stop.id}/resume`, {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${await gateway.token(persona)}` },
        body: JSON.stringify({ reason: 'Done.' }),
      })
    expect((await send('When is the office open?')).status).toBe(200)
  })

  test('a system that fails is said to, and the message stays', async () => {
    const failed = await send('/status 500')
    expect(failed.status).toBe(503)
    expect(failed.html).toContain('/status 500')
  })

  test('who sends too much from one place waits, and keeps the message', async () => {
    let sent = 0
    while ((await send('talk to a person')).status === 200) sent++
    expect(sent).toBeLessThan(40)
    const limited = await send('One more question')
    expect(limited.status).toBe(429)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(limited.html).toContain('One more question')
    expect(gateway.logLines.filter((line) => !line.includes('Server listening')).join('')).not.toContain('127.0.0.1')
  })
})
