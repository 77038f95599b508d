import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { filledBed } from '../support/filled-bed.ts'
import { LOOKING_MS, look } from '../support/look.ts'

const bed = filledBed(240)
const FILTERS = '/console?unit=ITS-OPS&decision=allow&redacted=us_ssn&held=none&from=2020-01-01&cols=person.purpose'
const OTHERS = '/console?decision=refuse&cols=time'

/** What a page of records says that it was asked, and what it found: all of it stands in its address. */
function asked(page: Page) {
  return page.evaluate(() => ({
    path: `${location.pathname}${location.search}`,
    fields: Object.fromEntries(
      [...document.querySelectorAll<HTMLInputElement>('.search-form [id]')]
        .filter(({ value }) => value)
        .map(({ id, value }) => [id, value]),
    ),
    applied: [...document.querySelectorAll('.applied li a[aria-label]')].map((link) => link.getAttribute('aria-label')),
    heads: [...document.querySelectorAll('thead th')].map(({ textContent }) => textContent),
    found: document.querySelector('#result-title')?.textContent,
    records: [...document.querySelectorAll('th[scope=row] a[href*="/records/"]')].map((link) =>
      link.getAttribute('href'),
    ),
  }))
}

const recordOf = (href: string | null): string => /records\/([0-9a-f-]{36})/.exec(href ?? '')![1]!

test('filters survive reload and back, and each is a link that takes it off', { tags: ['MS-24'] }, async () => {
  const { page, faults, close } = await bed.looking('auditor', FILTERS)
  const first = await asked(page)
  expect(first).toMatchObject({
    path: FILTERS,
    fields: { unit: 'ITS-OPS', decision: 'allow', redacted: 'us_ssn', held: 'none', from: '2020-01-01' },
    found: expect.stringMatching(/^1–\d+ of \d+ records/),
  })
  expect(first.applied).toHaveLength(5)
  expect(first.applied).toContain('Remove Kind of words that were removed: Social Security number')
  await page.reload()
  expect(await asked(page)).toEqual(first)
  await page.locator('th[scope=row] a[href*="/records/"]').first().click()
  await page.waitForURL(/records\//)
  await page.goBack()
  expect(await asked(page)).toEqual(first)
  // And by the record’s own way back.
  await page.locator('th[scope=row] a[href*="/records/"]').first().click()
  await page.getByRole('link', { name: 'Back to the search' }).click()
  const again = await asked(page)
  expect({ ...again, path: '' }).toEqual({ ...first, path: '' })
  await page.getByRole('link', { name: /^Remove On hold/ }).click()
  const looser = await asked(page)
  expect(looser.fields).toEqual({ unit: 'ITS-OPS', decision: 'allow', redacted: 'us_ssn', from: '2020-01-01' })
  expect(faults).toEqual([])
  await close()
})

test('an address that is shared shows another officer the same search, once they have said what they look for', {
  tags: ['MS-24', 'MS-10', 'MO-04'],
}, async () => {
  const sharing = await bed.looking('auditor', FILTERS)
  const shared = await asked(sharing.page)
  const { page, faults, close } = await bed.signedIn('records-officer', { path: FILTERS })
  expect(new URL(page.url()).pathname).toBe('/console/access')
  expect(await page.locator('#matter').inputValue()).toBe('')
  await page.locator('#purpose').selectOption('records-request')
  await page.locator('#matter').fill('request 2026-12')
  await page.locator('#reason').fill('Asked by a colleague')
  await page.locator('form[action="/console/access"] button').click()
  await page.waitForURL((url) => url.pathname === '/console')
  expect(await asked(page)).toEqual(shared)
  expect(await page.locator('.console-stated').textContent()).toContain('request 2026-12')
  expect(await sharing.page.locator('.console-stated').textContent()).toContain('engagement 2026-14')
  expect([...faults, ...sharing.faults]).toEqual([])
  await close()
  await sharing.close()
})

test('two tabs with different filters go each through their own records, and neither changes the other', {
  tags: ['MS-24'],
  timeout: LOOKING_MS,
}, async () => {
  const { page: one, faults, close } = await bed.looking('auditor', FILTERS)
  const two = await one.context().newPage()
  await two.goto(`${bed.gateway.url}${OTHERS}`)
  const sets = [await asked(one), await asked(two)]
  const [first, second] = sets.map(({ records }) => records.map(recordOf)) as [string[], string[]]
  expect(first.length).toBeGreaterThan(2)
  expect(second.length).toBeGreaterThan(2)
  expect(first.filter((record) => second.includes(record))).toEqual([])
  await one.locator('th[scope=row] a[href*="/records/"]').first().click()
  await two.locator('th[scope=row] a[href*="/records/"]').first().click()
  const walked: [string[], string[]] = [[], []]
  const steps = Math.min(first.length, second.length, 5)
  for (let step = 0; step < steps; step++)
    for (const [at, tab] of [one, two].entries()) {
      await tab.waitForURL(/records\//)
      walked[at]!.push(recordOf(tab.url()))
      if (step + 1 < steps) await Promise.all([tab.waitForEvent('load'), tab.locator('a[rel=next]').click()])
    }
  expect(walked).toEqual([first.slice(0, steps), second.slice(0, steps)])
  for (const tab of [one, two]) await Promise.all([tab.waitForEvent('load'), tab.locator('a[rel=prev]').click()])
  expect([one, two].map((tab) => recordOf(tab.url()))).toEqual([first[steps - 2], second[steps - 2]])
  // The newest has nothing before it, the last one nothing behind it.
  await one.goto(`${bed.gateway.url}${sets[0]!.records[0]}`)
  expect(await one.locator('a[rel=prev]').count()).toBe(0)
  await one.getByRole('link', { name: 'Back to the search' }).click()
  await two.getByRole('link', { name: 'Back to the search' }).click()
  expect([(await asked(one)).fields, (await asked(two)).fields]).toEqual(sets.map(({ fields }) => fields))
  await look(one, 'console-records-filters')
  expect(faults).toEqual([])
  await close()
})
