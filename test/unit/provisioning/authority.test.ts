import { expect, test } from 'vitest'
import { KNOWN_PERSON } from '#src/core/known-person.ts'
import type { SuspensionTarget } from '#src/core/suspension.ts'
import { concernsAgency, mayRevoke, maySuspend } from '#src/provisioning/authority.ts'
import { demoPrincipal } from '#test/support/facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'
import { stateRows } from '#test/support/state-rows.ts'

const policy = loadDemoPolicy()
const rows = stateRows()
const { issuer } = demoPrincipal()
const known = (subject: string, unit: string, agency = 'MS-ITS') => ({
  kind: KNOWN_PERSON,
  key: `${issuer}|${subject}`,
  value: { agency, unit, email: null },
})
rows.apply([known('mine', 'ITS-APPDEV'), known('theirs', 'ITS-OPS'), known('abroad', 'X-1', 'MS-DOR')])

const WHO = {
  employee: demoPrincipal({ subject: 'employee', roles: ['staff'] }),
  leader: demoPrincipal({ subject: 'leader', roles: ['staff', 'unit-leader'] }),
  hr: demoPrincipal({ subject: 'hr', roles: ['staff', 'hr'] }),
  officer: demoPrincipal({ subject: 'officer', roles: ['staff', 'security-officer'] }),
  auditor: demoPrincipal({ subject: 'auditor', roles: ['staff', 'auditor'] }),
}

test.each<[keyof typeof WHO, string | null, boolean]>([
  ['employee', 'employee', true],
  ['employee', 'mine', false],
  ['employee', null, false],
  ['leader', 'mine', true],
  ['leader', 'theirs', false],
  ['leader', 'unknown', false],
  ['leader', null, false],
  ['hr', 'theirs', true],
  ['hr', 'unknown', true],
  ['hr', 'abroad', false],
  ['officer', null, true],
  ['officer', 'abroad', false],
  ['auditor', 'mine', false],
])('%s may revoke %s: %s', (who, subject, may) => {
  expect(mayRevoke(WHO[who], { issuer, subject }, policy, rows) === null).toBe(may)
})

test.each<[keyof typeof WHO, SuspensionTarget, string, boolean]>([
  ['officer', 'all', '', true],
  ['officer', 'system', 'sandbox', true],
  ['officer', 'person', 'abroad', false],
  ['leader', 'unit', 'ITS-APPDEV', true],
  ['leader', 'unit', 'ITS-OPS', false],
  ['leader', 'person', 'mine', true],
  ['leader', 'person', 'theirs', false],
  ['leader', 'all', '', false],
  ['leader', 'client', 'statehouse-demo', false],
  ['hr', 'person', 'mine', false],
  ['employee', 'unit', 'ITS-APPDEV', false],
])('%s may suspend %s %s: %s', (who, target, value, may) => {
  const named = target === 'person' ? `${issuer}|${value}` : value
  expect(maySuspend(WHO[who], { target, value: named }, policy, rows) === null).toBe(may)
})

test.each<[SuspensionTarget, string, boolean]>([
  ['all', '', true],
  ['system', 'sandbox', true],
  ['person', `${issuer}|theirs`, true],
  ['person', `${issuer}|unknown`, true],
  ['person', `${issuer}|abroad`, false],
  ['unit', 'ITS-OPS', true],
  ['unit', 'gone', true],
])('officers see the suspension of %s %s: %s', (target, value, shown) => {
  expect(concernsAgency({ target, value }, 'MS-ITS', policy, rows)).toBe(shown)
  expect(concernsAgency({ target: 'unit', value: 'ITS-OPS' }, 'MS-DOR', policy, rows)).toBe(false)
})
