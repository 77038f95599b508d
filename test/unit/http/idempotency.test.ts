import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#src/core/principal.ts'
import type { Contract } from '#src/http/contract.ts'
import { problemErrors } from '#src/http/governance-api.ts'
import { TAKEN_REQUEST } from '#src/http/idempotency/claims.ts'
import { idempotency } from '#src/http/idempotency/idempotency.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { createLedger } from '#src/records/ledger.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'
import { counsel } from '../../support/retention-bed.ts'

let folder: string
let store: GatewayStore
let app: FastifyInstance
let caller: Principal
let made: number
let fails: boolean
beforeEach(async () => {
  folder = makeFolder()
  store = await openStore(folder)
  ;[caller, made, fails] = [counsel, 0, false]
  const state = await loadStateCache(store, [TAKEN_REQUEST])
  const ledger = createLedger(store, state, ids, () => ({ version: '1', series: 's' }))
  const contract = { takesKey: () => true } as unknown as Contract
  app = Fastify()
  app.decorateRequest('principal', null)
  app.addHook('onRequest', async (request) => {
    request.principal = caller
  })
  problemErrors(app, () => '1')
  idempotency(app, { contract, ledger, clock: { now: () => Date.now() } })
  app.post('/acts', async () => {
    made++
    if (fails) throw new Error('the store went away, before or behind the act')
    return { made }
  })
})
afterEach(async () => {
  await app.close()
  await store.close()
  dropFolder(folder)
})

const act = () => app.inject({ method: 'POST', url: '/acts', headers: { 'idempotency-key': 'one' }, payload: { a: 1 } })

test('whoever has lost a role isn’t given the answer that they had with it', async () => {
  expect((await act()).json()).toEqual({ made: 1 })
  caller = { ...counsel, roles: [] }
  const later = await act()
  expect([later.statusCode, later.json().code]).toEqual([409, 'conflict'])
  caller = counsel
  expect((await act()).json()).toEqual({ made: 1 })
  expect(made).toBe(1)
})

test('of what failed nobody can tell whether it was done, so it isn’t done again', async () => {
  fails = true
  expect((await act()).statusCode).toBe(503)
  fails = false
  const again = await act()
  expect([again.statusCode, again.json().code]).toEqual([409, 'conflict'])
  expect(made).toBe(1)
})
