import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { entriesOf, metaOf } from '../support/asking.ts'
import { picture, type VisitorOptions, WIDTHS } from './support/browser.ts'
import { judgePage } from './support/judge-page.ts'
import { look } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'
import { noteCheck } from './support/seen.ts'

const bed = pagesBed()
const PEOPLE: Readonly<Record<number, string>> = { 1280: 'employee', 320: 'supervisor' }

async function ask(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your question').fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
}

test.each(WIDTHS)('a question is asked, answered, gone on with, and stays, at %i px [MS-33]', async (width) => {
  const { page, faults, close } = await bed.signedIn(PEOPLE[width]!, { width })
  await picture(page, 'chat-empty')
  expect(await judgePage(page)).toEqual([])
  await ask(page, 'Draft a note for SSN 219-09-9999 about the Route 63 detour.')
  await page.getByText('Answer 1 is complete.').waitFor()
  await page.getByText('1 piece of personal data taken out of your message').click()
  await page.getByText('Made by the AI system Sandbox model').waitFor()
  await picture(page, 'chat-answered')
  expect(await judgePage(page)).toEqual([])
  // The value is in the answer, which the person may see again, and nowhere that it was taken out of.
  expect(await page.locator('.turn__question').innerText()).not.toContain('219-09-9999')
  expect(await page.title()).not.toContain('219-09-9999')
  expect(page.url()).not.toMatch(/219-?09-?9999/)
  await page.getByLabel('Your question').fill('And one more line.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Answer 2 is complete.').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('text')
  await page.reload()
  expect(await page.locator('.turn').count()).toBe(2)
  await picture(page, 'chat-stored')
  expect(await judgePage(page)).toEqual([])
  await page.goto(`${page.url().split('#')[0]}?print`)
  await picture(page, 'chat-print')
  expect(await judgePage(page)).toEqual([])
  expect(faults).toEqual([])
  await close()
})

test('files go with a question: what was read out of them is shown as it was sent, and a bad one says why', async () => {
  const { page, faults, close } = await bed.signedIn('hr', { width: 1280 })
  const files = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
  await page.getByLabel('Attach files').setInputFiles([files('notes.txt', 'Call Ada at 601-555-0123 about the lease.')])
  await ask(page, 'Sum up the notes.')
  await page.getByText('Answer 1 is complete.').waitFor()
  await page.getByText('Attached: notes.txt').click()
  expect(await page.locator('.attached').innerText()).not.toContain('601-555-0123')
  await look(page, 'chat-attached')
  expect(await page.getByLabel('Attach files').inputValue()).toBe('')
  await page.getByLabel('Attach files').setInputFiles([files('setup.exe', 'MZ')])
  await ask(page, 'And this one.')
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').innerText()).toMatch(/“setup\.exe” is of a kind that can’t be read here/)
  await look(page, 'chat-file-refused')
  expect(faults).toEqual([])
  await close()
})

test.each(WIDTHS)(
  'what may not be sent isn’t, the page says why, and what was written stays, at %i px',
  async (width) => {
    const { page, faults, close } = await bed.signedIn(PEOPLE[width]!, { width })
    const before = bed.sandbox.requests.length
    await page.locator('.settings summary').click()
    await page.locator('label[for=class-confidential]').click()
    await ask(page, 'Summarise the personnel file.')
    await page.getByRole('alert').waitFor()
    await picture(page, 'chat-refused')
    expect(await judgePage(page)).toEqual([])
    expect(await page.getByRole('alert').innerText()).toMatch(/Nothing was sent[\s\S]*What you can do[\s\S]*Rule/)
    expect(await page.getByLabel('Your question').inputValue()).toBe('Summarise the personnel file.')
    expect(bed.sandbox.requests.length).toBe(before)
    expect(faults).toEqual([])
    await close()
  },
)

test.each(WIDTHS)(
  'while an answer is written it can be stopped, and what was shown is kept, at %i px',
  async (width) => {
    const { page, faults, close } = await bed.signedIn(PEOPLE[width]!, { width })
    await ask(page, '/slow 40 /long 40 words')
    await page.locator('.turn .prose p').first().waitFor()
    await picture(page, 'chat-writing')
    expect(await judgePage(page)).toEqual([])
    await page.getByRole('button', { name: 'Stop the answer' }).click()
    await page.locator('.turn').getByText('You stopped this answer.').waitFor()
    await picture(page, 'chat-stopped')
    expect(await judgePage(page)).toEqual([])
    expect((await page.locator('.turn__answer .prose').innerText()).length).toBeGreaterThan(10)
    expect(faults).toEqual([])
    await close()
  },
)

test('an answer of many pieces is announced twice, and its text is in no live region', async () => {
  const { page, faults, close } = await bed.signedIn('contractor')
  await page.evaluate(() => {
    const said: string[] = []
    Object.assign(window, { said })
    const regions = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]'
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(regions)
        if (region?.textContent) said.push(region.textContent)
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  noteCheck('announcements')
  await ask(page, '/long 8 words')
  await page.getByText('Answer 1 is complete.').waitFor()
  expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual([
    'The AI system is writing.',
    'Answer 1 is complete.',
  ])
  expect(faults).toEqual([])
  await close()
})

test('after a lost connection the answer goes on, with nothing lost or doubled', async () => {
  const { page, close } = await bed.signedIn('hr')
  await ask(page, '/slow 10 /long 2 words')
  await page.locator('.turn .prose p').first().waitFor()
  const answering = page.waitForResponse(/\/chat\/answers\/[\w-]+\?from=[1-9]/)
  bed.gateway.app.server.server.closeAllConnections()
  await answering
  await page.getByText('Answer 1 is complete.').waitFor({ timeout: 30_000 })
  const shown = await page.locator('.turn__answer .prose').innerText()
  await page.reload()
  expect(await page.locator('.turn__answer .prose').innerText()).toBe(shown)
  await close()
})

test('a page that is opened again while an answer is written goes on showing it', async () => {
  const { page, faults, close } = await bed.signedIn('privacy-officer')
  await ask(page, '/slow 10 /long 2 words')
  await page.locator('.turn .prose p').first().waitFor()
  await page.reload()
  await page.getByText('Answer 1 is complete.').waitFor({ timeout: 30_000 })
  expect(await page.locator('.turn').count()).toBe(1)
  await page.getByText('Made by the AI system Sandbox model').waitFor()
  expect(faults).toEqual([])
  await close()
})

test.each<[string, string, Partial<VisitorOptions>]>([
  ['without script', 'unit-leader', { javaScript: false }],
  ['at 1280 px', 'employee', { width: 1280 }],
  ['at 320 px', 'supervisor', { width: 320 }],
])('an answer is reported, marked as reviewed, withdrawn, found again: %s', async (_how, persona, options) => {
  const { page, faults, close } = await bed.signedIn(persona, options)
  // Without script nothing on the page can be asked; what it shows is the same.
  const look = async (name: string): Promise<void> => {
    if (options.javaScript === false) return
    await picture(page, name)
    expect(await judgePage(page)).toEqual([])
  }
  await ask(page, 'Draft a note about the culvert at milepost 41.')
  await page.getByText('Made by the AI system Sandbox model').waitFor()
  await page.getByRole('link', { name: 'Report answer 1' }).click()
  await look('report')
  await page.getByText('AI output that is misleading').click()
  await page.getByLabel('What did you notice?').fill('It made up a source.')
  await page.getByRole('button', { name: 'Send the report' }).click()
  await page.getByRole('heading', { name: 'Your report was received' }).waitFor()
  await look('reported')
  await page.getByRole('link', { name: 'Back to the conversation' }).click()
  await page.getByText(/You reported this answer/).waitFor()
  await page.getByRole('link', { name: 'Mark answer 1 as reviewed' }).click()
  await page.getByRole('button', { name: 'Mark as reviewed' }).click()
  await page.getByText('Choose at least one thing').waitFor()
  await look('review-incomplete')
  await page.getByText('facts', { exact: true }).click()
  await page.getByText('Used with changes').click()
  await page.getByRole('button', { name: 'Mark as reviewed' }).click()
  await page.getByText(`Checked by ${persona}@its.ms.gov`).waitFor()
  await look('chat-reviewed')
  await page.getByRole('link', { name: 'Withdraw the review of answer 1' }).click()
  await page.getByLabel('Why do you withdraw it?').fill('I read it too quickly.')
  await look('review-withdraw')
  await page.getByRole('button', { name: 'Withdraw the review' }).click()
  await page.getByText('No person has said that they checked it.').waitFor()
  const acts = (await entriesOf(bed.gateway))
    .map(metaOf)
    .filter(({ by }) => (by as { subject?: string })?.subject === persona)
  expect(acts.map(({ action }) => action).filter((action) => /incident|answer|review/.test(String(action)))).toEqual([
    'incident-report',
    'review-answer',
    'withdraw-review',
  ])
  const found = page.getByRole('link', { name: /Draft a note about the culvert/ })
  // The index follows the log, and says how far it is behind.
  await expect
    .poll(async () => {
      await page.goto(`${bed.gateway.url}/conversations?q=culvert`)
      return found.count()
    })
    .toBe(1)
  await look('conversations-found')
  await page.goto(`${bed.gateway.url}/conversations?q=nowhere`)
  await look('conversations-none')
  expect(faults).toEqual([])
  await close()
})
