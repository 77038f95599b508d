import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { policyFolder } from '../support/policy-folder.ts'
import { LOOKING_MS, look } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'

const profile = policyFolder()
profile.edit('catalog.yaml', 'credential: file:/run/secrets/pine-api-key', 'credential: none')
afterAll(() => profile.remove())
const bed = pagesBed({ profile: profile.folder })

/** More stops than any of these pages has. */
const STOPS_MAX = 60

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stops = 0; stops < STOPS_MAX; stops++) {
    await page.keyboard.press('Tab')
    const isThere = await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)
    if (isThere) return
  }
  throw new Error(`the Tab key never gets to ${selector}`)
}

async function press(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector)
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

/** Somebody at the page of a request, as they come to it. */
async function at(persona: string, number: string, javaScript = true) {
  return bed.signedIn(persona, { javaScript, path: `/catalog/requests/${number}` })
}

test('asking, returning, changing and approving need neither pointer nor script, and show what they change [MS-37] [MS-56]', {
  tags: ['MS-37', 'MS-53', 'MS-56'],
  timeout: LOOKING_MS,
}, async () => {
  const employee = await bed.signedIn('employee', { javaScript: false, path: '/catalog/sandbox/request' })
  const { page } = employee
  await page.locator('#need').fill('Summaries of internal minutes')
  await page.locator('#purpose').selectOption('summarise')
  await page.locator('#class').selectOption('confidential')
  await page.locator('#who').fill('Only me')
  await press(page, 'form[action$="/request"] button')
  const number = new URL(page.url()).searchParams.get('sent')!
  expect(number).toMatch(/^[0-9a-f-]{36}$/)

  const supervisor = await at('supervisor', number)
  await look(supervisor.page, 'request-to-decide')
  await tabTo(supervisor.page, '#decision-approve')
  await supervisor.page.keyboard.press('ArrowDown')
  expect(await supervisor.page.locator('#decision-return').isChecked()).toBe(true)
  await supervisor.page.locator('form[action$="/decide"]').evaluate((form: HTMLFormElement) => {
    form.noValidate = true
  })
  await press(supervisor.page, 'form[action$="/decide"] button')
  await tabTo(supervisor.page, '#reason')
  await supervisor.page.keyboard.type('Internal data is enough for minutes')
  await press(supervisor.page, 'form[action$="/decide"] button')
  expect(await supervisor.page.locator('main').textContent()).toContain('The request is returned')

  // The same person in a browser with script, in which pages are judged.
  const looking = await at('employee', number)
  await look(looking.page, 'request-returned')
  await page.goto(`${bed.gateway.url}/catalog/requests/${number}`)
  await press(page, 'a[href$="/change"]')
  await page.locator('#class').selectOption('internal')
  await page.locator('#reason').fill('Less data, as you asked')
  await press(page, 'form[action$="/change"] button')

  await supervisor.page.goto(`${bed.gateway.url}/catalog/requests/${number}`)
  expect(await supervisor.page.locator('.differences').textContent()).toContain('confidential')
  // Time has gone by: the sign-in is no signature any more.
  bed.clock.ahead = 16 * 60_000
  await supervisor.page.reload()
  expect(await supervisor.page.locator('#decision-approve').count()).toBe(0)
  await look(supervisor.page, 'request-step-up')
  bed.clock.ahead = 0
  await supervisor.page.reload()
  await tabTo(supervisor.page, '#decision-approve')
  await supervisor.page.keyboard.press('Space')
  await tabTo(supervisor.page, '#reason')
  await supervisor.page.keyboard.type('She writes the minutes')
  await press(supervisor.page, 'form[action$="/decide"] button')
  expect(await supervisor.page.locator('.change').textContent()).toContain('only employee (demo)')
  await look(supervisor.page, 'request-confirm')
  await press(supervisor.page, 'form[action$="/confirm"] button')
  expect(await supervisor.page.locator('main').textContent()).toContain('Your approval is recorded')
  await supervisor.close()

  const security = await at('security-officer', number, false)
  await tabTo(security.page, '#decision-approve')
  await security.page.keyboard.press('Space')
  await tabTo(security.page, '#reason')
  await security.page.keyboard.type('Nothing speaks against it')
  await press(security.page, 'form[action$="/decide"] button')
  await press(security.page, 'form[action$="/confirm"] button')
  expect(await security.page.locator('main').textContent()).toContain('Your approval is recorded')
  await security.close()

  const cto = await at('cto', number)
  await cto.page.locator('label[for="decision-approve"]').click()
  await cto.page.locator('#reason').fill('As the others say')
  await press(cto.page, 'form[action$="/decide"] button')
  expect(await cto.page.locator('main').textContent()).toContain('Yours is the last approval')
  // Meanwhile its author takes it back.
  await page.goto(`${bed.gateway.url}/catalog/requests/${number}`)
  await page.locator('details summary').last().click()
  await page.locator('#reason').fill('I don’t need it any more')
  await press(page, 'form[action$="/decide"] button')
  await press(cto.page, 'form[action$="/confirm"] button')
  expect(await cto.page.locator('main').textContent()).toContain('This has changed since you opened it')
  await look(cto.page, 'request-stale')
  expect([...employee.faults, ...supervisor.faults, ...security.faults, ...cto.faults, ...looking.faults]).toEqual([])
  await Promise.all([employee.close(), cto.close(), looking.close()])
})

test('a new system, a renewal and a next version are asked for by forms that are whole, wide and narrow [MS-54] [MS-56]', {
  tags: ['MS-53', 'MS-54', 'MS-56'],
  timeout: LOOKING_MS,
}, async () => {
  const { page } = await bed.signedIn('employee', { path: '/catalog/request/system' })
  await page.locator('form[action="/catalog/request/system"]').evaluate((form: HTMLFormElement) => {
    form.noValidate = true
  })
  await page.locator('#proposal').fill('id: cedar-notes')
  await page.locator('#need').fill('Minutes of meetings')
  await page.locator('#who').fill('Our unit')
  await press(page, 'form[action="/catalog/request/system"] button')
  await look(page, 'ask-change-system')
  await page.goto(`${bed.gateway.url}/catalog/sandbox/renewal`)
  await look(page, 'ask-change-renewal')
  await page.goto(`${bed.gateway.url}/catalog/sandbox/successor`)
  await look(page, 'ask-change-successor')
})

test('a new system is proposed field by field without script, by keyboard, with one use more; faults stand first and at their fields [MS-53] [MS-56]', {
  tags: ['MS-53', 'MS-56'],
  timeout: LOOKING_MS,
}, async () => {
  const path = '/catalog/request/system/fields'
  const plain = await bed.signedIn('employee', { javaScript: false, path })
  await plain.page.locator('#name').fill('Notes assistant')
  await plain.page.locator('button[name="more"][value="grants"]').press('Enter')
  await plain.page.waitForSelector('[id="grants.1.maxClass"]')
  // What was typed is there still, and Enter in a field sends instead of adding.
  expect(await plain.page.locator('#name').inputValue()).toBe('Notes assistant')
  await plain.page.locator('#id').press('Enter')
  await plain.page.waitForSelector('.usa-alert--error')
  expect(await plain.page.locator('[id="grants.2.maxClass"]').count()).toBe(0)
  await plain.page.locator('a[href="#vendor.name"]').click()
  expect(await plain.page.locator('[id="vendor.name"]').getAttribute('aria-invalid')).toBe('true')
  const looking = await bed.signedIn('employee', { path })
  await looking.page.locator('#name').fill('Notes assistant')
  await Promise.all([looking.page.waitForEvent('load'), looking.page.locator('#name').press('Enter')])
  await look(looking.page, 'ask-system-faults')
  expect([...plain.faults, ...looking.faults]).toEqual([])
  await Promise.all([plain.close(), looking.close()])
})
