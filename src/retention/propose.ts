import { toRanges } from '../core/destruction.ts'
import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { DISPOSITION, type DispositionRow, type TransferReceipt } from './disposition-row.ts'
import type { DispositionParts } from './dispositions.ts'
import { gatherByHand } from './gather-by-hand.ts'
import { type DueSet, planRetention } from './plan.ts'
import { dispositionRefused } from './refusals.ts'
import { RETENTION_RULE } from './rule-row.ts'

export interface Proposal {
  readonly rule: string
  readonly reason: string
  /** Exchanges to let go by hand, where nothing goes by itself; else everything that is due under the rule. */
  readonly exchanges?: readonly string[]
  readonly receipt?: TransferReceipt
}

/** Freezes what is due under a rule, or what somebody names, for two others to approve (MO-10, MO-30). */
export async function propose(
  parts: DispositionParts,
  { rule, reason, exchanges, receipt }: Proposal,
  caller: Principal,
): Promise<DispositionRow | Refusal> {
  const { store, ledger, policy, clock, ids } = parts
  if (ledger.state.get(RETENTION_RULE, rule) === undefined)
    return dispositionRefused('unknown-rule', 'The log holds no such rule.', 'Name a rule of the plan.')
  const found = exchanges === undefined ? await due() : await gatherByHand(parts, rule, exchanges, caller)
  if ('code' in found) return found
  const { set, cutoff, excluded } = found
  if (set.rule.action === 'transfer' && receipt === undefined)
    return dispositionRefused(
      'receipt',
      'These records go to an archive before they go here.',
      'Give the archive’s receipt: its name, reference and day.',
    )
  const row: DispositionRow = {
    id: ids.entryId(),
    agency: caller.agency,
    status: 'proposed',
    rule,
    citation: set.rule.citation,
    schedule: set.rule.schedule,
    cutoff,
    targets: toRanges(set.members.map(({ index }) => index)),
    exchanges: set.exchanges,
    entries: set.members.length,
    setSha256: set.setSha256,
    excluded,
    proposedBy: caller.key,
    proposedAt: new Date(clock.now()).toISOString(),
    reason,
    byHand: exchanges !== undefined,
    receipt: receipt ?? null,
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

  async function due(): Promise<{ set: DueSet; cutoff: string; excluded: number } | Refusal> {
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
    return { set, cutoff: plan.cutoff, excluded: plan.excluded.reduce((total, { entries }) => total + entries, 0) }
  }
}
