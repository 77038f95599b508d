import { expect, test } from 'vitest'
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
