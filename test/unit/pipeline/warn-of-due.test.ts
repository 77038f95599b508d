import { afterEach, expect, test, vi } from 'vitest'
import { warnOfDue } from '#src/pipeline/warn-of-due.ts'
import { loadPolicy } from '#src/policy/load.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('owners’ dates are written to the log at the start and each day, until the gateway ends (MS-65)', () => {
  vi.useFakeTimers({ now: Date.parse('2027-07-29T12:00:00Z') })
  const policy = loadPolicy({ folder: 'policies/us-mo-modot' })
  const lines: Record<string, unknown>[] = []
  const stop = warnOfDue(() => policy, { now: () => Date.now() }, { warn: (line) => lines.push({ ...line }) })
  const approvals = () => lines.filter(({ kind, what }) => kind === 'approval' && String(what).includes('oa-assistant'))
  expect(approvals()).toEqual([])
  vi.advanceTimersByTime(3 * 86_400_000)
  expect(approvals().map(({ stage }) => stage)).toEqual(['within 60 days', 'within 60 days'])
  expect(approvals()[0]).toMatchObject({ event: 'policy.due', owner: 'State chief information officer' })
  stop()
  const before = lines.length
  vi.advanceTimersByTime(3 * 86_400_000)
  expect(lines.length).toBe(before)
})
