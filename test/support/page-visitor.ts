import { signInAs } from './scripted-browser.ts'
import type { TestGateway } from './start-gateway.ts'

export interface PageAnswer {
  readonly status: number
  readonly text: string
  readonly bytes: Buffer
  readonly location: string | null
  readonly headers: Headers
}

/** Somebody signed in at the pages, without a browser: cookies and forms only. */
export interface PageVisitor {
  get(path: string): Promise<PageAnswer>
  /** Sends a form; its CSRF value is taken from the page that was asked for last. */
  post(path: string, form?: Readonly<Record<string, string>>): Promise<PageAnswer>
  /** Says what they look for. */
  state(): Promise<void>
}

export async function visitPages(gateway: TestGateway, persona: string): Promise<PageVisitor> {
  const cookies = new Map<string, string>()
  let csrf = ''
  const ask = async (url: string, init: RequestInit = {}): Promise<PageAnswer> => {
    const answer = await fetch(url, {
      redirect: 'manual',
      ...init,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(init.headers as Record<string, string> | undefined),
      },
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!
      cookies.set(name!, value!)
    }
    const bytes = Buffer.from(await answer.arrayBuffer())
    const text = bytes.toString()
    csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? csrf
    return { status: answer.status, text, bytes, location: answer.headers.get('location'), headers: answer.headers }
  }
  const get = (path: string) => ask(`${gateway.url}${path}`)
  const post = (path: string, form: Readonly<Record<string, string>> = {}) =>
    ask(`${gateway.url}${path}`, {
      method: 'POST',
      headers: { origin: gateway.url, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ csrf, ...form }),
    })

  let answer = await get('/notice')
  for (let steps = 0; answer.location !== null && steps < 10; steps++) {
    const next = new URL(answer.location, gateway.url)
    const there = next.origin === gateway.url ? next.href : await signInAs(persona, next.href)
    answer = await ask(there)
  }
  const notice = /name="notice" value="([^"]+)"/.exec(answer.text)?.[1]
  if (notice !== undefined) await post('/notice', { notice, return: '/' })
  return {
    get,
    post,
    async state() {
      await get('/console/access')
      const stated = await post('/console/access', {
        purpose: 'audit',
        matter: 'engagement 2026-14',
        reason: 'Yearly review',
        return: '/console',
      })
      if (stated.status !== 303) throw new Error(`not stated: ${stated.status} ${stated.text}`)
    },
  }
}
