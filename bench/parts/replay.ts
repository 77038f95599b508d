import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { replayRecords } from '#src/cli/replay-records.ts'
import type { EntryDraft } from '#src/core/record.ts'
import { compilePolicy } from '#src/policy/compile.ts'
import { decide } from '#src/policy/decide.ts'
import type { Documents } from '#src/policy/documents.ts'
import { loadPolicy } from '#src/policy/load.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { storeFacts } from '#src/policy/stored-facts.ts'
import { createIdSource } from '#src/records/ids.ts'
import { createKeyRingFile, type KeyRing } from '#src/records/key-ring.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { openSqliteRecordStore } from '#src/records/sqlite/sqlite-record-store.ts'
import { cpuTime, since, type ThreadTimes, threadTimes } from '../measure/cpu.ts'
import { factsFor } from './policy.ts'

export interface ReplayFigures {
  readonly exchanges: number
  /** From the first byte read to the report, seconds. */
  readonly seconds: number
  readonly turned: number
  readonly times: ThreadTimes
}

const BATCH = 2_000

/** Made-up facts in a real, encrypted store, and a candidate that is asked about all of them. */
export async function measureReplay(folder: string, exchanges: number): Promise<ReplayFigures> {
  const dataFolder = join(folder, 'replay')
  const recordKeyFile = join(folder, 'replay-key.json')
  const recordKey = await createKeyRingFile(recordKeyFile)
  const policy = loadPolicy({ folder: 'policies/us-ms-its' })
  const before = await fill(dataFolder, recordKey, policy, exchanges)
  const documents = structuredClone(policy.documents) as Documents
  documents.purposes.purposes.find(({ id }) => id === 'draft-internal')!.subjectTypes = ['contractor']
  const candidate = compilePolicy(documents)
  const cpu = cpuTime(process.pid)
  const start = performance.now()
  const report = await replayRecords({ dataFolder, recordKeyFile, candidate, since: '' })
  const seconds = (performance.now() - start) / 1_000
  const times = threadTimes([since(cpu, cpuTime(process.pid))], exchanges)
  rmSync(dataFolder, { recursive: true })
  rmSync(recordKeyFile)
  if (report.replayed !== exchanges || report.allowToRefuse !== before)
    throw new Error(`a replay of ${report.replayed} with ${report.allowToRefuse} turned; ${before} were expected`)
  return { exchanges, seconds, turned: report.allowToRefuse, times }
}

/** Returns how many of them were allowed. */
async function fill(folder: string, recordKey: KeyRing, policy: PolicySet, exchanges: number): Promise<number> {
  const origin = 'bench.example/replay'
  const clock = { now: () => Date.now() }
  const ids = createIdSource(clock)
  const signingKey = signingKeyFromSeed(origin, Buffer.alloc(32, 9))
  const store = await openSqliteRecordStore({ folder, origin, instance: 'bench', recordKey, signingKey, clock, ids })
  let allowed = 0
  const draft = (index: number): EntryDraft => {
    const facts = factsFor(policy, policy.systems[0]!, index)
    const decision = decide(policy, facts)
    const isAllowed = decision.kind === 'allow'
    if (isAllowed) allowed++
    const said = isAllowed ? { rule: decision.rule } : { refusal: { code: decision.refusal.code } }
    return {
      id: ids.entryId(),
      type: 'blocked',
      ref: ids.exchangeId(),
      agency: 'MS-ITS',
      series: 'bench',
      policy: policy.version,
      // As long as what the gateway records beside the facts.
      meta: { ...said, facts: storeFacts(policy, facts), beside: 'x'.repeat(900) },
      parts: [],
    }
  }
  for (let done = 0; done < exchanges; done += BATCH)
    await Promise.all(Array.from({ length: BATCH }, (_, index) => store.append(draft(done + index))))
  await store.close()
  return allowed
}
