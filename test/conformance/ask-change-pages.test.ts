import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { formOf as formFieldsOf } from '#src/http/pages/typed-entry.ts'
import { entriesOf, metaOf } from '#test/support/asking.ts'
import { freePort } from '#test/support/free-port.ts'
import { visitPages } from '#test/support/page-visitor.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let gateway: TestGateway
let upstream: RawUpstream

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, {}))
  gateway = await startGateway({
    upstream: upstream.origin,
    env: { STATEHOUSE_PORT: String(await freePort()) },
  })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const formOf = (text: string): string => /name="form" value="([^"]+)"/.exec(text)![1]!
const sentOf = (location: string | null): string => new URLSearchParams(location!.split('?')[1]).get('sent')!

test('a model’s next version is asked for, returned, changed and sent again by forms alone, with what changed [MS-54] [MS-56]', {
  tags: ['MS-54', 'MS-56', 'MS-53'],
}, async () => {
  const author = await visitPages(gateway, 'employee')
  const path = '/catalog/sandbox/successor'
  const page = await author.get(path)
  expect(page.text).toContain('Ask for a model’s next version')
  const model = /<option value="([^"]+)" lang="en">/.exec(page.text)![1]!
  const form = formOf(page.text)
  const half = await author.post(path, { form, need: 'The vendor retires this one' })
  expect(half.status).toBe(422)
  expect(half.text).toContain('Name its next version.')
  expect(half.text).toContain('The vendor retires this one')
  const whole = {
    form,
    model,
    upstreamModel: 'sandbox-2',
    from: day(20),
    need: 'The vendor retires this one',
    who: 'We all',
  }
  const sent = await author.post(path, whole)
  const number = sentOf(sent.location ?? null)
  // The same form again asks for nothing again.
  expect(sentOf((await author.post(path, whole)).location ?? null)).toBe(number)

  const supervisor = await visitPages(gateway, 'supervisor')
  const at = `/catalog/requests/${number}`
  const decide = await supervisor.get(at)
  const revision = /name="revision" value="(\d+)"/.exec(decide.text)![1]!
  const returned = { decision: 'return', reason: 'A week later, please', revision }
  expect((await supervisor.post(`${at}/decide`, returned)).location).toBe(`${at}?done=return`)

  const change = await author.get(`${at}/change`)
  expect(change.text).toContain('value="sandbox-2"')
  const again = { ...whole, form: formOf(change.text), from: day(27), revision: '2' }
  const unsaid = await author.post(`${at}/change`, again)
  expect([unsaid.status, unsaid.text.includes('Say what you changed.')]).toEqual([422, true])
  expect((await author.post(`${at}/change`, { ...again, reason: 'A week later' })).location).toBe(`${at}?done=resubmit`)
  const twice = await author.post(`${at}/change`, { ...again, reason: 'A week later' })
  expect(twice.location).toBe(`${at}?done=resubmit`)
  const changed = await supervisor.get(at)
  expect(changed.text).toMatch(/class="differences"/)
  expect(changed.text).toContain(day(27))
  // Sent with what was seen before that: 409, and what happened since.
  const stale = await author.post(`${at}/change`, { ...again, from: day(40), reason: 'Later still' })
  expect(stale.status).toBe(409)
})

test('a renewal that the policy wouldn’t give is told beside the form, and one that it would is sent [MS-56]', async () => {
  const author = await visitPages(gateway, 'employee')
  const path = '/catalog/sandbox/renewal'
  const form = formOf((await author.get(path)).text)
  const asked = { form, need: 'We go on using it', who: 'Our unit' }
  const far = await author.post(path, { ...asked, until: '2099-01-01' })
  expect(far.status).toBe(422)
  expect(far.text).toContain('The last day must lie between')
  expect(far.text).toContain('We go on using it')
  expect((await author.get('/catalog/nothing/renewal')).status).toBe(404)
})

test('a new system is proposed as the catalog would hold it; what is wrong is told line by line [MS-49] [MS-56]', {
  tags: ['MS-49', 'MS-56'],
}, async () => {
  const author = await visitPages(gateway, 'employee')
  const path = '/catalog/request/system'
  const page = await author.get(path)
  const asked = { form: formOf(page.text), need: 'Minutes of meetings', who: 'Our unit' }
  const broken = await author.post(path, { ...asked, proposal: 'id: a\nid: b' })
  expect([broken.status, /Line 2: /.test(broken.text)]).toEqual([422, true])
  const short = await author.post(path, { ...asked, proposal: 'id: cedar-notes\nname: Notes assistant' })
  expect([short.status, short.text.includes('models')]).toEqual([422, true])
  const example = /<pre[^>]*>([\s\S]*?)<\/pre>/.exec(page.text)![1]!.replaceAll('&amp;', '&')
  // The example that the page gives is one that can be sent.
  const sent = await author.post(path, { ...asked, proposal: example })
  expect([sent.status, sent.text.includes('cedar-notes') && sent.status === 422]).toEqual([303, false])
  const number = sentOf(sent.location ?? null)
  const supervisor = await visitPages(gateway, 'supervisor')
  const back = { decision: 'return', reason: 'Public data first', revision: '1' }
  await supervisor.post(`/catalog/requests/${number}/decide`, back)
  const change = await author.get(`/catalog/requests/${number}/change`)
  expect(change.text).toMatch(/maxClass.{3,15}internal/)
  const lower = { ...asked, proposal: example.replace('maxClass: internal', 'maxClass: public'), revision: '2' }
  const again = await author.post(`/catalog/requests/${number}/change`, { ...lower, reason: 'Public data' })
  expect(again.location).toBe(`/catalog/requests/${number}?done=resubmit`)
  expect((await supervisor.get(`/catalog/requests/${number}`)).text).toMatch(/class="differences"/)
})

test.each([
  ['quotes alone', '"'.repeat(49_999)],
  ['a list in a list in a list', '['.repeat(25_000)],
  ['a member in a member', `${'{a: '.repeat(8_000)}1${'}'.repeat(8_000)}`],
  [
    'keys that nothing knows',
    JSON.stringify(Object.fromEntries(Array.from({ length: 4_000 }, (_, n) => [`k${n}`, n]))),
  ],
])('an entry of %s is told what is wrong in few words', async (_, proposal) => {
  const author = await visitPages(gateway, 'employee')
  const path = '/catalog/request/system'
  const { text: empty } = await author.get(path)
  const { status, text } = await author.post(path, { form: formOf(empty), proposal, need: 'n', who: 'w' })
  expect(status).toBe(422)
  // What was typed stands in the form again, escaped; beside it there is little more than the form.
  expect(text.length).toBeLessThan(empty.length + 6 * proposal.length + 20_000)
  expect(text.match(/<li>/g)?.length ?? 0).toBeLessThan(100)
})

test('a system that is proposed field by field is the very proposal that the same entry as text is, and its faults stand at their fields [MS-49] [MS-56]', {
  tags: ['MS-49', 'MS-53', 'MS-56'],
}, async () => {
  const author = await visitPages(gateway, 'employee')
  const path = '/catalog/request/system/fields'
  const empty = await author.get(path)
  expect(empty.text).toContain('id="vendor.name"')
  const half = await author.post(path, {
    form: formOf(empty.text),
    name: 'Notes <assistant>',
    hosting: 'moon',
    need: 'n',
  })
  expect(half.status).toBe(422)
  // First all of them, linked; then each at its field; and what was typed is there still.
  expect(half.text).toMatch(/role="alert"[\s\S]*href="#vendor\.name"[\s\S]*id="vendor\.name-error"/)
  expect(half.text).toContain('value="Notes &lt;assistant>"')
  expect(half.text).toMatch(/id="hosting-error" lang="en">[^<]*isn(?:’|'|&#39;)t known/)
  expect(half.text).toContain('href="#who"')
  const spanish = await author.post(`${path}?language=es`, { form: formOf(empty.text), name: 'x' })
  expect(spanish.text).toContain('Rellene este campo.')
  await author.get('/catalog?language=en')

  const page = await author.get('/catalog/request/system')
  const written = /<pre[^>]*>([\s\S]*?)<\/pre>/.exec(page.text)![1]!.replaceAll('&amp;', '&')
  const entry = parse(written) as Record<string, unknown>
  const fields = formFieldsOf({ ...entry, id: 'cedar-fields' })!
  const more = await author.post(path, { form: formOf(empty.text), ...fields, more: 'grants' })
  expect([more.status, more.text.includes('id="grants.1.maxClass"')]).toEqual([200, true])
  const asked = { need: 'Minutes of meetings', who: 'Our unit' }
  const asText = await author.post(path, { form: formOf(empty.text), ...fields, ...asked, as: 'text' })
  expect([asText.status, asText.text.includes('action="/catalog/request/system"')]).toEqual([200, true])
  const byFields = await author.post(path, { form: formOf(empty.text), ...fields, ...asked })
  expect(byFields.status).toBe(303)
  const text = written.replace('id: cedar-notes', 'id: cedar-fields')
  const byText = await author.post('/catalog/request/system', { form: formOf(page.text), ...asked, proposal: text })
  const sent = [byFields, byText].map(({ location }) => sentOf(location ?? null))
  // What the log keeps of what was asked: the words themselves.
  const entries = (await entriesOf(gateway)).filter((one) => sent.includes(String(metaOf(one)['request'])))
  const proposals = entries.map(({ parts }) => JSON.parse(parts['body']!.toString()).words.proposal)
  expect(proposals).toHaveLength(2)
  expect(proposals[0]).toMatchObject({ id: 'cedar-fields' })
  expect(proposals[0]).toEqual(proposals[1])

  // One that was returned is changed by fields too, with what changed and why.
  const supervisor = await visitPages(gateway, 'supervisor')
  const at = `/catalog/requests/${sent[1]}`
  await supervisor.post(`${at}/decide`, { decision: 'return', reason: 'Public data first', revision: '1' })
  const change = await author.get(`${at}/change/fields`)
  expect(change.text).toMatch(
    /name="vendor\.name"[^>]*value="Cedar Office"|value="Cedar Office"[^>]*name="vendor\.name"/,
  )
  const lower = { form: formOf(change.text), ...fields, ...asked, 'grants.0.maxClass': 'public', revision: '2' }
  const unsaid = await author.post(`${at}/change/fields`, lower)
  expect([unsaid.status, unsaid.text.includes('Say what you changed.')]).toEqual([422, true])
  const changed = await author.post(`${at}/change/fields`, { ...lower, reason: 'Public data' })
  expect(changed.location).toBe(`${at}?done=resubmit`)
  expect((await supervisor.get(at)).text).toMatch(/class="differences"/)
})
