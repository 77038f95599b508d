import { expect, test } from 'vitest'
import { exemptions } from '#src/cli/doctor/exemptions.ts'
import type { Config } from '#src/config.ts'
import { PolicyError } from '#src/policy/problem.ts'
import { changed } from '../../support/changed-policy.ts'
import { copyFolder, loadDemoPolicy, PROFILES } from '../../support/policies.ts'

const findings = (policy: ReturnType<typeof loadDemoPolicy>) =>
  exemptions.run({ env: {}, config: null as Config | null, policy })

test('both States’ exemptions are there, by their numbers, each with its citation and what it is for', {
  tags: ['MS-24', 'MO-06'],
}, () => {
  const [ms, mo] = PROFILES.map((profile) => loadDemoPolicy(profile).exemptions)
  expect(Object.keys(ms!)).toEqual(
    ['25-61-11', '25-61-11.2', '25-61-12', '25-61-9', '25-1-100', '25-1-102'].map((number) => `ms-${number}`),
  )
  const paragraphs = Array.from({ length: 27 }, (_, at) => `mo-610.021-${at + 1}`)
  expect(Object.keys(mo!)).toEqual([...paragraphs, 'mo-610.035'])
  expect(mo!['mo-610.021-14']).toMatchObject({ citation: 'RSMo 610.021(14)', text: expect.stringMatching(/\w/) })
  expect([ms!['ms-25-1-102']!.privileged, mo!['mo-610.021-1']!.privileged]).toEqual([true, true])
})

test.each(PROFILES)('doctor asks counsel of %s for what is still to be confirmed, until it is', async (profile) => {
  const policy = loadDemoPolicy(profile)
  const asked = Object.values(policy.exemptions).filter((one) => one?.undecided !== undefined)
  const [finding, ...more] = await findings(policy)
  expect(more).toEqual([])
  for (const one of asked) expect(finding!.detail).toContain(one!.id)
  const decided = changed(policy, (copy) => {
    for (const one of Object.values(copy.exemptions)) delete one!.undecided
  })
  expect(await findings(decided)).toEqual([
    expect.objectContaining({ detail: expect.stringContaining('all confirmed') }),
  ])
  const none = changed(policy, (copy) => {
    copy.exemptions = {}
  })
  expect(await findings(none)).toEqual([expect.objectContaining({ detail: expect.stringContaining('is missing') })])
})

test('an exemption that stands twice, cites nothing or has a key that nobody knows doesn’t load', () => {
  const copy = copyFolder('policies/us-ms-its')
  try {
    const row = '  - { id: ms-25-61-11, citation: X, name: X, text: X, clauses: [MS-24] }\n'
    const form = 'version: 1\nexemptions:\n'
    for (const [text, problem] of [
      [form + row + row, 'ms-25-61-11'],
      [form + row.replace('citation: X, ', ''), 'citation'],
      [form + row.replace('name', 'nam'), 'nam'],
    ] as const) {
      copy.write('exemptions.yaml', text)
      expect(() => loadDemoPolicy('us-ms-its', copy.folder)).toThrow(PolicyError)
      try {
        loadDemoPolicy('us-ms-its', copy.folder)
      } catch (error) {
        expect((error as PolicyError).problems.map((one) => one.problem).join()).toContain(problem)
      }
    }
  } finally {
    copy.remove()
  }
})
