import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SESSION, SESSION_IDLE_MS } from '#src/core/session.ts'
import { entriesOf, metaOf } from '../support/asking.ts'
import { freePort } from '../support/free-port.ts'
import { PageBrowser } from '../support/page-browser.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

const clock = { ahead: 0, now: () => Date.now() + clock.ahead }
let gateway: TestGateway

beforeAll(async () => {
  gateway = await startGateway({
    upstream: 'http://127.0.0.1:19',
    env: { STATEHOUSE_PORT: String(await freePort()) },
    app: { clock },
  })
})
afterAll(() => gateway.close())

const at = (path: string): string => `${gateway.url}${path}`

async function signedIn(persona = 'employee', returnTo = '/'): Promise<PageBrowser> {
  const browser = new PageBrowser()
  const answer = await browser.answerFor(at(`/sign-in?return=${encodeURIComponent(returnTo)}`), persona)
  const back = await browser.ask(answer)
  expect(back.status).toBe(303)
  return browser
}

async function accepted(persona = 'employee'): Promise<PageBrowser> {
  const browser = await signedIn(persona)
  const page = await (await browser.ask(at('/notice'))).text()
  const notice = /name="notice" value="([^"]+)"/.exec(page)?.[1]
  if (notice !== undefined)
    await browser.ask(at('/notice'), { form: { csrf: PageBrowser.csrfOf(page), notice, return: '/' } })
  expect((await browser.ask(at('/'))).status).toBe(200)
  return browser
}

const sessionRows = () => Array.fromAsync(gateway.app.store.state(SESSION))

describe('signing in', () => {
  test('an address of a page is kept through the sign-in', async () => {
    const browser = new PageBrowser()
    const asked = await browser.ask(at('/notice?x=1'))
    expect(asked.headers.get('location')).toBe('/sign-in?return=%2Fnotice%3Fx%3D1')
    const answer = await browser.answerFor(at(asked.headers.get('location')!), 'employee')
    expect((await browser.ask(answer)).headers.get('location')).toBe('/notice?x=1')
  })

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/%09/evil.example',
    'javascript:alert(1)',
    '/sign-out',
    '/a\r\nset-cookie: x=1',
  ])('nobody is sent elsewhere by a link to us: %s', async (wanted) => {
    const browser = new PageBrowser()
    const answer = await browser.answerFor(at(`/sign-in?return=${encodeURIComponent(wanted)}`), 'employee')
    const location = (await browser.ask(answer)).headers.get('location')!
    expect(new URL(location, gateway.url).origin).toBe(gateway.url)
    expect(location).not.toContain('sign-out')
    expect(location.startsWith('//')).toBe(false)
  })

  test.each<[string, (answer: URL) => void]>([
    ['another state', (answer) => answer.searchParams.set('state', `${answer.searchParams.get('state')}x`)],
    ['no state', (answer) => answer.searchParams.delete('state')],
    ['another code', (answer) => answer.searchParams.set('code', 'made-up')],
    ['another issuer', (answer) => answer.searchParams.set('iss', 'https://evil.example')],
    ['an error of the issuer', (answer) => answer.searchParams.set('error', 'access_denied')],
  ])('an answer with %s signs nobody in', async (_what, change) => {
    const browser = new PageBrowser()
    const answer = new URL(await browser.answerFor(at('/sign-in'), 'employee'))
    change(answer)
    const refused = await browser.ask(answer.href)
    expect(refused.status).toBe(400)
    expect(browser.cookies.has('statehouse')).toBe(false)
    expect(await refused.text()).toContain('You were not signed in')
  })

  // Somebody who can change the question makes the directory answer another one: the ID token and the code tell.
  test.each<[string, (question: URL) => void]>([
    ['another nonce', (question) => question.searchParams.set('nonce', 'of-somebody-else')],
    ['another’s code challenge', (question) => question.searchParams.set('code_challenge', 'A'.repeat(43))],
  ])('an answer to %s signs nobody in', async (_what, change) => {
    const browser = new PageBrowser()
    const { url } = await browser.follow(at('/sign-in'), (one) => one.searchParams.has('nonce'))
    const question = new URL(url)
    change(question)
    const refused = await browser.ask(await browser.answerFor(question.href, 'employee'))
    expect(refused.status).toBe(400)
    expect(browser.cookies.has('statehouse')).toBe(false)
    expect(await refused.text()).toContain('You were not signed in')
  })

  test('an answer is good for the browser that asked, once', async () => {
    const asked = new PageBrowser()
    const other = new PageBrowser()
    const answer = await asked.answerFor(at('/sign-in'), 'employee')
    expect((await other.ask(answer)).status).toBe(400)
    expect((await asked.ask(answer)).status).toBe(303)
    expect((await asked.ask(answer)).status).toBe(400)
  })

  test('an answer that comes late signs nobody in', async () => {
    const browser = new PageBrowser()
    const answer = await browser.answerFor(at('/sign-in'), 'employee')
    clock.ahead += 15 * 60_000 + 1
    expect((await browser.ask(answer)).status).toBe(400)
    clock.ahead = 0
  })

  test('two tabs sign in beside each other', async () => {
    const browser = new PageBrowser()
    const first = await browser.answerFor(at('/sign-in?return=%2Fnotice%3Ftab%3D1'), 'employee')
    const second = await browser.answerFor(at('/sign-in?return=%2Fnotice%3Ftab%3D2'), 'employee')
    expect((await browser.ask(second)).headers.get('location')).toBe('/notice?tab=2')
    expect((await browser.ask(first)).headers.get('location')).toBe('/notice?tab=1')
  })

  test('a session that the browser had before is never the one that begins', async () => {
    const browser = await signedIn()
    const before = browser.cookies.get('statehouse')!
    const answer = await new PageBrowser().answerFor(at('/sign-in'), 'supervisor')
    expect((await browser.ask(answer)).status).toBe(400)
    browser.cookies.set('statehouse', 'chosen-by-somebody.0.x')
    await browser.ask(await browser.answerFor(at('/sign-in'), 'employee'))
    expect(browser.cookies.get('statehouse')).not.toBe(before)
    expect(browser.cookies.get('statehouse')).not.toContain('chosen')
  })
})

describe('a session', () => {
  test('is a row by the digest of its id, whose tokens the log can’t open', async () => {
    const browser = await signedIn()
    const [id] = browser.cookies.get('statehouse')!.split('.')
    const rows = JSON.stringify(await sessionRows())
    expect(rows).not.toContain(id)
    // What is sealed may hold any three letters, but no token's dot.
    const token = /eyJ[\w-]{10,}\./
    expect(rows).not.toMatch(token)
    for (const entry of await entriesOf(gateway)) expect(entry.parts['meta']!.toString()).not.toMatch(token)
    const signIn = (await entriesOf(gateway)).map(metaOf).filter(({ action }) => action === 'sign-in')
    expect(signIn.at(-1)).toMatchObject({ by: { subject: 'employee', client: 'statehouse-pages' } })
  })

  test('no page, and no header of one, holds a token of the directory', async () => {
    const browser = await accepted()
    const page = await browser.ask(at('/'))
    expect(`${await page.text()}${JSON.stringify([...page.headers])}`).not.toMatch(/eyJ[\w-]{10,}\./)
  })

  test('ends when it wasn’t used for half an hour, and not when it was', async () => {
    const browser = await accepted()
    for (let used = 0; used < 2; used++) {
      clock.ahead += SESSION_IDLE_MS - 120_000
      expect((await browser.ask(at('/'))).status).toBe(200)
    }
    clock.ahead += SESSION_IDLE_MS
    expect((await browser.ask(at('/'))).headers.get('location')).toMatch(/^\/sign-in/)
    clock.ahead = 0
  })

  test('with a cookie that was changed anywhere is none', async () => {
    const browser = await accepted()
    const cookie = browser.cookies.get('statehouse')!
    for (const place of [3, cookie.indexOf('.') + 2, cookie.length - 2]) {
      const changed = new PageBrowser()
      const letter = cookie[place] === 'A' ? 'B' : 'A'
      changed.cookies.set('statehouse', `${cookie.slice(0, place)}${letter}${cookie.slice(place + 1)}`)
      expect((await changed.ask(at('/'))).status).toBe(303)
    }
  })

  test('is over for good once somebody signed out', async () => {
    const browser = await accepted()
    const kept = new PageBrowser()
    for (const [name, value] of browser.cookies) kept.cookies.set(name, value)
    const page = await (await browser.ask(at('/'))).text()
    const out = await browser.ask(at('/sign-out'), { form: { csrf: PageBrowser.csrfOf(page) } })
    expect(out.headers.get('location')).toMatch(/^\/signed-out/)
    expect((await kept.ask(at('/'))).headers.get('location')).toMatch(/^\/sign-in/)
    const end = (await entriesOf(gateway)).map(metaOf).filter(({ action }) => action === 'sign-out')
    expect(end.at(-1)).toMatchObject({ why: 'asked for', by: { subject: 'employee' } })
  })

  test('dies with the person’s revocation on its next request, and a new sign-in works [MO-09]', async () => {
    const browser = await accepted('supervisor')
    const officer = await gateway.token('security-officer')
    await gateway.acknowledge(officer)
    const answer = await fetch(at('/api/v1/revocations'), {
      method: 'POST',
      headers: { authorization: `Bearer ${officer}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        issuer: gateway.issuer,
        subject: 'supervisor',
        reason: 'lost laptop',
        cause: 'lost-device',
      }),
    })
    expect(answer.status).toBeLessThan(300)
    expect((await browser.ask(at('/'))).headers.get('location')).toMatch(/^\/sign-in/)
    // The directory would renew the token: that brings nothing back.
    clock.ahead += 2_000
    expect((await browser.ask(at('/'))).headers.get('location')).toMatch(/^\/sign-in/)
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    clock.ahead = 0
    expect((await (await accepted('supervisor')).ask(at('/'))).status).toBe(200)
  })
})

describe('forms', () => {
  test.each<[string, Record<string, string>, (csrf: string) => string]>([
    ['without its token', {}, () => ''],
    ['with another’s token', {}, (csrf) => `x${csrf.slice(1)}`],
    ['from another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, (csrf) => csrf],
    ['from another origin of this site', { 'sec-fetch-site': 'same-site' }, (csrf) => csrf],
    ['from nowhere', { origin: 'null', 'sec-fetch-site': 'none' }, (csrf) => csrf],
  ])('a form %s changes nothing', async (_what, headers, token) => {
    const browser = await accepted()
    const csrf = PageBrowser.csrfOf(await (await browser.ask(at('/'))).text())
    const answer = await browser.ask(at('/sign-out'), { form: { csrf: token(csrf) }, headers })
    expect(answer.status).toBe(403)
    expect((await browser.ask(at('/'))).status).toBe(200)
  })
})

describe('the API by a session', () => {
  test('knows the person as by their token, and reads without more', async () => {
    const browser = await accepted()
    const me = (await (await browser.ask(at('/api/v1/me'))).json()) as { subject: string; client: string }
    expect(me).toMatchObject({ subject: 'employee', client: 'statehouse-pages' })
  })

  test('changes something only for a page of ours', async () => {
    const browser = await accepted()
    const csrf = PageBrowser.csrfOf(await (await browser.ask(at('/'))).text())
    const cookie = `statehouse=${browser.cookies.get('statehouse')}`
    const post = (headers: Record<string, string>) =>
      fetch(at('/api/v1/acknowledgments'), {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', ...headers },
        body: '{"notice":"monitoring@1"}',
      })
    expect((await post({})).status).toBe(400)
    expect((await post({ 'x-csrf-token': csrf })).status).toBe(400)
    expect((await post({ origin: 'https://evil.example', 'x-csrf-token': csrf })).status).toBe(400)
    expect((await post({ origin: gateway.url, 'x-csrf-token': csrf })).status).toBe(200)
  })
})
