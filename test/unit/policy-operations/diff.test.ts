import { expect, test } from 'vitest'
import { run } from '#src/cli/policy-diff.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { diffPolicies, formatDiff } from '#src/policy-operations/diff.ts'
import { PROFILE } from '#test/support/policies.ts'
import { policyFolder } from '#test/support/policy-folder.ts'

test('a purpose opened to one more unit gives exactly those cells, in a sentence that anybody can read (MS-65)', async () => {
  const copy = policyFolder()
  copy.edit('catalog.yaml', 'units: [ITS-APPDEV, ITS-SECURITY]', 'units: [ITS-APPDEV, ITS-OPS]')
  copy.edit('catalog.yaml', 'conditions: [No public-facing use]', 'conditions: [Not for the public]')
  copy.edit('catalog.yaml', /expires: 2027-09-15(?=\n +conditions)/, 'expires: 2027-09-14')
  copy.edit('clients.yaml', 'service desk manager', 'head of the service desk')
  copy.edit('notices.yaml', 'Check every answer before you use it', 'Check all answers before you use them')
  copy.edit('quotas.yaml', 'requests: 1000', 'requests: 900')
  copy.edit('catalog.yaml', 'owner: director of human resources\n    source', 'owner: head of personnel\n    source')
  copy.edit('catalog.yaml', 'floor: confidential', 'floor: regulated')
  copy.edit('acceptable-use.yaml', 'Selling and collecting money', 'Selling things')
  const diff = diffPolicies(loadPolicy({ folder: PROFILE }), loadPolicy({ folder: copy.folder }))
  const cell = { system: 'magnolia-drafting', agency: 'MS-ITS', purpose: 'coding', condition: '' }
  const cells = (unit: string) =>
    ['employee', 'contractor'].flatMap((subjectType) =>
      ['public', 'internal'].map((dataClass) => ({ ...cell, unit, subjectType, dataClass })),
    )
  expect(diff.gained).toEqual(cells('ITS-OPS'))
  expect(diff.lost).toEqual(cells('ITS-SECURITY'))
  expect(diff.changes.map(({ kind, path }) => [kind, path.at(-1)])).toEqual(
    expect.arrayContaining([
      ['date', 'expires'],
      ['person', 'responsibleOfficial'],
      ['text', 'en'],
      ['limit', 'requests'],
      ['person', 'owner'],
      ['limit', 'floor'],
    ]),
  )
  expect(diff.changes.find(({ path }) => path.includes('coaching'))?.kind).toBe('text')
  const out: string[] = []
  const context = { policies: '', stdout: (line: string) => out.push(line), stderr: (line: string) => out.push(line) }
  expect(await run([PROFILE, copy.folder], context)).toBe(0)
  expect(out).toEqual(
    expect.arrayContaining([
      'Who may do more',
      '  • employees and contractors of Operations and Service Desk may now use Drafting assistant for “Write or review software” with public and internal data.',
      '  • systems, Drafting assistant, approval, expires (catalog): was 2027-09-15, is 2027-09-14.',
      '  • rules, person-day, requests (quotas): was 1000, is 900.',
      '  • clients, Ticket summaries of the service desk, responsibleOfficial (clients): was service desk manager, is head of the service desk.',
    ]),
  )
  copy.remove()
})

test('what a State changes in a layer is told to every agency above it, cell by cell', () => {
  const copy = policyFolder('policies/us-mo-modot')
  copy.edit('catalog.yaml', /status: active(?=[\s\S]*OA chief)/, 'status: suspended')
  copy.edit('redaction.yaml', 'raisesTo: internal', 'raisesTo: confidential')
  const before = loadPolicy({ folder: 'policies/us-mo-modot' })
  const after = loadPolicy({ folder: copy.folder })
  const diff = diffPolicies(before, after)
  expect(diff.gained).toEqual([])
  expect([...new Set(diff.lost.map(({ system }) => system))]).toEqual(['oa-assistant'])
  expect(formatDiff(diff, before, after)).toEqual(
    expect.arrayContaining([
      'Who may do less',
      '  • employees of every unit may no longer use Statewide writing assistant for “My own benefits at the department” with public and internal data.',
      '  • systems, Statewide writing assistant, approval, status (catalog): was active, is suspended.',
      '  • entities, email_address, raisesTo (redaction): was internal, is confidential.',
    ]),
  )
  copy.remove()
})

test('files that are laid out anew, with nothing else changed, say the same', async () => {
  const copy = policyFolder()
  for (const file of ['quotas.yaml', '../base/classes.yaml']) copy.write(file, `# another comment\n${copy.read(file)}`)
  const out: string[] = []
  const beside: string[] = []
  const context = {
    policies: '',
    stdout: (line: string) => out.push(line),
    stderr: (line: string) => beside.push(line),
  }
  expect(await run([PROFILE, copy.folder], context)).toBe(0)
  expect(out).toEqual(['The two policies say the same.'])
  expect(beside).toEqual([expect.stringContaining('Read from files alone')])
  expect(await run([PROFILE], context)).toBe(2)
  copy.remove()
})
