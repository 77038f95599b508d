import { expect, test } from 'vitest'
import { SESSION_IDLE_MS } from '#src/core/session.ts'
import { picture, WIDTHS } from './support/browser.ts'
import { judgePage } from './support/judge-page.ts'
import { pagesBed } from './support/pages-bed.ts'
import { noteCheck } from './support/seen.ts'

const bed = pagesBed()

test.each(WIDTHS)('somebody signs in, reads the notice, accepts it, leaves, at %i px [MS-17]', async (width) => {
  const persona = width === 320 ? 'supervisor' : 'employee'
  const { page, faults, close } = await bed.signedIn(persona, { width, accepts: false, inPerson: true })
  expect(new URL(page.url()).pathname).toBe('/notice')
  await picture(page, 'notice-due')
  expect(await judgePage(page)).toEqual([])
  // Nothing is reached around it.
  await page.goto(`${bed.gateway.url}/conversations`)
  expect(new URL(page.url()).pathname).toBe('/notice')
  await page.getByRole('button', { name: 'I have read this and accept it' }).click()
  await page.waitForURL(`${bed.gateway.url}/conversations`)
  await page.goto(`${bed.gateway.url}/notice`)
  await page.getByText('You have accepted this notice.').waitFor()
  await picture(page, 'notice-accepted')
  expect(await judgePage(page)).toEqual([])
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(/signed-out/)
  await picture(page, 'signed-out')
  expect(await judgePage(page)).toEqual([])
  expect(faults).toEqual([])
  await close()
})

test('who lacks a course is shown the way to it [MS-63]', async () => {
  const { page, faults, close } = await bed.signedIn('untrained', { inPerson: true })
  await page.goto(`${bed.gateway.url}/notice`)
  await page
    .getByRole('link', { name: /^Take the course/ })
    .first()
    .waitFor()
  await picture(page, 'notice-untrained')
  expect(await judgePage(page)).toEqual([])
  expect(faults).toEqual([])
  await close()
})

test.each(WIDTHS)('what was written when a session ended is there again after signing in, at %i px', async (width) => {
  const { page, faults, close } = await bed.signedIn('contractor', { width, javaScript: false, inPerson: true })
  await page.getByLabel('Your question').fill('A long text that nobody wants to write twice.')
  bed.clock.ahead = SESSION_IDLE_MS + 1
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('heading', { name: 'Your session has ended' }).waitFor()
  await picture(page, 'session-ended')
  bed.clock.ahead = 0
  await page.getByRole('link', { name: /^Sign in at/ }).click()
  await page.locator('button[value=contractor]').click()
  await page.waitForURL(`${bed.gateway.url}/`)
  expect(await page.getByLabel('Your question').inputValue()).toBe('A long text that nobody wants to write twice.')
  // It was on its way, and is kept nowhere.
  await page.reload()
  expect(await page.getByLabel('Your question').inputValue()).toBe('')
  expect(faults).toEqual([])
  await close()
})

test.each(WIDTHS)('pages that say no are as good as the others, at %i px', async (width) => {
  const { page, faults, close } = await bed.signedIn('hr', { width })
  await page.goto(`${bed.gateway.url}/chat/of-nobody`)
  await picture(page, 'missing')
  expect(await judgePage(page)).toEqual([])
  await page.goto(`${bed.gateway.url}/sign-in/callback?state=made-up&code=x`)
  await picture(page, 'sign-in-failed')
  expect(await judgePage(page)).toEqual([])
  expect(faults).toEqual([])
  await close()
})

test('before a session ends the page asks, and one key keeps it (WCAG 2.2.1)', async () => {
  const { page, context, faults, close } = await bed.signedIn('auditor')
  noteCheck('time-limit')
  await context.clock.install()
  await page.reload()
  await page.getByLabel('Your question').fill('Unsent.')
  await context.clock.fastForward(SESSION_IDLE_MS - 170_000)
  const dialog = page.getByRole('dialog', { name: 'Your session is about to end' })
  await dialog.waitFor()
  await picture(page, 'session-ending')
  expect(await judgePage(page)).toEqual([])
  const kept = page.waitForResponse(/\/session$/)
  await page.keyboard.press('Enter')
  expect((await kept).status()).toBe(200)
  await dialog.waitFor({ state: 'hidden' })
  expect(await page.getByLabel('Your question').inputValue()).toBe('Unsent.')
  expect(faults).toEqual([])
  await close()
})

test.each(WIDTHS)('everything is there in Spanish, at %i px [MS-53]', async (width) => {
  const { page, faults, close } = await bed.signedIn('supervisor', {
    width,
    language: 'es-US',
    accepts: false,
    inPerson: true,
  })
  await page.goto(`${bed.gateway.url}/notice`)
  expect(await page.getAttribute('html', 'lang')).toBe('es')
  await picture(page, 'notice-es')
  expect(await judgePage(page)).toEqual([])
  if ((await page.getByRole('button', { name: 'Lo he leído y lo acepto' }).count()) > 0)
    await page.getByRole('button', { name: 'Lo he leído y lo acepto' }).click()
  await page.goto(`${bed.gateway.url}/`)
  await page.getByLabel('Su pregunta').fill('Redacta una nota sobre el desvío.')
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.getByText('La respuesta 1 está completa.').waitFor()
  await picture(page, 'chat-es')
  expect(await judgePage(page)).toEqual([])
  await page.getByRole('link', { name: 'English' }).click()
  expect(await page.getAttribute('html', 'lang')).toBe('en')
  expect(faults).toEqual([])
  await close()
})
