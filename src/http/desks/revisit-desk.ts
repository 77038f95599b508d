import type { Principal } from '../../core/principal.ts'
import { oversees, unitsLedBy } from '../../oversight/accountability/readers.ts'
import type { RevisitRow } from '../../oversight/revisits/revisit-row.ts'
import type { RevisitSaid, Revisits } from '../../oversight/revisits/revisits.ts'
import { type UnitRevisits, unitRevisits } from '../../oversight/revisits/unit-revisits.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

/** Clause MS-62: what people look at again of their own, and how much of it is left in each unit, the same by page and by API. */
export interface RevisitDesk {
  own(asking: Asking): Promise<RevisitRow | null>
  say(asking: Asking, number: string, said: RevisitSaid): Promise<RevisitRow>
  /** Whether somebody may have any of it counted. */
  mayCount(caller: Principal): boolean
  /** Recorded. Counts alone, never of fewer than ten people. */
  counts(asking: Asking): Promise<readonly UnitRevisits[]>
}

export interface RevisitDeskParts {
  readonly revisits: Revisits
  readonly policy: () => PolicySet
  readonly ledger: Ledger
  readonly look: RecordLook
}

export function createRevisitDesk({ revisits, policy, ledger, look }: RevisitDeskParts): RevisitDesk {
  const unitsFor = (caller: Principal): string[] =>
    oversees(policy(), caller)
      ? policy()
          .units.units.filter(({ agency }) => agency === caller.agency)
          .map(({ id }) => id)
      : unitsLedBy(policy(), caller)
  const isAsked = (): boolean => policy().oversight?.sampling.revisits !== undefined

  return {
    own: async (asking) => allowed(await revisits.own(callerOf(asking))),
    say: async (asking, number, said) => allowed(await revisits.say(callerOf(asking), number, said)),
    mayCount: (caller) => isAsked() && unitsFor(caller).length > 0,
    async counts(asking) {
      const caller = callerOf(asking)
      const units = unitsFor(caller)
      if (units.length === 0)
        throw new Refused('audience_not_granted', {
          rule: 'revisit-counts',
          clause: 'MO-04',
          message: 'Your roles don’t include how many answers units have to look at again.',
          next: 'Ask the leader of your unit, or an auditor.',
        })
      await look(asking, { action: 'report', report: 'revisits', units })
      return unitRevisits(policy(), ledger.state, caller.agency, units)
    },
  }
}
