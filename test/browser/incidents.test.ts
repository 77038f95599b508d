import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { picture, WIDTHS } from './support/browser.ts'
import { judgePage } from './support/judge-page.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed()

/** What is wrong with the page as it is, in each width; a picture of each is left. */
async function look(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = []
  for (const width of WIDTHS.toReversed()) {
    await page.setViewportSize({ width, height: 900 })
    await picture(page, `incidents-${name}`)
    wrong.push(...(await judgePage(page)).map((fault) => `${name} at ${width}: ${fault}`))
  }
  return wrong
}

/** Keys alone: tabs until something of this name has the focus. */
async function reach(page: Page, name: RegExp): Promise<void> {
  for (let tabs = 0; tabs < 150; tabs++) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    if ((await focused.count()) === 0) continue
    const own = [
      await focused.getAttribute('aria-label'),
      await focused.getAttribute('id'),
      await focused.textContent(),
    ]
    if (own.some((text) => text !== null && name.test(text.trim()))) return
  }
  throw new Error(`nothing named ${name} was reached`)
}

async function report(text: string, type: string): Promise<string> {
  const answer = await fetch(`${bed.gateway.url}/api/v1/incidents`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await bed.gateway.token('employee')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ type, text, once: crypto.randomUUID(), discovered_at: '2026-01-05T10:00:00Z' }),
  })
  return ((await answer.json()) as { number: string }).number
}

/** What somebody else does while a page is open. */
async function addNote(number: string, version: number): Promise<void> {
  await takeStep(number, { transition: 'note', note: 'Seen before', version })
}

async function giveTask(number: string, to: string, version: number): Promise<void> {
  const what = { kind: 'statement', title: 'Write down what you saw, and when', reason: 'To be sure' }
  await takeStep(number, { transition: 'give-task', to, version, ...what })
}

async function takeStep(number: string, asked: object): Promise<void> {
  const answer = await fetch(`${bed.gateway.url}/api/v1/incidents/${number}/transitions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await bed.gateway.token('security-officer')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(asked),
  })
  expect(answer.status).toBe(201)
}

test('what shouldn’t have been sent is reported, hidden, answered about: every page is whole, wide and narrow', {
  tags: ['MS-51'],
  timeout: 120_000,
}, async () => {
  const { page, faults, close } = await bed.signedIn('employee')
  const wrong: string[] = []
  await page.locator('textarea[name=text]').fill('The salaries of the culvert crew')
  await page.locator('form[action="/chat"] button[type=submit]').first().click()
  await page.getByRole('link', { name: 'I pasted something I shouldn’t into message 1' }).click()
  wrong.push(...(await look(page, 'exposure')))
  await page.locator('#text').fill('A list that isn’t public')
  await page.getByRole('button', { name: 'Hide it and report it' }).click()
  await page.getByText('hidden from everybody but the privacy officer').first().waitFor()
  wrong.push(...(await look(page, 'reported')))
  const number = page.url().split('/').at(-1)!
  await page.getByRole('link', { name: 'Back to the conversation' }).click()
  expect(await page.textContent('main')).not.toContain('salaries')
  wrong.push(...(await look(page, 'hidden')))
  await page.goto(`${bed.gateway.url}/report`)
  wrong.push(...(await look(page, 'report')))
  await page.getByRole('button', { name: 'Send the report' }).click()
  wrong.push(...(await look(page, 'report-missing')))
  await page.goto(`${bed.gateway.url}/reports`)
  wrong.push(...(await look(page, 'reports')))
  await giveTask(number, 'employee@its.ms.gov', 1)
  await page.goto(`${bed.gateway.url}/reports/${number}`)
  await page.getByText('You are asked to do something').first().waitFor()
  wrong.push(...(await look(page, 'witness')))
  const privacy = await bed.signedIn('privacy-officer', { path: `/console/incidents/${number}` })
  await privacy.page.locator('summary', { hasText: 'again' }).first().click()
  wrong.push(...(await look(privacy.page, 'lift')))
  expect(privacy.faults).toEqual([])
  await privacy.close()
  expect(wrong).toEqual([])
  expect(faults).toEqual([])
  await close()
})

test('an incident is triaged, given on, changed by two at once and led to a suspension by keyboard alone, without script', {
  tags: ['MS-31', 'MS-51'],
  timeout: 120_000,
}, async () => {
  const number = await report('Somebody asks the same again and again until it passes', 'evasion')
  const { page, faults, close } = await bed.signedIn('security-officer', {
    path: '/console/incidents',
    javaScript: false,
  })
  await reach(page, new RegExp(`^${number}$`))
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(number))
  await reach(page, /^Take it$/)
  await page.keyboard.press('Enter')
  await reach(page, /^assign-reason$/)
  await page.keyboard.type('On duty')
  await reach(page, /^Do it: Take it$/)
  await page.keyboard.press('Enter')
  await page.getByText('Owner changed').waitFor()
  // Somebody else adds a note while this page is open.
  await addNote(number, 2)
  await reach(page, /^Move it on$/)
  await page.keyboard.press('Enter')
  await reach(page, /^move-reason$/)
  await page.keyboard.type('Looks like a misunderstanding')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').textContent()).toContain('Note, security-officer')
  expect(await page.locator('#move-reason').inputValue()).toBe('Looks like a misunderstanding')
  await reach(page, /^Do it: Move it on$/)
  await page.keyboard.press('Enter')
  await page.getByText('Moved on').waitFor()
  await reach(page, /^Suspend a system, a unit or everything$/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/suspension$/)
  await reach(page, /^reason$/)
  await page.keyboard.type('Until it is clear')
  await reach(page, /^See whom it hits$/)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.run')
  await reach(page, /^Suspend .+ now$/)
  await page.keyboard.press('Enter')
  await page.getByText('Suspension ordered').waitFor()
  expect(faults).toEqual([])
  await close()
})

test('the queue, an incident, one that changed meanwhile and a suspension are whole, wide and narrow', {
  tags: ['MS-51'],
  timeout: 120_000,
}, async () => {
  const number = await report('Personal data went where it shouldn’t', 'data-exposure')
  await report('Another one', 'evasion')
  await giveTask(number, 'queue:security', 1)
  await giveTask(number, 'me', 2)
  const { page, faults, close } = await bed.signedIn('security-officer', { path: '/console/incidents?of=all' })
  const wrong = [...(await look(page, 'queue'))]
  await page.getByRole('link', { name: number }).first().click()
  wrong.push(...(await look(page, 'one')))
  await page.locator('summary', { hasText: 'Move it on' }).click()
  await page.locator('#move-reason').fill('Looks like a misunderstanding')
  await addNote(number, 3)
  await page.getByRole('button', { name: 'Do it: Move it on' }).click()
  await page.getByRole('alert').waitFor()
  wrong.push(...(await look(page, 'stale')))
  await page.locator('summary', { hasText: 'Give a task' }).click()
  await page.locator('#give-task-title').fill('Who was signed in?')
  await page.locator('#give-task-person').fill('nobody@its.ms.gov')
  await page.locator('#give-task-reason').fill('To be sure')
  await page.getByRole('button', { name: 'Do it: Give a task' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.locator('#give-task-title').inputValue()).toBe('Who was signed in?')
  wrong.push(...(await look(page, 'task-refused')))
  await page.locator('#give-task-person').fill('')
  await page.getByRole('button', { name: 'Do it: Give a task' }).click()
  await page.getByText('Who was signed in?').first().waitFor()
  for (const act of ['Something was done', 'Call a task off']) await page.locator('summary', { hasText: act }).click()
  wrong.push(...(await look(page, 'tasks')))
  await page.goto(`${bed.gateway.url}/console/incidents/${number}/suspension`)
  await page.locator('#stop').selectOption('all')
  await page.locator('#reason').fill('Until it is clear')
  await page.getByRole('button', { name: 'See whom it hits' }).click()
  await page.waitForSelector('.run')
  wrong.push(...(await look(page, 'suspension')))
  await page.goto(`${bed.gateway.url}/console/incidents?language=es`)
  wrong.push(...(await look(page, 'queue-es')))
  expect(wrong).toEqual([])
  expect(faults).toEqual([])
  await close()
})
