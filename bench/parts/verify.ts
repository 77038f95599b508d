import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { partCommitment, SALT_BYTES } from '#src/core/commitment.ts'
import { leafHash } from '#src/core/merkle.ts'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { openPartWithSalt } from '#src/records/commit/part-row.ts'
import { createIdSource } from '#src/records/ids.ts'
import { createKeyRing, type KeyRing } from '#src/records/key-ring.ts'
import type { LogSource } from '#src/records/log-source.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { openSqliteRecordStore } from '#src/records/sqlite/sqlite-record-store.ts'
import { startVerifyHelper } from '#src/records/sqlite/verify-helper.ts'
import { type VerifyResult, verifyLog } from '#src/records/verify.ts'
import { median } from '../measure/statistics.ts'

const RECORDS = 50_000
const BODY_BYTES = 2_048
const ROUNDS = 3

export interface VerifyFigures {
  readonly records: number
  /** Records a second: by one thread, and as `log verify` does, by two. */
  readonly alone: number
  readonly verified: number
  readonly hashed: number
}

/** A full verification beside nothing but the hashing of the same bytes: leaves and commitments, all in memory, one thread. */
export async function measureVerify(folder: string): Promise<VerifyFigures> {
  const origin = 'bench.example/verify'
  const clock = { now: () => Date.now() }
  const ids = createIdSource(clock)
  const recordKey = createKeyRing()
  const signingKey = signingKeyFromSeed(origin, Buffer.alloc(32, 9))
  const data = join(folder, 'verify')
  mkdirSync(data, { recursive: true })
  const store = await openSqliteRecordStore({
    folder: data,
    origin,
    instance: 'bench',
    recordKey,
    signingKey,
    clock,
    ids,
  })
  const bytes = Buffer.alloc(BODY_BYTES, 'a record of two kilobytes ')
  const draft = () => ({
    id: ids.entryId(),
    type: 'boot' as const,
    agency: 'bench',
    series: 'bench',
    policy: 'bench',
    meta: { of: 'bench', principal: { issuer: 'https://idp.example', subject: 'somebody', unit: 'OPS' } },
    parts: [{ name: 'body', key: 'record', bytes } as const],
  })
  for (let done = 0; done < RECORDS; done += 500)
    await Promise.all(Array.from({ length: 500 }, () => store.append(draft())))
  await store.checkpoint()
  await store.close()

  const log = openLogFolder(data)
  const verifiers = [parseVerifierKey(signingKey.vkey)]
  const hashed = hashedPerSecond(log, recordKey)
  const alone: number[] = []
  const verified: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    alone.push(rateOf(() => verifyLog(log, { verifiers, recordKey })))
    const helper = startVerifyHelper(data, recordKey, 0, RECORDS)
    verified.push(rateOf(() => verifyLog(log, { verifiers, recordKey, helper })))
    await helper.close()
  }
  log.close()
  return { records: RECORDS, alone: median(alone), verified: median(verified), hashed }
}

function rateOf(verify: () => VerifyResult): number {
  const start = performance.now()
  const { ok, faults } = verify()
  if (!ok) throw new Error(`the log doesn't verify: ${JSON.stringify(faults[0])}`)
  return (RECORDS * 1_000) / (performance.now() - start)
}

/** The bytes are let go of before anything else is measured. */
function hashedPerSecond(log: LogSource, recordKey: KeyRing): number {
  const all = [...log.entries(0, true)].map(({ id, entry, parts }) => ({
    entry,
    parts: parts.map((part) => openPartWithSalt(id, part, recordKey)),
  }))
  const rates: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    for (const { entry, parts } of all) {
      leafHash(entry)
      for (const { salt, content } of parts) partCommitment(salt.subarray(0, SALT_BYTES), content)
    }
    rates.push((RECORDS * 1_000) / (performance.now() - start))
  }
  return median(rates)
}
