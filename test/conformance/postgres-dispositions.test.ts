import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetDestroyed } from '#src/composition/retention.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { RETENTION_STATE } from '#src/retention/retention-state.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { openGateway } from '../support/postgres-store.ts'
import { dropFolder, makeFolder } from '../support/record-store.ts'
import { approved, counsel, officer, openRetentionBed } from '../support/retention-bed.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

test('over PostgreSQL what is due goes, what is held stays, and the words go from every gateway’s index', {
  tags: ['MO-10', 'MO-39'],
}, async () => {
  const url = await server.createDatabase()
  const peerFolder = makeFolder()
  const bed = await openRetentionBed('2026-08-31', (folder, clock) => openGateway(url, folder, { clock }))
  const peer = await openGateway(url, peerFolder, { instance: 'gw-2' })
  try {
    const state = await loadStateCache(peer, RETENTION_STATE)
    const faults: unknown[] = []
    peer.follow((changes) =>
      forgetDestroyed(peer, state.merge(changes), { error: (fault: unknown) => void faults.push(fault) }),
    )
    const gone = await bed.record({ marker: 'gravel by the river' })
    const kept = await bed.record({ marker: 'gravel by the road', subject: 'ann' })
    const found = (store: GatewayStore) => async () =>
      (await store.searchEverywhere({ query: 'gravel', limit: 1 })).total
    for (const store of [bed.store, peer]) await expect.poll(found(store), { timeout: 20_000 }).toBe(4)
    bed.on('2032-02-29')
    const id = await approved(bed)
    const criteria = { people: ['https://idp.test|ann'] }
    await bed.holds.place({ matter: '2032-1', kind: 'litigation', reason: 'complaint', criteria }, counsel)
    expect(await bed.dispositions.run(id, officer)).toMatchObject({ status: 'done', entries: 4 })
    const contents = async (ref: typeof gone) =>
      (await bed.store.exchange(ref)).flatMap(({ parts }) => Object.values(parts).map((part) => part !== null))
    expect(new Set(await contents(gone))).toEqual(new Set([false]))
    expect(new Set(await contents(kept))).toEqual(new Set([true]))
    expect(await found(bed.store)()).toBe(2)
    await expect.poll(found(peer), { timeout: 20_000 }).toBe(2)
    expect(faults).toEqual([])
  } finally {
    await peer.close()
    await bed.close()
    dropFolder(peerFolder)
  }
})
