import { webcrypto } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run as checkProofs } from '#src/cli/log-check.ts'
import { HELD, type HeldRows } from '#src/core/destruction.ts'
import type { ExchangeId } from '#src/core/ids.ts'
import { checkPack } from '#src/incidents/check-pack.ts'
import type { IncidentStep } from '#src/incidents/incident-step.ts'
import { replay } from '#src/incidents/take-step.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { chatAnswer } from '#test/support/answer-events.ts'
import { entriesOf, metaOf } from '#test/support/asking.ts'
import { freePort } from '#test/support/free-port.ts'
import { type PageVisitor, visitPages } from '#test/support/page-visitor.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { routesOf } from '#test/support/routes-of.ts'
import { project } from '#test/support/source-files.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  // The directory sends people back to an address that is known before.
  gateway = await startGateway({
    upstream: upstream.origin,
    env: { STATEHOUSE_PORT: String(await freePort()) },
    changePolicy(policy) {
      policy.incidents.types['harmful-output']!.evidenceDays = 0
      policy.incidents.types['other']!.hidesReporter = true
      policy.incidents.types['other']!.workCalendar = true
      policy.profile.workingHours = { from: '08:00', until: '17:00', clauses: ['MO-50'] }
    },
  })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

async function call(persona: string, method: string, path: string, payload?: object) {
  const answer = await fetch(`${gateway.url}/api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await gateway.token(persona)}`,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: what the API answered is looked into as it came
  return { status: answer.status, body: (await answer.json()) as any }
}

async function say(content: string): Promise<string> {
  const client = await gateway.client('employee')
  const { response } = await client.chat.completions
    .create({ model: 'general-drafting', messages: [{ role: 'user', content }] })
    .withResponse()
  return response.headers.get('ai-record')!
}

/** Routes by which somebody signs in or out, asks a model, or gets a file of the pages: none of them reads a matter. */
const NOT_ABOUT_INCIDENTS = /^\/(?:sign-|signed-out|session$|assets\/|v1\/|metrics$|oidc\/|ssf\/)/
/** What a form or an address might name a matter by. */
const ABOUT = ['q', 'number', 'id', 'incident', 'into', 'record', 'exchange', 'matter', 'text'] as const

/** What `docs/verify.html` says of an exported incident, run as a browser would. */
async function verifiedByPage(file: Uint8Array, vkey: string): Promise<boolean> {
  const html = readFileSync(join(project, 'docs', 'verify.html'), 'utf8')
  const script = /\/\/ verifier: begin\n([\s\S]*)\/\/ verifier: end/.exec(html)![1]!
  // oxlint-disable-next-line typescript/no-implied-eval -- the page's own script is what is tested
  const page = new Function('crypto', `${script}; return { readKey, readIncident, verifyEntry }`)(webcrypto)
  const { entries, steps } = page.readIncident(file)
  const keys = [await page.readKey(vkey)]
  for (const given of Object.values(entries)) {
    const { parts } = await page.verifyEntry(given, keys)
    if (Object.values(parts).includes('altered')) return false
  }
  return steps.every(([, words]: [unknown, string]) => words === 'proved')
}

let reports = 0
const reported = async (more: object = {}, persona = 'employee') => {
  const asked = { type: 'policy-violation', text: 'Somebody shares a sign-in', once: `test-once-${reports++}`, ...more }
  const { status, body } = await call(persona, 'POST', 'incidents', asked)
  expect([status, body.number]).toEqual([201, expect.stringMatching(/^INC-/)])
  return body.number as string
}
const step = (persona: string, number: string, asked: object) =>
  call(persona, 'POST', `incidents/${number}/transitions`, asked)
const reason = 'looked into it'
const sizeOf = () => gateway.app.store.size()

describe('an incident', () => {
  test('is reported, worked on and closed; every step is an entry with actor, time and reason, and its export replays to it', {
    tags: ['MS-14', 'MS-38', 'MS-51', 'MO-48'],
  }, async () => {
    const record = await say('A question whose answer was unfair')
    const number = await reported({ type: 'harmful-output', record })
    let version = 1
    const take = async (asked: object, persona = 'cto') => {
      const taken = await step(persona, number, { ...asked, version: version++ })
      expect([taken.status, taken.body.title]).toEqual([201, undefined])
      return taken.body
    }
    await take({ transition: 'assign', to: 'me', reason })
    await take({ transition: 'move', to: 'triaged', reason })
    await take({ transition: 'ask', question: 'What was unfair in it?', reason })
    await take({ transition: 'answer', answer: 'It left women out' }, 'employee')
    for (const field of ['finding', 'mitigation', 'passing-probe'])
      await take({ transition: 'fill', field, value: 'probe 2026-11-22/7' })
    await take({ transition: 'move', to: 'resolved', reason })
    const close = { transition: 'close', cause: 'prompt', fix: 'other prompt', told: true, reason }
    expect(await take(close)).toMatchObject({ state: 'closed', version: 10 })

    const { body } = await call('auditor', 'GET', `incidents/${number}/export`)
    expect(replay(body.steps.map((one: { step: IncidentStep }) => one.step))).toEqual(body.incident)
    const entries = await entriesOf(gateway)
    for (const { index, by, step: one, reason: why } of body.steps) {
      const meta = metaOf(entries[index]!)
      expect(entries[index]!.type).toBe('incident')
      expect([by, one.at, why]).toEqual([expect.any(String), expect.stringMatching(/^\d{4}-.*Z$/), expect.any(String)])
      expect(meta).toMatchObject({ action: `incident-${one.change.kind}`, by: { subject: by } })
    }
    // What is handed to whoever decides about people can be checked without the gateway, and holds no word more (MS-38).
    const said = entries.filter(({ ref }) => ref === record).map(({ index }) => index)
    const proven = body.proofs.map((one: { index: number }) => one.index)
    expect(proven).toEqual(
      [...said, ...body.steps.map((one: { index: number }) => one.index)].toSorted((a, b) => a - b),
    )
    const pack = join(gateway.folder, `${number}.json`)
    const lines: string[] = []
    const context = { env: {}, stdout: (line: string) => lines.push(line), stderr: (line: string) => lines.push(line) }
    const { vkey } = signingKeyFromSeed('test.example/log', Buffer.alloc(32, 7))
    const check = (text: string) => {
      writeFileSync(pack, text)
      return checkProofs([pack, '--vkey', vkey, '--json'], { ...context } as unknown as Parameters<
        typeof checkProofs
      >[1])
    }
    expect(await check(JSON.stringify(body)), lines.join()).toBe(0)
    const told = () => JSON.parse(lines.at(-1)!)
    expect(told()).toMatchObject({ ok: true, whole: true })
    expect(told().steps.map(({ words }: { words: string }) => words)).toEqual(Array(10).fill('proved'))
    // Its own words, in the copy that people read and as the log has them: nobody changes one unnoticed.
    const text = JSON.stringify(body)
    expect(text.split('It left women out')).toHaveLength(3)
    const words = [
      'It left women out',
      'What was unfair in it?',
      'looked into it',
      'other prompt',
      '"by":"employee"',
      'triaged',
    ]
    for (const word of words) {
      expect(text).toContain(word)
      expect([word, await check(text.replace(word, word.replace(/\w{4}/, 'abcd')))]).toEqual([word, 1])
      expect([word, await check(text.replaceAll(word, word.replace(/\w{4}/, 'abcd')))]).toEqual([word, 1])
    }
    // The page for those without this software finds it as well.
    const isSound = (file: string) => verifiedByPage(Buffer.from(file), vkey)
    expect([await isSound(text), await isSound(text.replace('It left women', 'It left nobody'))]).toEqual([true, false])
    expect(await isSound(text.replaceAll('It left women', 'It left nobody'))).toBe(false)
    // A word that is changed in both copies isn’t the one that the log committed to; one without the log’s is proved by nothing.
    const bare = body.proofs.map((proof: object) => ({ ...proof, parts: undefined }))
    expect(await check(JSON.stringify({ ...body, proofs: bare }))).toBe(1)
    expect(told().steps[4]).toMatchObject({ kind: 'answer', words: 'unproved' })
    expect(await check(JSON.stringify({ ...body, steps: body.steps.slice(0, -1) }))).toBe(1)
    expect(told()).toMatchObject({ whole: false })
    const altered = { ...body.proofs[0], entry: body.proofs[0].entry.replace('"t":', '"t" :') }
    const other = JSON.stringify({ ...body, proofs: [{ ...altered, entry: `${altered.entry} ` }] })
    expect(await check(other)).toBe(1)
    // Its evidence goes by two people.
    const release = (persona: string) => call(persona, 'POST', `incidents/${number}/evidence-release`, { reason })
    expect((await release('cto')).body).toMatchObject({ evidence_state: 'release-asked' })
    expect((await release('cto')).status).toBe(403)
    expect((await release('auditor')).body).toMatchObject({ evidence_state: 'released' })
    // Whoever sees no content reads steps and no words, and is handed none in a proof.
    const { body: wordless } = await call('cto', 'GET', `incidents/${number}/export`)
    expect(JSON.stringify(wordless)).not.toContain('It left women out')
    expect(wordless.proofs.filter(({ parts }: { parts?: object }) => parts !== undefined)).toEqual([])
    expect([await check(JSON.stringify(wordless)), told().ok]).toEqual([0, true])
    const { body: seen } = await call('cto', 'GET', `incidents/${number}`)
    expect(seen.steps.map(({ said }: { said: unknown }) => said)).toEqual(Array(10).fill(null))
    expect((await call('auditor', 'GET', `incidents/${number}`)).body.steps[3].said).toEqual({
      text: 'What was unfair in it?',
    })
  })

  test('takes no step that its state doesn’t allow: 409, and no entry (MS-51)', async () => {
    const number = await reported()
    const before = await sizeOf()
    for (const asked of [
      { transition: 'move', to: 'contained', reason },
      { transition: 'move', to: 'closed', reason },
      { transition: 'close', cause: 'c', fix: 'f', told: true, reason },
      { transition: 'reopen', reason },
      { transition: 'fill', field: 'device', value: 'v' },
    ])
      expect(await step('supervisor', number, { ...asked, version: 1 })).toMatchObject({
        status: 409,
        body: { code: 'conflict' },
      })
    expect(await sizeOf()).toBe(before)
  })

  test('takes no step that rests on what others have changed since: 409 with the difference, and a form sent twice is one', {
    tags: ['MS-51'],
  }, async () => {
    const number = await reported()
    const again = await call('employee', 'POST', 'incidents', {
      type: 'policy-violation',
      text: 'the same form',
      once: `test-once-${reports - 1}`,
    })
    expect(again.body.number).toBe(number)
    const move = { transition: 'move', to: 'triaged', reason, version: 1 }
    expect((await step('supervisor', number, move)).status).toBe(201)
    const stale = await step('supervisor', number, move)
    expect(stale).toMatchObject({ status: 409, body: { title: expect.stringContaining('move at 20') } })
    expect((await call('supervisor', 'GET', `incidents/${number}`)).body).toMatchObject({
      state: 'triaged',
      version: 2,
    })
  })

  test('that is discovered long before it is reported is late from then on (MO-48)', async () => {
    const discovered = new Date(Date.now() - 86_400_000).toISOString()
    const number = await reported({ discovered_at: discovered })
    const { body } = await call('supervisor', 'GET', `incidents/${number}`)
    expect(body.late_seconds).toBeGreaterThanOrEqual(16 * 3600)
    const ahead = { type: 'other', text: 't', once: 'ahead-of-time', discovered_at: '2999-01-01T00:00:00Z' }
    expect((await call('employee', 'POST', 'incidents', ahead)).status).toBe(400)
  })

  test('freezes its evidence under a hold that no list of holds tells of (MO-49)', async () => {
    const record = await say('Evidence of something')
    const number = await reported({ record, type: 'harmful-output' })
    const { body } = await call('auditor', 'GET', `incidents/${number}`)
    expect(body.hold).toEqual(expect.any(String))
    const held = (await Array.fromAsync(gateway.app.store.state(HELD))).map(({ value }) => value as HeldRows)
    const entries = await gateway.app.store.exchange(record as never)
    const own = held.filter(({ hold }) => hold === body.hold)
    expect(own).toMatchObject([{ isSilent: true, ranges: [[entries[0]!.index, entries.at(-1)!.index]] }])
    // Two people release it once it is closed and its time is over, and nobody alone or before.
    const release = (persona: string) => call(persona, 'POST', `incidents/${number}/evidence-release`, { reason })
    expect((await release('cto')).status).toBe(409)
    for (const persona of ['attorney', 'records-officer', 'security-officer', 'employee']) {
      expect(JSON.stringify((await call(persona, 'GET', 'holds')).body)).not.toContain(body.hold)
      const asked = await call(persona, 'POST', `holds/${body.hold}/release`, { reason })
      expect(asked.status).toBe(404)
    }
  })
})

describe('what shouldn’t have been sent', () => {
  test('is hidden from everybody but the privacy officer by every route, and the record stays (MS-51)', {
    tags: ['MS-47'],
  }, async () => {
    const visitor = await visitPages(gateway, 'employee')
    const words = 'tangerine budget of the levee'
    await visitor.get('/')
    const sent = await visitor.post('/chat', {
      text: words,
      model: 'general-drafting',
      purpose: 'draft-internal',
      class: 'internal',
    })
    const chat = sent.location!.split('#')[0]!
    const page = await visitor.get(chat)
    const record = /data-record="([^"]+)"/.exec(page.text)![1]!
    const form = await visitor.get(`${chat}/turns/1/exposure`)
    expect(form.text).toMatch(/It was sent to .+, run by .+\./)
    expect(form.text).toContain('can’t know')
    const once = /name="once" value="([^"]+)"/.exec(form.text)![1]!
    const done = await visitor.post(`${chat}/turns/1/exposure`, { once, text: 'A budget that isn’t public' })
    expect(done.location).toMatch(/^\/reports\/INC-/)
    const number = done.location!.split('/').at(-1)!
    const told = await visitor.get(done.location!)
    expect(told.text).toContain('hidden from everybody but the privacy officer')
    // Sent again, the form hides and reports nothing again.
    const size = await sizeOf()
    expect((await visitor.post(`${chat}/turns/1/exposure`, { once, text: 'again' })).location).toBe(done.location)
    expect(await sizeOf()).toBe(size)

    expect((await visitor.get(chat)).text).not.toContain('tangerine')
    expect((await visitor.get('/')).text).not.toContain('tangerine')
    for (const persona of ['employee', 'auditor', 'records-officer', 'attorney', 'supervisor'])
      expect((await call(persona, 'GET', `records/${record}`)).status, persona).toBe(404)
    for (const persona of ['auditor', 'records-officer', 'attorney']) {
      const { body } = await call(persona, 'GET', 'records?q=tangerine')
      expect([persona, body.hits]).toEqual([persona, []])
    }
    expect((await visitor.get('/conversations?q=tangerine')).text).not.toContain(record)
    expect((await call('privacy-officer', 'GET', `records/${record}`)).status).toBe(200)
    // Nobody hides what others asked.
    const others = {
      type: 'data-exposure',
      text: 't',
      once: 'not-their-own',
      record: await say('A plain question'),
      exposure: true,
    }
    expect((await call('auditor', 'POST', 'incidents', others)).status).toBe(404)
    // No model is sent it again with the conversation.
    const before = upstream.requests.length
    await visitor.post('/chat', {
      text: 'And then?',
      conversation: chat.split('/').at(-1)!,
      model: 'general-drafting',
      purpose: 'draft-internal',
      class: 'internal',
    })
    expect(upstream.requests.length).toBe(before + 1)
    expect(upstream.requests.at(-1)!.body).not.toContain('tangerine')

    // Whoever else works on it isn’t shown it by the incident either.
    const { body: securitys } = await call('security-officer', 'GET', `incidents/${number}`)
    expect(securitys.shown_evidence).toEqual([{ record, sent: null, answer: null, system: null, withheld: true }])
    const { body } = await call('privacy-officer', 'GET', `incidents/${number}`)
    expect(body.shown_evidence).toMatchObject([{ sent: words, answer: 'Noted.', withheld: false }])
    expect(body).toMatchObject({
      type: 'data-exposure',
      record,
      tasks: [{ id: 'vendor-deletion', due: expect.stringMatching(/^20/), done_at: null }],
    })
    expect((await gateway.app.store.exchange(record as never)).length).toBe(2)

    // The privacy officer alone shows it again, with a reason; then it is there as any other.
    const lift = (persona: string, why = 'it was a draft that is published') =>
      call(persona, 'POST', `records/${record}/labels`, { exposed: false, reason: why })
    for (const persona of ['employee', 'security-officer', 'attorney', 'auditor'])
      expect((await lift(persona)).status, persona).toBe(404)
    const officer = await visitPages(gateway, 'privacy-officer')
    expect((await officer.get(`/console/incidents/${number}`)).text).toContain('Show it again')
    const shown = { record, reason: 'it was a draft that is published' }
    expect((await officer.post(`/console/incidents/${number}/exposure`, shown)).status).toBe(303)
    expect((await lift('privacy-officer')).status).toBe(404)
    expect((await call('employee', 'GET', `records/${record}`)).status).toBe(200)
    expect((await visitor.get(chat)).text).toContain('tangerine')
    const lifted = (await entriesOf(gateway)).map(metaOf).filter((meta) => meta['label'] === 'exposed')
    expect(lifted).toMatchObject([{ action: 'label', exchange: record, given: false, reason: shown.reason }])
  })
})

describe('a reporter who wants no name shown', () => {
  test('is shown to nobody who works on it or audits, by no route, can be asked all the same, and its export replays', {
    tags: ['MS-14', 'MO-48'],
  }, async () => {
    const token = JSON.parse(Buffer.from((await gateway.token('employee')).split('.')[1]!, 'base64url').toString())
    const key = `${token.iss}|${token.sub}`
    const number = await reported({ type: 'evasion', anonymous: true, text: 'They paste names as base64' })
    const ask = { transition: 'ask', question: 'Since when?', reason, version: 1 }
    expect((await step('security-officer', number, ask)).body).toMatchObject({ reporter: 'hidden', unit: 'hidden' })
    const answer = { transition: 'answer', answer: 'Since May', version: 2 }
    expect((await step('employee', number, answer)).status).toBe(201)
    expect((await step('employee', number, { transition: 'note', note: 'And June', version: 3 })).status).toBe(201)
    for (const persona of ['security-officer', 'auditor']) {
      const { body } = await call(persona, 'GET', `incidents/${number}`)
      expect(body).toMatchObject({ reporter: 'hidden', reporter_hidden: true, unit: 'hidden' })
      const by = body.steps.map((one: { by: string }) => one.by)
      expect([by[0], by[2], by[3], by[1] === 'hidden']).toEqual(['hidden', 'hidden', 'hidden', false])
      const { body: out } = await call(persona, 'GET', `incidents/${number}/export`)
      expect(replay(out.steps.map((one: { step: IncidentStep }) => one.step))).toEqual(out.incident)
      // Their words are there to be checked like any others.
      const { steps, isWhole } = checkPack(out)
      expect([isWhole, steps.map(({ words }) => words)]).toEqual([true, Array(4).fill('proved')])
      const { body: list } = await call(persona, 'GET', 'incidents')
      const visitor = await visitPages(gateway, persona)
      const pages = [
        (await visitor.get(`/console/incidents/${number}`)).text,
        (await visitor.get('/console/incidents')).text,
      ]
      for (const told of [
        JSON.stringify(body),
        JSON.stringify(out),
        JSON.stringify(list.incidents.find((one: { number: string }) => one.number === number)),
        ...pages,
      ])
        expect([told.includes(key), told.includes('employee@its.ms.gov')]).toEqual([false, false])
      expect(pages[0]).toContain('Hidden: they asked for it')
    }
    expect((await call('employee', 'GET', `incidents?of=reported`)).body.incidents).toContainEqual(
      expect.objectContaining({ number, version: 4 }),
    )
    // Nobody is hidden who didn’t ask for it, unless the type says so.
    const named = await reported({ type: 'evasion' })
    expect((await call('security-officer', 'GET', `incidents/${named}`)).body).toMatchObject({
      reporter: key,
      reporter_hidden: false,
    })
    const always = await reported({ type: 'other', supervisor_involved: true })
    expect((await call('hr', 'GET', `incidents/${always}`)).body.reporter).toBe('hidden')
  })
})

describe('whoever a report concerns', () => {
  test('doesn’t find it by any route, in any of so many attempts, and is answered as for what isn’t there', {
    tags: ['MS-14', 'MO-48'],
    timeout: 600_000,
  }, async () => {
    const isFull = process.env['STATEHOUSE_TEST_FULL'] === '1'
    const about = { supervisor_involved: true, concerns: 'supervisor@its.ms.gov', text: 'persimmon matter' }
    const number = await reported(about)
    // This one is in the supervisors' own queue, and is kept from the one whom it names.
    const named = await reported({ concerns: 'supervisor@its.ms.gov', text: 'persimmon matter' })
    expect((await call('unit-leader', 'GET', `incidents/${named}`)).status).toBe(200)
    await step('unit-leader', named, { transition: 'note', note: 'persimmon note', version: 1 })
    const ordinary = await reported({ text: 'an ordinary matter' })
    const hr = await call('hr', 'GET', `incidents/${number}`)
    expect(hr).toMatchObject({ status: 200, body: { subjects: ['supervisor@its.ms.gov'] } })
    await step('hr', number, { transition: 'note', note: 'persimmon note', version: 1 })
    const absent = 'INC-0000-0000-0000'
    const routes: readonly ((n: string) => [string, string, object?])[] = [
      (n) => ['GET', `incidents/${n}`],
      (n) => ['GET', `incidents/${n}/export`],
      (n) => ['POST', `incidents/${n}/transitions`, { transition: 'note', note: 'x', version: 2 }],
      (n) => ['POST', `incidents/${n}/transitions`, { transition: 'close', version: 0 }],
      (n) => ['POST', `incidents/${ordinary}/transitions`, { transition: 'merge', into: n, reason, version: 1 }],
      (n) => ['GET', `decisions/${n}`],
      (n) => ['POST', `decisions/${n}/steps`, { step: 'set-aside', reason, version: 1 }],
    ]
    const lists: readonly string[] = [
      'incidents',
      'incidents?of=all&closed=true',
      'incidents?of=mine',
      'incidents?of=reported',
      `incidents?q=${number}`,
      'incidents?type=policy-violation',
      'incidents?state=received',
      'holds',
      'records?q=persimmon',
      'access-log?limit=50',
      'reports/usage?month=2026-11',
      'suspensions',
      'quotas',
      'decisions',
      'decisions/units',
      'me',
    ]
    const visitors = new Map<string, PageVisitor>()
    for (const persona of ['supervisor', 'unit-leader']) visitors.set(persona, await visitPages(gateway, persona))
    const pages = (n: string): string[] => [
      `/console/incidents/${n}`,
      `/console/incidents/${n}/export`,
      `/reports/${n}`,
      '/console/incidents?of=all&closed=yes',
      `/console/incidents?q=${n}`,
      '/reports',
      `/decisions/${n}`,
      '/decisions',
      `/console/decisions/${n}`,
    ]
    /** What a page says, without what the address and the clock alone change. */
    const plain = (text: string): string =>
      text
        .slice(text.indexOf('<main'), text.indexOf('</main>'))
        .replaceAll(/INC-[0-9A-Z-]{14}/g, 'it')
        .replaceAll(/\d+ (?:min|h|days)\b/g, 'a while')
    let seed = 20_261_122
    const next = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * below)
    }
    for (let attempt = 0; attempt < (isFull ? 10_000 : 150); attempt++) {
      const persona = next(2) === 0 ? 'supervisor' : 'unit-leader'
      const kind = next(4)
      const hidden = persona === 'supervisor' && next(2) === 0 ? named : number
      if (kind === 0) {
        const path = lists[next(lists.length)]!
        const { body } = await call(persona, 'GET', path)
        expect([path, JSON.stringify(body).includes(hidden)]).toEqual([path, false])
      } else if (kind === 1) {
        const list = pages(hidden)
        const at = next(list.length)
        const there = await visitors.get(persona)!.get(list[at]!)
        const nowhere = await visitors.get(persona)!.get(pages(absent)[at]!)
        expect([list[at], there.status, plain(there.text)]).toEqual([list[at], nowhere.status, plain(nowhere.text)])
        expect(there.text).not.toContain('persimmon matter')
      } else {
        const route = routes[next(routes.length)]!
        const size = await sizeOf()
        const there = await call(persona, ...route(hidden))
        const nowhere = await call(persona, ...route(absent))
        expect(there.status).toBe(404)
        expect([route(hidden), there]).toEqual([route(hidden), nowhere])
        expect(await sizeOf()).toBe(size)
      }
    }
    const { body } = await call('supervisor', 'GET', 'incidents')
    expect(body.incidents.map((one: { number: string }) => one.number)).toContain(ordinary)
  })

  test('is told of it by no other route that the gateway has: each answers about it as about what isn’t there', {
    tags: ['MS-14', 'MO-48'],
    timeout: 600_000,
  }, async () => {
    const text = 'persimmon orchard'
    const number = await reported({ supervisor_involved: true, concerns: 'supervisor@its.ms.gov', text })
    const named = await reported({ concerns: 'supervisor@its.ms.gov', text })
    const absent = 'INC-0000-0000-0000'
    const routes = routesOf(gateway.app.server).filter(
      ({ method, path }) => method !== 'HEAD' && !path.includes('*') && !NOT_ABOUT_INCIDENTS.test(path),
    )
    expect(routes.length).toBeGreaterThan(250)
    const visitors = new Map<string, PageVisitor>()
    for (const persona of ['supervisor', 'unit-leader']) visitors.set(persona, await visitPages(gateway, persona))
    /** What an answer says, without what differs between any two answers. */
    const plain = (body: string, n: string): string =>
      body
        .slice(Math.max(0, body.indexOf('<main')), body.includes('</main>') ? body.indexOf('</main>') : body.length)
        .replaceAll(n, 'it')
        .replaceAll(n.toLowerCase(), 'it')
        .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'an id')
        .replaceAll(/\d{4}-\d{2}-\d{2}T[0-9:.]+Z|\d{1,2}:\d{2}(?::\d{2})?/g, 'a time')
        .replaceAll(/name="csrf" value="[^"]*"/g, '')
        // How far the search index has come.
        .replaceAll(/ Entries that are not counted yet: \d+\./g, '')
    const answer = async (persona: string, method: string, route: string, n: string) => {
      const path = route.replaceAll(/:[a-z]+/gi, encodeURIComponent(n))
      const asked = ABOUT.map((name) => `${name}=${encodeURIComponent(n)}`).join('&')
      const fields = { ...Object.fromEntries(ABOUT.map((name) => [name, n])), reason, version: '1', revision: '1' }
      if (!path.startsWith('/api/') && !path.startsWith('/scim/')) {
        const visitor = visitors.get(persona)!
        const said = method === 'GET' ? await visitor.get(`${path}?${asked}`) : await visitor.post(path, fields)
        return [said.status, plain(said.text, n), plain(said.location ?? '', n)] as const
      }
      const said = await fetch(`${gateway.url}${path}${method === 'GET' ? `?q=${encodeURIComponent(n)}` : ''}`, {
        method,
        headers: { authorization: `Bearer ${await gateway.token(persona)}`, 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: JSON.stringify({ ...fields, version: 1 }) }),
      })
      return [said.status, plain(await said.text(), n), ''] as const
    }
    // Each once; in the long run as many more, in any order.
    const isFull = process.env['STATEHOUSE_TEST_FULL'] === '1'
    const more = isFull ? fc.sample(fc.constantFrom(...routes), 10_000) : []
    for (const [at, { method, path }] of [...routes, ...more].entries()) {
      const persona = at % 2 === 0 || path.includes('incident') ? 'supervisor' : 'unit-leader'
      const hidden = persona === 'supervisor' && at % 4 === 0 ? named : number
      // The gateway works on between two answers (`/readyz` says how far its index is): what tells somebody that
      // the incident is there does so each time.
      let there: unknown
      let nowhere: unknown
      for (let round = 0; round < 5 && (round === 0 || !isDeepStrictEqual(there, nowhere)); round++) {
        there = await answer(persona, method, path, hidden)
        nowhere = await answer(persona, method, path, absent)
        expect([path, JSON.stringify(there).includes('persimmon')]).toEqual([path, false])
      }
      expect([method, path, there]).toEqual([method, path, nowhere])
      // Nor does a list that isn’t asked about it name it.
      if (method !== 'GET' || path.includes(':')) continue
      const listed = await visitors.get(persona)!.get(path)
      expect([path, [named, number].some((one) => one === hidden && listed.text.includes(one))]).toEqual([path, false])
    }
  })

  test('once a person names them, loses sight of it; the log of looks tells them nothing of it either (MS-14)', async () => {
    const number = await reported({ type: 'evasion' })
    expect((await call('security-officer', 'GET', `incidents/${number}`)).status).toBe(200)
    expect((await call('auditor', 'GET', `incidents/${number}`)).status).toBe(200)
    const looks = async (persona: string) => {
      let count = 0
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { body } = await call(persona, 'GET', `access-log?limit=200${cursor && `&cursor=${cursor}`}`)
        count += body.entries.filter(({ action }: { action: string }) => action === 'show-incident').length
        cursor = body.cursor
      }
      return count
    }
    const before = await looks('auditor')
    const named = { transition: 'name', subject: 'auditor@its.ms.gov', reason, version: 1 }
    expect((await step('security-officer', number, named)).status).toBe(201)
    expect((await call('auditor', 'GET', `incidents/${number}`)).status).toBe(404)
    expect(await looks('auditor')).toBe(before - 2)
    expect(await looks('attorney')).toBe(0)
  })
})

test('a lost device ends its owner’s sessions and tokens at once, and two mailboxes hear of it (MS-05)', async () => {
  const visitor = await visitPages(gateway, 'contractor')
  const form = await visitor.get('/report')
  const once = /name="once" value="([^"]+)"/.exec(form.text)![1]!
  const done = await visitor.post('/report', { once, type: 'lost-device', text: 'Left on the bus' })
  expect(done.text).toContain('Your sessions and tokens have ended everywhere.')
  expect((await visitor.get('/')).location).toContain('/sign-in')
  const number = /INC-[0-9A-Z-]{14}/.exec(done.text)![0]
  const { body } = await call('security-officer', 'GET', `incidents/${number}`)
  expect(body.hears).toEqual(['property-officer', 'lan-team', 'security'])
})

test('a system is suspended from an incident by a person who was shown whom it hits, and the incident says so', {
  tags: ['MS-31', 'MO-24'],
}, async () => {
  const number = await reported({ type: 'evasion' })
  const officer = await visitPages(gateway, 'security-officer')
  const path = `/console/incidents/${number}/suspension`
  expect((await officer.get(path)).text).not.toContain('ITS-HR now')
  const stop = { stop: 'system sandbox', reason: 'It answers with other people’s data' }
  const shown = await officer.post(path, stop)
  expect(shown.text).toContain('of fewer than 10 people, not shown')
  expect((await call('security-officer', 'GET', 'suspensions')).body.suspensions).toEqual([])
  expect((await officer.post(path, { ...stop, step: 'order' })).location).toBe(`/console/incidents/${number}`)
  const [suspension] = (await call('security-officer', 'GET', 'suspensions')).body.suspensions
  expect(suspension).toMatchObject({ target: 'system', value: 'sandbox', authority: 'officer' })
  expect((await call('security-officer', 'GET', `incidents/${number}`)).body.suspensions).toEqual([suspension.id])
  await expect(say('Is it there?')).rejects.toThrow(/suspended/)
  // Whoever works on incidents and may suspend nothing orders nothing.
  const other = await reported({ supervisor_involved: true })
  const hr = await visitPages(gateway, 'hr')
  expect((await hr.get(`/console/incidents/${other}/suspension`)).text).toContain('You may suspend nothing from here')
  expect((await hr.post(`/console/incidents/${other}/suspension`, { ...stop, step: 'order' })).status).toBe(403)
  expect((await call('security-officer', 'GET', 'suspensions')).body.suspensions).toHaveLength(1)
})

test('everything is stopped from an incident once a person was shown that it is everything, and two people lift it', {
  tags: ['MS-31', 'MS-51'],
}, async () => {
  const number = await reported({ type: 'evasion' })
  const officer = await visitPages(gateway, 'security-officer')
  const path = `/console/incidents/${number}/suspension`
  const stop = { stop: 'all', reason: 'Answers leak from one agency to another' }
  const shown = await officer.post(path, stop)
  expect(shown.text).toContain('everybody, in every agency that this gateway serves')
  const isAll = ({ target }: { target: string }) => target === 'all'
  const all = async () => (await call('security-officer', 'GET', 'suspensions')).body.suspensions.filter(isAll)
  expect(await all()).toEqual([])
  expect((await officer.post(path, { ...stop, step: 'order' })).location).toBe(`/console/incidents/${number}`)
  const [suspension] = await all()
  await expect(say('Is anybody there?')).rejects.toThrow(/suspended/)
  // A leader stops their own unit, and never everything.
  const leader = await visitPages(gateway, 'unit-leader')
  const other = await reported()
  expect((await leader.get(`/console/incidents/${other}/suspension`)).text).not.toContain('Everything: all use of AI')
  expect((await leader.post(`/console/incidents/${other}/suspension`, { ...stop, step: 'order' })).status).toBe(403)
  for (const persona of ['security-officer', 'cto'])
    expect((await call(persona, 'POST', `suspensions/${suspension.id}/resume`, { reason })).status).toBeLessThan(300)
  const [sandbox] = (await call('security-officer', 'GET', 'suspensions')).body.suspensions
  for (const persona of ['security-officer', 'cto'])
    expect((await call(persona, 'POST', `suspensions/${sandbox.id}/resume`, { reason })).status).toBeLessThan(300)
  await say('Is anybody there again?')
})

test('a report of non-work use says where its exchange lies in the work calendar, as a hint that proves nothing [MO-50]', {
  timeout: 60_000,
}, async () => {
  const record = await say('Plan my garden')
  const number = await reported({ type: 'other', text: 'That is no work of ours', record })
  const { body } = await call('supervisor', 'GET', `incidents/${number}`)
  const [asked] = await gateway.app.store.exchange(record as ExchangeId)
  expect(body.work_time).toMatchObject({
    ...{ hint: 'unverified', at: asked!.time, timezone: 'America/Chicago' },
    hours: { from: '08:00', until: '17:00' },
  })
  expect(body.subjects).toEqual([])
  // Who reported it sees no more than that it was received.
  expect((await call('employee', 'GET', `incidents/${number}`)).body.work_time).toBeUndefined()
  const exported = (await call('supervisor', 'GET', `incidents/${number}/export`)).body
  expect(JSON.stringify(exported)).toContain('"workTime":')
  const visitor = await visitPages(gateway, 'supervisor')
  const shown = (await visitor.get(`/console/incidents/${number}`)).text
  expect(shown).toContain('Unverified hint')
  expect(shown).toContain('This proves nothing by itself')
})
