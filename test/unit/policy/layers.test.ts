import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { citedClause, citedClauses } from '#src/policy/cite.ts'
import { loadPolicy, policyFolders } from '#src/policy/load.ts'
import { type ChangedFolder, copyFolder, loadDemoPolicy, PROFILES, problemsOf } from '#test/support/policies.ts'

let copy: ChangedFolder
beforeEach(() => {
  copy = copyFolder('policies/us-ms-its')
})
afterEach(() => copy.remove())
const problems = () =>
  problemsOf(() => loadPolicy({ folder: copy.folder })).map(
    ({ file, problem }) => `${file.split('/').slice(-2).join('/')} ${problem}`,
  )

test('a policy is its profile and the layers beneath it, and its version counts them all', () => {
  expect(policyFolders(copy.folder).map((folder) => folder.split('/').at(-1))).toEqual([
    'base',
    'enterprise-us-ms',
    'us-ms-its',
  ])
  const before = loadPolicy({ folder: copy.folder }).version
  copy.change(
    'redaction.yaml',
    'email_address:\n    { operator: placeholder, restorable: true',
    'email_address:\n    { operator: placeholder, restorable: false',
  )
  expect(loadPolicy({ folder: copy.folder }).version).not.toBe(before)
})

test('a layer that is gone, or that brings what is an agency’s own, doesn’t load', () => {
  const base = join(copy.folder, '..', 'base')
  writeFileSync(join(base, 'issuers.yaml'), 'version: 1\nissuers: []\n')
  expect(problems()).toEqual(['base/issuers.yaml the document doesn’t belong in this folder'])
  rmSync(base, { recursive: true })
  expect(problems()).toContain(`${join(copy.folder, '..').split('/').at(-1)}/base the folder can’t be read`)
})

test('a document that isn’t added up stands in one place', () => {
  copy.write('classes.yaml', 'version: 1\n')
  expect(problems().every((one) => one.startsWith('us-ms-its/classes.yaml'))).toBe(true)
})

test('a rule that an agency adds can’t take the place of one beneath', () => {
  copy.change('acceptable-use.yaml', '- id: games', '- id: chain-mail')
  expect(problems()).toContain("us-ms-its/acceptable-use.yaml 'chain-mail' stands in a layer already")
})

test.each(PROFILES)('%s cites its own source, and every clause of the other has its place in it', (profile) => {
  const policy = loadDemoPolicy(profile)
  const own = profile === 'us-ms-its' ? 'MS' : 'MO'
  expect(policy.index.ownClauses).toEqual([own])
  expect(citedClauses(policy, ['MS-29', 'MO-38'])).toEqual([own === 'MS' ? 'MS-29' : 'MO-38'])
  for (const clause of Object.values(policy.profile.crosswalk)) expect(clause?.startsWith(own)).toBe(true)
  // Where this policy says nothing of the kind, the gateway's own floor is cited as it is.
  expect(citedClause(policy, own === 'MS' ? 'MO-11' : 'MS-53')).toBe(own === 'MS' ? 'MO-11' : 'MS-53')
})

test('in the Missouri profile every value cites a clause of policy 2503', () => {
  const strangers: string[] = []
  const walk = (value: unknown, path: string): void => {
    if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'clauses' && !(inner as string[]).some((clause) => clause.startsWith('MO-'))) strangers.push(path)
        else walk(inner, `${path}.${key}`)
      }
  }
  const { index: _, ...documents } = loadPolicy({ folder: 'policies/us-mo-modot' })
  walk(documents, '')
  expect(strangers).toEqual([])
})
