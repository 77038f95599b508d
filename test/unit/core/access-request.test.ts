import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAddressee, routeOf } from '#src/core/access-request.ts'

const roles = fc.subarray(['staff', 'supervisor', 'unit-leader', 'executive-director', 'cto'])

test('a request reaches somebody else’s duty first, and never its own author (MS-37)', () => {
  fc.assert(
    fc.property(roles, fc.boolean(), (own, hasLeader) => {
      const requester = { roles: own, unit: 'U', agency: 'A', key: 'me' }
      const to = routeOf(requester, hasLeader ? 'unit-leader' : undefined, null)
      const row = { agency: 'A', by: 'me', to }
      expect(isAddressee(requester, row)).toBe(false)
      // Whoever has no duty above staff is never passed over.
      if (own.every((role) => role === 'staff')) expect(to).toEqual({ role: 'supervisor', unit: 'U', person: null })
      const other = { roles: [to.role], unit: to.unit ?? 'V', agency: 'A', key: 'you' }
      expect(isAddressee(other, row)).toBe(true)
      expect(isAddressee({ ...other, agency: 'B' }, row)).toBe(false)
      if (to.unit !== null) expect(isAddressee({ ...other, unit: 'V' }, row)).toBe(false)
    }),
  )
})

test('whom the directory names is asked, and then nobody else (MS-37)', () => {
  const person = { key: 'boss', name: 'Boss' }
  const to = routeOf({ roles: ['staff'], unit: 'U' }, 'unit-leader', person)
  const row = { agency: 'A', by: 'me', to }
  expect(isAddressee({ roles: [], unit: 'V', agency: 'A', key: 'boss' }, row)).toBe(true)
  expect(isAddressee({ roles: ['supervisor'], unit: 'U', agency: 'A', key: 'other' }, row)).toBe(false)
  expect(isAddressee({ roles: [], unit: 'V', agency: 'B', key: 'boss' }, row)).toBe(false)
})
