import { expect, test } from 'vitest'
import { MODEL_VERSION } from '#src/core/model-version.ts'
import { SUSPENSION, type SuspensionRow } from '#src/core/suspension.ts'
import type { Exchange } from '#src/pipeline/exchange.ts'
import { versionChanges } from '#src/pipeline/version-drift.ts'

const rows = new Map<string, unknown>()
const state = { get: (kind: string, key: string) => rows.get(`${kind}|${key}`), all: () => new Map() }

/** What an answer changes; it is then in force. */
function answer(upstreamModel: string, version: string): string[] {
  const system = { id: 'casework', grants: [{ maxClass: 'confidential' }] }
  const exchange = { system, model: { id: 'general', upstreamModel } } as unknown as Exchange
  const changes = versionChanges(exchange, version, state, 1_800_000_000_000)
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
  expect(answer('pine-90b', `x${'y'.repeat(100_000)}`)).toContain(SUSPENSION)
  expect((rows.get(`${SUSPENSION}|version-of-casework`) as SuspensionRow).reason.length).toBeLessThan(300)
})
