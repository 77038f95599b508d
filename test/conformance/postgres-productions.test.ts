import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { openProductionsBed } from '../support/productions-bed.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

test('over PostgreSQL a package holds the same, and its checksums and proofs hold', {
  tags: ['MS-24', 'MO-06'],
}, async () => {
  const bed = await openProductionsBed({ databaseUrl: await server.createDatabase(), chunkSize: 2 })
  try {
    const refs = await bed.records(5, (at) => ({ prompt: `Order gravel ${at}` }))
    await bed.request()
    await bed.code(refs.slice(0, 4), 'responsive')
    await bed.code(refs.slice(4), 'exempt')
    const id = await bed.make()
    expect((await bed.build(id)).build!.counts).toMatchObject({ released: 4, withheld: 1 })
    const { folder, files } = await bed.unpack(id)
    execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'SHA256SUMS'], { cwd: folder })
    expect(files.get('records.jsonl')!.toString()).toContain('Order gravel 3')
    expect([...files.keys()].filter((path) => path.endsWith('.tlog-proof'))).toHaveLength(8)
  } finally {
    await bed.close()
  }
})
