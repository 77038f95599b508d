import type { Clock } from '../../core/ids.ts'
import type { Principal } from '../../core/principal.ts'
import { oversees, unitsLedBy } from '../../oversight/accountability/readers.ts'
import { type AccountableSystem, accountableSystems } from '../../oversight/accountability/systems.ts'
import { type UnitLeader, unitLeaders } from '../../oversight/accountability/units.ts'
import { MEASURES, type ScorecardMeasure, scorecardOf } from '../../oversight/scorecard/scorecard.ts'
import { type ShownCount, shownCount } from '../../oversight/scorecard/shown-count.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Asking } from '../asking.ts'
import { callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { scoredFacts } from './scored-facts.ts'

export interface UnitScorecard {
  readonly unit: string
  readonly name: string
  readonly counts: Readonly<Record<ScorecardMeasure, ShownCount>>
}

/** Clauses MS-52, MO-03: who answers for which system and which unit, and what units did; counts alone, of nobody. */
export interface AccountabilityDesk {
  /** `systems`: null where the policy names nobody, or they aren't the caller's to see. */
  list(asking: Asking): { readonly systems: readonly AccountableSystem[] | null; readonly units: readonly UnitLeader[] }
  /** @param month a calendar month that is over, `YYYY-MM`; null: the last one. */
  scorecards(
    asking: Asking,
    month: string | null,
  ): Promise<{ readonly month: string; readonly units: readonly UnitScorecard[] }>
}

export interface AccountabilityDeskParts {
  readonly policy: () => PolicySet
  readonly ledger: Ledger
  readonly clock: Clock
  readonly look: RecordLook
}

export function createAccountabilityDesk({ policy, ledger, clock, look }: AccountabilityDeskParts): AccountabilityDesk {
  /** Units whose matters somebody sees: all of their agency, or those that they lead. */
  const within = (caller: Principal): string[] => {
    const led = unitsLedBy(policy(), caller)
    if (oversees(policy(), caller))
      return policy()
        .units.units.filter(({ agency }) => agency === caller.agency)
        .map(({ id }) => id)
    if (led.length === 0) throw notYours()
    return led
  }

  return {
    list(asking) {
      const caller = callerOf(asking)
      const units = within(caller)
      return {
        systems: oversees(policy(), caller) ? accountableSystems(policy(), ledger.state) : null,
        units: unitLeaders(policy(), ledger.state).filter(({ unit }) => units.includes(unit)),
      }
    },
    async scorecards(asking, asked) {
      const caller = callerOf(asking)
      const units = within(caller)
      const last = lastMonth(clock.now())
      const month = asked ?? last
      if (month > last) throw notOver(last)
      await look(asking, { action: 'report', report: 'scorecard', month, units })
      const facts = scoredFacts(policy(), ledger.state, caller.agency, clock.now())
      const names = new Map(policy().units.units.map(({ id, name }) => [id, name]))
      return {
        month,
        units: units.map((unit) => {
          const card = scorecardOf(facts, unit, month)
          const counts = Object.fromEntries(MEASURES.map((measure) => [measure, shownCount(card[measure])]))
          return { unit, name: names.get(unit) ?? unit, counts: counts as UnitScorecard['counts'] }
        }),
      }
    },
  }
}

/** Only a month that is over: nothing comes of holding one day's numbers against the next day's. */
export function lastMonth(now: number): string {
  const [year, month] = new Date(now).toISOString().split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7)
}

function notYours(): Refused {
  return new Refused('audience_not_granted', {
    rule: 'accountability',
    clause: 'MO-03',
    message: 'Your roles don’t include who answers for systems and units.',
    next: 'Ask the leader of your unit, or an auditor.',
  })
}

function notOver(last: string): Refused {
  return new Refused('malformed_body', {
    rule: 'scorecard',
    clause: 'MO-03',
    message: 'That month isn’t over.',
    next: `Ask for a month up to ${last}.`,
  })
}
