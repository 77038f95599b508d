import { afterAll, expect, test } from 'vitest'
import { policyFolder } from '../support/policy-folder.ts'
import { LOOKING_MS, look } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'

const profile = policyFolder()
profile.dropTests()
profile.edit('catalog.yaml', 'credential: file:/run/secrets/pine-api-key', 'credential: none')
afterAll(() => profile.remove())
const bed = pagesBed({ profile: profile.folder })

test('the policy, what changed in it, a case and the clauses are read and asked without pointer or script [MS-65]', {
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.signedIn('auditor', { path: '/catalog' })
  profile.edit('purposes.yaml', 'subjectTypes: [employee, contractor, service]', 'subjectTypes: [employee, contractor]')
  expect(await bed.gateway.app.policy.reload('files')).toMatchObject({ kind: 'live' })
  await page.getByRole('link', { name: 'The policy in force' }).click()
  await look(page, 'policy')
  await page.getByRole('button', { name: 'Show what changed' }).click()
  await page.getByRole('heading', { name: 'Who may do less' }).waitFor()
  await look(page, 'policy-changes')
  await page.goto(`${bed.gateway.url}/conformance`)
  await look(page, 'conformance')
  expect(faults).toEqual([])
  await close()

  const plain = await bed.signedIn('cto', { path: '/policy/case', javaScript: false })
  const choose = (label: string, value: string) => plain.page.getByLabel(label, { exact: true }).selectOption(value)
  for (const [label, value] of [
    ['Directory', 'its-entra'],
    ['Kind of person', 'employee'],
    ['AI system', 'state-drafting'],
    ['Purpose', 'coding'],
    ['Class of the data', 'confidential'],
  ] as const)
    await choose(label, value)
  await plain.page.getByLabel('App', { exact: true }).selectOption({ index: 1 })
  await plain.page.getByLabel('Unit', { exact: true }).selectOption({ index: 1 })
  await plain.page.getByRole('button', { name: 'Ask' }).click()
  await plain.page.getByRole('heading', { name: 'Refused' }).waitFor()
  await plain.page.getByText(/All \d+ steps/).click()
  const address = plain.page.url()
  expect(plain.faults).toEqual([])
  await plain.close()

  const seen = await bed.signedIn('cto', { path: '/policy' })
  await seen.page.goto(address)
  await look(seen.page, 'policy-case')
  await seen.close()
})

test('an exception is filled in and looked at before it is signed, by whoever makes them [MS-15]', {
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.signedIn('executive-director', { path: '/exceptions' })
  await look(page, 'exceptions-none')
  await page.getByRole('link', { name: 'Make an exception' }).click()
  await page.getByLabel('Excepted from').selectOption('Training before use')
  await page.getByLabel('Directory').selectOption('demo')
  await page.getByLabel('People').fill('untrained')
  await page.getByText('Sandbox model', { exact: true }).click()
  await page.getByText('Summarise documents').click()
  await page.getByLabel('Reason').fill('The course is full until next week.')
  await page.getByLabel('Last day').fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10))
  await page.getByLabel('Reference of the decision').fill('ED-2026-32')
  await page.getByRole('button', { name: 'Show what I would sign' }).click()
  await page.getByRole('heading', { name: 'Look at what you sign' }).waitFor()
  await look(page, 'exception-form')
  await page.getByRole('button', { name: 'Approve and sign' }).click()
  await page.getByText('untrained (demo)').waitFor()
  await look(page, 'exceptions')
  expect(faults).toEqual([])
  await close()
})
