import type { BrowserContext, Page } from 'playwright-core'
import { PageBrowser } from '../../support/page-browser.ts'

/** Keeps what was said of each cookie, beside its value. */
class CookieKeeper extends PageBrowser {
  readonly lines = new Map<string, string>()

  override async ask(...asked: Parameters<PageBrowser['ask']>): Promise<Response> {
    const [url, init = {}] = asked
    const answer = await super.ask(url, { ...init, headers: { 'accept-language': 'en-US', ...init.headers } })
    for (const line of answer.headers.getSetCookie()) this.lines.set(line.slice(0, line.indexOf('=')), line)
    return answer
  }
}

/**
 * Signs somebody in at the directory's own page, accepts the notice, and puts into a browser what that would have left there:
 * the pages that lead to a session are looked at by tests of their own, and cost a browser more than what most tests look at.
 */
export async function signInBeforehand(
  context: BrowserContext,
  { url, persona, accepts }: { readonly url: string; readonly persona: string; readonly accepts: boolean },
): Promise<void> {
  const keeper = new CookieKeeper()
  const arrived = await keeper.follow(await keeper.answerFor(`${url}/`, persona))
  const page = (await arrived.response?.text()) ?? ''
  const notice = /name="notice" value="([^"]+)"/.exec(page)?.[1]
  if (accepts && notice !== undefined)
    await keeper.ask(`${url}/notice`, { form: { csrf: PageBrowser.csrfOf(page), notice, return: '/' } })
  await context.addCookies(
    [...keeper.cookies].map(([name, value]) => {
      const line = keeper.lines.get(name) ?? ''
      const said = (attribute: string): string | undefined => new RegExp(`; ?${attribute}=([^;]*)`, 'i').exec(line)?.[1]
      const sameSite = /^strict$/i.test(said('samesite') ?? '') ? 'Strict' : 'Lax'
      const { hostname: domain } = new URL(url)
      return { name, value, domain, path: said('path') ?? '/', httpOnly: /; ?httponly/i.test(line), sameSite }
    }),
  )
}

/** The same as people do it, in the browser. */
export async function signInInPerson(page: Page, url: string, persona: string, accepts: boolean): Promise<void> {
  await page.goto(url)
  await page.locator(`button[value="${persona}"]`).click()
  await page.waitForURL((at) => at.origin === new URL(url).origin)
  const accept = page.locator('form[action="/notice"] button:not([formaction])')
  if (!accepts || (await accept.count()) === 0) return
  await accept.click()
  await page.waitForURL((at) => at.pathname !== '/notice')
}
