import type { StateRows } from '../../core/state-rows.ts'
import { isInForce, SUSPENSION, type SuspensionRow } from '../../core/suspension.ts'
import type { SystemStatus } from '../../pages/catalog-views.ts'
import type { Application, CatalogSystem } from '../../policy/policy-set.ts'

/** How a system stands, in one word: what the list says of it, and what stops it now. */
export function systemStatus(system: CatalogSystem, rows: StateRows, now: number): SystemStatus {
  const { status, conditions } = system.approval
  if (status === 'retired') return 'retired'
  if (status === 'suspended' || isStopped(system, rows, now)) return 'suspended'
  if (status === 'requested') return 'not-in-force'
  if (now >= system.endsAt || system.evidence.some(({ endsAt }) => now >= endsAt)) return 'expired'
  if (!system.routable) return 'listed'
  return status === 'provisional' || (conditions?.length ?? 0) > 0 ? 'conditional' : 'approved'
}

/** Likewise for an approved application; it has no evidence and no vendor of its own. */
export function applicationStatus({ id, approval, endsAt }: Application, rows: StateRows, now: number): SystemStatus {
  const { status, conditions } = approval
  if (status === 'retired') return 'retired'
  if (status === 'suspended' || isStopped({ id, vendor: null }, rows, now)) return 'suspended'
  if (status === 'requested') return 'not-in-force'
  if (now >= endsAt) return 'expired'
  return status === 'provisional' || (conditions?.length ?? 0) > 0 ? 'conditional' : 'approved'
}

interface Stoppable {
  readonly id: string
  readonly vendor: { readonly name: string } | null
}

function isStopped(system: Stoppable, rows: StateRows, now: number): boolean {
  return ([...rows.all(SUSPENSION).values()] as SuspensionRow[]).some(
    ({ target, value, ...row }) =>
      isInForce(row, now) &&
      (target === 'all' ||
        (target === 'system' && value === system.id) ||
        (target === 'vendor' && value === system.vendor?.name)),
  )
}
