import type { Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { slowSearches } from '../../support/slow-searches.ts'
import { slowWalks } from '../../support/slow-walks.ts'
import { announcements } from '../support/announcements.ts'
import { filledBed } from '../support/filled-bed.ts'
import { keysOf } from '../support/keys.ts'
import { LOOKING_MS, look } from '../support/look.ts'

const bed = filledBed(120)
let slow: ReturnType<typeof slowSearches>
let walks: ReturnType<typeof slowWalks>
beforeAll(() => {
  slow = slowSearches(bed.gateway.app.store)
  walks = slowWalks(bed.gateway.app.store)
})
afterEach(() => {
  slow.goOn()
  walks.goOn()
})

/** Seconds that the page’s own clock goes on by: whatever it waits for comes at once. */
const later = (page: Page, seconds: number) => page.clock.runFor(seconds * 1_000)

test('a slow search is told of, stopped and asked again, its fields kept; by keyboard, with script and without', {
  tags: ['MS-24'],
  timeout: LOOKING_MS,
}, async () => {
  for (const javaScript of [true, false]) {
    const { page, faults, close } = await bed.looking('records-officer', '/console?q=levee', { javaScript })
    slow.wait()
    await page.goto(`${bed.gateway.url}/console?q=report&unit=ITS-OPS`)
    expect(await page.locator('h1').textContent()).toBe('Searching…')
    if (javaScript) await look(page, 'console-records-searching')
    const { follow, reach, press } = keysOf(page)
    // Without script the page asks anew after two seconds and then every ten, and the focus begins at its top each time.
    const standing = page.getByRole('link', { name: 'Look whether it is there' })
    while (!javaScript && !(await standing.isVisible())) {
      await reach(/^(?:Don’t ask again by itself|Look whether it is there)$/)
      if (!(await standing.isVisible())) await press('Enter')
    }
    await follow(/^Stop this search$/)
    expect(slow.waiting()[0]!.signal?.aborted).toBe(true)
    expect(await page.locator('.usa-alert').textContent()).toContain('The search was stopped')
    expect(await page.locator('#q').inputValue()).toBe('report')
    expect(await page.locator('#unit').inputValue()).toBe('ITS-OPS')
    if (javaScript) await look(page, 'console-records-stopped')
    slow.goOn()
    await follow(/^Search again$/)
    expect(await page.locator('#result-title').textContent()).toMatch(/^1–\d+ of \d+ messages/)
    expect(faults).toEqual([])
    await close()
  }
})

test('without script the page of a slow search asks again, and shows the answer at its own address', async () => {
  const { page, close } = await bed.looking('auditor', '/console', { javaScript: false })
  slow.wait()
  await page.goto(`${bed.gateway.url}/console?q=bridge`)
  const answered = page.waitForSelector('#result-title')
  slow.goOn()
  expect(await (await answered).textContent()).toMatch(/messages in records$/)
  expect(page.url()).toBe(`${bed.gateway.url}/console?q=bridge`)
  await close()
})

test('a slow search is announced when it begins and when its answer is there, and what has the focus keeps it', {
  tags: ['MS-55'],
}, async () => {
  const { page, faults, close } = await bed.looking('auditor', '/console')
  await page.clock.install()
  const said = await announcements(page)
  slow.wait()
  await page.goto(`${bed.gateway.url}/console?q=bridge`)
  const stop = page.getByRole('button', { name: 'Stop this search' })
  await stop.focus()
  for (let polls = 0; polls < 3; polls++) {
    const asked = page.waitForResponse(/q=bridge/)
    await later(page, 2)
    await (await asked).finished()
    expect(await stop.evaluate((button) => button === document.activeElement)).toBe(true)
  }
  slow.goOn()
  await later(page, 2)
  await page.locator('#result-title').waitFor()
  const found = await page.locator('#result-title').textContent()
  expect(await said()).toEqual(['The search is under way.', `The search is over. ${found}.`])
  expect(await page.title()).toMatch(/^Records/)
  // Its button is gone: whoever was on it begins at the heading.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  expect(faults).toEqual([])
  await close()
})

test('a job is announced when it begins, at each quarter and at its end, and not each time that its page asks', {
  tags: ['MS-55'],
}, async () => {
  const { page, faults, close } = await bed.looking('auditor', '/console?decision=refuse')
  await page.clock.install()
  const said = await announcements(page)
  slow.wait(({ cursor, snippets, limit }) => snippets === false && cursor !== undefined && limit > 1)
  await page.locator('#export-reason').fill('Yearly review')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.locator('.run progress').waitFor()
  expect(await page.title()).toMatch(/^0 % exported/)
  // What the server would say of it when it is that far.
  let percent = 0
  const job = /exports\/[0-9a-f-]{36}$/
  await page.route(job, async (route) => {
    const answer = await route.fetch()
    const text = (await answer.text())
      .replace('data-percent="0"', `data-percent="${percent}"`)
      .replaceAll('0 percent', `${percent} percent`)
      .replaceAll('0 % exported', `${percent} % exported`)
    await route.fulfill({ response: answer, body: text })
  })
  for (percent of [10, 24, 30, 49, 55, 56, 90]) {
    await later(page, 5)
    await expect.poll(() => page.title(), { timeout: 10_000 }).toContain(`${percent} % exported`)
  }
  await page.unroute(job)
  slow.goOn()
  const files = page.getByRole('heading', { name: 'Files' })
  const askedAgain = async (): Promise<number> => {
    await later(page, 5)
    return files.count()
  }
  await expect.poll(askedAgain, { timeout: 30_000 }).toBe(1)
  expect(await said()).toEqual([
    'The export is under way: 0 percent.',
    'The export is under way: 30 percent.',
    'The export is under way: 55 percent.',
    'The export is under way: 90 percent.',
    'The export is over. Done.',
  ])
  expect(faults).toEqual([])
  await close()
})

test('a hold is looked at and placed as jobs that are told of, left and come back to, with script and without', {
  tags: ['MO-10', 'MS-55'],
  timeout: LOOKING_MS,
}, async () => {
  for (const javaScript of [true, false]) {
    const { page, faults, close } = await bed.looking('records-officer', '/console/holds/new', { javaScript })
    const { follow, fill } = keysOf(page)
    const matter = javaScript ? 'Levee v. State' : 'Bridge v. State'
    await fill(/^matter$/, matter)
    await fill(/^reason$/, 'Suit filed')
    await fill(/^units$/, 'ITS-SECURITY')
    walks.wait()
    await follow(/^See how much it keeps$/)
    expect(await page.locator('h1').textContent()).toBe('0 % looked at')
    if (javaScript) await look(page, 'console-hold-checking')
    const checking = page.url()
    // Left, and come back to.
    await page.goto(`${bed.gateway.url}/console/holds`)
    walks.goOn()
    await page.goto(checking)
    const place = page.getByRole('button', { name: 'Place this hold' })
    await place.waitFor()
    const told = /entries: (\d+)/.exec((await page.locator('.run strong').textContent())!)![1]!
    walks.wait()
    await page.goto(checking)
    await follow(/^Place this hold$/)
    expect(await page.locator('h1').textContent()).toBe(`0 % gathered: ${matter}`)
    expect(await page.locator('.run h2').textContent()).toBe('The hold is in force')
    if (javaScript) await look(page, 'console-hold-gathering')
    walks.goOn()
    await page.getByRole('heading', { name: `Legal hold: ${matter}` }).waitFor()
    expect(await page.locator('main').textContent()).toContain(`Entries that it keeps: ${told}.`)
    // What was placed can’t be placed once more.
    await page.goto(checking)
    expect(await page.locator('main').textContent()).toContain('You have no such look')
    expect(faults).toEqual([])
    await close()
  }
})

test('a look that is stopped says so, and the gathering of a hold is announced when it begins and ends', {
  tags: ['MO-10', 'MS-55'],
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.looking('records-officer', '/console/holds/new?matter=Dam&units=ITS-AUDIT')
  await page.clock.install()
  const said = await announcements(page)
  const order = async (): Promise<void> => {
    await page.locator('#reason').fill('Suit filed')
    await page.getByRole('button', { name: /^See how much it keeps$|^Look again/ }).click()
  }
  walks.wait()
  await order()
  await page.getByRole('button', { name: 'Stop looking' }).click()
  await page.getByText('The look was stopped. Nothing is placed.').waitFor()
  await look(page, 'console-hold-stopped')
  walks.goOn()
  await order()
  const asksAgain = async (): Promise<boolean> => {
    await later(page, 5)
    return page.getByRole('button', { name: 'Place this hold' }).isVisible()
  }
  await expect.poll(asksAgain, { timeout: 30_000 }).toBe(true)
  walks.wait()
  await page.getByRole('button', { name: 'Place this hold' }).click()
  await page.getByRole('heading', { name: 'The hold is in force' }).waitFor()
  walks.goOn()
  const isGathered = async (): Promise<boolean> => {
    await later(page, 5)
    return page.getByRole('heading', { name: 'Legal hold: Dam' }).isVisible()
  }
  await expect.poll(isGathered, { timeout: 30_000 }).toBe(true)
  const told = await said()
  expect(told[0]).toBe('The hold is in force. What it keeps is being gathered: 0 percent.')
  expect(told.at(-1)).toMatch(/^What the hold keeps is gathered\. Entries: \d+\.$/)
  // Whether its page asks between the last entry and the end is up to the machine.
  for (const between of told.slice(1, -1)) expect(between).toMatch(/being gathered: (?:2[5-9]|[3-9]\d) percent\.$/)
  expect(faults).toEqual([])
  await close()
})
