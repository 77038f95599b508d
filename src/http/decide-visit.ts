import type { Principal } from '../core/principal.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import { suspended } from '../core/standing.ts'
import type { StateRows } from '../core/state-rows.ts'
import { suspensionsInForce } from '../core/suspension.ts'
import { acknowledgedBy } from '../pipeline/stages/require-acknowledgments.ts'
import { unmetSignIn } from '../policy/checks/assurance.ts'
import { dueNotice, noticeKey } from '../policy/due-notice.ts'
import { admits } from '../policy/grants.ts'
import type { Application, PolicySet } from '../policy/policy-set.ts'

/** Whether somebody may visit an approved application now (milliseconds since the epoch); null: they may. */
export function decideVisit(
  application: Application,
  caller: Principal,
  policy: PolicySet,
  rows: StateRows,
  now: number,
): Refusal | null {
  const { client, unit, key: person } = caller
  const scope = { system: application.id, vendor: null, purpose: null, client, unit, person }
  const [stop] = suspensionsInForce(rows, scope, now)
  if (stop !== undefined) return suspended(stop)
  const { status } = application.approval
  if (status === 'suspended') return refusal('system_suspended', { rule: 'suspended' })
  if (status !== 'active' && status !== 'provisional') return refusal('system_not_approved', { rule: 'catalog' })
  if (now >= application.endsAt) return refusal('approval_expired', { rule: 'approval' })
  if (policy.index.issuers[caller.issuer]?.limitedTo?.inference === false) {
    const message = 'Accounts of your issuer may not use AI.'
    return refusal('audience_not_granted', { rule: 'issuer-limit', clause: 'MS-22', message })
  }
  if (!application.grants.some((grant) => admits(grant, caller, now)))
    return refusal('audience_not_granted', { rule: 'audience', message: 'This application is not approved for you.' })
  return unacknowledged(caller, policy, rows, now) ?? tooWeak(application, caller, policy, now)
}

/** Clause MS-17: no AI is used before the notice has been acknowledged, whatever it is used through. */
function unacknowledged(caller: Principal, policy: PolicySet, rows: StateRows, now: number): Refusal | null {
  const due = dueNotice(policy, caller, acknowledgedBy(rows, caller), now)
  return due?.state === 'required'
    ? refusal('notice_not_acknowledged', { rule: `notice:${noticeKey(due.notice)}` })
    : null
}

function tooWeak(application: Application, caller: Principal, policy: PolicySet, now: number): Refusal | null {
  if (caller.subjectType === 'service') return null
  const unmet = unmetSignIn(`Application ${application.id}`, application, caller, policy, now)
  if (unmet === null) return null
  return refusal('assurance_required', { rule: 'assurance', detail: unmet.why, headers: unmet.headers })
}
