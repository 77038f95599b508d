import { randomBytes } from 'node:crypto'
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
/** What a record is beside its body: the entry, its leaf, its `meta`. */
const REST_BYTES = 512

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
  await client.query(`
    SELECT pg_advisory_xact_lock(1);
    CREATE TABLE IF NOT EXISTS plain (idx bigserial PRIMARY KEY, rest bytea, body bytea);
    ALTER TABLE plain ALTER COLUMN rest SET STORAGE EXTERNAL, ALTER COLUMN body SET STORAGE EXTERNAL`)
  // As many bytes on the way and on the disk, and as hard to compress: a gateway writes ciphertext.
  const bytes = randomBytes(BATCH * (BODY.byteLength + REST_BYTES))
  const text = `
    INSERT INTO plain (rest, body)
    SELECT substring($1::bytea FROM n * ${REST_BYTES} + 1 FOR ${REST_BYTES}),
      substring($1::bytea FROM ${BATCH * REST_BYTES} + n * ${BODY.byteLength} + 1 FOR ${BODY.byteLength})
    FROM generate_series(0, ${BATCH - 1}) AS n`
  return () => client.query({ name: 'plain', text, values: [bytes] })
}
