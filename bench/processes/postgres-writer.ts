import { join } from 'node:path'
import pg from 'pg'
import type { EntryDraft } from '#src/core/record.ts'
import { createIdSource } from '#src/records/ids.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { openPostgresRecordStore } from '#src/records/postgres/postgres-record-store.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { answer, settings } from './answer.ts'

/** Writes records to PostgreSQL: as a gateway does, or as plainly as rows of the same bytes can be written. */
const { databaseUrl, folder, instance, isPlain } = settings<{
  databaseUrl: string
  folder: string
  instance: string
  isPlain: boolean
}>()

const BATCH = 100
const BODY = Buffer.alloc(4_096, 'a record of four kilobytes ')
/** What an entry is beside its body: the entry, its leaf, its `meta`. */
const REST = Buffer.alloc(512, 'entry ')

const writeBatch = isPlain ? await plainWriter() : await gatewayWriter()

answer(async (question) => {
  if (question.kind === 'start') return ''
  const until = performance.now() + Number(question['ms'])
  let records = 0
  while (performance.now() < until) {
    await writeBatch()
    records += BATCH
  }
  return records
})

async function gatewayWriter(): Promise<() => Promise<unknown>> {
  const origin = 'bench.example/postgres'
  const clock = { now: () => Date.now() }
  const ids = createIdSource(clock)
  const store = await openPostgresRecordStore({
    databaseUrl,
    folder: join(folder, instance),
    origin,
    instance,
    recordKey: createKeyRing(),
    signingKey: signingKeyFromSeed(origin, Buffer.alloc(32, 9)),
    clock,
    ids,
  })
  const draft = (): EntryDraft => ({
    id: ids.entryId(),
    type: 'boot',
    agency: 'bench',
    series: 'bench',
    policy: 'bench',
    meta: { of: 'bench' },
    parts: [{ name: 'body', key: 'record', bytes: BODY }],
  })
  return () => Promise.all(Array.from({ length: BATCH }, () => store.append(draft())))
}

async function plainWriter(): Promise<() => Promise<unknown>> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  const create = 'CREATE TABLE IF NOT EXISTS plain (idx bigserial PRIMARY KEY, rest bytea, body bytea)'
  await client.query(`SELECT pg_advisory_lock(1); ${create}; SELECT pg_advisory_unlock(1)`)
  const text = 'INSERT INTO plain (rest, body) SELECT $1::bytea, $2::bytea FROM generate_series(1, $3)'
  return () => client.query({ name: 'plain', text, values: [REST, BODY, BATCH] })
}
