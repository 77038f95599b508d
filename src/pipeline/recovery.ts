import { type AutomaticFinding, FINDING, happenedAgain } from '../core/finding.ts'
import type { ExchangeId } from '../core/ids.ts'
import type { StateChange } from '../core/record.ts'
import type { ExchangeRegistry } from '../core/registry.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { Ledger } from '../records/ledger.ts'
import type { OwedRecords } from './owed-records.ts'

/** A time in which the store took no records; milliseconds since the epoch. */
export interface EndedOutage {
  readonly from: number
  readonly to: number
  /** What was refused meanwhile. */
  readonly refused: number
  readonly reason: string
}

export interface RecoveryParts {
  readonly ledger: Ledger
  readonly owed: OwedRecords
  readonly registry: ExchangeRegistry
  readonly recoverInterrupted: (options: { open: { has(id: ExchangeId): boolean } }) => Promise<unknown>
  readonly agency: string
  readonly log: { error(details: object): void }
}

/** What is done when the store can write again: the outage is recorded, and every exchange gets the end it is owed. */
export function createRecovery(parts: RecoveryParts): (outage: EndedOutage) => void {
  /** Not recorded yet: an outage that ends for less time than its own record takes is one with the next. */
  let unrecorded: EndedOutage | null = null

  async function recover(): Promise<void> {
    const outage = unrecorded
    unrecorded = null
    if (outage !== null) {
      const meta = { ...outage, from: new Date(outage.from).toISOString(), to: new Date(outage.to).toISOString() }
      try {
        await parts.ledger.write({
          type: 'outage',
          agency: parts.agency,
          actor: null,
          meta,
          state: [outageFinding(parts.ledger.state, meta)],
        })
      } catch (error) {
        unrecorded = merged(outage, unrecorded)
        throw error
      }
    }
    await parts.owed.settle()
    await parts.recoverInterrupted({ open: parts.registry.open })
  }

  return (outage) => {
    unrecorded = merged(unrecorded, outage)
    recover().catch(() => parts.log.error({ event: 'recovery.failed' }))
  }
}

/** One for each reason and day, however often the store comes and goes on it. */
function outageFinding(
  rows: StateRows,
  { from, to, reason }: { readonly from: string; readonly to: string; readonly reason: string },
): StateChange {
  const key = `store:${reason}:${from.slice(0, 10)}`
  const known = rows.get(FINDING, `${STORE_FAULT}|${key}`) as AutomaticFinding | undefined
  const found = { type: STORE_FAULT, key, agency: null, about: { kind: 'store' } } as const
  return { kind: FINDING, key: `${STORE_FAULT}|${key}`, value: happenedAgain(known, found, to) }
}

/** A type of `incidents.yaml`. */
const STORE_FAULT = 'service-fault'

function merged(earlier: EndedOutage | null, later: EndedOutage | null): EndedOutage | null {
  if (earlier === null || later === null) return earlier ?? later
  return { from: earlier.from, to: later.to, refused: earlier.refused + later.refused, reason: later.reason }
}
