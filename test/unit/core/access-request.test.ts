import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAddressee, routeOf } from '#src/core/access-request.ts'

const roles = fc.subarray(['staff', 'supervisor', 'unit-leader', 'executive-director', 'cto'])

test('a request reaches somebody else’s duty first, and never its own author (MS-37)', () => {
  fc.assert(
    fc.property(roles, fc.boolean(), (own, hasLeader) => {
      const requester = { roles: own, unit: 'U', agency: 'A', key: 'me' }
      const to = routeOf(requester, hasLeader ? 'unit-leader' : undefined)
      const row = { agency: 'A', by: 'me', to }
      expect(isAddressee(requester, row)).toBe(false)
      // Whoever has no duty above staff is never passed over.
      if (own.every((role) => role === 'staff')) expect(to).toEqual({ role: 'supervisor', unit: 'U' })
      const other = { roles: [to.role], unit: to.unit ?? 'V', agency: 'A', key: 'you' }
      expect(isAddressee(other, row)).toBe(true)
      expect(isAddressee({ ...other, agency: 'B' }, row)).toBe(false)
      if (to.unit !== null) expect(isAddressee({ ...other, unit: 'V' }, row)).toBe(false)
    }),
  )
})
