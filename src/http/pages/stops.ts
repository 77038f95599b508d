import type { Principal } from '../../core/principal.ts'
import type { StateRows } from '../../core/state-rows.ts'
import { isInForce, SUSPENSION, type SuspensionRow } from '../../core/suspension.ts'
import type { StopView } from '../../pages/about-views.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { policyWords } from './policy-words.ts'

export interface StopsAsked {
  readonly policy: PolicySet
  readonly rows: StateRows
  readonly now: number
  /** Null: anybody, who is told what is stopped and not why. */
  readonly principal: Principal | null
  readonly language: string
  readonly say: (at: number) => string
}

/**
 * Everything that is suspended now, as far as it is for the asker to know: never a person, another unit only by its own
 * people, and reasons, which are written for those whom they touch, only to the agency's own.
 */
export function stopsFor({ policy, rows, now, principal, language, say }: StopsAsked): StopView[] {
  const words = policyWords(policy, language)
  const nameOf = ({ target, value }: SuspensionRow): string => {
    if (target === 'system') return policy.systems.find(({ id }) => id === value)?.name ?? value
    if (target === 'purpose') return words.purpose(value)
    if (target === 'client') return policy.clients.find(({ id }) => id === value)?.name ?? value
    if (target === 'unit') return policy.units.units.find(({ id }) => id === value)?.name ?? value
    return value
  }
  const ordered = ([...rows.all(SUSPENSION).values()] as SuspensionRow[])
    .filter((row) => isInForce(row, now))
    .flatMap((row): StopView[] => {
      const { target } = row
      if (target === 'person' || (target === 'unit' && row.value !== principal?.unit)) return []
      const until = row.until === null ? null : Date.parse(row.until)
      return [
        {
          kind: target,
          name: nameOf(row),
          since: say(Date.parse(row.from ?? row.at)),
          until: until === null || Number.isNaN(until) ? null : say(until),
          reason: principal === null ? null : row.reason,
        },
      ]
    })
  const inCatalog = policy.systems
    .filter(({ approval }) => approval.status === 'suspended')
    .map(({ name }): StopView => ({ kind: 'system', name, since: null, until: null, reason: null }))
  return [...ordered, ...inCatalog]
}
