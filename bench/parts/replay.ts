import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { EntryDraft } from '#src/core/record.ts'
import { decide } from '#src/policy/decide.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { storeFacts } from '#src/policy/stored-facts.ts'
import { replay } from '#src/policy-operations/replay.ts'
import { createIdSource } from '#src/records/ids.ts'
import { createKeyRing, type KeyRing } from '#src/records/key-ring.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { openMetaFolder } from '#src/records/sqlite/meta-folder.ts'
import { openSqliteRecordStore } from '#src/records/sqlite/sqlite-record-store.ts'
import { factsFor, largePolicy } from './policy.ts'

export interface ReplayFigures {
  readonly exchanges: number
  /** From the first byte read to the report, seconds. */
  readonly seconds: number
  readonly turned: number
}

const BATCH = 2_000

/** Made-up facts in a real, encrypted store, and a candidate that is asked about all of them. */
export async function measureReplay(folder: string, exchanges: number): Promise<ReplayFigures> {
  const store = join(folder, 'replay')
  const recordKey = createKeyRing()
  const policy = largePolicy()
  const before = await fill(store, recordKey, policy, exchanges)
  const { 'draft-internal': drafting, ...purposes } = policy.purposes
  const candidate = {
    ...policy,
    purposes: { ...purposes, 'draft-internal': { ...drafting!, subjectTypes: ['contractor'] } },
  }
  const start = performance.now()
  const metas = openMetaFolder(store, recordKey)
  const report = replay(candidate as PolicySet, metas.metas(['prompt', 'blocked'], ''))
  const seconds = (performance.now() - start) / 1_000
  metas.close()
  rmSync(store, { recursive: true })
  if (report.replayed !== exchanges || report.allowToRefuse !== before)
    throw new Error(`a replay of ${report.replayed} with ${report.allowToRefuse} turned; ${before} were expected`)
  return { exchanges, seconds, turned: report.allowToRefuse }
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
    const facts = factsFor(policy, policy.systems[index % policy.systems.length]!, index)
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
