import { indexesOf } from '../core/destruction.ts'
import type { Clock, IdSource } from '../core/ids.ts'
import type { LogReader, RecordDestroyer, RecordReader } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { setDigest } from '../records/destruction-set.ts'
import type { Ledger } from '../records/ledger.ts'
import { approvalsOf, approve, missingApproval, RECORDS_OFFICER } from './approve.ts'
import { carryOut } from './carry-out.ts'
import { type ApprovalRow, DISPOSITION, type DispositionRow } from './disposition-row.ts'
import { dueByHand, dueFacts, dueOf, type GatheredExchange, gather } from './gather-exchanges.ts'
import { planRetention, type RetentionPlan } from './plan.ts'
import { type Proposal, propose } from './propose.ts'
import { dispositionRefused, notForRoles } from './refusals.ts'
import { RETENTION_RULE, type RuleRow } from './rule-row.ts'
import { walkLog } from './walk-log.ts'
import { withdraw } from './withdraw.ts'

export interface DispositionParts {
  readonly store: Pick<RecordReader, 'size' | 'exchange'> & Pick<LogReader, 'entryBundle'> & RecordDestroyer
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly ids: IdSource
  /** Brings every hold up to the end of the log. */
  readonly refreshHolds: () => Promise<void>
}

/** Destruction of records, as records officers have it: planned, proposed, approved by two others, carried out. */
export interface Dispositions {
  plan(caller: Principal): Promise<RetentionPlan | Refusal>
  list(caller: Principal): readonly DispositionRow[] | Refusal
  find(id: string, caller: Principal): { row: DispositionRow; approvals: readonly ApprovalRow[] } | Refusal
  propose(asked: Proposal, caller: Principal): Promise<DispositionRow | Refusal>
  withdraw(id: string, reason: string, caller: Principal): Promise<DispositionRow | Refusal>
  approve(id: string, setSha256: string, caller: Principal): Promise<{ approvals: readonly ApprovalRow[] } | Refusal>
  /** Carries out an approved one; one that was begun is gone on with. */
  run(id: string, caller: Principal): Promise<DispositionRow | Refusal>
  /** Goes on with what an end of the process interrupted. */
  resume(): Promise<void>
}

/** May propose, and carry out what others approved. */
const MAY_PROPOSE = [RECORDS_OFFICER, 'attorney']
const MAY_LOOK = [RECORDS_OFFICER, 'attorney', 'auditor', 'executive-director', 'privacy-officer']

export function createDispositions(parts: DispositionParts): Dispositions {
  const { store, ledger, policy, clock } = parts
  const rows = ledger.state
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other, so that none plans what another is destroying. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }

  function mayLook(caller: Principal): Refusal | null {
    if (MAY_LOOK.some((role) => caller.roles.includes(role))) return null
    return notForRoles('may-look', 'Your roles don’t include dispositions.', 'Ask a records officer.')
  }

  function mayPropose(caller: Principal): Refusal | null {
    if (MAY_PROPOSE.some((role) => caller.roles.includes(role))) return null
    return notForRoles('may-propose', 'Your roles don’t include this.', 'Ask a records officer.')
  }

  function find(id: string, caller: Principal) {
    const refused = mayLook(caller)
    if (refused !== null) return refused
    const row = rows.get(DISPOSITION, id) as DispositionRow | undefined
    if (row === undefined || row.agency !== caller.agency)
      return dispositionRefused('unknown-disposition', 'There is no such disposition for you.', 'Check the id.')
    return { row, approvals: approvalsOf(rows, row) }
  }

  /** Everything again that was true when it was proposed and approved: rules may have grown longer since. */
  async function judge(row: DispositionRow): Promise<Refusal | null> {
    const missing = missingApproval(row, approvalsOf(rows, row))
    if (missing !== null) return missing
    const rules = [...rows.all(RETENTION_RULE).values()] as RuleRow[]
    if (!rules.some(({ rule }) => rule === row.rule))
      return dispositionRefused('unknown-rule', 'The log holds no such rule.', 'Propose it anew.')
    const exchanges = new Map<string, GatheredExchange>()
    const targets = new Set(indexesOf(row.targets))
    for await (const walked of walkLog(store, row.targets[0]?.[0] ?? 0, (row.targets.at(-1)?.[1] ?? -1) + 1))
      if (targets.has(walked.index)) gather(exchanges, walked)
    const members = [...exchanges.values()].flatMap((one) => one.members).toSorted((a, b) => a.index - b.index)
    if (members.length !== targets.size || setDigest(members) !== row.setSha256)
      return dispositionRefused('wrong-digest', 'The set isn’t the one that was approved.', 'Propose it anew.')
    const facts = dueFacts(rows)
    const isDue = [...exchanges.values()].every((exchange) => {
      const due = (row.byHand ? dueByHand : dueOf)(exchange, rules, facts)
      return due !== null && due.day <= row.cutoff && due.rule.rule === row.rule
    })
    if (isDue) return null
    return dispositionRefused(
      'premature',
      'Some of it isn’t due, by the rules that are in the log now.',
      'Look at the plan, and propose it anew.',
    )
  }

  return {
    find,
    plan: (caller) =>
      inTurn(async () => {
        const refused = mayLook(caller)
        if (refused !== null) return refused
        await parts.refreshHolds()
        return planRetention({ log: store, rows, policy: policy(), now: clock.now() }, caller.agency)
      }),
    list(caller) {
      const all = [...rows.all(DISPOSITION).values()] as DispositionRow[]
      return mayLook(caller) ?? all.filter(({ agency }) => agency === caller.agency)
    },
    propose: (asked, caller) =>
      inTurn(async () => {
        const refused = mayPropose(caller)
        if (refused !== null) return refused
        await parts.refreshHolds()
        return propose(parts, asked, caller)
      }),
    withdraw: (id, reason, caller) =>
      inTurn(async () => {
        const found = find(id, caller)
        return 'code' in found ? found : withdraw(ledger, found.row, reason, caller)
      }),
    approve: (id, setSha256, caller) =>
      inTurn(async () => {
        const found = find(id, caller)
        if ('code' in found) return found
        const approvals = await approve(ledger, found.row, setSha256, caller, clock.now())
        return 'code' in approvals ? approvals : { approvals }
      }),
    run: (id, caller) =>
      inTurn(async () => {
        const found = find(id, caller)
        if ('code' in found) return found
        const refused = mayPropose(caller)
        if (refused !== null) return refused
        const { row } = found
        if (row.status === 'done') return row
        if (row.status === 'withdrawn')
          return dispositionRefused('not-open', 'This disposition was withdrawn.', 'Propose it anew.')
        await parts.refreshHolds()
        const breach = row.status === 'proposed' ? await judge(row) : null
        return breach ?? carryOut(parts, row, caller)
      }),
    resume: () =>
      inTurn(async () => {
        const begun = [...rows.all(DISPOSITION).values()] as DispositionRow[]
        for (const row of begun) if (row.status === 'destroying') await carryOut(parts, row, null)
      }),
  }
}
