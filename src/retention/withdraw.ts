import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { Ledger } from '../records/ledger.ts'
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
  await ledger.write({
    type: 'admin',
    agency: row.agency,
    actor: caller,
    meta: { action: 'disposition-withdrawn', disposition: row.id, reason },
    state: [{ kind: DISPOSITION, key: row.id, value: withdrawn }],
  })
  return withdrawn
}
