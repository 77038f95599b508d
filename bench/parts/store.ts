import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { EntryDraft } from '#src/core/record.ts'
import { createIdSource } from '#src/records/ids.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { openSqliteRecordStore } from '#src/records/sqlite/sqlite-record-store.ts'
import { type CpuTime, cpuTime, since, type ThreadTimes, threadTimes } from '../measure/cpu.ts'
import { median } from '../measure/statistics.ts'

const BATCH = 100
const BODY_BYTES = 4_096
const ROUNDS = 7
const ROUND_MS = 400

export interface StoreFigures {
  readonly perSecond: number
  readonly times: ThreadTimes
}

/** Durable records a second of the store alone: one part of 4 KB, in batches of 100, all threads where they like. */
export async function measureStore(folder: string): Promise<StoreFigures> {
  const origin = 'bench.example/store'
  const clock = { now: () => Date.now() }
  const ids = createIdSource(clock)
  mkdirSync(folder, { recursive: true })
  const store = await openSqliteRecordStore({
    folder: join(folder, 'store'),
    origin,
    instance: 'bench',
    recordKey: createKeyRing(),
    signingKey: signingKeyFromSeed(origin, Buffer.alloc(32, 9)),
    clock,
    ids,
  })
  const bytes = Buffer.alloc(BODY_BYTES, 'a record of four kilobytes ')
  const draft = (): EntryDraft => ({
    id: ids.entryId(),
    type: 'boot',
    agency: 'bench',
    series: 'bench',
    policy: 'bench',
    meta: { of: 'bench' },
    parts: [{ name: 'body', key: 'record', bytes }],
  })
  const rates: number[] = []
  const cpus: CpuTime[] = []
  let written = 0
  for (let round = 0; round <= ROUNDS; round++) {
    const before = cpuTime(process.pid)
    const start = performance.now()
    let records = 0
    while (performance.now() - start < ROUND_MS) {
      await Promise.all(Array.from({ length: BATCH }, () => store.append(draft())))
      records += BATCH
    }
    // The first round warms up.
    if (round === 0) continue
    rates.push((records * 1_000) / (performance.now() - start))
    cpus.push(since(before, cpuTime(process.pid)))
    written += records
  }
  await store.close()
  return { perSecond: median(rates), times: threadTimes(cpus, written) }
}
