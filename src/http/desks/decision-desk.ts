import type { Followed } from '../../core/decision-record.ts'
import type { DecisionBody } from '../../oversight/decisions/decision-log.ts'
import type { DecisionRow } from '../../oversight/decisions/decision-row.ts'
import type { DecisionSight, Decisions, UnitDecisions } from '../../oversight/decisions/decisions.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

/** What somebody asks a decision record to become; what is left out counts as not said. */
export interface DecisionAsked {
  readonly step: 'decide' | 'set-aside' | 'reopen' | 'hand-over'
  /** How many steps whoever asks has seen. */
  readonly version: number
  readonly followed?: Followed
  readonly outcome?: string
  readonly sources?: readonly string[]
  readonly reason?: string
  readonly to?: string
}

export interface OpenedDecision {
  readonly row: DecisionRow
  readonly sight: DecisionSight
  readonly isOverdue: boolean
  /** What was written, oldest first. */
  readonly bodies: readonly DecisionBody[]
}

/** Clauses MS-30, MS-31: how people decide where an AI system recommends, the same by page and by API. */
export interface DecisionDesk {
  own(asking: Asking): { readonly open: readonly DecisionRow[]; readonly other: readonly DecisionRow[] }
  isOverdue(row: DecisionRow): boolean
  mayCount(caller: Asking['principal']): boolean
  /** Recorded before anything is told. */
  units(asking: Asking): Promise<readonly UnitDecisions[]>
  show(asking: Asking, exchange: string): Promise<OpenedDecision>
  open(asking: Asking, exchange: string, reason: string): Promise<DecisionRow>
  act(asking: Asking, exchange: string, asked: DecisionAsked): Promise<DecisionRow>
}

export function createDecisionDesk(parts: { readonly decisions: Decisions; readonly look: RecordLook }): DecisionDesk {
  const { decisions, look } = parts
  return {
    own: (asking) => decisions.list(callerOf(asking)),
    isOverdue: (row) => decisions.isOverdue(row),
    mayCount: (caller) => caller !== null && decisions.units(caller) !== null,
    async units(asking) {
      const units = decisions.units(callerOf(asking))
      if (units === null)
        throw new Refused('audience_not_granted', {
          rule: 'decisions',
          clause: 'MS-30',
          message: 'Your roles don’t include the decisions of others.',
          next: 'Ask whom oversight.yaml names.',
        })
      await look(asking, { action: 'view-decisions' })
      return units
    },
    async show(asking, exchange) {
      const caller = callerOf(asking)
      const row = allowed(decisions.known(exchange, caller))
      const sight = decisions.sightOf(caller, row)
      if (sight === 'reader') await look(asking, { action: 'view-decision', exchange: row.exchange })
      return { row, sight, isOverdue: decisions.isOverdue(row), bodies: await decisions.bodies(row) }
    },
    open: async (asking, exchange, reason) => allowed(await decisions.open(callerOf(asking), exchange, reason)),
    async act(asking, exchange, { step, version, followed, outcome = '', sources = [], reason = '', to = '' }) {
      const caller = callerOf(asking)
      switch (step) {
        case 'decide':
          if (followed === undefined && !('code' in decisions.known(exchange, caller)))
            throw new Refused('decision_incomplete', {
              rule: 'decision',
              message: 'Say what became of the recommendation.',
            })
          return allowed(
            await decisions.decide(caller, exchange, version, { followed: followed!, outcome, sources, reason }),
          )
        case 'set-aside':
          return allowed(await decisions.setAside(caller, exchange, version, reason))
        case 'reopen':
          return allowed(await decisions.reopen(caller, exchange, version, reason))
        case 'hand-over':
          return allowed(await decisions.handOver(caller, exchange, version, { person: to, reason }))
      }
    },
  }
}
