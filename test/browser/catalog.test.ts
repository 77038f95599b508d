import { expect, test } from 'vitest'
import { LOOKING_MS, look } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed()

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
