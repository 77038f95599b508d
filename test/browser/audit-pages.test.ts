import { expect, test } from 'vitest'
import { LOOKING_MS, look } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed()

test('a system is audited, answered for and closed without pointer or script [MS-55]', {
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.signedIn('auditor', { path: '/oversight/audits', javaScript: false })
  await page.getByLabel('System', { exact: true }).selectOption({ index: 1 })
  await page.getByLabel('Who answers for the system').fill(await mailOf('employee'))
  await page.getByLabel('Why now').fill('It is the first one')
  await page.getByRole('button', { name: 'Start the audit' }).press('Enter')
  await page.getByLabel('What you look at, and why').fill('All of its records of the year')
  await page.getByRole('button', { name: 'Gather', exact: true }).press('Enter')
  await page.getByText('Answers counted').waitFor()
  await page.getByLabel('Severity').selectOption({ index: 2 })
  await page.getByLabel('What was found, and how it shows').fill('Answers were used without a second look')
  await page.getByRole('button', { name: 'Write it down' }).press('Enter')
  await page.getByText('Answers were used without a second look').first().waitFor()
  const address = page.url()

  const owner = await bed.signedIn('employee', { path: '/oversight/audits' })
  await look(owner.page, 'audits-of-an-owner')
  await owner.page.goto(address)
  await look(owner.page, 'audit-to-answer')
  await owner.page.getByLabel('What was done, or will be done and when').fill('Everybody was told, and it is looked at')
  await owner.page.getByRole('button', { name: 'Send the answer' }).press('Enter')
  await owner.page.getByText('Everybody was told').first().waitFor()
  expect(owner.faults).toEqual([])
  await owner.close()

  const seen = await bed.signedIn('auditor', { path: '/oversight/audits' })
  await look(seen.page, 'audits')
  await seen.page.goto(address)
  await look(seen.page, 'audit-to-judge')
  // A conclusion that doesn’t hold is refused where it was written.
  await seen.page.getByLabel('Satisfactory', { exact: true }).press('Space')
  await seen.page.getByLabel('The conclusion in words').fill('Nothing is wrong')
  await seen.page.getByRole('button', { name: 'Close it', exact: true }).press('Enter')
  await seen.page.getByText('It isn’t satisfactory while findings are open').waitFor()
  await look(seen.page, 'audit-refused')
  expect(seen.faults).toEqual([])
  await seen.close()

  await page.reload()
  await page.getByLabel('What you make of the answer').fill('It was seen to be so')
  await page.getByRole('button', { name: 'Accept the answer' }).press('Enter')
  await page.getByLabel('Satisfactory', { exact: true }).press('Space')
  await page.getByLabel('The conclusion in words').fill('What was found was mended')
  await page.getByRole('button', { name: 'Close it', exact: true }).press('Enter')
  await page.getByText('Next one due').waitFor()
  expect(faults).toEqual([])
  await close()

  const read = await bed.signedIn('cto', { path: new URL(address).pathname })
  await look(read.page, 'audit-closed')
  expect(read.faults).toEqual([])
  await read.close()
})

async function mailOf(persona: string): Promise<string> {
  const claims = (await bed.gateway.token(persona)).split('.')[1]!
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { email: string }).email
}
