import { afterAll, beforeAll, expect, test } from 'vitest'
import { recognizers } from '#src/redaction/registry.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'
import { FOUND } from '#test/support/structured-cases.ts'

/** A sentence for each entity that has no rows in the table of structured cases. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  us_ssn: ['My SSN is «us_ssn:219-09-9998».'],
  credit_card: ['Card «credit_card:4111 1111 1111 1111» was declined.'],
  email_address: ['Write to «email_address:bob.ohara@example.co.uk» today.'],
  phone_number: ['Call «phone_number:601-555-1234» today.'],
  ip_address: ['Logins from «ip_address:203.0.113.77» failed.'],
  api_key: ['Use «api_key:AKIAIOSFODNN7EXAMPLF» there.'],
  private_key: ['«private_key:-----BEGIN PRIVATE KEY-----\nMIIEow\n-----END PRIVATE KEY-----»'],
  jwt: ['Bearer «jwt:eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3»'],
  password: ['password: «password:hunter2!x»'],
  person_name: ['The clerk spoke with «person_name:Maria Lopez» about the file.'],
  street_address: ['She lives at «street_address:123 Main St, Tupelo, MS 38801».'],
  date_of_birth: ['DOB «date_of_birth:3/5/1980»'],
}
const CASES: Readonly<Record<string, readonly string[]>> = { ...FOUND, ...OTHERS }
const MARK = /«([a-z0-9_]+):([^»]*)»/g
const PLACEHOLDER = /\[[A-Z0-9_]+\]/g

let upstream: RawUpstream
let gateway: TestGateway
let token: string

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(400, { error: { message: 'seen' } }))
  gateway = await startGateway({
    upstream: upstream.origin,
    changePolicy(policy) {
      policy.quotas = []
      // What a system isn't granted would be refused; here all of it is to be sent, without its values.
      for (const rule of Object.values(policy.redaction.entities)) rule.raisesTo = 'internal'
    },
  })
  token = await gateway.token('employee')
  await gateway.acknowledge(token)
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

/** Letters and digits, as a reader sees them whatever separates them. */
function squeezed(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

/** The same words in spellings that mean the same to a model. */
const SPELLINGS: readonly (readonly [name: string, spell: (text: string) => string])[] = [
  ['as written', (text) => text],
  ['in full width digits', (text) => text.replace(/[0-9]/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))],
  ['with invisible characters', (text) => text.replace(/([0-9])(?=[0-9])/g, '$1\u200b')],
  ['with unusual dashes and spaces', (text) => text.replaceAll('-', '\u2011').replaceAll(' ', '\u00a0')],
]

test('the table has a sentence for every shipped recognizer', () => {
  expect(Object.keys(CASES).sort()).toEqual([...new Set(recognizers.map(({ entity }) => entity))].sort())
})

test.each(SPELLINGS)(
  'nothing of any identifier is left in what is forwarded, %s',
  { tags: ['MS-29', 'MS-47'] },
  async (_name, spell) => {
    for (const [entity, [marked]] of Object.entries(CASES)) {
      const values = [...marked!.matchAll(MARK)].map(([, , value]) => value!)
      const seen = upstream.requests.length
      const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          model: 'general-drafting',
          messages: [{ role: 'user', content: spell(marked!.replace(MARK, '$2')) }],
        }),
      })
      expect(await answer.text(), entity).toContain('seen')
      const { messages } = JSON.parse(upstream.requests[seen]!.body.toString('utf8')) as {
        messages: { content: string }[]
      }
      const forwarded = messages[0]!.content
      expect(forwarded, entity).toMatch(PLACEHOLDER)
      const left = squeezed(forwarded.replace(PLACEHOLDER, ' '))
      for (const value of values) expect(left, `${entity}: ${forwarded}`).not.toContain(squeezed(value))
    }
  },
)
