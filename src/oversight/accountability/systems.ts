import type { StateRows } from '../../core/state-rows.ts'
import { personKey } from '../../policy/person-key.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { ACCOUNTABLE_PARTS, type AccountablePart } from '../../policy/schema/oversight.ts'
import { type Holders, heldByDuty, heldByName } from './holders.ts'

/** One part in answering for a system. */
export interface SystemPart extends Holders {
  readonly part: AccountablePart
  /** Principal key of whom the policy names; null: whoever holds one of the duties. */
  readonly named: string | null
  readonly duties: readonly string[]
}

export interface AccountableSystem {
  readonly system: string
  readonly name: string
  readonly parts: readonly SystemPart[]
  /** Whoever owned or monitored it has left, and nobody else does. */
  readonly isOrphan: boolean
}

/** Those whose leaving makes a system an orphan: the others look at it, and these answer for it as it runs. */
const ANSWERING: readonly AccountablePart[] = ['owner', 'monitor']

/** Clause MS-52: who owns, approves, reviews and monitors each system; null: the policy doesn't say. */
export function accountableSystems(policy: PolicySet, rows: StateRows): AccountableSystem[] | null {
  if (policy.oversight?.accountable === undefined) return null
  const inUse = policy.systems.filter(({ approval }) => approval.status === 'active')
  return inUse.map(({ id }) => accountableSystem(policy, rows, id)!)
}

/** The same of one system; null where nothing is said of it. */
export function accountableSystem(policy: PolicySet, rows: StateRows, id: string): AccountableSystem | null {
  const rule = policy.oversight?.accountable
  const system = policy.systems.find((one) => one.id === id)
  if (rule === undefined || system === undefined) return null
  const own = rule.systems.find((one) => one.system === id)
  const parts = ACCOUNTABLE_PARTS.map((part): SystemPart => {
    const named = personKey(policy, own?.[part] ?? (part === 'owner' ? auditOwner(policy, id) : undefined))
    const duties = rule[part]
    const held = named === null ? heldByDuty(policy, rows, duties) : heldByName(rows, named)
    return { part, named, duties, ...held }
  })
  const isOrphan = parts.some(({ part, standing }) => ANSWERING.includes(part) && standing === 'gone')
  return { system: id, name: system.name, parts, isOrphan }
}

function auditOwner({ oversight }: PolicySet, system: string) {
  return oversight?.audits?.owners.find((one) => one.system === system)?.person
}
