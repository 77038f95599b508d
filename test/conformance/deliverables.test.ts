import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DeliverableRow } from '#src/deliverables/deliverable-row.ts'
import type { DeliverableStep } from '#src/deliverables/deliverable-step.ts'
import { takeStep } from '#src/deliverables/take-step.ts'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { entriesOf, metaOf } from '../support/asking.ts'
import { freePort } from '../support/free-port.ts'
import { PageBrowser } from '../support/page-browser.ts'
import { type PageAnswer, visitPages } from '../support/page-visitor.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let gateway: TestGateway
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
  gateway = await startGateway({
    upstream: sandbox.origin,
    env: { STATEHOUSE_PORT: String(await freePort()) },
    // As Missouri’s profile has it (MO-46).
    changePolicy: (policy) => {
      policy.disclosures.publication.approval = 'required'
    },
  })
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})

const at = (path: string): string => `${gateway.url}${path}`

interface Person {
  readonly get: (path: string) => Promise<{ status: number; page: string }>
  readonly post: (
    path: string,
    form?: Record<string, string>,
  ) => Promise<{ status: number; page: string; to: string; bytes: Buffer }>
}

async function person(persona: string): Promise<Person> {
  const visitor = await visitPages(gateway, persona)
  const shown = ({ status, text: page, location, bytes }: PageAnswer) => ({ status, page, bytes, to: location ?? '' })
  return {
    get: async (path) => shown(await visitor.get(path)),
    post: async (path, form) => shown(await visitor.post(path, form)),
  }
}

const CHAT = { model: 'general-drafting', purpose: 'draft-public', class: 'internal' }

/** Asks in the chat; the record of the answer. */
async function answered(who: Person, text: string): Promise<{ conversation: string; record: string }> {
  const { to } = await who.post('/chat', { ...CHAT, text })
  const conversation = /^\/chat\/([\w-]+)#/.exec(to)![1]!
  const { page } = await who.get(`/chat/${conversation}`)
  return { conversation, record: /data-record="([^"]+)"/.exec(page)![1]! }
}

const stepsOf = (page: string): string => /name="steps" value="(\d+)"/.exec(page)![1]!
/** What the log alone comes to. */
async function rowOf(id: string): Promise<DeliverableRow> {
  const steps = (await entriesOf(gateway)).flatMap(({ type, parts }) => {
    if (type !== 'review') return []
    const body = JSON.parse(parts['body']?.toString() ?? 'null') as {
      deliverable?: string
      step: DeliverableStep
    } | null
    return body?.deliverable === id ? [body.step] : []
  })
  return steps.reduce<DeliverableRow | null>((row, step) => takeStep(row, step, true), null)!
}

describe('a document that answers went into', () => {
  test('says what the records say of AI’s part, and claims no check that nobody made [MO-40][MO-45][MS-33][MS-61]', async () => {
    const ada = await person('employee')
    const { conversation, record } = await answered(ada, 'Draft a notice about the detour on route 63.')
    const form = await ada.get(`/deliverables/new?conversation=${conversation}&record=${record}`)
    expect(form.page).toContain('Draft a notice about the detour')

    const details = {
      title: 'Detour notice',
      authors: 'Ada Reyes',
      parts: 'The first draft.',
      [`record-${record}`]: 'yes',
    }
    const refused = await ada.post('/deliverables', { ...details, authors: 'ChatGPT' })
    expect(refused.status).toBe(400)
    expect(refused.page).toContain('no AI system is an author')
    const begun = await ada.post('/deliverables', details)
    const { page } = await ada.get(begun.to)
    expect(page).toContain('AI system Sandbox model of Statehouse demo (model sandbox-large)')
    expect(page).toContain('Draft text that the public will see')
    expect(page).toContain('No person has recorded a review of all of them.')
    expect(page).toContain('AI can be wrong, biased or incomplete')
    expect(page).toContain(record)

    await ada.post(`/chat/${conversation}/turns/1/review`, { 'check-facts': 'yes', result: 'changed' })
    const reviewed = await ada.get(begun.to)
    expect(reviewed.page).toContain('employee@its.ms.gov reviewed them and answers for the content.')
  })

  test('is locked until it was checked and approved by somebody else; a change of one letter locks it again [MO-41][MO-42][MO-46][MS-32]', async () => {
    const ada = await person('employee')
    const boss = await person('supervisor')
    const { record } = await answered(ada, 'Draft a paragraph about the levee.')
    const begun = await ada.post('/deliverables', { title: 'Levee', authors: 'Ada Reyes', [`record-${record}`]: 'yes' })
    const path = begun.to
    const id = path.split('/').at(-1)!
    const publish = (who = ada) => who.post(`${path}/publication`, { format: 'html' })
    const decide = async (who: Person, decision: string, steps?: string) =>
      who.post(`${path}/decision`, {
        decision,
        reason: 'I read it.',
        steps: steps ?? stepsOf((await who.get(path)).page),
      })

    expect((await publish()).status).toBe(403)
    await ada.post(`${path}/text`, { text: 'The levee rests on 33 U.S.C. § 408.' })
    const attest = async () =>
      ada.post(`${path}/attestation`, { 'check-facts': 'yes', steps: stepsOf((await ada.get(path)).page) })
    const early = await attest()
    expect(early.status).toBe(409)
    expect(early.page).toContain('Not every citation was checked.')
    await ada.post(`${path}/citations`, { 'citation-0': 'wrong' })
    expect((await attest()).page).toContain('A citation is wrong')
    await ada.post(`${path}/citations`, { 'citation-0': 'checked' })
    expect((await attest()).status).toBe(303)
    expect((await publish()).status).toBe(403)

    // Nobody but whom it was asked of may decide, and not before.
    expect((await boss.get(path)).status).toBe(404)
    await ada.post(`${path}/approval`)
    expect((await decide(ada, 'approve', '9')).status).toBe(404)
    expect((await (await person('hr')).get(path)).status).toBe(404)
    const shown = await boss.get(path)
    expect(shown.page).toContain('The levee rests on 33 U.S.C. § 408.')
    expect((await boss.get('/deliverables')).page).toContain('Levee')
    expect((await decide(boss, 'approve', '1')).status).toBe(409)
    expect((await decide(boss, 'approve')).status).toBe(303)
    expect((await rowOf(id)).approval).toMatchObject({ state: 'approved', by: { name: 'supervisor@its.ms.gov' } })
    // The same form again decides nothing.
    expect((await decide(boss, 'return', stepsOf(shown.page))).status).toBe(409)

    const published = await publish()
    expect(published.status).toBe(200)
    expect(published.page).toContain('<h1>Levee</h1>')
    expect(published.page).toContain('The levee rests on 33 U.S.C. § 408.')
    expect(published.page).toContain('AI can be wrong')
    for (const format of ['md', 'txt'])
      expect((await ada.post(`${path}/publication`, { format })).page).toContain('(model sandbox-large)')
    for (const format of ['docx', 'pdf']) {
      const answers = [
        await ada.post(`${path}/publication`, { format }),
        await ada.post(`${path}/publication`, { format }),
      ]
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      expect(answers[0]!.bytes.equals(answers[1]!.bytes)).toBe(true)
      const sha256 = createHash('sha256').update(answers[0]!.bytes).digest('hex')
      expect((await rowOf(id)).published.at(-1)).toMatchObject({ format, sha256 })
    }

    await ada.post(`${path}/text`, { text: 'The levee rests on 33 U.S.C. § 408!' })
    expect(await rowOf(id)).toMatchObject({ attested: null, approval: null })
    expect((await publish()).status).toBe(403)

    const acts = (await entriesOf(gateway)).map(metaOf).filter((meta) => meta['deliverable'] === id)
    expect(acts.map((meta) => meta['action'])).toContain('deliverable-approve')
    expect(acts.every((meta) => meta['by'] !== undefined)).toBe(true)
    // What people wrote is in no facts of the log.
    expect(JSON.stringify(acts)).not.toContain('levee rests')
  })

  test('is one’s own: records of others can’t be used, and nobody else sees it', async () => {
    const ada = await person('employee')
    const lee = await person('hr')
    const { record } = await answered(ada, 'A draft of mine.')
    const taken = await lee.post('/deliverables', { title: 'Mine', authors: 'Lee Tran', [`record-${record}`]: 'yes' })
    expect(taken.status).toBe(400)
    const begun = await ada.post('/deliverables', { title: 'Mine', authors: 'Ada', [`record-${record}`]: 'yes' })
    expect((await lee.get(begun.to)).status).toBe(404)
    expect((await lee.post(`${begun.to}/text`, { text: 'x' })).status).toBe(404)
  })
})

test('the files that answers were given are its sources, and forty words in a row from one of them are shown [MO-43][MO-44]', async () => {
  const browser = new PageBrowser()
  await browser.ask(await browser.answerFor(at('/sign-in'), 'employee'))
  const csrf = PageBrowser.csrfOf(await (await browser.ask(at('/notice'))).text())
  const words = Array.from({ length: 60 }, (_, number) => `word${number}`).join(' ')
  const data = new FormData()
  for (const [name, value] of Object.entries({ csrf, text: 'Sum it up.', ...CHAT })) data.set(name, value)
  data.append('files', new Blob([words]), 'study.txt')
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { cookie, origin: gateway.url, 'sec-fetch-site': 'same-origin' }
  const asked = await fetch(at('/chat'), { method: 'POST', redirect: 'manual', headers, body: data })
  const page = await (await browser.ask(new URL(asked.headers.get('location')!, gateway.url).href)).text()
  const record = /data-record="([^"]+)"/.exec(page)![1]!

  const ada = await person('employee')
  const begun = await ada.post('/deliverables', { title: 'Study', authors: 'Ada', [`record-${record}`]: 'yes' })
  await ada.post(`${begun.to}/text`, {
    text: `My own words first. ${words.split(' ').slice(5, 50).join(' ')} And after.`,
  })
  const shown = await ada.get(begun.to)
  expect(shown.page).toContain('study.txt')
  expect(shown.page).toContain('45 words in a row stand there too')
  await ada.post(`${begun.to}/text`, { text: `Mine. ${words.split(' ').slice(5, 35).join(' ')} Mine again.` })
  expect((await ada.get(begun.to)).page).not.toContain('in a row stand there too')
})

test('eight words of a text find the answer that they came from, and nobody else’s [MO-40]', async () => {
  const ada = await person('employee')
  await answered(
    ada,
    'Say exactly: the quick maintenance crew repaired seven culverts near Yazoo City yesterday morning',
  )
  const snippet = '… The quick maintenance crew repaired SEVEN culverts near Yazoo City, yesterday …'
  const { page } = await ada.post('/deliverables/find', { text: snippet })
  expect(page).toContain('the quick maintenance crew repaired seven culverts near yazoo city yesterday')
  expect(page).toContain('Sandbox model')
  expect((await ada.post('/deliverables/find', { text: 'seven culverts' })).status).toBe(422)
  const others = await (await person('hr')).post('/deliverables/find', { text: snippet })
  expect(others.page).toContain('None of your answers')
})
