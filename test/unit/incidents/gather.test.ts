import { expect, test } from 'vitest'
import type { AutomaticFinding } from '#src/core/finding.ts'
import { createGathering, type GatherParts } from '#src/incidents/gather.ts'
import type { IncidentCase } from '#src/incidents/incident-row.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

/** What happens to a closed incident when the same is noticed again at `last`. */
async function noticedAgain(type: string, last: string): Promise<string[]> {
  const steps: string[] = []
  const closed = { state: 'closed', closedAt: '2026-11-02T09:00:00.000Z', mergedInto: null, channels: [], subjects: [] }
  const found: AutomaticFinding = {
    ...{ type, key: 'k', agency: 'its', first: '2026-11-01T09:00:00.000Z', last, count: 2 },
    about: { kind: 'use', system: 'sandbox', client: 'app' },
  }
  const log = {
    get: () => closed as unknown as IncidentCase,
    notice: async (_row: unknown, change: { kind: string }) => void steps.push(change.kind),
    inTurn: (work: () => Promise<void>) => work(),
  } as unknown as GatherParts['log']
  const evidence = {} as GatherParts['evidence']
  const policy = () => loadDemoPolicy('us-ms-its')
  await createGathering({ log, evidence, policy, sources: [{ found: () => [found] }] }).gather()
  return steps
}

test('a hint that somebody has looked into rests for the policy’s days; other things are opened again at once [MS-44]', async () => {
  expect(await noticedAgain('undeclared-decision', '2026-11-03T09:00:00.000Z')).toEqual([])
  expect(await noticedAgain('undeclared-decision', '2027-01-31T08:59:59.000Z')).toEqual([])
  expect(await noticedAgain('undeclared-decision', '2027-01-31T09:00:01.000Z')).toEqual(['recur'])
  expect(await noticedAgain('version-drift', '2026-11-03T09:00:00.000Z')).toEqual(['recur'])
})
