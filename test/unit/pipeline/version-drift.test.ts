import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { MODEL_VERSION } from '#src/core/model-version.ts'
import { isInForce, SUSPENSION, type SuspensionRow } from '#src/core/suspension.ts'
import type { Exchange } from '#src/pipeline/exchange.ts'
import { versionChanges } from '#src/pipeline/version-drift.ts'

const rows = new Map<string, unknown>()
const state = { get: (kind: string, key: string) => rows.get(`${kind}|${key}`), all: () => new Map() }

beforeEach(() => rows.clear())

const holidays = ['2026-11-26', '2026-11-27', '2026-12-25']
const policy = {
  profile: { timezone: 'America/Chicago', holidays },
  oversight: { versionChange: { flaggedDays: 3 } },
}

/** What an answer changes; it is then in force. */
function answer(
  upstreamModel: string,
  version: string,
  { now = 1_800_000_000_000, goesOn = false }: { now?: number; goesOn?: boolean } = {},
): string[] {
  const system = { id: 'casework', grants: [{ maxClass: goesOn ? 'internal' : 'confidential' }] }
  const exchange = { system, model: { id: 'general', upstreamModel }, policy } as unknown as Exchange
  const changes = versionChanges(exchange, version, state, now)
  for (const { kind, key, value } of changes) rows.set(`${kind}|${key}`, value)
  return changes.map(({ kind }) => kind)
}

test('a version that follows a change of what people approved is no drift; one that comes by itself is [MS-54]', () => {
  expect(answer('pine-70b', 'pine-70b-0526')).toEqual([MODEL_VERSION])
  expect(answer('pine-70b', 'pine-70b-0526')).toEqual([])
  // The approved successor is asked for, and answers under a longer name.
  expect(answer('pine-90b', 'pine-90b-1126')).toEqual([MODEL_VERSION])
  expect(answer('pine-90b', 'pine-90b-1226')).toContain(SUSPENSION)
})

test('what a vendor calls its model is shown no further than a name goes', () => {
  answer('pine-90b', 'pine-90b-1126')
  expect(answer('pine-90b', `x${'y'.repeat(100_000)}`)).toContain(SUSPENSION)
  expect((rows.get(`${SUSPENSION}|version-of-casework`) as SuspensionRow).reason.length).toBeLessThan(300)
})

describe('a system that may go on for the policy’s business days [MS-54]', () => {
  const stop = () => rows.get(`${SUSPENSION}|version-of-casework`) as SuspensionRow | undefined
  const at = (time: string) => ({ now: Date.parse(time), goesOn: true })
  const isStopped = (time: string) => stop() !== undefined && isInForce(stop()!, Date.parse(time))
  const accept = () => void rows.set(`${SUSPENSION}|version-of-casework`, undefined)

  test('goes on to the end of the last of them, weekends and holidays not counted, and is then refused', () => {
    answer('pine', 'p-1', at('2026-11-23T12:00:00-06:00'))
    expect(stop()).toBeUndefined()
    // Tuesday evening; Wednesday, Monday and Tuesday count, Thanksgiving and the day after don’t.
    answer('pine', 'p-2', at('2026-11-24T23:30:00-06:00'))
    expect(stop()).toMatchObject({ because: 'version', approved: 'p-1', by: 'gateway', until: null })
    expect(isStopped('2026-11-24T23:31:00-06:00')).toBe(false)
    expect(isStopped('2026-12-01T23:59:59-06:00')).toBe(false)
    expect(isStopped('2026-12-02T00:00:00-06:00')).toBe(true)
  })

  test('is accepted by whoever resumes it, and the next version has days of its own', () => {
    answer('pine', 'p-1', at('2026-11-02T12:00:00-06:00'))
    answer('pine', 'p-2', at('2026-11-03T12:00:00-06:00'))
    accept()
    answer('pine', 'p-2', at('2026-12-21T12:00:00-06:00'))
    expect(stop()).toBeUndefined()
    answer('pine', 'p-3', at('2026-12-22T12:00:00-06:00'))
    expect(stop()).toMatchObject({ approved: 'p-2' })
    expect(isStopped('2026-12-28T23:59:59-06:00')).toBe(false)
    expect(isStopped('2026-12-29T00:00:00-06:00')).toBe(true)
  })

  test('gains no day by changing again and again, and nobody has accepted what they haven’t seen', () => {
    const versions = fc.array(fc.constantFrom('p-1', 'p-2', 'p-3', 'p-4'), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(versions, (more) => {
        rows.clear()
        answer('pine', 'p-1', at('2026-11-02T12:00:00-06:00'))
        answer('pine', 'p-2', at('2026-11-03T12:00:00-06:00'))
        const { from } = stop()!
        for (const [day, version] of more.entries()) {
          rows.set(`${SUSPENSION}|version-of-casework`, { ...stop()!, resumeAskedBy: 'i|cto' })
          const changed = answer('pine', version, at(`2026-11-03T13:${10 + day}:00-06:00`)).includes(SUSPENSION)
          expect(stop()).toMatchObject({ from, approved: 'p-1', resumeAskedBy: changed ? null : 'i|cto' })
        }
      }),
    )
  })

  test('stops at once where the policy has come to say so', () => {
    answer('pine', 'p-1', at('2026-11-02T12:00:00-06:00'))
    answer('pine', 'p-2', at('2026-11-03T12:00:00-06:00'))
    answer('pine', 'p-3', { ...at('2026-11-03T13:00:00-06:00'), goesOn: false })
    expect(isStopped('2026-11-03T13:00:01-06:00')).toBe(true)
    answer('pine', 'p-4', at('2026-11-03T14:00:00-06:00'))
    expect(isStopped('2026-11-03T14:00:01-06:00')).toBe(true)
  })
})
