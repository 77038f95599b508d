import { expect, test } from 'vitest'
import { run } from '#src/cli/policy-test.ts'
import { CHECKS } from '#src/policy/checks/index.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { readBundle } from '#src/policy-operations/bundle-files.ts'
import { findSurvivors } from '#src/policy-operations/find-survivors.ts'
import { readPolicyTests } from '#src/policy-operations/policy-tests.ts'
import { runPolicyTests } from '#src/policy-operations/run-policy-tests.ts'
import { policyFolder } from '#test/support/policy-folder.ts'

/** The profiles that ship with tests of their own. */
const PROFILES = ["policies/us-ms-its"]

test.each(PROFILES)('every test of %s holds, and every rule deleted or inverted breaks one', (folder) => {
  const policy = loadPolicy({ folder })
  const { tests, problems } = readPolicyTests(folder, readBundle(folder))
  expect([...problems, ...runPolicyTests(policy, tests)]).toEqual([])
  const { mutants, survivors } = findSurvivors(policy.documents, tests)
  expect(survivors).toEqual([])
  expect(mutants).toBeGreaterThan(500)
})

test.each(PROFILES)('with one test file of %s taken away, some rule goes unnoticed', (folder) => {
  const policy = loadPolicy({ folder })
  const { tests } = readPolicyTests(folder, readBundle(folder))
  const files = new Set(tests.map((one) => one.problemAt('', '').file))
  for (const file of files) {
    const others = tests.filter((one) => one.problemAt('', '').file !== file)
    expect(findSurvivors(policy.documents, others).survivors.length, file).toBeGreaterThan(0)
  }
})

test('the shipped tests show every check that a profile’s exchanges can fail', () => {
  const rules = new Set(
    PROFILES.flatMap((folder) =>
      readPolicyTests(folder, readBundle(folder)).tests.flatMap((one) =>
        one.kind === 'decision' ? [one.expected] : [],
      ),
    )
      .filter((expected) => expected.expect === 'refuse')
      .map((expected) => expected.code),
  )
  expect([...rules].sort()).toEqual(
    expect.arrayContaining([
      'approval_expired',
      'assurance_required',
      'audience_not_granted',
      'content_not_inspectable',
      'data_class_not_permitted',
      'decision_mode_not_approved',
      'field_not_governed',
      'prohibited_technology',
      'purpose_not_permitted',
      'purpose_required',
      'subject_required',
      'system_not_approved',
      'system_suspended',
      'training_required',
    ]),
  )
  expect(CHECKS.length).toBeGreaterThan(0)
})

test('a test that doesn’t hold, or can’t be read, is told with its place, and policy test answers 1', async () => {
  const copy = policyFolder()
  const written = `version: 1
given: { principal: { issuer: its-entra, subjectType: employee, client: nobody, agency: MS-ITS, unit: ITS-OPS }, now: '2026-11-22T12:00:00Z', model: state-drafting }
cases:
  - name: A stranger’s app
    expect: allow
  - name: Facts that are none
    given: { nonsense: 1 }
    expect: refuse
tables:
  - name: Wrong reasons
    columns: [unit, expect, code]
    rows:
      - [ITS-OPS, refuse, audience_not_granted]
      - [ITS-OPS, refuse, training_required]
      - [ITS-OPS, sometimes]
settings:
  - name: A value that is another
    at: quotas.rules.person-day.requests
    is: 5
`
  copy.write('tests/own.yaml', written)
  const out: string[] = []
  const context = {
    policies: copy.folder,
    stdout: (line: string) => out.push(line),
    stderr: (line: string) => out.push(line),
  }
  expect(await run([], context)).toBe(1)
  const own = out.filter((line) => line.includes('own.yaml')).map((line) => line.replace(/^.*own\.yaml:/, ''))
  expect(own).toEqual([
    expect.stringMatching(/^15:\d+: Wrong reasons: expect: /),
    expect.stringMatching(
      /^4:\d+: A stranger’s app: it is refused \(audience_not_granted, rule client, clause MS-31\); /,
    ),
    expect.stringMatching(/^6:\d+: Facts that are none: the facts can’t be read: /),
    expect.stringMatching(/^14:\d+: Wrong reasons: ITS-OPS, refuse, training_required: .* not for training_required; /),
    expect.stringMatching(/^17:\d+: A value that is another: quotas.rules.person-day.requests is 1000; /),
  ])
  copy.remove()
})
