import type { Position, StateChange } from '../core/record.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { resolvePurpose } from '../policy/resolve-purpose.ts'
import type { Ledger } from '../records/ledger.ts'
import type { Asking } from './asking.ts'
import { callerOf, Refused } from './governance-api.ts'

/** Writes down that somebody looks at records, and what for, before anything is shown. Resolves with where it stands. */
export type RecordLook = (
  asking: Asking,
  look: Readonly<Record<string, unknown>>,
  state?: readonly StateChange[],
) => Promise<Position>

/**
 * Each look is an `access` entry with the purpose from `AI-Purpose` (else the one that the policy assumes, and the entry
 * says so) and the matter from `AI-Matter`. A purpose that the policy doesn't know is refused, and nothing is shown.
 */
export function recordLooks(policy: () => PolicySet, ledger: Ledger): RecordLook {
  return async (asking, look, state = []) => {
    const caller = callerOf(asking)
    const inForce = policy()
    const purpose = resolvePurpose(inForce, caller, header(asking, 'ai-purpose'))
    if (purpose.id !== null && inForce.purposes[purpose.id] === undefined)
      throw new Refused('purpose_not_permitted', {
        clause: 'MS-10',
        rule: 'purpose-of-access',
        message: 'Your policy has no such purpose.',
        next: 'Name a purpose of the policy in AI-Purpose, or leave it out.',
      })
    const matter = header(asking, 'ai-matter')?.slice(0, 200) ?? null
    const { reason } = asking
    const said = { ...(matter === null ? {} : { matter }), ...(reason === undefined ? {} : { reason }) }
    const meta = { ...said, ...look, purpose: { ...purpose } }
    return ledger.write({ type: 'access', agency: caller.agency, actor: caller, meta, state })
  }
}

function header({ headers }: Asking, name: string): string | null {
  const value = headers[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
