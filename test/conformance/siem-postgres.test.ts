import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFeedSource } from '#src/records/search/open-feed-source.ts'
import { followLog } from '#src/siem/follow-log.ts'
import { keptPosition } from '#src/siem/kept-position.ts'
import { type PostgresServer, startPostgres } from '#test/support/postgres-server.ts'
import { openGateway } from '#test/support/postgres-store.ts'
import { draft, dropFolder, makeFolder, recordKey } from '#test/support/record-store.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

test('gateways of one log tell a SIEM of each entry once between them', { tags: ['MS-55'] }, async () => {
  const databaseUrl = await server.createDatabase()
  const told: string[][] = []
  const folders = [makeFolder(), makeFolder()]
  const names = ['gw-1', 'gw-2']
  const stores = await Promise.all(
    folders.map((folder, at) => openGateway(databaseUrl, folder, { instance: names[at]! })),
  )
  await Promise.all(stores.flatMap((store) => Array.from({ length: 20 }, () => store.append(draft('boot')))))
  for (const [at, folder] of folders.entries()) {
    const source = await openFeedSource(folder, databaseUrl)
    const taken: string[] = []
    const step = followLog({
      source,
      ring: recordKey,
      settings: { id: 's', form: 'cef', events: ['operations'], from: 'beginning', to: { kind: 'file', path: '/x' } },
      sink: { send: ({ lines }) => Promise.resolve(void taken.push(...lines)), close: () => undefined },
      position: keptPosition(folder, 's'),
      naming: { person: 'id', pseudonymKey: Buffer.alloc(32) },
      format: ({ index }) => String(index),
      instance: names[at]!,
    })
    while ((await step()).isBehind);
    await source.close()
    told.push(taken)
  }
  expect(told.map(({ length }) => length)).toEqual([20, 20])
  expect(new Set(told.flat()).size).toBe(40)
  await Promise.all(stores.map((store) => store.close()))
  for (const folder of folders) dropFolder(folder)
})
