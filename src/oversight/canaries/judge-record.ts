import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import type { Canary } from '../../policy/policy-set.ts'
import { answerInRecord } from '../bias/judge-records.ts'
import { faultsOf } from './judge-canary.ts'

/** What the record of a canary’s answer says; null: it has no answer to this question. */
export async function judgeCanary(
  store: Pick<RecordReader, 'exchange'>,
  canary: Canary,
  caller: Principal,
  model: string,
  record: string,
): Promise<{ readonly faults: readonly string[]; readonly version: string | null } | null> {
  const read = await answerInRecord(store, record, caller, model)
  if (read === null || read.question !== canary.ask) return null
  return { faults: faultsOf(canary, read.answer), version: read.model }
}
