import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { ExchangeId } from '#src/core/ids.ts'
import { PARTS_MAX } from '#src/records/sqlite/commit-batch.ts'
import { picture, WIDTHS } from '../support/browser.ts'
import { filledBed } from '../support/filled-bed.ts'
import { judgePage } from '../support/judge-page.ts'

const bed = filledBed(900)

/** Goes there, keeps a picture, and says what is wrong. */
async function look(page: Page, path: string, name: string): Promise<string[]> {
  if (path !== '') await page.goto(`${bed.gateway.url}${path}`)
  await picture(page, `console-${name}`)
  return (await judgePage(page)).map((fault) => `${name}: ${fault}`)
}

/** Alters one byte of a record that was found, in the store itself. */
async function alter(id: string): Promise<void> {
  const { index } = (await bed.gateway.app.store.exchange(id as ExchangeId))[0]!
  const db = new DatabaseSync(join(bed.folder, 'records.db'), { timeout: 20_000 })
  const find = db.prepare("SELECT key, ciphertext FROM part WHERE key >= ? AND key < ? AND name = 'body'")
  const row = find.get(index * PARTS_MAX, (index + 1) * PARTS_MAX) as { key: number; ciphertext: Uint8Array }
  const bytes = Buffer.from(row.ciphertext)
  bytes[3]! ^= 1
  db.prepare('UPDATE part SET ciphertext = ? WHERE key = ?').run(bytes, row.key)
  db.close()
}

test.each(WIDTHS)(
  'every page of an auditor’s console in each state is whole, at %i px',
  { tags: ['MS-55'] },
  async (width) => {
    const { page, faults, close } = await bed.looking('auditor', '/console', { width })
    const wrong = [
      ...(await look(page, '/console/access', 'access')),
      ...(await look(page, '/console?decision=refuse&unit=ITS-OPS', 'records')),
      ...(await look(page, '/console?q=bridge+inspection', 'records-words')),
      ...(await look(page, '/console?q=bridge+AND+OR', 'records-error')),
      ...(await look(page, '/console?q=zebra&decision=refuse', 'records-none')),
    ]
    await page.goto(`${bed.gateway.url}/console?has=removed-words&decision=allow`)
    await page
      .locator('th[scope=row] a[href*="/records/"]')
      .nth(width === 320 ? 2 : 1)
      .click()
    await page.locator('details summary').first().click()
    wrong.push(...(await look(page, '', 'record')))
    await alter(new URL(page.url()).pathname.split('/').at(-1)!)
    await page.reload()
    expect(await page.getByRole('alert').textContent()).toContain('Altered: body of entry')
    wrong.push(...(await look(page, '', 'record-altered')))
    await page.goto(`${bed.gateway.url}/console?decision=refuse`)
    await page.locator('th[scope=row] a[href*="/records/"]').first().click()
    wrong.push(...(await look(page, '', 'record-refused')))
    await page.goto(`${bed.gateway.url}/console?q=levee`)
    await page.locator('#save-name').fill(`Levees ${width}`)
    await page.locator('form[action="/console/saved"] button').click()
    await page.getByRole('button', { name: `Run Levees ${width}` }).click()
    wrong.push(
      ...(await look(page, '', 'saved-run')),
      ...(await look(page, '/console/reveals', 'reveals')),
      ...(await look(page, '/console/dispositions', 'dispositions')),
      ...(await look(page, '/console/access-log', 'access-log')),
      ...(await look(page, '/console/reports', 'reports')),
      ...(await look(page, '/console/holds', 'not-yours')),
      ...(await look(page, '/console/records/01a203c6-1189-7000-992b-4a50ad6af271', 'absent')),
      ...(await look(page, '/console?language=es&q=levee', 'records-es')),
    )
    expect(wrong).toEqual([])
    expect(faults).toEqual([])
    await close()
  },
)

test.each(WIDTHS)(
  'so are those of the records officer: holds from the look to the release, at %i px',
  { tags: ['MO-10'] },
  async (width) => {
    const { page, faults, close } = await bed.looking('records-officer', '/console/holds', { width })
    const wrong = [...(await look(page, '/console/holds/new', 'hold-new'))]
    await page.locator('#matter').fill(`Smith v. Agency ${width}`)
    await page.locator('#reason').fill('Suit filed')
    await page.getByRole('button', { name: 'See how much it keeps' }).click()
    wrong.push(...(await look(page, '', 'hold-error')))
    await page.locator('#units').fill('ITS-AUDIT')
    await page.getByRole('button', { name: 'See how much it keeps' }).click()
    const told = await page.locator('.run strong').textContent()
    wrong.push(...(await look(page, '', 'hold-check')))
    await page.getByRole('button', { name: 'Place this hold' }).click()
    const entries = /entries: (\d+)/.exec(told ?? '')?.[1]
    expect(await page.locator('.cards li').first().textContent()).toContain(`Entries that it keeps: ${entries}`)
    await page.locator('summary').first().click()
    await page.locator('textarea[name=reason]').first().fill('Settled')
    await page.getByRole('button', { name: 'Ask for release' }).first().click()
    wrong.push(
      ...(await look(page, '', 'holds')),
      ...(await look(page, '/console/dispositions', 'officer-dispositions')),
      ...(await look(page, '/console/transitory', 'transitory')),
    )
    expect(wrong).toEqual([])
    expect(faults).toEqual([])
    await close()
  },
)

test('search, open, verify, reveal and hold go by keyboard alone, and without script', {
  tags: ['MS-24'],
}, async () => {
  const { page, close } = await bed.looking('records-officer', '/console', { javaScript: false })
  let steps = 0
  const press = async (key: string): Promise<void> => {
    await page.keyboard.press(key)
    steps++
  }
  /** Tabs until something of this name has the focus. */
  const reach = async (name: RegExp): Promise<void> => {
    for (let tabs = 0; tabs < 120; tabs++) {
      await press('Tab')
      const focused = page.locator(':focus')
      // Past the last link the browser itself has it.
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
  const type = async (text: string): Promise<void> => {
    await page.keyboard.type(text)
    steps += text.length
  }
  await reach(/^q$/)
  await type('levee')
  await press('Enter')
  await page.waitForURL(/q=levee/)
  await reach(/^\w{3} \d+, \d{4}/)
  await press('Enter')
  await page.waitForURL(/records\//)
  await reach(/^Verify again$/)
  await press('Enter')
  await page.waitForLoadState()
  expect(await page.locator('.usa-alert').first().textContent()).toContain('Unaltered since')
  await reach(/^reveal-reason$/)
  await type('Request 12')
  await reach(/^Reveal$/)
  await press('Enter')
  await page.waitForURL(/reveal$/)
  expect(await page.locator('h1').textContent()).toBe('Revealed content')
  await reach(/^Holds$/)
  await press('Enter')
  await page.waitForURL(/holds/)
  await reach(/^Place a hold$/)
  await press('Enter')
  await page.waitForURL(/holds\/new/)
  await reach(/^matter$/)
  await type('Levee')
  await reach(/^reason$/)
  await type('Suit')
  await reach(/^units$/)
  await type('ITS-HR')
  await reach(/^See how much it keeps$/)
  await press('Enter')
  await page.waitForSelector('.run')
  await reach(/^Place this hold$/)
  await press('Enter')
  await page.waitForURL(/holds$/)
  expect(await page.locator('.cards').first().textContent()).toContain('Levee')
  console.info(`keys pressed from search to hold: ${steps}`)
  await close()
})
