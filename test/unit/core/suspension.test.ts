import { expect, test } from 'vitest'
import { SUSPENSION, type SuspensionRow, suspensionScope, suspensionsInForce } from '#src/core/suspension.ts'
import { stateRows } from '#test/support/state-rows.ts'

const scope = suspensionScope({ client: 'c', unit: 'u', key: 'i|p' }, { id: 's', vendor: { name: 'v' } })

function hits(times: Partial<SuspensionRow>, now: string): boolean {
  const rows = stateRows()
  const row: SuspensionRow = {
    ...{ id: 'x', target: 'system', value: 's', reason: 'r', by: 'gateway', at: '2026-11-01T00:00:00.000Z' },
    ...{ until: null, resumeAskedBy: null },
    ...times,
  }
  rows.apply([{ kind: SUSPENSION, key: row.id, value: row }])
  return suspensionsInForce(rows, scope, Date.parse(now)).length > 0
}

test('a stop that waits for its day hits nothing before it, and everything from then on [MS-54]', () => {
  const from = '2026-12-02T06:00:00.000Z'
  expect(hits({ from }, '2026-12-02T05:59:59.999Z')).toBe(false)
  expect(hits({ from }, from)).toBe(true)
  expect(hits({ from }, '2027-12-02T06:00:00.000Z')).toBe(true)
  expect(hits({}, '2026-11-01T00:00:00.000Z')).toBe(true)
})

test('a time that can’t be read neither puts a stop off nor ends it', () => {
  expect(hits({ from: 'soon' }, '2026-11-02T00:00:00.000Z')).toBe(true)
  expect(hits({ until: 'soon' }, '2026-11-02T00:00:00.000Z')).toBe(true)
})
