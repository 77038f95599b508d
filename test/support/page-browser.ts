/** A browser without a window: it follows addresses, keeps cookies, and sends forms as a page would. For sign-ins and their attacks. */
export class PageBrowser {
  readonly cookies = new Map<string, string>()

  /** One request; redirects are not followed. Cookies of all origins on loopback are one jar, as ports don't part them. */
  async ask(
    url: string,
    init: { form?: Record<string, string>; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const { form, headers = {} } = init
    const response = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        accept: 'text/html',
        ...(form === undefined ? {} : { origin: new URL(url).origin, 'sec-fetch-site': 'same-origin' }),
        ...headers,
      },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';')
      const at = pair.indexOf('=')
      const isGone = attributes.some((attribute) => /^ ?(max-age=0|expires=thu, 01 jan 1970)/i.test(attribute))
      if (isGone) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }

  /** Follows redirects until a page, or until `until` says to stop; returns the address that it stopped at. */
  async follow(
    url: string,
    until: (url: URL) => boolean = () => false,
  ): Promise<{ url: string; response: Response | null }> {
    for (let at = url; ; ) {
      if (until(new URL(at))) return { url: at, response: null }
      const response = await this.ask(at)
      const location = response.headers.get('location')
      if (response.status < 300 || response.status >= 400 || location === null) return { url: at, response }
      at = new URL(location, at).href
    }
  }

  /** Signs in at the demo’s directory as a persona, up to the address that the directory sends back to. */
  async answerFor(start: string, persona: string, callback = '/sign-in/callback'): Promise<string> {
    const isBack = (url: URL): boolean => url.pathname === callback
    const { url, response } = await this.follow(start, isBack)
    if (response === null) return url
    const chosen = await this.ask(url, { form: { persona } })
    return (await this.follow(new URL(chosen.headers.get('location')!, url).href, isBack)).url
  }

  /** The token in the forms of a page. */
  static csrfOf(page: string): string {
    return /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
  }
}
