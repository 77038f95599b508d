import { toRanges } from '../core/destruction.ts'
import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { DISPOSITION, type DispositionRow } from './disposition-row.ts'
import type { DispositionParts } from './dispositions.ts'
import { planRetention } from './plan.ts'
import { dispositionRefused } from './refusals.ts'
import { RETENTION_RULE } from './rule-row.ts'

/** Freezes what is due under a rule, for two others to approve (MO-10). */
export async function propose(
  { store, ledger, policy, clock, ids }: DispositionParts,
  { rule, reason }: { readonly rule: string; readonly reason: string },
  caller: Principal,
): Promise<DispositionRow | Refusal> {
  if (ledger.state.get(RETENTION_RULE, rule) === undefined)
    return dispositionRefused('unknown-rule', 'The log holds no such rule.', 'Name a rule of the plan.')
  const plan = await planRetention(
    { log: store, rows: ledger.state, policy: policy(), now: clock.now() },
    caller.agency,
  )
  const set = plan.due.find((one) => one.rule.rule === rule)
  if (set === undefined)
    return dispositionRefused(
      'nothing-due',
      'Nothing is due under this rule.',
      'Look at the plan for what is, and why not.',
    )
  const row: DispositionRow = {
    id: ids.entryId(),
    agency: caller.agency,
    status: 'proposed',
    rule,
    citation: set.rule.citation,
    schedule: set.rule.schedule,
    cutoff: plan.cutoff,
    targets: toRanges(set.members.map(({ index }) => index)),
    exchanges: set.exchanges,
    entries: set.members.length,
    setSha256: set.setSha256,
    excluded: plan.excluded.reduce((total, { entries }) => total + entries, 0),
    proposedBy: caller.key,
    proposedAt: new Date(clock.now()).toISOString(),
    reason,
    entry: ids.entryId(),
    doneEntry: ids.entryId(),
    kept: [],
    finishedAt: null,
  }
  await ledger.write({
    type: 'admin',
    agency: caller.agency,
    actor: caller,
    meta: { action: 'disposition-proposed', disposition: row.id, rule, reason, set: row.setSha256 },
    state: [{ kind: DISPOSITION, key: row.id, value: row }],
  })
  return row
}
