import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { ExchangeId } from '#src/core/ids.ts'
import { PARTS_MAX } from '#src/records/sqlite/commit-batch.ts'
import { filledBed } from '../support/filled-bed.ts'
import { keysOf } from '../support/keys.ts'
import { judgeStates } from '../support/states.ts'

const bed = filledBed(900, {
  changePolicy(policy) {
    const series = policy.retention.series['ms-unscheduled']!
    delete series.undecided
    Object.assign(series, { retain: 'P30D', from: 'created', action: 'destroy', autoDestroy: true })
    policy.retention.transitory = 'ms-unscheduled'
    policy.access.parts.out.reveal!.people = 2
  },
})

const judge = judgeStates('console')

/** Goes there, and says what is wrong with it in each width. */
async function look(page: Page, path: string, name: string): Promise<string[]> {
  if (path !== '') await page.goto(`${bed.gateway.url}${path}`)
  return judge(page, name)
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

test('an auditor’s search and record in each state are whole, wide and narrow', {
  tags: ['MS-55'],
  timeout: 300_000,
}, async () => {
  const { page, faults, close } = await bed.looking('auditor', '/console')
  const wrong = [
    ...(await look(page, '/console/access', 'access')),
    ...(await look(page, '/console?decision=refuse&unit=ITS-OPS', 'records')),
    ...(await look(page, '/console?q=bridge+inspection', 'records-words')),
    ...(await look(page, '/console?q=bridge+AND+OR', 'records-error')),
    ...(await look(page, '/console?q=zebra&decision=refuse', 'records-none')),
  ]
  await page.goto(`${bed.gateway.url}/console?has=removed-words&decision=allow`)
  await page.locator('th[scope=row] a[href*="/records/"]').nth(1).click()
  await page.locator('details summary').first().click()
  wrong.push(...(await look(page, '', 'record')))
  await alter(new URL(page.url()).pathname.split('/').at(-1)!)
  await page.reload()
  expect(await page.getByRole('alert').textContent()).toContain('Altered: body of entry')
  wrong.push(...(await look(page, '', 'record-altered')))
  expect(wrong).toEqual([])
  expect(faults).toEqual([])
  await close()
})

test('so are the auditor’s other pages', { timeout: 300_000 }, async () => {
  const { page, faults, close } = await bed.looking('auditor', '/console')
  const wrong: string[] = []
  await page.goto(`${bed.gateway.url}/console?decision=refuse`)
  await page.locator('th[scope=row] a[href*="/records/"]').first().click()
  wrong.push(...(await look(page, '', 'record-refused')))
  await page.goto(`${bed.gateway.url}/console?q=levee`)
  await page.locator('#save-name').fill('Levees')
  await page.locator('form[action="/console/saved"] button').click()
  await page.getByRole('button', { name: 'Run Levees' }).click()
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
})

test('so are those of the records officer: holds from the look to the release', {
  tags: ['MO-10'],
  timeout: 300_000,
}, async () => {
  const { page, faults, close } = await bed.looking('records-officer', '/console/holds')
  const wrong = [...(await look(page, '/console/holds/new', 'hold-new'))]
  await page.locator('#matter').fill('Smith v. Agency')
  await page.locator('#reason').fill('Suit filed')
  await page.getByRole('button', { name: 'See how much it keeps' }).click()
  wrong.push(...(await look(page, '', 'hold-error')))
  await page.locator('#units').fill('ITS-AUDIT')
  await page.getByRole('button', { name: 'See how much it keeps' }).click()
  const told = await page.locator('.run strong').textContent()
  wrong.push(...(await look(page, '', 'hold-check')))
  await page.getByRole('button', { name: 'Place this hold' }).click()
  await page.getByRole('heading', { name: 'Legal hold: Smith v. Agency' }).waitFor()
  const entries = /entries: (\d+)/.exec(told ?? '')?.[1]
  expect(await page.locator('main').textContent()).toContain(`Entries that it keeps: ${entries}`)
  wrong.push(...(await look(page, '', 'hold-one')))
  await page.goto(`${bed.gateway.url}/console/holds`)
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
})

test('search, open, verify, reveal and hold go by keyboard alone, and without script', {
  tags: ['MS-24'],
}, async () => {
  const { page, close } = await bed.looking('records-officer', '/console', { javaScript: false })
  const keys = keysOf(page)
  const { press, reach, type } = keys
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
  await page.getByRole('button', { name: 'Place this hold' }).waitFor()
  await reach(/^Place this hold$/)
  await press('Enter')
  await page.getByRole('heading', { name: 'Legal hold: Levee' }).waitFor()
  console.info(`keys pressed from search to hold: ${keys.pressed}`)
  await close()
})

test('a reveal by two people, a disposition by three and a transitory record go from page to page', {
  tags: ['MO-07', 'MO-10', 'MO-19'],
  timeout: 300_000,
}, async () => {
  const employee = await bed.gateway.client('employee')
  const { response } = await employee.chat.completions
    .create({ model: 'general-drafting', messages: [{ role: 'user', content: 'A note for the meeting room' }] })
    .withResponse()
  const id = response.headers.get('ai-record')!
  const limbs = {
    short_term_and_not_integral: true,
    not_needed_for_functions: true,
    not_regularly_filed: true,
    no_statutory_duty: true,
    kept_only_until_done: true,
  }
  const stated = await fetch(`${bed.gateway.url}/api/v1/records/${id}/transitory`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await bed.gateway.token('employee')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ limbs, ended_on: '2026-11-01', reason: 'The room was found' }),
  })
  expect(stated.status).toBe(201)

  const officer = await bed.looking('records-officer', `/console/records/${id}`)
  const wrong: string[] = []
  await officer.page.locator('#reveal-part').selectOption('out')
  await officer.page.locator('#reveal-reason').fill('Request 12')
  await officer.page.getByRole('button', { name: 'Reveal' }).click()
  wrong.push(...(await look(officer.page, '', 'reveal-waits')))

  const auditor = await bed.looking('auditor', '/console/reveals')
  wrong.push(...(await look(auditor.page, '', 'reveals-to-agree')))
  await auditor.page.locator('input[name=reason]').first().fill('It is what the request is about')
  await auditor.page.getByRole('button', { name: 'Agree' }).click()
  await auditor.close()

  await officer.page.goto(`${bed.gateway.url}/console/reveals`)
  await officer.page.getByRole('button', { name: 'Open it' }).click()
  expect(await officer.page.locator('main').textContent()).toContain('meeting room')
  wrong.push(...(await look(officer.page, '', 'revealed')))

  await officer.close()

  // A records officer is among those who approve, and nobody approves what is theirs.
  const counsel = await bed.looking('attorney', '/console/dispositions')
  wrong.push(...(await look(counsel.page, '/console/dispositions', 'dispositions-due')))
  await counsel.page.locator('summary').first().click()
  await counsel.page.locator('form[action="/console/dispositions"] textarea').fill('Its period is over')
  await counsel.page.getByRole('button', { name: 'Propose' }).click()
  await counsel.page.waitForURL(/dispositions\/[0-9a-f-]+$/)
  wrong.push(...(await look(counsel.page, '', 'disposition-proposed')))
  const path = new URL(counsel.page.url()).pathname
  await counsel.close()

  for (const persona of ['records-officer', 'privacy-officer']) {
    const { page, close } = await bed.looking(persona, path)
    await page.getByRole('button', { name: 'Approve exactly this set' }).click()
    if (persona === 'privacy-officer') wrong.push(...(await look(page, '', 'disposition-approved')))
    await close()
  }

  const destroyer = await bed.looking('records-officer', path)
  await destroyer.page.locator('form[action$="/run"] button').click()
  await expect
    .poll(async () => {
      await destroyer.page.reload()
      return destroyer.page.locator('main').textContent()
    })
    .toContain('The contents were destroyed')
  wrong.push(...(await look(destroyer.page, '', 'disposition-done')))
  const { ref } = (await bed.gateway.app.store.entry(0))!
  wrong.push(...(await look(destroyer.page, `/console/records/${ref}`, 'record-destroyed')))
  expect(await destroyer.page.locator('.usa-alert').first().textContent()).toMatch(/^Destroyed on .+/)
  expect(await destroyer.page.getByRole('button', { name: 'Reveal' }).count()).toBe(0)
  await destroyer.close()

  const supervisor = await bed.signedIn('supervisor', { path: '/console/transitory' })
  wrong.push(...(await look(supervisor.page, '', 'transitory-asked')))
  await supervisor.page.locator('select[name=agrees]').selectOption('yes')
  await supervisor.page.locator('form[action$="confirmations"] input[name=reason]').fill('It is done')
  await supervisor.page.getByRole('button', { name: 'Record' }).click()
  expect(await supervisor.page.locator('.cards').textContent()).toContain('Supervisor agrees: It is done')
  wrong.push(...(await look(supervisor.page, '/console/reports', 'reports-unit')))
  await supervisor.close()
  expect(wrong).toEqual([])
})
