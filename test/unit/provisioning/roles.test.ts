import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockOf } from '#src/core/block.ts'
import { withoutRemovedRoles } from '#src/core/directory-roles.ts'
import { createGroup, deleteGroup, groupsOf, patchGroup, replaceGroup } from '#src/provisioning/scim/groups.ts'
import { ScimError } from '#src/provisioning/scim/scim-error.ts'
import type { ScimSource } from '#src/provisioning/scim/source.ts'
import { createUser, deleteUser, patchUser, replaceUser, usersOf } from '#src/provisioning/scim/users.ts'
import { demoPrincipal } from '#test/support/facts.ts'
import { stateRows } from '#test/support/state-rows.ts'

const ISSUER = 'https://directory.example'
const source: ScimSource = { id: 'demo', issuer: ISSUER, subject: 'externalId', inactive: 'withdrawn' }
const ROLES = ['records-officer', 'auditor', 'attorney', 'cto', 'executive-director', 'staff']
const GROUPS = {
  'records-officer': 'Records',
  auditor: 'Auditors',
  attorney: 'Counsel',
  cto: 'CTO',
  'executive-director': 'Staff',
}
const NAMES = [...Object.values(GROUPS), ...ROLES, 'Others']

const subject = fc.constantFrom('ann', 'bob', 'cal')
const name = fc.constantFrom(...NAMES)
const members = fc.array(fc.nat(5), { maxLength: 3 })
const boolean = fc.constantFrom(true, false, 'True', 'False')
/** Whatever a directory may send, roles included: by position among the users and groups that there are. */
const operation = fc.oneof(
  fc.record({ is: fc.constant('create-user' as const), subject, active: boolean, roles: fc.constant(ROLES) }),
  fc.record({ is: fc.constant('put-user' as const), at: fc.nat(5), active: boolean }),
  fc.record({
    is: fc.constant('patch-user' as const),
    at: fc.nat(5),
    path: fc.constantFrom('active', 'roles', 'groups', 'entitlements', undefined),
    value: fc.oneof(boolean, fc.constant(ROLES), fc.constant({ active: true, roles: ROLES, groups: NAMES })),
  }),
  fc.record({ is: fc.constant('delete-user' as const), at: fc.nat(5) }),
  fc.record({ is: fc.constant('create-group' as const), name, members }),
  fc.record({ is: fc.constant('put-group' as const), at: fc.nat(5), name, members }),
  fc.record({
    is: fc.constant('patch-group' as const),
    at: fc.nat(5),
    op: fc.constantFrom('add', 'remove', 'replace'),
    members,
  }),
  fc.record({ is: fc.constant('delete-group' as const), at: fc.nat(5) }),
)

test('no sequence of SCIM operations gives a principal a role that its token hasn’t, or lets in a deactivated account', () => {
  let carriedOut = 0
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 25 }), fc.subarray(ROLES), subject, (operations, roles, who) => {
      const rows = stateRows()
      let ids = 0
      for (const one of operations) {
        const user = 'at' in one ? usersOf(source, rows)[one.at]?.id : undefined
        const group = 'at' in one ? groupsOf(source, rows)[one.at]?.id : undefined
        const people =
          'members' in one
            ? one.members.map((at) => usersOf(source, rows)[at]?.id).filter((id) => id !== undefined)
            : []
        const values = people.map((value) => ({ value }))
        try {
          const composed = (() => {
            switch (one.is) {
              case 'create-user':
                return createUser(
                  `u${ids++}`,
                  { userName: `${one.subject}${ids}`, externalId: one.subject, active: one.active, roles: one.roles },
                  source,
                  rows,
                  1_000,
                )
              case 'put-user':
                return replaceUser(
                  user ?? 'none',
                  { userName: `x${ids++}`, externalId: usersOf(source, rows)[one.at]?.externalId, active: one.active },
                  source,
                  rows,
                  1_000,
                )
              case 'patch-user':
                return patchUser(
                  user ?? 'none',
                  { Operations: [{ op: 'replace', path: one.path, value: one.value }] },
                  source,
                  rows,
                  1_000,
                )
              case 'delete-user':
                return deleteUser(user ?? 'none', source, rows, 1_000)
              case 'create-group':
                return createGroup(`g${ids++}`, { displayName: one.name, members: values }, source, rows, 1_000)
              case 'put-group':
                return replaceGroup(group ?? 'none', { displayName: one.name, members: values }, source, rows, 1_000)
              case 'patch-group':
                return patchGroup(
                  group ?? 'none',
                  { Operations: [{ op: one.op, path: 'members', value: values }] },
                  source,
                  rows,
                  1_000,
                )
              case 'delete-group':
                return deleteGroup(group ?? 'none', source, rows)
            }
          })()
          rows.apply(composed.state)
          carriedOut++
        } catch (error) {
          if (!(error instanceof ScimError)) throw error
        }
      }
      const principal = demoPrincipal({ issuer: ISSUER, subject: who, key: `${ISSUER}|${who}`, roles })
      const left = withoutRemovedRoles(principal, GROUPS, rows).roles
      expect(roles).toEqual(expect.arrayContaining([...left]))
      // And what isn't spoken of is as the token says.
      if (groupsOf(source, rows).length === 0 && operations.every(({ is }) => !is.endsWith('-group')))
        expect(left).toEqual(roles)
      const account = usersOf(source, rows).find(({ externalId }) => externalId === who)
      if (account !== undefined) expect(blockOf(principal, rows) === null).toBe(account.active)
    }),
    { numRuns: 300 },
  )
  expect(carriedOut).toBeGreaterThan(300)
})
