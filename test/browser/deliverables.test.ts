import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { LOOKING_MS, look } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed({
  changePolicy: (policy) => {
    policy.disclosures.publication.approval = 'required'
  },
})

async function ask(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your question').fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('Answer 1 is complete.').waitFor()
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()

test('an answer goes into a document, is checked, approved by somebody else and published [MO-46]', {
  timeout: LOOKING_MS,
}, async () => {
  const ada = await bed.signedIn('employee')
  const { page } = ada
  await ask(page, 'Say exactly: crews repaired seven culverts on route 63 near Yazoo City yesterday')
  await page.getByRole('link', { name: 'Use answer 1 in a document' }).click()
  await look(page, 'deliverable-new')
  await page.getByLabel('Title of the document').fill('Culverts on route 63')
  await page.getByLabel('Authors').fill('ChatGPT')
  await press(page, 'Save')
  await page.getByText('no AI system is an author').waitFor()
  await look(page, 'deliverable-model-author')
  await page.getByLabel('Authors').fill('Ada Reyes')
  await page.getByLabel('Which parts, and how?').fill('The first draft.')
  await press(page, 'Save')
  await page.getByRole('heading', { name: 'What the reader is told' }).waitFor()
  await look(page, 'deliverable-begun')
  await page.getByLabel('Final text').fill('Seven culverts were repaired under 23 CFR 635.410 and § 610.021, RSMo.')
  await press(page, 'Save the text')
  await page.getByLabel('23 CFR 635.410').selectOption('Checked')
  await page.getByLabel('§ 610.021, RSMo').selectOption('Checked')
  await look(page, 'deliverable-citations')
  await press(page, 'Save what you found')
  await page.getByText('Facts', { exact: false }).first().click()
  await press(page, 'Say that I checked it')
  await page.getByText('You said on').waitFor()
  await look(page, 'deliverable-attested')
  await press(page, 'Ask for approval')
  await page.getByText('Approval was asked of').waitFor()
  const address = page.url()

  const boss = await bed.signedIn('supervisor', { path: '/deliverables', javaScript: false })
  await boss.page.getByRole('link', { name: 'Culverts on route 63' }).click()
  expect(boss.page.url()).toBe(address)
  await boss.page.getByLabel('Reason').fill('I read it against the inspection report.')
  await boss.page.getByRole('button', { name: 'Approve' }).click()
  await boss.page.getByText('Approved by').waitFor()
  expect(boss.faults).toEqual([])
  await boss.close()

  await page.reload()
  await look(page, 'deliverable-approved')
  const download = page.waitForEvent('download')
  await press(page, 'Publish: download with the statement')
  expect((await download).suggestedFilename()).toMatch(/^deliverable-[\w]+\.html$/)
  await page.goto(`${bed.gateway.url}/deliverables`)
  await look(page, 'deliverables')

  await page.getByRole('link', { name: 'What did I use for this text?' }).click()
  await page.getByLabel('A part of the text').fill('crews repaired seven culverts on route 63 near Yazoo City')
  await press(page, 'Find')
  await page.getByRole('heading', { name: 'One answer' }).waitFor()
  await look(page, 'deliverable-found')
  expect(ada.faults).toEqual([])
  await ada.close()
})
