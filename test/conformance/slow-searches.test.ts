import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { SearchQuery } from '#src/core/ports.ts'
import { chatAnswer } from '#test/support/answer-events.ts'
import { freePort } from '#test/support/free-port.ts'
import { visitPages } from '#test/support/page-visitor.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { slowSearches } from '#test/support/slow-searches.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
let slow: ReturnType<typeof slowSearches>
beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  gateway = await startGateway({ upstream: upstream.origin, env: { STATEHOUSE_PORT: String(await freePort()) } })
  slow = slowSearches(gateway.app.store)
  const client = await gateway.client('employee')
  await client.chat.completions.create({ model: 'general-drafting', messages: [{ role: 'user', content: 'levee' }] })
  await vi.waitUntil(() => gateway.app.store.health().indexLag === 0, { timeout: 10_000 })
})
afterEach(() => slow.goOn())
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

async function looker(persona: string) {
  const visitor = await visitPages(gateway, persona)
  await visitor.get('/notice')
  await visitor.state()
  return visitor
}

const stopOf = (text: string): string => /action="(\/console\/searches\/[^"]+\/stop)"/.exec(text)![1]!
const searchesBy = async (persona: string): Promise<number> => {
  const answer = await fetch(`${gateway.url}/api/v1/access-log?action=search&person=${persona}`, {
    headers: { authorization: `Bearer ${await gateway.token('auditor')}` },
  })
  return ((await answer.json()) as { entries: unknown[] }).entries.length
}

test('a search that is slow says what is searched, and its own address shows what was found', {
  tags: ['MS-23', 'MS-24'],
}, async () => {
  const { get } = await looker('auditor')
  slow.wait()
  const { status, text } = await get('/console?q=levee&decision=allow')
  expect(status).toBe(200)
  expect(text).toContain('The search is under way')
  expect(text).toContain('<code>levee decision:&quot;allow&quot;</code>')
  expect(text).toContain('<noscript><meta http-equiv="refresh" content="2"')
  // The look stands in the log before any of this is shown, and asking again is no other look.
  expect(await searchesBy('auditor')).toBe(1)
  expect((await get('/console?q=levee&decision=allow&still=1')).text).not.toContain('http-equiv="refresh"')
  expect(slow.waiting()).toHaveLength(1)
  slow.goOn()
  expect((await get('/console?q=levee&decision=allow')).text).toContain('1–1 of 1')
  expect(await searchesBy('auditor')).toBe(1)
})

test('its asker alone stops it, in the index itself, and is told so with every field as it was', {
  tags: ['MS-24', 'MO-04'],
}, async () => {
  const officer = await looker('records-officer')
  const counsel = await looker('attorney')
  slow.wait()
  const { text } = await officer.get('/console?q=levee&unit=ITS-OPS')
  const [asked] = slow.waiting() as [SearchQuery]
  const again = await looker('records-officer')
  expect((await counsel.post(stopOf(text), {})).status).toBe(404)
  // Another session of the same person is another asker.
  await again.get('/console/saved')
  expect((await again.post(stopOf(text), {})).status).toBe(404)
  expect(asked.signal?.aborted).toBe(false)
  const stopped = await officer.post(stopOf(text), {})
  expect(stopped).toMatchObject({ status: 303, location: '/console?q=levee&unit=ITS-OPS&stopped=1' })
  expect(asked.signal?.aborted).toBe(true)
  const shown = (await officer.get(stopped.location!)).text
  expect(shown).toContain('The search was stopped')
  const searchAgain = /href="(\/console\?q=levee&amp;unit=ITS-OPS&amp;again=[^"]+)"/.exec(shown)?.[1]
  expect(shown).toMatch(/<option[^>]*(?:value="ITS-OPS"[^>]*selected|selected[^>]*value="ITS-OPS")/)
  expect(slow.waiting()).toHaveLength(1)
  expect((await officer.post(stopOf(text), {})).status).toBe(404)
  // A page that asked by itself at that moment begins none; who asks for it again does.
  expect((await officer.get('/console?q=levee&unit=ITS-OPS')).text).toContain('The search was stopped')
  expect(slow.waiting()).toHaveLength(1)
  expect((await officer.get(searchAgain!.replaceAll('&amp;', '&'))).text).toContain('under way')
  expect(slow.waiting()).toHaveLength(2)
})

test('an answer that was made for a wider reach is shown to nobody', { tags: ['MO-04', 'MO-19'] }, async () => {
  const { get } = await looker('auditor')
  slow.wait()
  expect((await get('/console?q=levee&decision=allow')).text).toContain('under way')
  const record = (await gateway.app.store.search({ query: 'type:prompt', agencies: ['MS-ITS'], limit: 1 })).hits[0]!.ref
  const closed = await fetch(`${gateway.url}/api/v1/records/${record}/labels`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await gateway.token('attorney')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ privileged: true, reason: 'Advice of counsel' }),
  })
  expect(closed.status).toBeLessThan(300)
  slow.goOn()
  const { text } = await get('/console?q=levee&decision=allow')
  expect(text).not.toContain(String(record))
  expect(text).toContain('No records found')
})

test('a search that fails while its page waits says why there', async () => {
  const { get } = await looker('auditor')
  slow.wait()
  await get('/console?q=levee&has=flag')
  slow.fail()
  const { status, text } = await get('/console?q=levee&has=flag')
  expect(status).toBe(400)
  expect(text).toContain('The query takes too long.')
})

test('an export waits for its search as long as the page does, and for each page of it as long as it takes', {
  tags: ['MS-24'],
}, async () => {
  const { get, post } = await looker('attorney')
  const page = (await get('/console?q=levee')).text
  const upTo = /name="up-to" value="(\d+)"/.exec(page)![1]!
  const asked: (number | undefined)[] = []
  slow.wait((query) => {
    asked.push(query.patience)
    return false
  })
  const { location } = await post('/console/exports', { query: 'levee', 'up-to': upTo, reason: 'audit' })
  await vi.waitUntil(async () => (await get(location!)).text.includes('rows.jsonl'), { timeout: 30_000 })
  expect(asked.length).toBeGreaterThan(1)
  for (const patience of asked) expect(patience).toBeGreaterThanOrEqual(60_000)
})
