import { afterAll, expect, test } from 'vitest'
import type { PolicySet } from '#src/policy/policy-set.ts'
import type { Changeable } from '../support/changed-policy.ts'
import { startEchoingApplication } from '../support/echoing-application.ts'
import { freePort } from '../support/free-port.ts'
import { LOOKING_MS, look } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'

const application = await startEchoingApplication()
const apps = `http://localhost:${await freePort()}`
/** The policy in force, for a test to change. */
let inForce!: Changeable<PolicySet>
const bed = pagesBed({
  application: application.origin,
  env: { STATEHOUSE_APPS_ORIGIN: apps },
  changePolicy: (policy) => {
    inForce = policy
  },
})
afterAll(() => application.close())

test('an employee reads the approved list and what it says of them [MS-40]', { timeout: LOOKING_MS }, async () => {
  const { page, faults, close } = await bed.signedIn('employee', { path: '/catalog' })
  await look(page, 'catalog')
  await page.goto(`${bed.gateway.url}/catalog?q=zzz`)
  await look(page, 'catalog-none')
  await page.goto(`${bed.gateway.url}/catalog/magnolia-drafting`)
  await look(page, 'catalog-system')
  await page.goto(`${bed.gateway.url}/catalog/check?system=sandbox&purpose=summarise&class=internal`)
  await look(page, 'catalog-check-yes')
  await page.goto(`${bed.gateway.url}/catalog/check?system=pine-casework&purpose=coding&class=regulated`)
  await look(page, 'catalog-check-no')
  await page.goto(`${bed.gateway.url}/catalog/nothing`)
  await look(page, 'catalog-missing')
  expect(faults).toEqual([])
  await close()
})

test('a request says what it lacks, is sent, and is seen by the supervisor [MS-37]', {
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.signedIn('untrained', { path: '/catalog/requests' })
  await look(page, 'requests-none')
  await page.goto(`${bed.gateway.url}/catalog/sandbox`)
  await look(page, 'catalog-system-untrained')
  expect(await page.locator('main').textContent()).toContain('A training course that it needs isn’t on your record')
  await page.goto(`${bed.gateway.url}/catalog/request`)
  await look(page, 'ask-unlisted')
  await page.goto(`${bed.gateway.url}/catalog/pine-casework/request`)
  await look(page, 'ask-access')
  await page.locator('form[action$="/request"]').evaluate((form: HTMLFormElement) => {
    form.noValidate = true
  })
  await page.locator('#who').fill('Only me')
  await page.getByRole('button', { name: 'Send the request' }).click()
  await page.waitForLoadState('load')
  await look(page, 'ask-access-incomplete')
  expect(await page.locator('#who').inputValue()).toBe('Only me')
  await page.locator('#need').fill('Summaries of <b>grievance</b> files')
  await page.locator('#purpose').selectOption('summarise')
  await page.locator('#class').selectOption('confidential')
  await page.getByRole('button', { name: 'Send the request' }).click()
  await page.waitForURL(/requests\?sent=/)
  await look(page, 'request-sent')
  expect(await page.locator('.typed').first().textContent()).toBe('Summaries of <b>grievance</b> files')
  expect(faults).toEqual([])
  await close()
  const supervisor = await bed.signedIn('supervisor', { path: '/catalog/requests' })
  await look(supervisor.page, 'requests-received')
  expect(await supervisor.page.getByText('untrained@its.ms.gov').count()).toBeGreaterThan(0)
  await supervisor.close()
})

test('an approved application opens from the list, with its sockets, and ends with the sign-out [MS-34, MO-09]', {
  timeout: LOOKING_MS,
}, async () => {
  const { page, context, faults, close } = await bed.signedIn('employee', {
    path: '/catalog',
    origins: [bed.gateway.url, bed.gateway.issuer, apps],
  })
  await page.goto(`${bed.gateway.url}/applications/notes`)
  await look(page, 'application')
  await page.getByRole('link', { name: 'Open Shared notes' }).click()
  await page.waitForURL(`${apps}/apps/notes/`)
  expect(await page.getByRole('heading').textContent()).toBe('Notes')
  expect(await page.evaluate(() => document.cookie)).toBe('')
  await page.evaluate(async () => {
    const socket = new WebSocket(`${location.href.replace('http', 'ws')}live`)
    const told = new Promise((resolve) => socket.addEventListener('message', ({ data }) => resolve(data)))
    socket.addEventListener('open', () => socket.send('hello'))
    document.title = String(await told)
    socket.addEventListener('close', () => {
      document.title = 'cut'
    })
  })
  expect(await page.title()).toBe('hello')
  const other = await context.newPage()
  await other.goto(`${bed.gateway.url}/`)
  await other.getByRole('link', { name: 'Shared notes' }).waitFor()
  await other.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForFunction(() => document.title === 'cut')
  await page.reload()
  expect(new URL(page.url()).origin).toBe(bed.gateway.issuer)
  expect(faults.filter((fault) => !fault.includes('WebSocket'))).toEqual([])
  await close()
  const again = await bed.signedIn('untrained', { path: '/catalog?again' })
  await look(again.page, 'application-not-opened')
  await again.close()
})

test('an application that may not be visited says why, and a stronger sign-in is asked for where one is needed [MS-36]', {
  timeout: LOOKING_MS,
}, async () => {
  const { page, close } = await bed.signedIn('employee', {
    path: '/catalog',
    origins: [bed.gateway.url, bed.gateway.issuer, apps],
  })
  const notes = inForce.applications[0]!
  notes.maxAuthAgeMinutes = 5
  bed.clock.ahead = 6 * 60_000
  await page.goto(`${apps}/apps/notes/`)
  await page.getByRole('button', { name: 'Sign in again and open it' }).waitFor()
  await look(page, 'application-step-up')
  bed.clock.ahead = 0
  await page.getByRole('button', { name: 'Sign in again and open it' }).click()
  await page.getByRole('link', { name: /^Sign in at/ }).click()
  await page.locator('button[value=employee]').click()
  await page.waitForURL(`${apps}/apps/notes/`)
  delete notes.maxAuthAgeMinutes
  notes.approval.status = 'suspended'
  await page.goto(`${apps}/apps/notes/`)
  await page.getByText('You can’t use this application now').waitFor()
  await look(page, 'application-suspended')
  await close()
})
