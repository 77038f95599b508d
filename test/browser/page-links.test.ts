import { expect, test } from 'vitest'
import { LOOKING_MS } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed()

/** Every address that a page of ours leads to, this site's own alone. */
function linksOf(html: string, at: string): URL[] {
  return [...html.matchAll(/<a [^>]*href="([^"]*)"/g)]
    .map((match) => new URL(match[1]!.replaceAll('&amp;', '&'), at))
    .filter((url) => url.origin === bed.gateway.url)
}

test('no link on any page is dead: each answers, and each place within a page is there', {
  timeout: LOOKING_MS,
}, async () => {
  const { page, close } = await bed.signedIn('employee', { path: '/catalog' })
  const { request } = page.context()
  const queue = [
    '/',
    '/catalog',
    '/catalog/check?system=pine-casework&purpose=coding&class=regulated',
    '/public/app-public',
  ]
  const seen = new Map<string, string>()
  const dead: string[] = []
  for (const path of queue) {
    if (seen.has(path)) continue
    const at = `${bed.gateway.url}${path}`
    const answer = await request.get(at, { maxRedirects: 0 })
    const html = (answer.headers()['content-type'] ?? '').startsWith('text/html') ? await answer.text() : ''
    seen.set(path, html)
    if (![200, 303].includes(answer.status())) dead.push(`${answer.status()} ${path}`)
    for (const url of linksOf(html, at)) {
      if (url.hash !== '' && url.pathname + url.search === path && !html.includes(`id="${url.hash.slice(1)}"`))
        dead.push(`${url.hash} on ${path}`)
      // Each page in one language is enough to find its links; that the other language's page is there is asked once.
      if (!/language=(?!en)/.test(path)) queue.push(url.pathname + url.search)
    }
  }
  expect(dead).toEqual([])
  expect([...seen.keys()]).toEqual(
    expect.arrayContaining(['/help', '/privacy', '/accessibility', '/status', '/notice', '/catalog/sandbox/request']),
  )
  await close()
})
