import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KNOWN_PERSON, type KnownPerson } from '#src/core/known-person.ts'
import { NOTICE } from '#src/core/notice.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { entriesOf, metaOf } from '#test/support/asking.ts'
import { createAuthority } from '#test/support/certificates.ts'
import { type MailServer, startMailServer } from '#test/support/mail-server.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'
import { startWebhookReceiver, type WebhookReceiver } from '#test/support/webhook-receiver.ts'

const authority = createAuthority('Agency authority')
let folder: string
let mail: MailServer
let hook: WebhookReceiver
let gateway: TestGateway
const clock = { ahead: 0, now: () => Date.now() + clock.ahead }
const recordKey = createKeyRing()

const start = () =>
  startGateway({
    upstream: 'http://127.0.0.1:10',
    folder,
    app: { recordKey, clock },
    env: { STATEHOUSE_CA: join(folder, 'ca.pem'), HOOK_SECRET: 'shared secret' },
    changePolicy(policy) {
      policy.incidents.connectors = [
        {
          id: 'mail',
          kind: 'smtp',
          host: '127.0.0.1',
          port: mail.port,
          security: 'tls',
          from: 'ai@its.ms.gov',
          credential: 'none',
          clauses: ['MS-05'],
        },
        {
          id: 'duty-desk',
          kind: 'webhook',
          url: hook.url,
          network: 'loopback',
          secret: 'env:HOOK_SECRET',
          channels: ['security', 'hr'],
          clauses: ['MS-51'],
        },
      ]
    },
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statehouse-'))
  await writeFile(join(folder, 'ca.pem'), authority.cert)
  mail = await startMailServer(authority.issue())
  hook = await startWebhookReceiver(authority.issue())
  gateway = await start()
})
afterAll(async () => {
  await gateway.close()
  await Promise.all([mail.close(), hook.close()])
  await rm(folder, { recursive: true, force: true })
})

async function reported(asked: object, persona = 'employee'): Promise<string> {
  const answer = await fetch(`${gateway.url}/api/v1/incidents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await gateway.token(persona)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'The persimmon folder was in it', once: crypto.randomUUID(), ...asked }),
  })
  return ((await answer.json()) as { number: string }).number
}

/** Longer than the gateway waits before it tries again what a busy machine didn’t take at first. */
const SENT_MS = 50_000
/** Looks until something is so: the gateway sends by itself. */
const until = (what: () => boolean) => expect.poll(what, { timeout: SENT_MS }).toBe(true)
const waiting = async () => (await Array.fromAsync(gateway.app.store.state(NOTICE))).length

test('a lost device is told to both mailboxes and the duty desk, without a word of the report, once (MS-05, MS-16)', {
  timeout: 150_000,
}, async () => {
  const number = await reported({ type: 'lost-device' }, 'contractor')
  await until(() => mail.mails.length >= 2 && hook.received.length >= 1)
  expect(mail.mails.flatMap(({ to }) => to).toSorted()).toEqual(['lan@its.ms.gov', 'property@its.ms.gov'])
  for (const said of [...mail.mails.map(({ data }) => data), ...hook.received.map(({ body }) => body)]) {
    expect(said).toContain(number)
    expect(said).not.toMatch(/persimmon|contractor/)
  }
  await expect.poll(waiting, { timeout: SENT_MS }).toBe(0)
  const sent = (await entriesOf(gateway)).map(metaOf).filter(({ action }) => action === 'notice-sent')
  expect(sent).toHaveLength(3)
})

test('what couldn’t be sent waits, a restart included, and whom a report concerns is told nothing (MS-14)', {
  timeout: 150_000,
}, async () => {
  hook.answer(503)
  const before = hook.received.length
  const number = await reported({ type: 'policy-violation', supervisor_involved: true, concerns: 'lan@its.ms.gov' })
  await until(() => hook.received.length > before)
  expect(await waiting()).toBe(1)
  await gateway.close()
  hook.answer(204)
  gateway = await start()
  await expect.poll(waiting, { timeout: SENT_MS }).toBe(0)
  expect(hook.received.at(-1)!.body).toContain(number)
  expect(hook.received.at(-1)!.headers['webhook-id']).toBe(hook.received.at(-2)!.headers['webhook-id'])
  // Counted before: it may be sent before the answer to the report is read.
  const mailsBefore = mail.mails.length
  const device = await reported({ type: 'lost-device', concerns: 'lan@its.ms.gov' }, 'hr')
  await until(() => mail.mails.length > mailsBefore)
  await expect.poll(waiting, { timeout: SENT_MS }).toBe(0)
  const told = mail.mails.filter(({ data }) => data.includes(device)).flatMap(({ to }) => to)
  expect(told).toEqual(['property@its.ms.gov'])
})

test('a custodian is told of a hold by mail, without its matter, and whoever placed it sees that they were (MO-10)', {
  timeout: 150_000,
}, async () => {
  // Whoever has used the gateway has an address that it knows.
  await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await gateway.token('employee')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'general-drafting', messages: [{ role: 'user', content: 'Hello' }] }),
  })
  const email = 'employee@its.ms.gov'
  const known = await Array.fromAsync(gateway.app.store.state(KNOWN_PERSON))
  const { key } = known.find(({ value }) => (value as KnownPerson).email === email)!
  const holds = `${gateway.url}/api/v1/holds`
  const headers = { authorization: `Bearer ${await gateway.token('attorney')}`, 'content-type': 'application/json' }
  const criteria = { people: [key] }
  const body = JSON.stringify({ matter: 'Persimmon v. State', kind: 'litigation', reason: 'suit', criteria })
  const placed = await fetch(holds, { method: 'POST', headers, body })
  expect(placed.status).toBe(202)
  await until(() => mail.mails.some(({ to }) => to.includes(email)))
  const { data } = mail.mails.find(({ to }) => to.includes(email))!
  expect(data).toContain('/console/holds')
  expect(data).not.toMatch(/persimmon/i)
  await expect.poll(waiting, { timeout: SENT_MS }).toBe(0)
  const listed = (await (await fetch(holds, { headers })).json()) as { holds: { custodians: object[] }[] }
  expect(listed.holds[0]!.custodians).toEqual([
    { person: criteria.people[0], acknowledged_at: null, mails: 1, mailed_at: expect.any(String) },
  ])
})

test('who has to act in an audit is mailed the way there, and nothing of it; no duty desk hears of it [MS-16, MS-55]', {
  timeout: 150_000,
}, async () => {
  const [mails, hooks] = [mail.mails.length, hook.received.length]
  const answer = await fetch(`${gateway.url}/api/v1/audits`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await gateway.token('auditor')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ system: 'pine-casework', owner: 'Owner@its.ms.gov', reason: 'The persimmon year is over' }),
  })
  const { number } = (await answer.json()) as { number: string }
  await until(() => mail.mails.length > mails)
  await expect.poll(waiting, { timeout: SENT_MS }).toBe(0)
  const [{ to, data }] = mail.mails.slice(mails) as [(typeof mail.mails)[number]]
  expect(to).toEqual(['owner@its.ms.gov'])
  // Quoted-printable breaks long lines softly.
  const text = data.replaceAll(/=\r?\n/g, '')
  expect(text).toContain(`/oversight/audits/${number}`)
  expect(text).not.toMatch(/persimmon|pine|casework|auditor/i)
  expect([mail.mails.length, hook.received.length]).toEqual([mails + 1, hooks])
  const sent = (await entriesOf(gateway))
    .map(metaOf)
    .filter(({ action, audit }) => action === 'notice-sent' && audit === number)
  expect(sent).toMatchObject([{ connector: 'mail', event: 'task' }])
})

test('whose turn it is in a request is mailed once, and whoever asked hears that it was returned, without a word of it [MS-16, MS-37]', {
  timeout: 150_000,
}, async () => {
  // Whoever accepts the notice is known from then on, with their address and duties.
  for (const who of ['employee', 'supervisor', 'unit-leader', 'cto'])
    await gateway.acknowledge(await gateway.token(who))
  const before = mail.mails.length
  const asUser = async (who: string, path: string, body: object) => {
    const answer = await fetch(`${gateway.url}/api/v1/access-requests${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await gateway.token(who)}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(201)
    return (await answer.json()) as { number: string; revision: number }
  }
  const need = 'Summaries of persimmon files'
  const asked = { system: 'sandbox', purpose: 'summarise', data_class: 'internal', need, who: 'Only me' }
  const { number } = await asUser('employee', '', asked)
  // Both supervise in that unit; nobody else is asked yet.
  const asking = ['supervisor@its.ms.gov', 'unit-leader@its.ms.gov']
  const told = () =>
    mail.mails
      .slice(before)
      .flatMap(({ to }) => to)
      .toSorted()
  await expect.poll(told, { timeout: SENT_MS }).toEqual(asking)
  await asUser('supervisor', `/${number}/decisions`, { decision: 'return', reason: 'Which persimmons?', revision: 1 })
  await expect.poll(told, { timeout: SENT_MS }).toEqual(['employee@its.ms.gov', ...asking])
  await expect.poll(waiting, { timeout: SENT_MS }).toBe(0)
  for (const { data } of mail.mails.slice(before)) {
    const text = data.replaceAll(/=\r?\n/g, '')
    expect(text).toContain(`/catalog/requests/${number}`)
    expect(text).not.toMatch(/persimmon|sandbox|summarise|internal|only me/i)
  }
  const sent = (await entriesOf(gateway)).map(metaOf).filter(({ approval }) => approval === number)
  expect(sent.map(({ event }) => event)).toEqual(['task', 'task', 'returned'])
})
