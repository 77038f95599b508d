/**
 * A person's browser, as far as the demo's sign-in needs one: cookies, redirects, one click. Gives the address that it is
 * sent to at the end, outside the directory, without going there.
 */
export async function signInAs(persona: string, start: string): Promise<string> {
  const origin = new URL(start).origin
  const cookies = new Map<string, string>()
  let next: { url: string; form?: URLSearchParams } = { url: start }
  for (let steps = 0; steps < 10; steps++) {
    if (new URL(next.url).origin !== origin) return next.url
    const answer: Response = await fetch(next.url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(next.form === undefined ? {} : { method: 'POST', body: next.form }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!
      if (value === '') cookies.delete(name!)
      else cookies.set(name!, value!)
    }
    const location = answer.headers.get('location')
    if (location !== null) {
      next = { url: new URL(location, next.url).href }
      continue
    }
    const page = await answer.text()
    const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1]
    if (action === undefined || !page.includes(`value="${persona}"`))
      throw new Error(`no sign-in page: ${answer.status} ${page}`)
    next = { url: new URL(action, next.url).href, form: new URLSearchParams({ persona }) }
  }
  throw new Error('the sign-in goes in circles')
}
