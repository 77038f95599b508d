import { expect, test } from 'vitest'
import { advisorySeatsHeld } from '#src/approvals/seats.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { loadDemoPolicy } from '../../support/policies.ts'

const NOW = Date.parse('2026-11-23T15:00:00Z')
const shipped = loadDemoPolicy()
const named = { key: 'i|bea', seat: 'security', agencies: ['MS-DOR'] }
const standIn = { key: 'i|cyd', seat: 'legal', forKey: 'i|lee', fromAt: NOW - 1, endsAt: NOW + 1 }
const policy = {
  ...shipped,
  approvals: { ...shipped.approvals, officers: [named], delegates: [standIn] },
} as unknown as PolicySet

const held = (key: string, roles: readonly string[], agency: string, of: string, now = NOW) =>
  advisorySeatsHeld(policy, of, { key, agency, unit: 'U', roles }, now).map(({ seat, insteadOf }) => [seat, insteadOf])

test('seats are held by duty in one’s own agency, by name in those that somebody is an officer for, and in a place for a time', {
  tags: ['MS-48'],
}, () => {
  expect(held('i|ann', ['privacy-officer', 'cto'], 'MS-ITS', 'MS-ITS')).toEqual([['privacy', null]])
  expect(held('i|ann', ['privacy-officer'], 'MS-ITS', 'MS-DOR')).toEqual([])
  expect(held('i|bea', [], 'MS-ITS', 'MS-DOR')).toEqual([['security', null]])
  expect(held('i|cyd', [], 'MS-ITS', 'MS-ITS')).toEqual([['legal', 'i|lee']])
  expect(held('i|cyd', [], 'MS-ITS', 'MS-ITS', NOW + 1)).toEqual([])
  expect(held('i|dan', ['supervisor', 'cto'], 'MS-ITS', 'MS-ITS')).toEqual([])
})
