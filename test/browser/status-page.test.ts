import { expect, test } from 'vitest'
import { inject, READ_ONLY } from '../support/faulty-store-worker.ts'
import { LOOKING_MS, look } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed({ app: { storeWorkerUrl: new URL('../support/faulty-store-worker.ts', import.meta.url) } })

test('where nothing can be recorded, nothing is asked, and the status says so [MS-64]', {
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.visitor({ width: 320 })
  await inject(bed.gateway.folder, { kind: 'sql', sql: READ_ONLY })
  await page.goto(`${bed.gateway.url}/public/app-public`)
  for (const text of ['When is the office open?', 'Are you a person?']) {
    await page.getByRole('textbox').fill(text)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.waitForLoadState('load')
    expect(await page.locator('main').textContent()).toContain('No answer could be had')
    expect(await page.getByRole('textbox').inputValue()).toBe(text)
  }
  expect(bed.sandbox.requests.length).toBe(0)
  await page.goto(`${bed.gateway.url}/status`)
  await look(page, 'status-cannot-record')
  expect(await page.locator('main').textContent()).toContain('can’t write records')
  expect(faults).toEqual([])
  await close()
})
