import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { run as searchCommand } from '#src/cli/records-search.ts'
import { lookupKey } from '#src/composition/derived-keys.ts'
import type { SearchPage } from '#src/core/ports.ts'
import { lookupToken } from '#src/pipeline/lookup-tokens.ts'
import { accessSchema } from '#src/policy/schema/access.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { facetToken } from '#src/records/search/facet-token.ts'
import { PARTS_MAX } from '#src/records/sqlite/commit-batch.ts'
import { chatAnswer } from '#test/support/answer-events.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

const SSN = '512-48-2937'
const PER_HOUR = 12
const recordKey = createKeyRing()

let upstream: RawUpstream
let gateway: TestGateway
let held: string
let other: string

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  gateway = await startGateway({
    upstream: upstream.origin,
    app: { recordKey },
    changePolicy: (policy) => {
      policy.access.lookup = {
        roles: ['records-officer'],
        entities: ['us_ssn', 'email_address'],
        perHour: PER_HOUR,
        clauses: ['MO-19'],
      }
    },
  })
  held = await say(`The claim of ${SSN} is open`)
  other = await say('The claim of 512-48-2938 is closed')
  await say('Call 601-555-0142 about it')
  await vi.waitUntil(() => gateway.app.store.health().indexLag === 0, { timeout: 10_000 })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

async function say(content: string): Promise<string> {
  const client = await gateway.client('employee')
  const messages = [{ role: 'user' as const, content }]
  const { response } = await client.chat.completions.create({ model: 'general-drafting', messages }).withResponse()
  return response.headers.get('ai-record')!
}

async function lookUp(persona: string, body: object, headers: Record<string, string> = { 'ai-matter': 'PRR-7' }) {
  const answer = await fetch(`${gateway.url}/api/v1/records/lookups`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await gateway.token(persona)}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(body),
  })
  return {
    status: answer.status,
    retry: answer.headers.get('retry-after'),
    body: (await answer.json()) as SearchPage & { code: string },
  }
}

/** Files of the data folder that hold the bytes. */
function holding(bytes: string): string[] {
  return readdirSync(gateway.folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .filter((file) => readFileSync(file).includes(bytes))
}

const token = lookupToken(lookupKey(recordKey), 'us_ssn', SSN)

test('a value is found however it is spelled, and no other', { tags: ['MS-24', 'MO-06'] }, async () => {
  for (const value of [SSN, ' 512482937 ', '512 48 2937']) {
    const { status, body } = await lookUp('records-officer', { entity: 'us_ssn', value })
    expect(status).toBe(200)
    expect(body.hits.map(({ ref }) => ref)).toEqual([held])
    expect(body.total).toBe(1)
    // What it was found by is shown to nobody.
    expect(JSON.stringify(body)).not.toContain(token)
  }
  expect((await lookUp('records-officer', { entity: 'us_ssn', value: '512-48-2930' })).body.total).toBe(0)
})

test('only the roles of the policy look, for a matter and for kinds that can’t be guessed', {
  tags: ['MS-10', 'MO-04', 'MO-19'],
}, async () => {
  const asked = { entity: 'us_ssn', value: SSN }
  for (const persona of ['employee', 'auditor', 'unit-leader', 'cto', 'security-officer'])
    expect(await lookUp(persona, asked)).toMatchObject({ status: 403, body: { code: 'audience_not_granted' } })
  expect(await lookUp('records-officer', asked, {})).toMatchObject({ status: 400, body: { code: 'malformed_body' } })
  for (const entity of ['date_of_birth', 'person_name', 'us_zip', 'phone_number', 'constructor'])
    expect((await lookUp('records-officer', { entity, value: '601-555-0142' })).status).toBe(400)
  // No policy can name a kind that can be guessed through.
  const { lookup } = accessSchema.shape
  const rule = { roles: ['auditor'], perHour: 5, clauses: ['MO-19'] }
  expect(lookup.safeParse({ ...rule, entities: ['us_ssn', 'phone_number'] }).success).toBe(true)
  for (const entity of ['date_of_birth', 'person_name', 'street_address', 'password'])
    expect(lookup.safeParse({ ...rule, entities: [entity] }).success).toBe(false)
})

test('the value is in no file, and the access entry keeps the token', {
  tags: ['MS-10', 'MO-13', 'MO-19'],
}, async () => {
  const { store } = gateway.app
  const looks: string[] = []
  for (let index = 0; index < (await store.size()); index++) {
    const entry = (await store.entry(index))!
    if (entry.type === 'access') looks.push(entry.parts['meta']!.toString())
  }
  const own = looks.filter((meta) => meta.includes('"lookup"'))
  expect(own).toHaveLength(4)
  expect(JSON.parse(own[0]!)).toMatchObject({ action: 'lookup', entity: 'us_ssn', token, matter: 'PRR-7' })
  for (const value of [SSN, '512482937', '512 48 2937']) {
    expect(looks.join('\n')).not.toContain(value)
    expect(gateway.logLines.join('\n')).not.toContain(value)
    expect(holding(value)).toEqual([])
  }
  // Nor can the index be asked for a token by anybody who searches.
  expect(holding(token)).toEqual([])
})

test('after a disposition nothing finds it any more', { tags: ['MO-06'] }, async () => {
  const { store } = gateway.app
  const found = facetToken('identifier', token)
  expect(holding(found).map((file) => file.replace(/-wal$/, ''))).toContain(join(gateway.folder, 'search.db'))
  const indexes = (await store.exchange(held as never)).map(({ index }) => index)
  const db = new DatabaseSync(join(gateway.folder, 'records.db'), { timeout: 20_000 })
  for (const index of indexes)
    db.prepare('DELETE FROM part WHERE key >= ? AND key < ?').run(index * PARTS_MAX, (index + 1) * PARTS_MAX)
  db.close()
  await store.purgeSearch(indexes)
  expect(holding(found)).toEqual([])
  expect((await lookUp('records-officer', { entity: 'us_ssn', value: SSN })).body).toMatchObject({ total: 0, hits: [] })
})

test('so many look-ups an hour, and the shell reads the value from standard input', { tags: ['MO-19'] }, async () => {
  const tokenFile = join(gateway.folder, 'token')
  await writeFile(tokenFile, await gateway.token('records-officer'))
  const said: string[] = []
  const line = (text: string) => void said.push(text)
  const shell = (args: string[], value: string) =>
    searchCommand(args, {
      env: { STATEHOUSE_URL: gateway.url, STATEHOUSE_TOKEN_FILE: tokenFile },
      stdin: Readable.from([`${value}\n`]),
      stdout: line,
      stderr: line,
      dataFolder: gateway.folder,
      recordKeyFile: '',
      logKeyFile: '',
    })
  expect(await shell(['--value-of', 'us_ssn', '--matter', 'PRR-7'], '512-48-2938')).toBe(0)
  expect(said.join('\n')).toContain(other)
  expect(await shell(['--value-of', 'us_ssn'], SSN)).toBe(2)
  expect(said.at(-1)).toBe('--value-of needs --matter')

  const asked = { entity: 'us_ssn', value: '512-48-2931' }
  for (let left = PER_HOUR - 6; left > 0; left--) expect((await lookUp('records-officer', asked)).status).toBe(200)
  const late = await lookUp('records-officer', asked)
  expect(late).toMatchObject({ status: 429, body: { code: 'quota_exceeded' } })
  expect(Number(late.retry)).toBeGreaterThan(3_500)
})
