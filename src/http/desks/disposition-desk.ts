import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { readableParts } from '../../policy/record-access.ts'
import type { Ledger } from '../../records/ledger.ts'
import { missingApproval } from '../../retention/approve.ts'
import type { ApprovalRow, DispositionRow } from '../../retention/disposition-row.ts'
import type { Dispositions } from '../../retention/dispositions.ts'
import type { Holds } from '../../retention/holds.ts'
import { type RetentionPlan, withoutHidden } from '../../retention/plan.ts'
import type { Proposal } from '../../retention/propose.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { visibleRecord } from '../visible-record.ts'

export interface DispositionDeskParts {
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly look: RecordLook
  readonly dispositions: Dispositions
  readonly holds: Holds
}

/** Who is told how much of a series that is counsel's own is due: those without whom none of it goes (MO-30). */
const DECIDERS = ['attorney', 'records-officer']

export type ShownDisposition = ReturnType<typeof shown>
export type ShownPlan = ReturnType<typeof shownPlan> & { readonly undecided: readonly Undecided[] }

interface Undecided {
  readonly series: string
  readonly what: string
}

export interface DispositionDesk {
  plan(asking: Asking): Promise<ShownPlan>
  list(
    asking: Asking,
  ): Promise<{ readonly dispositions: readonly ShownDisposition[]; readonly undecided: readonly Undecided[] }>
  propose(asking: Asking, asked: Proposal): Promise<ShownDisposition>
  find(asking: Asking, id: string): Promise<ShownDisposition>
  approve(asking: Asking, id: string, setSha256: string): Promise<readonly ApprovalRow[]>
  withdraw(asking: Asking, id: string, reason: string): Promise<ShownDisposition>
  run(asking: Asking, id: string): Promise<ShownDisposition>
  mayOpen(caller: Principal): boolean
}

/** Clauses MO-10, MO-27..30, MO-39, MS-24: what is due, and its destruction by two who didn't propose it. */
export function createDispositionDesk(parts: DispositionDeskParts): DispositionDesk {
  const { policy, dispositions, holds, look } = parts
  return {
    async plan(asking) {
      const caller = callerOf(asking)
      const plan = allowed(await dispositions.plan(caller))
      await look(asking, { action: 'view-plan', cutoff: plan.cutoff })
      const visible = new Set(holds.list(caller).map(({ id }) => id))
      const walled = DECIDERS.some((role) => caller.roles.includes(role)) ? [] : counselsSeries(policy())
      return { ...shownPlan(withoutHidden(plan, visible, walled)), undecided: undecided(policy()) }
    },
    async list(asking) {
      const rows = allowed(dispositions.list(callerOf(asking)) as object) as readonly DispositionRow[]
      await look(asking, { action: 'view-dispositions' })
      return { dispositions: rows.map((row) => shown(row)), undecided: undecided(policy()) }
    },
    async propose(asking, asked) {
      const caller = callerOf(asking)
      for (const id of asked.exchanges ?? [])
        await visibleRecord(parts, id, (facts) => readableParts(policy(), caller, facts).size > 0)
      return shown(allowed(await dispositions.propose(asked, caller)))
    },
    async find(asking, id) {
      const { row, approvals } = allowed(dispositions.find(id, callerOf(asking)))
      await look(asking, { action: 'view-disposition', disposition: id })
      return shown(row, approvals)
    },
    approve: async (asking, id, setSha256) =>
      allowed(await dispositions.approve(id, setSha256, callerOf(asking))).approvals,
    withdraw: async (asking, id, reason) => shown(allowed(await dispositions.withdraw(id, reason, callerOf(asking)))),
    mayOpen: (caller) => !('code' in dispositions.list(caller)),
    run: async (asking, id) => shown(allowed(await dispositions.run(id, callerOf(asking)))),
  }
}

/** Series of units that are behind the wall of privilege: how much they hold is told to nobody else. */
function counselsSeries({ retention, access }: PolicySet): string[] {
  const isWalled = (unit: string): boolean => access.privilege.units.includes(unit)
  return Object.values(retention.series).flatMap((series) => (series?.units?.every(isWalled) ? [series.id] : []))
}

/** Series that wait for a records officer: asked for until it is done. */
function undecided(policy: PolicySet): { series: string; what: string }[] {
  return Object.values(policy.retention.series).flatMap((series) =>
    series?.undecided === undefined ? [] : [{ series: series.id, what: series.undecided }],
  )
}

function shownPlan({ cutoff, due, excluded, notDue }: RetentionPlan) {
  return {
    cutoff,
    due: due.map(({ rule, exchanges, members, setSha256 }) => ({
      rule: rule.rule,
      series: rule.series,
      retain: rule.retain,
      from: rule.from,
      citation: rule.citation,
      schedule: rule.schedule,
      exchanges,
      entries: members.length,
      set_sha256: setSha256,
    })),
    excluded,
    not_due: notDue,
  }
}

function shown(row: DispositionRow, approvals?: readonly ApprovalRow[]) {
  return {
    id: row.id,
    status: row.status,
    rule: row.rule,
    citation: row.citation,
    schedule: row.schedule,
    cutoff: row.cutoff,
    exchanges: row.exchanges,
    entries: row.entries,
    set_sha256: row.setSha256,
    targets: row.targets.map(([first, last]) => ({ first, last })),
    proposed_by: row.proposedBy,
    proposed_at: row.proposedAt,
    reason: row.reason,
    by_hand: row.byHand,
    receipt: row.receipt,
    kept: row.kept.reduce((total, [first, last]) => total + last - first + 1, 0),
    finished_at: row.finishedAt,
    ...(approvals === undefined
      ? {}
      : { approvals: approvals.map(shownApproval), approved: missingApproval(row, approvals) === null }),
  }
}

export function shownApproval({ by, role, at }: ApprovalRow) {
  return { by, role, at }
}
