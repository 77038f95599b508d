import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExchangeId } from '#src/core/ids.ts'
import { PARTS_MAX } from '#src/records/sqlite/commit-batch.ts'
import { chatAnswer } from '#test/support/answer-events.ts'
import { freePort } from '#test/support/free-port.ts'
import { type PageVisitor, visitPages } from '#test/support/page-visitor.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { ROLE_PERSONAS } from '#test/support/role-personas.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
const visitors = new Map<string, PageVisitor>()
beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  gateway = await startGateway({ upstream: upstream.origin, env: { STATEHOUSE_PORT: String(await freePort()) } })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

async function visitor(persona: string): Promise<PageVisitor> {
  const known = visitors.get(persona)
  if (known !== undefined) return known
  const made = await visitPages(gateway, persona)
  visitors.set(persona, made)
  return made
}

async function say(content: string, persona = 'employee'): Promise<ExchangeId> {
  const client = await gateway.client(persona)
  const messages = [{ role: 'user' as const, content }]
  const { response } = await client.chat.completions.create({ model: 'general-drafting', messages }).withResponse()
  return response.headers.get('ai-record') as ExchangeId
}

/** What the tests read of answers. */
interface ApiBody {
  readonly entries: readonly Readonly<Record<string, unknown>>[]
  readonly answer: string
  readonly total: number
  readonly timeline: readonly { readonly total: number; readonly refused: number; readonly allowed: number }[]
}

async function api(persona: string, path: string) {
  const answer = await fetch(`${gateway.url}/api/v1/${path}`, {
    headers: { authorization: `Bearer ${await gateway.token(persona)}` },
  })
  return { status: answer.status, body: (await answer.json()) as ApiBody }
}

const caughtUp = () => expect.poll(() => gateway.app.store.health().indexLag, { timeout: 10_000 }).toBe(0)

/** Columns: what each role is answered, by page; 200 shows it, 403 says no, 303 of `/console` leads to a page of theirs. */
const PAGES = {
  '/console': ['auditor', 'records-officer', 'attorney'],
  '/console/samples': ['auditor'],
  '/console/saved': ['auditor', 'records-officer', 'attorney'],
  '/console/exports': ['auditor', 'records-officer', 'attorney'],
  '/console/reveals': ['auditor', 'records-officer', 'attorney', 'privacy-officer', 'security-officer'],
  '/console/requests': ['auditor', 'records-officer', 'attorney'],
  '/console/productions': ['records-officer', 'attorney'],
  '/console/productions/new': ['records-officer', 'attorney'],
  '/console/holds': ['records-officer', 'attorney', 'security-officer', 'executive-director'],
  '/console/holds/new': ['records-officer', 'attorney', 'security-officer', 'executive-director'],
  '/console/dispositions': ['auditor', 'records-officer', 'attorney', 'privacy-officer', 'executive-director'],
  '/console/transitory': ['records-officer', 'supervisor', 'unit-leader', 'hr'],
  '/console/access-log': ['auditor', 'attorney', 'privacy-officer', 'executive-director'],
  '/console/reports': [
    'auditor',
    'records-officer',
    'privacy-officer',
    'executive-director',
    'cto',
    'unit-leader',
    'supervisor',
  ],
} as const

describe('each page of the console', () => {
  test.each(ROLE_PERSONAS)(
    'shows %s what their role has, and says no to the rest',
    { tags: ['MO-04', 'MS-10'] },
    async (role) => {
      const { get, state } = await visitor(role)
      if ((await get('/console/access')).status === 200) await state()
      const answers = await Promise.all(Object.keys(PAGES).map(async (path) => [path, (await get(path)).status]))
      const isFor = (path: string) => (PAGES[path as keyof typeof PAGES] as readonly string[]).includes(role)
      const hasAny = Object.keys(PAGES).some(isFor)
      const expected = Object.keys(PAGES).map((path) => [
        path,
        isFor(path) ? 200 : path === '/console' && hasAny ? 303 : 403,
      ])
      expect(answers).toEqual(expected)
    },
  )

  test.each(['employee', 'cto'])('takes no form from %s either', { tags: ['MO-04'] }, async (role) => {
    const { get, post } = await visitor(role)
    await get('/notice')
    const id = '01a203c6-1189-7000-992b-4a50ad6af271'
    const paths = [
      `/console/records/${id}/reveal`,
      `/console/records/${id}/labels`,
      '/console/saved',
      `/console/saved/${id}/runs`,
      '/console/exports',
      `/console/exports/${id}/cancellation`,
      `/console/reveals/${id}/approvals`,
      `/console/reveals/${id}/reviews`,
      '/console/requests',
      `/console/requests/${id}/steps/close`,
      `/console/requests/${id}/plan`,
      `/console/requests/${id}/runs`,
      `/console/requests/${id}/codings`,
      `/console/requests/${id}/records/${id}`,
      `/console/requests/${id}/samples`,
      '/console/productions',
      `/console/productions/${id}/records/${id}`,
      `/console/productions/${id}/records/${id}/words`,
      `/console/productions/${id}/patterns`,
      `/console/productions/${id}/build`,
      `/console/productions/${id}/seal`,
      '/console/holds/checks',
      `/console/holds/checks/${id}/placing`,
      `/console/holds/${id}/release`,
      '/console/dispositions',
      `/console/dispositions/${id}/approvals`,
      `/console/dispositions/${id}/run`,
      `/console/transitory/${id}/confirmations`,
    ]
    const answers = await Promise.all(paths.map(async (path) => [path, (await post(path, { reason: 'x' })).status]))
    expect(answers).toEqual(paths.map((path) => [path, 403]))
  })

  test('says on which side of the wall of privilege it looks, so that none found isn’t taken for none there', {
    tags: ['MS-24', 'MO-06'],
  }, async () => {
    const said = async (persona: string) => {
      const { get, state } = await visitor(persona)
      if ((await get('/console/access')).status === 200) await state()
      await caughtUp()
      const { text } = await get('/console?q=nothing-that-anybody-wrote')
      return [
        'Of records you see those that are privileged, and no others.',
        'Privileged records aren’t among them: counsel sees those.',
      ].map((sentence) => text.includes(sentence))
    }
    expect(await said('attorney')).toEqual([true, false])
    expect(await said('records-officer')).toEqual([false, true])
  })

  test('is behind the purpose of access, which is written down with every look', {
    tags: ['MS-07', 'MS-10', 'MS-23'],
  }, async () => {
    const { get, state } = await visitPages(gateway, 'auditor')
    const first = await get('/console?q=levee')
    expect(first).toMatchObject({ status: 303, location: '/console/access?return=%2Fconsole%3Fq%3Dlevee' })
    const { entries: before } = (await api('auditor', 'access-log?action=search')).body
    await state()
    expect((await get('/console?q=levee')).status).toBe(200)
    const { entries } = (await api('auditor', 'access-log?action=search')).body
    expect(entries.length).toBe(before.length + 1)
    expect(entries[0]).toMatchObject({
      by: 'auditor',
      query: 'levee',
      purpose: 'audit',
      matter: 'engagement 2026-14',
      reason: 'Yearly review',
    })
  })
})

describe('a record’s page', () => {
  test('is found by its id, says that it is unaltered, and shows no word of it to who may not read it', {
    tags: ['MS-07', 'MS-55'],
  }, async () => {
    const id = await say('The levee at Yazoo, first draft')
    const auditor = await visitor('auditor')
    await auditor.state()
    expect(await auditor.get(`/console?q=${id}`)).toMatchObject({ status: 303, location: `/console/records/${id}` })
    const { text } = await auditor.get(`/console/records/${id}`)
    expect(text).toContain('Unaltered since')
    expect(text).toContain('The levee at Yazoo, first draft')
    const officer = await visitor('privacy-officer')
    await officer.state()
    expect((await officer.get(`/console/records/${id}`)).text).not.toContain('Yazoo')
    expect((await api('auditor', `records/${id}/verification`)).body).toMatchObject({ answer: 'unaltered', faults: [] })
  })

  test.each(['body', 'meta'])(
    'says that it was altered when one byte of its %s is another',
    { tags: ['MS-55'] },
    async (part) => {
      const id = await say(`A sentence to be altered in ${part}`)
      const entries = await gateway.app.store.exchange(id)
      // The index reads parts too, and stops at one that it can’t open.
      await caughtUp()
      const db = new DatabaseSync(join(gateway.folder, 'records.db'), { timeout: 20_000 })
      const row = db
        .prepare('SELECT key, ciphertext FROM part WHERE key >= ? AND key < ? AND name = ?')
        .get(entries[0]!.index * PARTS_MAX, (entries[0]!.index + 1) * PARTS_MAX, part) as {
        key: number
        ciphertext: Uint8Array
      }
      const bytes = Buffer.from(row.ciphertext)
      bytes[5]! ^= 1
      db.prepare('UPDATE part SET ciphertext = ? WHERE key = ?').run(bytes, row.key)
      db.close()
      const auditor = await visitor('auditor')
      const { status, text } = await auditor.get(`/console/records/${id}`)
      expect(status).toBe(200)
      expect(text).toContain(`Altered: ${part} of entry ${entries[0]!.index} was altered`)
      expect(text).not.toContain('A sentence to be altered in meta')
      expect((await api('auditor', `records/${id}/verification`)).body.answer).toBe('altered')
      expect((await (await visitor('employee')).get(`/console/records/${id}`)).status).toBe(403)
    },
  )

  test('walks what was found, in its order, and nothing else', async () => {
    const found = [await say('Culvert one'), await say('Culvert two'), await say('Culvert three')]
    await say('Something else between')
    await caughtUp()
    const auditor = await visitor('auditor')
    const list = (await auditor.get('/console?q=culvert+type:prompt')).text
    const links = [...list.matchAll(/<th scope="row"><a href="([^"]+)"/g)].map(([, href]) =>
      href!.replaceAll('&amp;', '&'),
    )
    expect(links.map((href) => href.split('?')[0]!.split('/').at(-1))).toEqual(found.toReversed())
    const middle = (await auditor.get(links[1]!)).text
    const step = (rel: string) => new RegExp(`<a href="([^"]+)" rel="${rel}"`).exec(middle)?.[1]?.split('?')[0]
    expect(step('prev')).toBe(`/console/records/${found[2]}`)
    expect(step('next')).toBe(`/console/records/${found[0]}`)
    expect(/<a href="([^"]+)" rel="next"/.exec((await auditor.get(links[2]!)).text)).toBeNull()
  })
})

test('numbers of the timeline are one: in the bars, the table and the API', async () => {
  await caughtUp()
  const auditor = await visitor('auditor')
  const query = '(type:prompt OR type:blocked)'
  const { text } = await auditor.get('/console?from=2026-01-01')
  const bars = [...text.matchAll(/data-plain="(\d+)" data-hatched="(\d+)"/g)].map(([, a, b]) => [Number(a), Number(b)])
  const zone = gateway.app.policy.current().profile.timezone
  expect(zone).toBe('America/Chicago')
  const { body } = await api(
    'auditor',
    `records?q=${encodeURIComponent(`${query} after:2026-01-01T06:00:00Z`)}&timeline=true`,
  )
  const slots = body.timeline
  expect(bars.map(([plain, hatched]) => plain! + hatched!)).toEqual(slots.map(({ total }) => total))
  expect(slots.reduce((sum, { total }) => sum + total, 0)).toBe(body.total)
  const cells = [...text.matchAll(/<td class="number">([\d,]+)<\/td>/g)].map(([, number]) =>
    Number(number!.replaceAll(',', '')),
  )
  expect(cells).toEqual(slots.flatMap(({ total, allowed, refused }) => [total, allowed, refused]))
})

test('the log of those who watch shows counsel’s looks without what they were about', {
  tags: ['MS-23', 'MO-19'],
}, async () => {
  await fetch(`${gateway.url}/api/v1/records?q=secretmatter`, {
    headers: { authorization: `Bearer ${await gateway.token('attorney')}`, 'ai-matter': 'Quiet v. Agency' },
  })
  const told = await api('auditor', 'access-log?person=attorney')
  expect(told.body.entries[0]).toMatchObject({
    by: 'attorney',
    action: 'search',
    withheld: true,
    query: null,
    matter: null,
  })
  expect(JSON.stringify(told.body)).not.toMatch(/secretmatter|Quiet/)
  const own = await api('attorney', 'access-log?person=attorney&action=search')
  expect(own.body.entries[0]).toMatchObject({ query: 'secretmatter', matter: 'Quiet v. Agency' })
  expect((await api('auditor', 'access-log?action=access-log')).body.entries[0]).toMatchObject({ by: 'auditor' })
  expect((await api('records-officer', 'access-log')).status).toBe(403)
})

// Last: whoever is revoked here has no new token in the same second.
test('the console closes on the next request when the role goes', { tags: ['MO-04'] }, async () => {
  const { get, state } = await visitPages(gateway, 'records-officer')
  await state()
  expect((await get('/console')).status).toBe(200)
  const revoked = await fetch(`${gateway.url}/api/v1/revocations`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await gateway.token('security-officer')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ subject: 'records-officer', issuer: gateway.issuer, reason: 'left the office' }),
  })
  expect(revoked.status).toBeLessThan(300)
  expect((await get('/console')).status).not.toBe(200)
})
