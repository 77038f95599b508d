import { afterEach, beforeEach, expect, test } from 'vitest'
import { CLAIM_MS, createClaims, TAKEN_REQUEST } from '#src/http/idempotency/claims.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { createLedger } from '#src/records/ledger.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'
import { counsel } from '../../support/retention-bed.ts'

const caller = counsel
const OPERATION = 'POST /api/v1/requests'

let folder: string
let store: GatewayStore
let now = Date.parse('2026-11-23T15:00:00Z')
const clock = { now: () => now }
beforeEach(async () => {
  folder = makeFolder()
  store = await openStore(folder, { clock })
})
afterEach(async () => {
  await store.close()
  dropFolder(folder)
})

/** A gateway of the log as it is now; what others do from here on it hasn’t heard of. */
async function gateway() {
  const state = await loadStateCache(store, [TAKEN_REQUEST])
  return createClaims(
    createLedger(store, state, ids, () => ({ version: '1', series: 's' })),
    clock,
  )
}
const left = async () => (await Array.fromAsync(store.state(TAKEN_REQUEST))).map(({ key }) => key)

test('of two gateways that are given the same key at once one takes it, and the other is told', async () => {
  const [one, other] = [await gateway(), await gateway()]
  const answers = await Promise.all([one, other].map((claims) => claims.take(caller, OPERATION, 'a', 'digest')))
  expect(answers.filter((claim) => claim === null)).toHaveLength(1)
  expect(answers.find((claim) => claim !== null)).toMatchObject({ digest: 'digest' })
})

test('what was released can be taken again', async () => {
  const claims = await gateway()
  await claims.take(caller, OPERATION, 'a', 'digest')
  await claims.release(caller, OPERATION, 'a')
  expect(await left()).toEqual([])
  expect(await claims.take(caller, OPERATION, 'a', 'other')).toBeNull()
})

test('a key stands for a day, and then goes when the next one comes', async () => {
  for (const key of ['b', 'c', 'a']) expect(await (await gateway()).take(caller, OPERATION, key, 'digest')).toBeNull()
  now += CLAIM_MS - 1
  const claims = await gateway()
  expect(await claims.take(caller, OPERATION, 'a', 'digest')).not.toBeNull()
  expect(await claims.take(caller, OPERATION, 'd', 'digest')).toBeNull()
  expect((await left()).toSorted()).toEqual(['a', 'b', 'c', 'd'])
  now += 1
  expect(await claims.take(caller, OPERATION, 'a', 'another')).toBeNull()
  expect((await left()).toSorted()).toEqual(['a', 'd'])
})
