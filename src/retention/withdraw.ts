import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { type Ledger, writeOr } from '../records/ledger.ts'
import { stale } from '../records/stale.ts'
import { RECORDS_OFFICER } from './approve.ts'
import { DISPOSITION, type DispositionRow } from './disposition-row.ts'
import { dispositionRefused, notForRoles } from './refusals.ts'

/** Takes a proposal back, by whoever made it or a records officer; what is being carried out can't be. */
export async function withdraw(
  ledger: Ledger,
  row: DispositionRow,
  reason: string,
  caller: Principal,
): Promise<DispositionRow | Refusal> {
  if (caller.key !== row.proposedBy && !caller.roles.includes(RECORDS_OFFICER))
    return notForRoles('withdraw', 'You haven’t proposed this.', 'Ask who has, or a records officer.')
  if (row.status !== 'proposed')
    return dispositionRefused('not-open', 'This disposition is no longer open.', 'Look at its state.')
  const withdrawn: DispositionRow = { ...row, status: 'withdrawn' }
  const seen = { kind: DISPOSITION, key: row.id, value: row }
  const act = {
    type: 'admin' as const,
    agency: row.agency,
    actor: caller,
    meta: { action: 'disposition-withdrawn', disposition: row.id, reason },
    state: [{ kind: DISPOSITION, key: row.id, value: withdrawn }],
    basis: [seen],
  }
  const written = await writeOr(ledger, act, (moved) => stale(moved, seen, { clause: 'MO-10', members: ['status'] }))
  return 'code' in written ? written : withdrawn
}
