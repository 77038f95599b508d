import { expect, test } from 'vitest'
import { KNOWN_PERSON, knownPersonChange } from '#src/core/known-person.ts'
import type { Principal } from '#src/core/principal.ts'
import type { StateRows } from '#src/core/state-rows.ts'

const auditor = {
  issuer: 'https://sso.example',
  subject: 'ann',
  key: 'https://sso.example|ann',
  subjectType: 'employee',
  agency: 'MS-ITS',
  unit: 'ITS-AUDIT',
  roles: ['staff', 'auditor'],
  email: 'ann@its.ms.gov',
  issuedAt: 1_000,
  actors: [],
} as unknown as Principal
const app: Principal = { ...auditor, roles: [], actors: [{ issuer: auditor.issuer, subject: 'app-notes' }] }

function rowsOf(rows: Readonly<Record<string, unknown>>): StateRows {
  return { get: (kind: string, key: string) => rows[`${kind} ${key}`] } as unknown as StateRows
}

test('an app that acts for somebody takes none of their duties from what is known of them', () => {
  const { value } = knownPersonChange(auditor, rowsOf({}))!
  const known = rowsOf({ [`${KNOWN_PERSON} ${auditor.key}`]: value })
  expect(value).toMatchObject({ unit: 'ITS-AUDIT', roles: ['auditor', 'staff'] })
  expect(knownPersonChange(app, known)).toBeNull()
  expect(knownPersonChange({ ...auditor, roles: ['staff'] }, known)).toMatchObject({ value: { roles: ['staff'] } })
  // Whoever was never seen by themselves is known at least by where they belong.
  expect(knownPersonChange(app, rowsOf({}))).toMatchObject({ value: { unit: 'ITS-AUDIT', roles: [] } })
})
