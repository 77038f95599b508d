import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { filledBed } from '../support/filled-bed.ts'
import { judgeLayout } from '../support/judge-page.ts'
import { keysOf } from '../support/keys.ts'
import { LOOKING_MS } from '../support/look.ts'
import { judgeStates } from '../support/states.ts'

const bed = filledBed(300)
const look = judgeStates('console')

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function takeIn(page: Page): Promise<void> {
  await page.goto(`${bed.gateway.url}/console/requests/new`)
  await page.locator('#name').fill('Robin Vance')
  await page.locator('#description').fill('All that was asked about the levee report')
  await page.locator('#channel').fill('letter')
  await page.locator('#reason').fill('letter of today')
  await button(page, 'Take it in').click()
  await page.waitForURL(/requests\/[0-9a-f-]{36}$/)
}

/** Goes on until the job that the page is about is over. */
async function overJob(page: Page, isOver: () => Promise<boolean>): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.reload()
        return isOver()
      },
      { interval: 200, timeout: 30_000 },
    )
    .toBe(true)
}

test('a request goes from its letter to its coded records, page by page', {
  tags: ['MS-24'],
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.looking('records-officer', '/console/requests')
  const wrong = await look(page, 'requests-empty')
  await takeIn(page)
  expect(await page.locator('.lead').textContent()).toMatch(/^7 business days left, due \w+, \w+ \d+, \d{4}/)
  wrong.push(...(await look(page, 'request-new')))
  const path = new URL(page.url()).pathname

  // The letter is shown before it is sent, and what is sent is what was shown.
  await page.getByRole('link', { name: 'Ask the requester a question' }).click()
  await page.locator('#question').fill('Which months do you mean?')
  await page.locator('#reason').fill('no dates given')
  await button(page, 'See what it comes to').click()
  const shown = await page.locator('.letter').textContent()
  expect(shown).toContain('Which months do you mean?')
  wrong.push(...(await look(page, 'request-step-check')))
  await button(page, 'Do it: Ask the requester a question').click()
  await page.waitForURL((url) => url.pathname === path)
  expect(await page.locator('.lead').textContent()).toContain('The clock stands still: waiting for a clarification')
  await page.getByRole('link', { name: 'Question to the requester' }).click()
  expect(await page.locator('.letter').textContent()).toBe(shown)
  wrong.push(...(await look(page, 'request-letter')))
  await page.goto(`${bed.gateway.url}${path}/steps/clarified`)
  await page.locator('#answer').fill('All of this year')
  await page.locator('#reason').fill('by telephone')
  await button(page, 'See what it comes to').click()
  await button(page, 'Do it: The requester has answered').click()
  await page.waitForURL((url) => url.pathname === path)

  // Closing without exemptions where some are needed leaves nothing, and says why.
  await page.getByRole('link', { name: 'Close it' }).click()
  await page.locator('#outcome').selectOption('denied')
  await page.locator('#note').fill('No')
  await page.locator('#reason').fill('No')
  await button(page, 'See what it comes to').click()
  expect(await page.getByRole('alert').textContent()).toContain('needs its exemptions')
  wrong.push(...(await look(page, 'request-step-error')))

  await page.goto(`${bed.gateway.url}${path}/plan`)
  await page.locator('#unit').selectOption('ITS-OPS')
  await page.locator('#words').fill('levee')
  await page.locator('#reason').last().fill('as the letter says')
  await button(page, 'See how much it looks through').click()
  expect(await page.locator('.run').textContent()).toMatch(/this line opens: \d+/)
  wrong.push(...(await look(page, 'plan-size')))
  await button(page, 'Add this line').click()
  await page.waitForURL(/plan$/)
  wrong.push(...(await look(page, 'plan')))
  await page.locator('#run-reason').fill('first search')
  await button(page, 'Run it now').click()
  await page.waitForURL(/runs\//)
  // As somebody has it who is slow to read: it doesn’t ask again by itself.
  await page.goto(`${page.url()}?still=1`)
  wrong.push(...(await look(page, 'run')))
  await overJob(page, async () => (await page.locator('progress').count()) === 0)
  expect(await page.locator('.lead').textContent()).toMatch(/Records found that you may know of: [1-9]/)
  wrong.push(...(await look(page, 'run-done')))

  await page.getByRole('link', { name: 'Records that were found' }).click()
  wrong.push(...(await look(page, 'scope')))
  await page.getByRole('link', { name: 'Review the next record that nobody has coded' }).click()
  wrong.push(...(await look(page, 'coding')))
  expect(wrong).toEqual([])
  expect(faults).toEqual([])
  await close()
})

test('records are coded by two keys each, and the next one comes by itself', {
  tags: ['MS-24', 'MS-53'],
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.looking('records-officer', '/console/requests', { javaScript: false })
  await page.locator('th[scope=row] a').first().click()
  const path = new URL(page.url()).pathname
  await page.goto(`${bed.gateway.url}${path}/next`)
  const seen = new Set<string>()
  let keys = 0
  const press = async (key: string): Promise<void> => {
    await page.keyboard.press(key)
    keys++
  }
  for (let record = 0; record < 3; record++) {
    const here = page.url()
    seen.add(new URL(here).pathname)
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('coding-responsive')
    await press(record === 1 ? 'ArrowDown' : 'Space')
    await Promise.all([page.waitForURL((url) => url.href !== here), press('Enter')])
  }
  expect(seen.size).toBe(3)
  expect(keys).toBe(6)
  console.info(`keys pressed to code three records: ${keys}`)

  // Exempt without an exemption is refused, with one it is recorded; alike ones go with it.
  await page.locator('label[for=coding-exempt]').click()
  await button(page, 'Record, and next').click()
  expect(await page.getByRole('alert').textContent()).toContain('needs its exemptions')
  expect(await judgeLayout(page)).toEqual([])
  await page.locator('label[for=coding-exempt]').click()
  await page.locator('#exemption').selectOption('ms-25-61-11')
  await page.locator('label[for=alike]').click()
  await button(page, 'Record, and next').click()
  await page.waitForURL(/changed=\d+/)
  expect(Number(new URL(page.url()).searchParams.get('changed'))).toBeGreaterThanOrEqual(1)

  await page.goto(`${bed.gateway.url}${path}/records?coding=responsive`)
  expect(await page.locator('tbody tr').count()).toBe(2)
  await page.locator('summary', { hasText: 'Draw a sample' }).click()
  await page.locator('#seed').fill('2026-11')
  await page.locator('#size').fill('2')
  await page.locator('#of').selectOption('responsive')
  await page.locator('#sample-reason').fill('check of the review')
  await button(page, 'Draw a sample').click()
  await page.waitForURL(/samples\//)
  expect(await page.locator('tbody tr').count()).toBe(2)
  const sample = page.url()
  await close()

  const looking = await bed.looking('attorney', path)
  const wrong: string[] = []
  for (const [where, name] of [
    [sample, 'sample'],
    [`${bed.gateway.url}${path}/records?coding=exempt`, 'scope-exempt'],
    [`${bed.gateway.url}${path}`, 'request'],
    [`${bed.gateway.url}/console/requests?language=es`, 'requests-es'],
  ] as const) {
    await looking.page.goto(where)
    wrong.push(...(await look(looking.page, name)))
  }
  expect(wrong).toEqual([])
  expect([...faults, ...looking.faults]).toEqual([])
  await looking.close()
})

test('a production goes from page to page to its seal by somebody else, and is fetched', {
  tags: ['MS-24', 'MO-06'],
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.looking('records-officer', '/console/productions')
  const wrong = await look(page, 'productions-empty')
  await page.getByRole('link', { name: 'Make a production' }).click()
  await page.locator('#reason').fill('answer to the letter')
  wrong.push(...(await look(page, 'production-scope')))
  await button(page, 'Next').click()
  wrong.push(...(await look(page, 'production-exemptions')))
  await button(page, 'Next').click()
  await page.locator('#prefix').fill('LEVEE')
  wrong.push(...(await look(page, 'production-formats')))
  await button(page, 'Next').click()
  wrong.push(...(await look(page, 'production-check')))
  // Back asks nothing twice.
  await page.getByRole('link', { name: 'Back', exact: true }).click()
  expect(await page.locator('#prefix').inputValue()).toBe('LEVEE')
  await button(page, 'Next').click()
  await button(page, 'Freeze the scope, and go on').click()
  await page.waitForURL(/productions\/[0-9a-f-]{36}$/)
  const path = new URL(page.url()).pathname
  wrong.push(...(await look(page, 'production-open')))

  // A build of what is undecided comes to nothing, and says why.
  await button(page, 'Build it').click()
  await overJob(page, async () => (await page.locator('progress').count()) === 0)
  expect(await page.locator('.usa-alert').textContent()).toContain('nobody has decided about')
  wrong.push(...(await look(page, 'production-failed')))

  await page.getByRole('link', { name: 'Records with something undecided' }).click()
  wrong.push(...(await look(page, 'production-undecided')))
  await page.getByRole('link', { name: 'Begin with the first one' }).click()
  wrong.push(...(await look(page, 'redaction')))
  for (let records = 0; (await page.locator('select[name^="place:"]').count()) > 0 && records < 20; records++) {
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('place-1')
    const places = await page.locator('select[name^="place:"]').count()
    for (let place = 0; place < places; place++) {
      await page.keyboard.type('With')
      if (place < places - 1) await page.keyboard.press('Tab')
    }
    const here = page.url()
    await page.locator('.coding-form button').focus()
    await Promise.all([page.waitForURL((url) => url.href !== here), page.keyboard.press('Enter')])
  }
  await page.locator('#words').fill('levee')
  await page.locator('#exemption').selectOption('ms-25-61-11')
  await button(page, 'Withhold').click()
  expect(await page.locator('del').first().textContent()).toBe('levee')
  wrong.push(...(await look(page, 'redaction-decided')))
  await page.goto(`${bed.gateway.url}${path}`)
  await page.locator('#find').fill('item')
  await page.locator('form[action$="/patterns"] #exemption').selectOption('ms-25-61-11.2')
  await button(page, 'Look for it').click()
  await page.waitForURL((url) => url.pathname === path)
  await page.locator('.cards select[name=decision]').selectOption('keep')
  await page.locator('.cards button').click()
  expect(await page.locator('.cards').textContent()).toContain('Decided: Leave as recorded')
  wrong.push(...(await look(page, 'production-patterns')))

  await button(page, 'Build it').click()
  await overJob(page, async () => (await page.locator('progress').count()) === 0)
  expect(await page.locator('main').textContent()).toContain('You made it: somebody else seals it.')
  wrong.push(...(await look(page, 'production-built')))
  const counsel = await bed.looking('attorney', path)
  await button(counsel.page, 'Seal exactly this package').click()
  expect(await counsel.page.locator('main').textContent()).toContain('Sealed by attorney')
  await counsel.close()
  await page.reload()
  const fetched = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Exemption log (CSV)' }).click()
  expect((await fetched).suggestedFilename()).toMatch(/-exemption-log\.csv$/)
  await page.reload()
  expect(await page.locator('main').textContent()).toContain('Exemption log (CSV): records-officer')
  wrong.push(...(await look(page, 'production-sealed')), ...(await listed(page)))
  expect(wrong).toEqual([])
  expect(faults).toEqual([])
  await close()
})

async function listed(page: Page): Promise<string[]> {
  await page.goto(`${bed.gateway.url}/console/productions?language=es`)
  return look(page, 'productions-es')
}

test('what is exported is what the search shows, row by row, and the search stays in the address', {
  tags: ['MS-24', 'MS-13'],
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.looking('auditor', '/console/exports')
  const wrong = await look(page, 'exports-empty')
  await page.goto(`${bed.gateway.url}/console?decision=refuse`)
  const shown = new Set<string>()
  for (;;) {
    const links = await page
      .locator('th[scope=row] a[href*="/records/"]')
      .evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname.split('/').at(-1)!))
    for (const record of links) shown.add(record)
    const older = page.locator('a[rel=next]')
    if ((await older.count()) === 0) break
    await older.click()
  }
  await page.goto(`${bed.gateway.url}/console?decision=refuse`)
  await page.reload()
  expect(new URL(page.url()).search).toBe('?decision=refuse')
  // Columns are chosen in the address too, and stay with the search.
  await page.locator('summary', { hasText: 'Columns' }).click()
  await page.getByRole('link', { name: 'Show: Purpose' }).click()
  await page.locator('summary', { hasText: 'Columns' }).click()
  await page.getByRole('link', { name: 'Leave out: AI system' }).click()
  expect(new URL(page.url()).search).toBe('?decision=refuse&cols=person.decision.purpose.excerpt')
  await page.locator('th[scope=row] a[href*="/records/"]').first().click()
  await page.goBack()
  expect(await page.locator('section[aria-label^="Records found"] thead th').allTextContents()).toEqual([
    'Time',
    'Person and unit',
    'Decision and class',
    'Purpose',
    'Excerpt',
  ])
  wrong.push(...(await look(page, 'records-export')))
  await page.locator('#export-reason').fill('Yearly review of refusals')
  await button(page, 'Export').click()
  await page.waitForURL(/exports\/[0-9a-f-]{36}$/)
  await overJob(page, async () => (await page.locator('progress').count()) === 0)
  wrong.push(...(await look(page, 'export-done')))
  const { request } = page.context()
  const rows = (await (await request.get(`${page.url()}/files/rows.jsonl`)).text()).trim().split('\n')
  const parsed = rows.map((row) => JSON.parse(row) as { record: string; exported_for: string; exported_by: string })
  expect(parsed.map(({ record }) => record)).toEqual([...shown])
  expect(parsed[0]).toMatchObject({ exported_for: 'audit', exported_by: expect.stringMatching(/\|auditor$/) })
  const csv = await (await request.get(`${page.url()}/files/rows.csv`)).text()
  expect(csv.trim().split('\r\n').length).toBe(shown.size + 1)
  wrong.push(...(await look(page, 'export-done')))
  const other = await bed.looking('records-officer', new URL(page.url()).pathname)
  expect(await other.page.locator('main').textContent()).toContain('You have no such export.')
  await other.close()
  await page.goto(`${bed.gateway.url}/console/exports?language=es`)
  wrong.push(...(await look(page, 'exports-es')))
  expect(wrong).toEqual([])
  expect(faults).toEqual([])
  await close()
})

test('a newcomer finds, holds, answers and proves by keyboard alone, without script', {
  tags: ['MS-24', 'MS-53', 'MO-10'],
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.looking('records-officer', '/console', { javaScript: false })
  const keys = keysOf(page)
  const tasks: [string, number][] = []
  const done = (task: string): void => {
    tasks.push([task, keys.pressed - tasks.reduce((sum, [, count]) => sum + count, 0)])
  }
  await keys.fill(/^q$/, 'levee unit:ITS-SECURITY')
  await Promise.all([page.waitForEvent('load'), keys.press('Enter')])
  await keys.follow(/^\w{3} \d+, \d{4}/)
  expect(await page.locator('.usa-alert').first().textContent()).toContain('Unaltered since')
  done('find')

  await keys.follow(/^Holds$/)
  await keys.follow(/^Place a hold$/)
  await keys.fill(/^matter$/, 'Levee')
  await keys.fill(/^reason$/, 'Suit')
  await keys.fill(/^units$/, 'ITS-SECURITY')
  await keys.follow(/^See how much it keeps$/)
  await page.getByRole('button', { name: 'Place this hold' }).waitFor()
  await keys.follow(/^Place this hold$/)
  await page.getByRole('heading', { name: 'Legal hold: Levee' }).waitFor()
  done('hold')

  await keys.follow(/^Records requests$/)
  await keys.follow(/^Take in a request$/)
  await keys.fill(/^name$/, 'Ana Reyes')
  await keys.fill(/^description$/, 'The levee report')
  await keys.fill(/^channel$/, 'form')
  await keys.fill(/^reason$/, 'form of today')
  await keys.follow(/^Take it in$/)
  await keys.follow(/^What to look for$/)
  await keys.fill(/^unit$/, 'Security')
  await keys.fill(/^words$/, 'levee')
  await keys.fill(/^reason$/, 'as asked')
  await keys.follow(/^See how much it looks through$/)
  await keys.follow(/^Add this line$/)
  await keys.fill(/^run-reason$/, 'first search')
  await keys.follow(/^Run it now$/)
  await overJob(page, async () => (await page.locator('progress').count()) === 0)
  await keys.follow(/^Review: next record/)
  for (let left = 20; left > 0 && (await page.getByText('Every record of the scope is coded').count()) === 0; left--) {
    // A browser gives the focus that a page asks for behind its load.
    await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true)
    await keys.press('Space')
    await Promise.all([page.waitForEvent('load'), keys.press('Enter')])
  }
  await keys.follow(/^Records requests$/)
  await keys.follow(/^Request 2026-0002$/)
  await keys.follow(/^Make a production$/)
  await keys.fill(/^reason$/, 'answer')
  for (let pages = 0; pages < 3; pages++) await keys.follow(/^Next$/)
  await keys.follow(/^Freeze the scope, and go on$/)
  const path = new URL(page.url()).pathname
  for (const entity of ['PERSON', 'SSN']) {
    await keys.fill(/^kind$/, 'Place')
    await keys.fill(/^find$/, entity)
    await keys.follow(/^Look for it$/)
  }
  for (const entity of ['PERSON', 'SSN']) {
    const card = page.locator('.cards > li', { has: page.locator('h3', { hasText: entity }) })
    const name = await card.locator('select[name=decision]').getAttribute('id')
    await keys.fill(new RegExp(`^${name}$`), 'Leave')
    await keys.follow(new RegExp(`^Decide all hits .*: ${entity}$`))
  }
  await keys.follow(/^Build it$/)
  await overJob(page, async () => (await page.locator('progress').count()) === 0)
  const counsel = await bed.looking('attorney', path, { javaScript: false })
  const theirs = keysOf(counsel.page)
  await theirs.follow(/^Seal exactly this package$/)
  await counsel.close()
  await page.goto(`${bed.gateway.url}${path}`)
  const [fetched] = await Promise.all([
    page.waitForEvent('download'),
    keys.reach(/^Package \(tar\)/).then(() => keys.press('Enter')),
  ])
  expect(fetched.suggestedFilename()).toMatch(/\.tar$/)
  done('answer')

  await keys.follow(/^Records$/)
  await keys.follow(/^\w{3} \d+, \d{4}/)
  const [proof] = await Promise.all([
    page.waitForEvent('download'),
    keys.reach(/^Download the proof/).then(() => keys.press('Enter')),
  ])
  expect(proof.suggestedFilename()).toMatch(/^proof-/)
  done('prove')
  console.info(
    `keys pressed by a newcomer: ${tasks.map(([task, count]) => `${task} ${count}`).join(', ')}; to seal ${theirs.pressed}`,
  )
  expect(faults).toEqual([])
  await close()
})

test('no link of these pages is dead, whoever made what they show', { timeout: LOOKING_MS }, async () => {
  const { page, close } = await bed.looking('records-officer', '/console/requests')
  const { request } = page.context()
  const queue = ['/console/requests', '/console/productions', '/console/exports', '/console?decision=refuse']
  /** One page of a kind: ids, cursors and entries stand for each other. */
  const kindOf = (path: string): string => path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+|(?<=cols=)[a-z.]+/g, 'N')
  const seen = new Set<string>()
  const dead: string[] = []
  for (const path of queue) {
    if (seen.has(kindOf(path))) continue
    seen.add(kindOf(path))
    const answer = await request.get(`${bed.gateway.url}${path}`, { maxRedirects: 0 })
    if (![200, 303].includes(answer.status())) dead.push(`${answer.status()} ${path}`)
    const isPage = (answer.headers()['content-type'] ?? '').startsWith('text/html')
    for (const [, href] of isPage ? (await answer.text()).matchAll(/<a [^>]*href="([^"]*)"/g) : []) {
      const url = new URL(href!.replaceAll('&amp;', '&'), `${bed.gateway.url}${path}`)
      const isOurs = /^\/console\/(requests|productions|exports)/.test(url.pathname) || url.searchParams.has('cols')
      if (isOurs && url.origin === bed.gateway.url) queue.push(url.pathname + url.search)
    }
  }
  expect(dead).toEqual([])
  expect(seen.size).toBeGreaterThan(20)
  await close()
})
