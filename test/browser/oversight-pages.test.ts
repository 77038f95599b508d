import { expect, test } from 'vitest'
import { ask, chatQuestion } from '../support/asking.ts'
import { LOOKING_MS, look } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed()

test('the primer is read, failed, passed, and counts: without pointer or script [MS-63]', {
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.signedIn('untrained', { path: '/training/primer', javaScript: false })
  const choose = (text: string) => page.getByText(text).click()
  await choose('Use it; systems cite what they have read')
  await choose('The whole file; personal data is taken out anyway')
  await choose('A person, who looks at the case and says why')
  await choose('Yes, it is a public record')
  await page.getByRole('button', { name: 'Check my answers' }).click()
  await page.getByText('Not passed yet').waitFor()
  await choose('Look the case up before using it')
  await page.getByRole('button', { name: 'Check my answers' }).click()
  await page.getByText('Passed. It is on your record').waitFor()
  expect(faults).toEqual([])
  await close()

  const seen = await bed.signedIn('hr', { path: '/training' })
  await look(seen.page, 'training')
  await seen.page.getByRole('link', { name: 'Read the short primer here' }).click()
  await look(seen.page, 'primer')
  expect(seen.faults).toEqual([])
  await seen.close()
})

test('a review of the policy is signed for, and seen by everybody [MS-65]', { timeout: LOOKING_MS }, async () => {
  const { page, faults, close } = await bed.signedIn('cto', { path: '/oversight' })
  await look(page, 'oversight-to-sign')
  await page.getByLabel('What was looked at').fill('Use, refusals and incidents of the year.')
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await page.getByText('Still to sign: Executive director.').waitFor()
  await look(page, 'oversight-signed')
  expect(faults).toEqual([])
  await close()
})

test('a decision that a recommendation took part in is closed without pointer or script [MS-30]', {
  timeout: LOOKING_MS,
}, async () => {
  const token = await bed.gateway.token('employee')
  await bed.gateway.acknowledge(token)
  const asked = ask(bed.gateway, token, {
    body: chatQuestion('Should the permit be granted?', false),
    headers: { 'ai-purpose': 'case-support', 'ai-decision-mode': 'recommend' },
  })
  const record = (await asked.whole()).headers['ai-record'] as string
  const seen = await bed.signedIn('employee', { path: '/decisions' })
  await look(seen.page, 'decisions')
  await seen.page.goto(`${bed.gateway.url}/decisions/${record}`)
  await look(seen.page, 'decision-to-close')

  const { page, faults, close } = await bed.signedIn('employee', { path: '/decisions', javaScript: false })
  await page.locator(`a[href="/decisions/${record}"]`).press('Enter')
  await page.getByLabel('It was followed in part').press('Space')
  await page.getByLabel('What was decided?').fill('Granted for a year')
  await page.getByLabel('What else was looked at?').fill('The file\nA visit to the place')
  await page.getByLabel('Why was it decided so?').fill('The road is new, and nobody knows yet how it wears')
  await page.getByRole('button', { name: 'Close the record', exact: true }).press('Enter')
  await page.getByText('Nothing is open.').waitFor()
  expect(faults).toEqual([])
  await close()

  await seen.page.reload()
  await seen.page.getByText('A visit to the place').first().waitFor()
  await look(seen.page, 'decision-closed')
  await seen.page.goto(`${bed.gateway.url}/decisions/new`)
  await look(seen.page, 'decision-form')
  expect(seen.faults).toEqual([])
  await seen.close()
})

test('who answers for systems and units, and what units did, are tables that anybody who oversees reads [MS-52, MO-03]', {
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.signedIn('cto', { path: '/oversight' })
  await page.getByRole('link', { name: 'Who answers for what' }).click()
  await page.getByRole('region', { name: 'Units' }).waitFor()
  await look(page, 'accountability')
  await page.getByRole('link', { name: 'Scorecards of units' }).click()
  await page.getByText('of one month that is over').waitFor()
  await look(page, 'scorecard')
  expect(faults).toEqual([])
  await close()
})

test('an emerging risk is recorded, treated and closed with what was found: without pointer or script [MS-62]', {
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.signedIn('auditor', { path: '/oversight/risks', javaScript: false })
  await page.getByLabel('What is it called?').fill('Made-up citations')
  await page.getByLabel('What is it, and why do you think so?').fill('Two letters cited cases that nobody could find')
  await page.getByLabel('What showed it').selectOption({ label: 'Somebody noticed' })
  await page.getByLabel('Level', { exact: true }).selectOption({ label: 'High' })
  await page.getByLabel('Who answers for it').selectOption({ label: 'Chief technology officer' })
  await page.getByRole('button', { name: 'Record it' }).press('Enter')
  await page.getByRole('heading', { name: 'Made-up citations' }).waitFor()
  const path = new URL(page.url()).pathname
  const seen = await bed.signedIn('auditor', { path })
  await look(seen.page, 'risk')
  await page.getByLabel('What do you do?').selectOption({ label: 'Close it' })
  await page.getByLabel('Why, or what was done').fill('The system was told to cite nothing')
  await page.getByRole('button', { name: 'Take this step' }).press('Enter')
  // Nothing is closed without what was found.
  await page.getByText('a risk isn’t closed without').waitFor()
  await page.getByLabel('What was found, if you close it').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Take this step' }).press('Enter')
  await page.getByText('Mitigated').first().waitFor()
  expect(faults).toEqual([])
  await close()
  await seen.page.goto(`${bed.gateway.url}/oversight/risks`)
  await look(seen.page, 'risks')
  const csv = await seen.page.request.get(`${bed.gateway.url}/oversight/risks.csv`)
  expect(await csv.text()).toMatch(/Made-up citations,.*,closed,,no,mitigated,/)
  expect(seen.faults).toEqual([])
  await seen.close()
})

test('an assessment is written, told what it lacks, and accepted by another: without pointer or script [MS-49]', {
  timeout: LOOKING_MS,
}, async () => {
  const writer = await bed.signedIn('security-officer', { path: '/oversight', javaScript: false })
  await writer.page.getByRole('link', { name: 'Assessments of systems' }).press('Enter')
  await writer.page.getByLabel('Or the id that a proposed system is to have').fill('cedar-notes')
  await writer.page.getByLabel('Kind', { exact: true }).selectOption({ label: 'Risk assessment' })
  await writer.page.getByLabel('Why is it assessed now?').fill('It is proposed')
  await writer.page.getByRole('button', { name: 'Begin', exact: true }).press('Enter')
  await writer.page.getByLabel('Why, or what you changed').fill('All that is known by now')
  await writer.page.getByRole('button', { name: 'Submit it' }).press('Enter')
  await writer.page.getByRole('link', { name: 'Continuity of operations: the level' }).waitFor()
  const path = new URL(writer.page.url()).pathname
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  await writer.page.getByLabel('What was looked at, and how').fill('The pilot, with made-up letters')
  await writer.page.getByLabel('Day of the assessment').fill(day(-2))
  await writer.page.getByLabel('To be made again by').fill(day(300))
  await writer.page.getByLabel('Last vulnerability assessment').fill(day(-20))
  await writer.page.getByLabel('Next vulnerability assessment by').fill(day(160))
  for (const domain of ['Cybersecurity', 'Privacy', 'Continuity of operations', 'Law', 'Ethics']) {
    const group = writer.page.getByRole('group', { name: domain })
    await group.getByLabel('What was found').fill('Little that is new')
    await group.getByLabel('Level').selectOption({ label: 'Moderate' })
    await group.getByLabel('What is done about it').fill('It is watched')
  }
  await writer.page.getByRole('button', { name: 'Keep the draft' }).last().press('Enter')
  await writer.page.getByText('Written', { exact: true }).waitFor()
  const seen = await bed.signedIn('security-officer', { path })
  await look(seen.page, 'assessment-draft')
  await seen.page.getByLabel('Why, or what you changed').fill('It is whole')
  await seen.page.getByLabel('What was looked at, and how').fill('')
  await seen.page.getByRole('button', { name: 'Submit it' }).click()
  await seen.page.getByText('This is still missing').waitFor()
  await look(seen.page, 'assessment-missing')
  await writer.page.getByLabel('Why, or what you changed').fill('It is whole')
  await writer.page.getByRole('button', { name: 'Submit it' }).press('Enter')
  await writer.page.getByText('Submitted', { exact: true }).first().waitFor()
  // Nobody accepts what they wrote: they are offered nothing.
  expect(await writer.page.getByRole('button', { name: 'Accept it' }).count()).toBe(0)
  expect(writer.faults).toEqual([])
  await writer.close()

  const accepting = await bed.signedIn('privacy-officer', { path, javaScript: false })
  await seen.page.goto(`${bed.gateway.url}/oversight/assessments`)
  await look(seen.page, 'assessments')
  const other = await bed.signedIn('privacy-officer', { path })
  await look(other.page, 'assessment-to-accept')
  await other.close()
  await accepting.page.getByLabel('Why', { exact: true }).fill('It says all that it has to')
  await accepting.page.getByRole('button', { name: 'Accept it' }).press('Enter')
  await accepting.page.getByText('To name it in a proposal').waitFor()
  expect(accepting.faults).toEqual([])
  await accepting.close()
  await seen.page.goto(`${bed.gateway.url}${path}`)
  await look(seen.page, 'assessment-accepted')
  const text = await seen.page.request.get(`${bed.gateway.url}${path}/report.txt`)
  expect(await text.text()).toMatch(/accepted by the privacy seat[^]*continuity: moderate\nFound: Little that is new/)
  expect(seen.faults).toEqual([])
  await seen.close()
})
