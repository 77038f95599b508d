import { expect, test } from 'vitest'
import { run } from '#src/cli/policy-test.ts'
import { CHECKS } from '#src/policy/checks/index.ts'
import type { Documents } from '#src/policy/documents.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { readBundle } from '#src/policy-operations/bundle-files.ts'
import { documentCompiler } from '#src/policy-operations/compile-documents.ts'
import { findSurvivors, tryMutants } from '#src/policy-operations/find-survivors.ts'
import { mutantsOf } from '#src/policy-operations/mutants.ts'
import { readPolicyTests } from '#src/policy-operations/policy-tests.ts'
import { runPolicyTests } from '#src/policy-operations/run-policy-tests.ts'
import { PROFILES } from '#test/support/policies.ts'
import { policyFolder } from '#test/support/policy-folder.ts'

const FOLDERS = PROFILES.map((profile) => `policies/${profile}`)

test.each(FOLDERS)('every test of %s holds, and every rule deleted or inverted breaks one', (folder) => {
  const policy = loadPolicy({ folder })
  const { tests, problems } = readPolicyTests(folder, readBundle(folder))
  expect([...problems, ...runPolicyTests(policy, tests)]).toEqual([])
  const { mutants, survivors } = findSurvivors(policy.documents, tests)
  expect(survivors).toEqual([])
  expect(mutants).toBeGreaterThan(1_000)
})

test.each(FOLDERS)('with one test file of %s taken away, some rule goes unnoticed', (folder) => {
  const policy = loadPolicy({ folder })
  const { tests } = readPolicyTests(folder, readBundle(folder))
  const files = new Set(tests.map((one) => one.problemAt('', '').file))
  expect(files.size).toBeGreaterThan(3)
  for (const file of files) {
    const others = tests.filter((one) => one.problemAt('', '').file !== file)
    expect(
      tryMutants(policy.documents, others).some((survivor) => survivor !== null),
      file,
    ).toBe(true)
  }
})

test.each([
  'redaction/entities/us_ssn deleted',
  'catalog/systems/magnolia-drafting/licence deleted',
  'prohibited/entries/example-foreign-assistant deleted',
  'acceptable-use/rules/solicitation deleted',
  'roles/roles/communications deleted',
])('a rule of a layer is tried as one of the profile is, and what is left of the policy loads: %s', (what) => {
  const documents = loadPolicy({ folder: FOLDERS[0]! }).documents as Documents
  const mutant = mutantsOf(documents).find((one) => one.what === what)!
  expect(documentCompiler(documents)(mutant.documents, mutant.document)).not.toBeNull()
})

test('nothing is tried with tests that don’t hold: they would seem to notice everything', () => {
  const [one, other] = FOLDERS.map((folder) => loadPolicy({ folder }))
  const { tests } = readPolicyTests(FOLDERS[0]!, readBundle(FOLDERS[0]!))
  expect(tryMutants(one!.documents, tests).next().done).toBe(false)
  expect(() => tryMutants(other!.documents, tests).next()).toThrow(/don’t hold/)
})

test('the shipped tests show every check that a profile’s exchanges can fail', () => {
  const rules = new Set(
    FOLDERS.flatMap((folder) =>
      readPolicyTests(folder, readBundle(folder)).tests.flatMap((one) =>
        one.kind === 'decision' ? [one.expected] : [],
      ),
    )
      .filter((expected) => expected.expect === 'refuse')
      .map((expected) => expected.code),
  )
  expect([...rules].sort()).toEqual(
    expect.arrayContaining([
      'acceptable_use',
      'approval_expired',
      'approval_required',
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
