import { afterAll, beforeAll, expect, test } from 'vitest'
import { planSchema } from '#src/requests/plan.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { openGateway } from '../support/postgres-store.ts'
import { got, openRequestBed } from '../support/request-bed.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

test('over PostgreSQL a name that was taken out is found, and what was found is spared by a disposition that was approved', {
  tags: ['MS-24', 'MO-06', 'MO-10'],
}, async () => {
  const url = await server.createDatabase()
  const bed = await openRequestBed('MO', '2026-08-31T18:00:00Z', (folder, clock) => openGateway(url, folder, { clock }))
  bed.decide((policy) => {
    delete policy.retention.series['general-correspondence']!.undecided
  })
  try {
    const officer = bed.person('rec.officer', 'records-officer')
    const [kept, free] = await bed.record(
      { subject: 'jdoe', typed: 'Write to Ana Reyes', kept: 'Write to [PERSON_1]', class: 'confidential' },
      { subject: 'jdoe', typed: 'Write to Ana Torres', kept: 'Write to [PERSON_1]' },
    )
    bed.at('2032-06-01T15:00:00Z')
    const proposed = got(await bed.dispositions.propose({ rule: 'general-correspondence@1', reason: 'due' }, officer))
    expect(proposed.exchanges).toBe(2)
    for (const approver of [bed.person('second', 'records-officer'), bed.person('counsel', 'attorney')])
      got(await bed.dispositions.approve(proposed.id, proposed.setSha256, approver))
    const plan = planSchema.parse({ lines: [{ id: 'a', query: 'user:jdoe', names: ['Ana Reyes'] }] })
    const row = await bed.search(await bed.receive(), plan)
    expect(row.run).toMatchObject({ status: 'done' })
    expect(bed.requests.codings.items(row, officer).map(({ exchange }) => exchange)).toEqual([kept])
    got(await bed.dispositions.run(proposed.id, officer))
    const contents = async (ref: string) =>
      (await bed.store.exchange(ref as never)).map(({ parts }) => parts['body'] !== null)
    expect(await contents(kept!)).toEqual([true, true])
    expect(await contents(free!)).toEqual([false, false])
  } finally {
    await bed.close()
  }
})
