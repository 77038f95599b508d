import { dayOf } from '../../core/calendar.ts'
import type { Clock } from '../../core/ids.ts'
import type { Principal } from '../../core/principal.ts'
import type { RiskBody } from '../../oversight/risks/risk-log.ts'
import { isRiskOverdue, type RiskRow } from '../../oversight/risks/risk-row.ts'
import type { RiskAsked, RiskOpened, Risks } from '../../oversight/risks/risks.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

export interface ListedRisk {
  readonly row: RiskRow
  readonly title: string
  readonly isOverdue: boolean
}

export interface OpenedRisk extends ListedRisk {
  readonly bodies: readonly RiskBody[]
  readonly mayKeep: boolean
}

/** Clause MS-62: the register of emerging risks, the same by page and by API. */
export interface RiskDesk {
  mayKeep(caller: Principal): boolean
  /** Recorded. `as` says in which form it leaves. */
  list(asking: Asking, as?: 'page' | 'csv'): Promise<readonly ListedRisk[]>
  show(asking: Asking, number: string): Promise<OpenedRisk>
  open(asking: Asking, asked: RiskOpened): Promise<RiskRow>
  act(asking: Asking, number: string, asked: RiskAsked): Promise<RiskRow>
}

export interface RiskDeskParts {
  readonly risks: Risks
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly look: RecordLook
  /** Whether somebody may know of an incident: its number is shown to nobody else. */
  readonly mayKnowIncident: (number: string, caller: Principal) => boolean
}

export function createRiskDesk({ risks, policy, clock, look, mayKnowIncident }: RiskDeskParts): RiskDesk {
  const today = (): string => dayOf(clock.now(), policy().profile.timezone)

  /** A row as somebody may see it: without the number of an incident that they may not know of. */
  const rowFor = (row: RiskRow, caller: Principal): RiskRow => {
    if (row.source !== 'incident' || row.reference === null || mayKnowIncident(row.reference, caller)) return row
    return { ...row, reference: null }
  }

  const listed = async (row: RiskRow, caller: Principal): Promise<ListedRisk> => ({
    row: rowFor(row, caller),
    title: await risks.titleOf(row),
    isOverdue: isRiskOverdue(row, today()),
  })

  return {
    mayKeep: (caller) => risks.mayKeep(caller),
    async list(asking, as = 'page') {
      const caller = callerOf(asking)
      const rows = allowed(risks.list(caller))
      await look(asking, { action: as === 'csv' ? 'export-risks' : 'view-risks' })
      return Promise.all(rows.map((row) => listed(row, caller)))
    },
    async show(asking, number) {
      const caller = callerOf(asking)
      const row = allowed(risks.known(number, caller))
      await look(asking, { action: 'view-risk', risk: row.number })
      const bodies = (await risks.bodies(row)).map((body): RiskBody => {
        const { change } = body.step
        if (change.kind !== 'open') return body
        const { reference } = rowFor(row, caller)
        return { ...body, step: { ...body.step, change: { ...change, reference } } }
      })
      return { ...(await listed(row, caller)), bodies, mayKeep: risks.mayKeep(caller) }
    },
    async open(asking, asked) {
      const caller = callerOf(asking)
      if (asked.source === 'incident' && asked.reference !== null && !mayKnowIncident(asked.reference, caller))
        throw new Refused('malformed_body', {
          rule: 'emerging-risk',
          clause: 'MS-62',
          message: 'There is no such incident for you.',
          next: 'Check its number, or leave it out.',
        })
      return rowFor(allowed(await risks.open(asked, caller)), caller)
    },
    async act(asking, number, asked) {
      const caller = callerOf(asking)
      return rowFor(allowed(await risks.act(number, asked, caller)), caller)
    },
  }
}
