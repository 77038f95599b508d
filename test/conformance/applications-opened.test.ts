import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { run as resume } from '#src/cli/resume.ts'
import { run as suspend } from '#src/cli/suspend.ts'
import { APP_SESSION, SESSION_IDLE_MS } from '#src/core/session.ts'
import { entriesOf, metaOf } from '../support/asking.ts'
import { type EchoingApplication, startEchoingApplication } from '../support/echoing-application.ts'
import { freePort } from '../support/free-port.ts'
import { PageBrowser } from '../support/page-browser.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

const clock = { ahead: 0, now: () => Date.now() + clock.ahead }
let application: EchoingApplication
let gateway: TestGateway
let apps: string
const COOKIE = 'statehouse-app-notes'

beforeAll(async () => {
  application = await startEchoingApplication()
  apps = `http://localhost:${await freePort()}`
  gateway = await startGateway({
    upstream: 'http://127.0.0.1:9',
    application: application.origin,
    env: { STATEHOUSE_PORT: String(await freePort()), STATEHOUSE_APPS_ORIGIN: apps },
    app: { clock },
  })
})
afterAll(async () => {
  await gateway.close()
  await application.close()
})
beforeEach(() => {
  clock.ahead = 0
})

const at = (path: string): string => `${gateway.url}${path}`
const mount = (path = '/apps/notes/'): string => `${apps}${path}`

/** Signed in at the pages, notice accepted, no application opened yet. */
async function person(persona = 'employee'): Promise<PageBrowser> {
  const browser = new PageBrowser()
  await browser.ask(await browser.answerFor(at('/sign-in'), persona))
  const page = await (await browser.ask(at('/notice'))).text()
  const notice = /name="notice" value="([^"]+)"/.exec(page)?.[1]
  if (notice !== undefined)
    await browser.ask(at('/notice'), { form: { csrf: PageBrowser.csrfOf(page), notice, return: '/' } })
  return browser
}

/** Asks for the application as a click does, up to the address that holds the ticket. */
async function ticketFor(browser: PageBrowser, path = '/apps/notes/'): Promise<string> {
  const { url } = await browser.follow(mount(path), ({ pathname }) => pathname === '/entered')
  return url
}

async function opened(persona = 'employee', path = '/apps/notes/'): Promise<PageBrowser> {
  const browser = await person(persona)
  await browser.ask(await ticketFor(browser, path))
  expect(browser.cookies.get(COOKIE)).toMatch(/^[\w-]{43}\.[a-z0-9]+\.[\w-]{43}$/)
  return browser
}

const socketOf = (browser: PageBrowser, headers: Record<string, string> = {}): WebSocket =>
  new WebSocket(mount('/apps/notes/live').replace('http', 'ws'), {
    headers: { cookie: `${COOKIE}=${browser.cookies.get(COOKIE)}`, origin: apps, ...headers },
  } as never)

async function openSocket(browser: PageBrowser): Promise<WebSocket> {
  const socket = socketOf(browser)
  await once(socket, 'open')
  socket.send('are you there?')
  const [message] = (await once(socket, 'message')) as [MessageEvent]
  expect(message.data).toBe('are you there?')
  return socket
}

/** How long it took until the socket was ended, milliseconds. */
async function cut(socket: WebSocket, by: () => Promise<unknown>): Promise<number> {
  const closed = once(socket, 'close')
  const begun = performance.now()
  await by()
  await closed
  return performance.now() - begun
}

async function signOut(browser: PageBrowser): Promise<void> {
  const csrf = PageBrowser.csrfOf(await (await browser.ask(at('/help'))).text())
  expect((await browser.ask(at('/sign-out'), { form: { csrf } })).status).toBe(303)
}

describe('opening an approved application', () => {
  test('is a click: to where it was wanted, with an opaque cookie of that origin and nothing of the directory’s', {
    tags: ['MS-34'],
  }, async () => {
    const browser = await person()
    const catalog = await (await browser.ask(at('/catalog'))).text()
    expect(catalog).toContain(`href="${mount()}"`)
    expect(await (await browser.ask(at('/'))).text()).toContain(`href="${mount()}"`)
    const { url, response } = await browser.follow(mount('/apps/notes/pages/7?q=a%20b'))
    expect([url, response?.status]).toEqual([mount('/apps/notes/pages/7?q=a%20b'), 200])
    const { headers } = application.visits.at(-1)!
    expect([headers.cookie, headers.authorization]).toEqual([undefined, undefined])
    const [id] = browser.cookies.get(COOKIE)!.split('.')
    expect(JSON.stringify(await gateway.app.store.state(APP_SESSION))).not.toContain(id)
    expect((await entriesOf(gateway)).map(metaOf).at(-1)).toMatchObject({
      action: 'open-application',
      application: 'notes',
      by: { subject: 'employee' },
    })
  })

  test('an application sets no cookie on that origin, and so chooses nobody’s', async () => {
    const browser = await opened()
    const before = browser.cookies.get(COOKIE)
    const answered = await browser.ask(mount())
    expect(answered.headers.getSetCookie()).toEqual([])
    expect(browser.cookies.get(COOKIE)).toBe(before)
  })

  test('somebody who isn’t signed in signs in, reads the notice, and comes to it', { tags: ['MS-17'] }, async () => {
    const browser = new PageBrowser()
    const { url } = await browser.follow(mount(), ({ pathname }) => pathname === '/sign-in')
    const back = await browser.answerFor(url, 'contractor')
    const noticed = await browser.follow(back)
    const page = await noticed.response!.text()
    const notice = /name="notice" value="([^"]+)"/.exec(page)?.[1]
    expect(notice).toBeDefined()
    const returnTo = /name="return" value="([^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&')
    const form = { csrf: PageBrowser.csrfOf(page), notice: notice!, return: returnTo }
    const accepted = await browser.ask(at('/notice'), { form })
    const { url: end, response } = await browser.follow(new URL(accepted.headers.get('location')!, gateway.url).href)
    expect([end, response?.status]).toEqual([mount(), 200])
  })

  test('whoever it isn’t approved for is told so by a page, and the refusal is a record', {
    tags: ['MS-40'],
  }, async () => {
    const browser = await opened()
    const shell = shellOf('alice')
    expect(await suspend(['--system', 'notes', '--reason', 'wrong answers'], shell)).toBe(0)
    const { url, response } = await browser.follow(mount())
    expect(new URL(url).origin).toBe(gateway.url)
    expect(await response!.text()).toContain('wrong answers')
    const record = new URL(url).searchParams.get('record')!
    expect((await gateway.app.store.exchange(record as never)).at(-1)?.type).toBe('blocked')
    for (const user of ['alice', 'bob']) await resume(['--system', 'notes', '--reason', 'mended'], shellOf(user))
    expect((await browser.ask(mount())).status).toBe(200)
  })
})

describe('a ticket', () => {
  test('is good once', { tags: ['MS-34'] }, async () => {
    const browser = await person()
    const ticket = await ticketFor(browser)
    const kept = new Map(browser.cookies)
    await browser.ask(ticket)
    const again = new PageBrowser()
    for (const [name, value] of kept) again.cookies.set(name, value)
    const refused = await again.ask(ticket)
    expect(refused.headers.get('location')).toBe(at('/catalog?again#applications'))
    expect(again.cookies.has(COOKIE)).toBe(false)
  })

  test('asked for by two at the same time opens one', async () => {
    const browser = await person()
    const ticket = await ticketFor(browser)
    const other = new PageBrowser()
    for (const [name, value] of browser.cookies) other.cookies.set(name, value)
    await Promise.all([browser.ask(ticket), other.ask(ticket)])
    expect([browser, other].filter(({ cookies }) => cookies.has(COOKIE))).toHaveLength(1)
  })

  test('is nobody’s but the browser’s that asked: one that somebody sends opens nothing', async () => {
    const attacker = await person('contractor')
    const theirs = await ticketFor(attacker)
    for (const victim of [new PageBrowser(), await person(), await opened()]) {
      const before = victim.cookies.get(COOKIE)
      await victim.ask(theirs)
      expect(victim.cookies.get(COOKIE)).toBe(before)
    }
    // Nor with a round of the victim's own.
    const victim = await person()
    const own = new URL(await ticketFor(victim))
    own.searchParams.set('ticket', new URL(theirs).searchParams.get('ticket')!)
    await victim.ask(own.href)
    expect(victim.cookies.has(COOKIE)).toBe(false)
  })

  test.each<[string, (url: URL) => void]>([
    [
      'altered',
      (url) =>
        url.searchParams.set(
          'ticket',
          url.searchParams.get('ticket')!.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')),
        ),
    ],
    ['missing', (url) => url.searchParams.delete('ticket')],
    ['given twice', (url) => url.searchParams.append('ticket', 'x')],
    ['without its round', (url) => url.searchParams.delete('round')],
  ])('that is %s opens nothing', async (_what, change) => {
    const browser = await person()
    const url = new URL(await ticketFor(browser))
    change(url)
    await browser.ask(url.href)
    expect(browser.cookies.has(COOKIE)).toBe(false)
  })

  test('that comes after a minute, or after the sign-out, opens nothing', async () => {
    const late = await person()
    const ticket = await ticketFor(late)
    clock.ahead = 60_001
    await late.ask(ticket)
    clock.ahead = 0
    const gone = await person()
    const theirs = await ticketFor(gone)
    await signOut(gone)
    await gone.ask(theirs)
    expect([late, gone].map(({ cookies }) => cookies.has(COOKIE))).toEqual([false, false])
  })

  test.each(['//evil.example/', '/\\evil.example', 'https://evil.example/'])(
    'sends nobody elsewhere: %s',
    async (elsewhere) => {
      const browser = await person()
      for (const path of [`/apps/notes/?next=${encodeURIComponent(elsewhere)}`, `/apps/notes/${elsewhere}`]) {
        const { url } = await browser.follow(mount(path)).catch(() => ({ url: apps }))
        expect(new URL(url).origin).toBe(apps)
      }
      const open = await browser.ask(at(`/applications/notes/open?round=${encodeURIComponent(elsewhere)}`))
      expect(open.headers.get('location')).toBe('/applications/notes')
    },
  )
})

describe('the cookie of the applications’ origin', () => {
  test('is for one application, and is no cookie of the pages', async () => {
    const browser = await opened()
    const value = browser.cookies.get(COOKIE)!
    const page = await fetch(at('/'), { headers: { cookie: `statehouse=${value}` }, redirect: 'manual' })
    expect(page.headers.get('location')).toMatch(/^\/sign-in/)
    const pages = browser.cookies.get('statehouse')!
    const visit = await fetch(mount(), { headers: { cookie: `${COOKIE}=${pages}` }, redirect: 'manual' })
    expect(visit.status).toBe(401)
    const api = await fetch(at('/api/v1/me'), { headers: { cookie: `statehouse=${value}` } })
    expect(api.status).toBe(401)
  })

  test.each([
    ['a form of another site', 'POST', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a form of another host of the State', 'POST', { origin: 'https://other.ms.gov', 'sec-fetch-site': 'same-site' }],
    ['a request that doesn’t say where it is from', 'POST', {}],
    [
      'a script of another host',
      'GET',
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
    ],
    [
      'a frame on another host',
      'GET',
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    ],
  ] as const)('does nothing for %s', async (_what, method, headers) => {
    const browser = await opened()
    const before = application.visits.length
    const cookie = `${COOKIE}=${browser.cookies.get(COOKIE)}`
    const answered = await fetch(mount('/apps/notes/erase'), {
      method,
      headers: { cookie, ...headers },
      redirect: 'manual',
    })
    expect([answered.status, await answered.json()]).toMatchObject([400, { code: 'malformed_body' }])
    expect(application.visits.length).toBe(before)
  })

  test('serves a form of the application’s own', async () => {
    const browser = await opened()
    const answered = await browser.ask(mount('/apps/notes/save'), { form: { text: 'x' } })
    expect([answered.status, application.visits.at(-1)?.method]).toEqual([200, 'POST'])
  })

  test('ends with the session, and when it wasn’t used for half an hour', { tags: ['MO-09'] }, async () => {
    const browser = await opened()
    clock.ahead = SESSION_IDLE_MS - 60_000
    expect((await browser.ask(mount())).status).toBe(200)
    clock.ahead = 2 * SESSION_IDLE_MS - 120_000
    expect((await browser.ask(mount())).status).toBe(200)
    clock.ahead = 4 * SESSION_IDLE_MS
    expect((await browser.ask(mount())).headers.get('location')).toContain('/applications/notes/open')
    clock.ahead = 0
    const other = await opened()
    await signOut(other)
    expect((await other.ask(mount())).headers.get('location')).toContain('/applications/notes/open')
    expect(await gateway.app.store.state(APP_SESSION)).not.toHaveLength(0)
  })
})

describe('a WebSocket', () => {
  test('is open for whoever may visit, without their cookies, and an exchange like any other', {
    tags: ['MO-09'],
  }, async () => {
    const browser = await opened()
    const socket = await openSocket(browser)
    const { headers } = application.visits.findLast(({ method }) => method === 'UPGRADE')!
    expect([headers.cookie, headers.authorization, headers.origin]).toEqual([undefined, undefined, undefined])
    expect([...gateway.app.registry.open.values()].map(({ system }) => system)).toContain('notes')
    socket.close()
    await once(socket, 'close')
  })

  test.each([
    ['from a page of another host', { origin: 'https://other.ms.gov' }],
    ['that names no page', { origin: '' }],
    ['without a cookie', { cookie: '' }],
  ])('%s isn’t opened', async (_what, headers) => {
    const before = application.visits.length
    const socket = socketOf(await opened(), headers)
    await once(socket, 'close')
    expect(application.visits.length).toBe(before)
  })

  test.each<[string, (browser: PageBrowser) => Promise<unknown>, (() => Promise<unknown>)?]>([
    ['the person signs out', (browser) => signOut(browser)],
    ['the session is ended from elsewhere', (browser) => endOwn(browser)],
    [
      'the application is suspended',
      () => suspend(['--system', 'notes', '--reason', 'wrong answers'], shellOf('alice')),
      async () => {
        for (const user of ['alice', 'bob']) await resume(['--system', 'notes', '--reason', 'mended'], shellOf(user))
      },
    ],
    [
      'its session is over',
      async () => {
        clock.ahead = 13 * 3_600_000
      },
    ],
  ])('is cut within two seconds when %s', { tags: ['MO-09', 'MS-31'] }, async (_what, by, after) => {
    const browser = await opened()
    const socket = await openSocket(browser)
    expect(await cut(socket, () => by(browser))).toBeLessThan(2_000)
    await after?.()
    clock.ahead = 0
  })

  test('is cut within two seconds when the person’s access is revoked, and no new one opens', {
    tags: ['MO-09'],
  }, async () => {
    const browser = await opened('contractor')
    const socket = await openSocket(browser)
    const officer = await gateway.token('security-officer')
    const revoked = () =>
      fetch(at('/api/v1/revocations'), {
        method: 'POST',
        headers: { authorization: `Bearer ${officer}`, 'content-type': 'application/json' },
        body: JSON.stringify({ issuer: gateway.issuer, subject: 'contractor', reason: 'left the project' }),
      })
    expect(await cut(socket, async () => expect((await revoked()).status).toBeLessThan(300))).toBeLessThan(2_000)
    const refused = socketOf(browser)
    await once(refused, 'close')
    expect(application.open.size).toBe(0)
  })
})

function shellOf(user: string) {
  const say = () => {}
  return {
    env: { SUDO_USER: user },
    stdout: say,
    stderr: say,
    dataFolder: gateway.folder,
    recordKeyFile: '',
    logKeyFile: '',
  }
}

/** As somebody does who sees a session of theirs in a list, and ends it. */
async function endOwn(browser: PageBrowser): Promise<void> {
  const csrf = PageBrowser.csrfOf(await (await browser.ask(at('/help'))).text())
  const cookie = `statehouse=${browser.cookies.get('statehouse')}`
  const listed = (await (await fetch(at('/api/v1/sessions'), { headers: { cookie } })).json()) as {
    sessions: { id: string }[]
  }
  const headers = { cookie, origin: gateway.url, 'sec-fetch-site': 'same-origin', 'x-csrf-token': csrf }
  for (const { id } of listed.sessions) await fetch(at(`/api/v1/sessions/${id}`), { method: 'DELETE', headers })
}
