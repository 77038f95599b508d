import { expect, test } from 'vitest'
import { picture } from './support/browser.ts'
import { judgePage } from './support/judge-page.ts'
import { LOOKING_MS, look } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed()

test('what everybody may know of the service stands on plain pages [MS-53]', { timeout: LOOKING_MS }, async () => {
  const { page, faults, close } = await bed.visitor()
  for (const name of ['help', 'privacy', 'accessibility', 'accessibility/report', 'status', 'register']) {
    await page.goto(`${bed.gateway.url}/${name}`)
    await look(page, name.replace('/', '-'))
  }
  expect(faults).toEqual([])
  await close()
})

async function suspend(body: object): Promise<void> {
  const answer = await fetch(`${bed.gateway.url}/api/v1/suspensions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await bed.gateway.token('security-officer')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(201)
}

test('what is suspended is told to everybody, and why to the agency’s own [MS-31]', {
  timeout: LOOKING_MS,
}, async () => {
  await suspend({ target: 'system', value: 'magnolia-drafting', reason: 'Answers are being looked into.' })
  await suspend({ target: 'unit', value: 'ITS-HR', reason: 'For Human Resources alone.' })
  const anybody = await bed.visitor({ width: 320 })
  await anybody.page.goto(`${bed.gateway.url}/status`)
  const said = await anybody.page.locator('main').textContent()
  expect(said).toContain('Drafting assistant')
  expect(said).not.toMatch(/looked into|Human Resources/)
  await anybody.close()
  const { page, faults, close } = await bed.signedIn('employee', { path: '/catalog' })
  await page.goto(`${bed.gateway.url}/status`)
  await look(page, 'status-suspended')
  const own = await page.locator('main').textContent()
  expect(own).toContain('Answers are being looked into.')
  expect(own).not.toContain('Human Resources')
  await page.goto(`${bed.gateway.url}/catalog/magnolia-drafting`)
  await look(page, 'catalog-system-suspended')
  expect(await page.locator('main').textContent()).toContain('It is suspended.')
  expect(faults).toEqual([])
  await close()
})

test('with colours of the reader’s own, and without motion, nothing is lost', { timeout: LOOKING_MS }, async () => {
  const { page, faults, close } = await bed.visitor({ width: 320, forcedColors: true, reducedMotion: true })
  for (const path of ['/status', '/public/app-public']) {
    await page.goto(`${bed.gateway.url}${path}`)
    expect(await judgePage(page), path).toEqual([])
    expect(await page.evaluate(() => document.getAnimations().length), path).toBe(0)
  }
  await picture(page, 'public-forced-colors')
  expect(faults).toEqual([])
  await close()
})
