import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { chatQuestion } from '#test/support/asking.ts'
import { freePort } from '#test/support/free-port.ts'
import { visitPages } from '#test/support/page-visitor.ts'
import { type PolicyFolder, policyFolder } from '#test/support/policy-folder.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let gateway: TestGateway
let sandbox: Sandbox
let profile: PolicyFolder

beforeAll(async () => {
  sandbox = await startSandbox()
  profile = policyFolder()
  profile.dropTests()
  profile.edit('catalog.yaml', 'credential: file:/run/secrets/pine-api-key', 'credential: none')
  gateway = await startGateway({
    upstream: sandbox.origin,
    profile: profile.folder,
    env: { STATEHOUSE_PORT: String(await freePort()) },
  })
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
  profile.remove()
})

async function useConfidential(): Promise<number> {
  const token = await gateway.token('employee')
  await gateway.acknowledge(token)
  const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'ai-purpose': 'summarise',
      'ai-data-class': 'confidential',
    },
    body: JSON.stringify(chatQuestion('Sum up the file.', false)),
  })
  await answer.body?.cancel()
  return answer.status
}

const FORM = {
  rule: 'data-class',
  issuer: 'demo',
  subjects: 'employee',
  'system-sandbox': 'yes',
  'purpose-summarise': 'yes',
  maxClass: 'confidential',
  reason: 'Storm response, and the approved system is down',
  until: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10),
  reference: 'ED-2026-31',
}
const digestOf = (text: string): string => /name="digest" value="([0-9a-f]{64})"/.exec(text)![1]!

test('the director makes an exception on a page, sees what is signed, and ends it; nobody else is shown any [MS-15]', async () => {
  const employee = await visitPages(gateway, 'employee')
  expect((await employee.get('/exceptions')).status).toBe(403)
  expect((await employee.get('/exceptions/new')).status).toBe(403)
  expect((await employee.post('/exceptions/preview', FORM)).status).toBe(403)

  const director = await visitPages(gateway, 'executive-director')
  expect((await director.get('/exceptions')).text).toContain('Make an exception')
  const wrong = await director.post('/exceptions/preview', { ...FORM, subjects: '*' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('without wildcards')
  expect(wrong.text).toContain('Storm response')
  const shown = await director.post('/exceptions/preview', FORM)
  expect(shown.status).toBe(200)
  expect(shown.text).toContain('Look at what you sign')

  expect(await useConfidential()).toBe(403)
  const other = await director.post('/exceptions', { ...FORM, reason: 'Another', digest: digestOf(shown.text) })
  expect(other.status).toBe(409)
  expect((await director.post('/exceptions', { ...FORM, digest: digestOf(shown.text) })).status).toBe(303)
  expect(await useConfidential()).toBe(200)

  const listed = await director.get('/exceptions')
  expect(listed.text).toContain('employee (demo)')
  expect(listed.text).toContain('>In force<')
  // Why stands in the log, where it is sealed.
  expect(listed.text).not.toContain('Storm response')
  const auditor = await visitPages(gateway, 'auditor')
  expect((await auditor.get('/exceptions')).text).toContain('employee (demo)')
  const [, id] = /action="\/exceptions\/(EX-[0-9a-f]+)\/end"/.exec(listed.text)!
  expect((await auditor.post(`/exceptions/${id}/end`, { reason: 'Mine to end?' })).status).toBe(403)
  expect((await director.post(`/exceptions/${id}/end`, { reason: 'It is over.' })).status).toBe(303)
  expect(await useConfidential()).toBe(403)
})
