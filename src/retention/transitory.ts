import type { Clock } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import type { StateChange, StoredEntry } from '../core/record.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Ledger } from '../records/ledger.ts'
import { RECORDS_OFFICER } from './approve.ts'
import { writeSeries } from './reclassify.ts'
import { notForRoles } from './refusals.ts'
import {
  CONFIRMERS,
  type Confirmation,
  type Confirmer,
  TRANSITORY,
  TRANSITORY_LIMBS,
  type TransitoryLimb,
  type TransitoryRow,
} from './transitory-row.ts'

export interface TransitoryParts {
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
}

export interface TransitoryStatement {
  readonly limbs: Readonly<Partial<Record<TransitoryLimb, boolean>>>
  readonly ended_on: string
  readonly reason: string
}

/** A record as its author's statement needs it. */
export interface StatedRecord {
  readonly entries: readonly StoredEntry[]
  readonly agency: string
  readonly unit: string
  readonly isPrivileged: boolean
}

/**
 * Transitory records (MO-07): the author states all five limbs, the supervisor and Human Resources confirm, each another
 * person. Software may suggest it nowhere. Until both have, and after a reversal, the record stays in its own series.
 */
export interface Transitory {
  state(record: StatedRecord, statement: TransitoryStatement, caller: Principal): Promise<TransitoryRow | Refusal>
  /** What the caller stated, may confirm or keeps the records of. */
  list(caller: Principal): readonly TransitoryRow[]
  confirm(
    exchange: string,
    asked: { readonly as: Confirmer; readonly agrees: boolean; readonly reason: string },
    entries: () => Promise<readonly StoredEntry[]>,
    caller: Principal,
  ): Promise<TransitoryRow | Refusal>
  reverse(
    exchange: string,
    reason: string,
    entries: () => Promise<readonly StoredEntry[]>,
    caller: Principal,
  ): Promise<TransitoryRow | Refusal>
}

export function createTransitory({ ledger, policy, clock }: TransitoryParts): Transitory {
  const rows = ledger.state
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other: two confirmations at once are both kept. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
  const now = (): string => new Date(clock.now()).toISOString()
  const change = (row: TransitoryRow): StateChange => ({ kind: TRANSITORY, key: row.exchange, value: row })

  function visible(exchange: string, caller: Principal): TransitoryRow | Refusal {
    const row = rows.get(TRANSITORY, exchange) as TransitoryRow | undefined
    return row !== undefined && maySee(row, caller) ? row : unknownStatement()
  }

  async function write(row: TransitoryRow, action: string, reason: string, caller: Principal): Promise<TransitoryRow> {
    await ledger.write({
      type: 'admin',
      agency: row.agency,
      actor: caller,
      meta: { action, exchange: row.exchange, reason },
      state: [change(row)],
    })
    return row
  }

  return {
    state: (record, { limbs, ended_on, reason }, caller) =>
      inTurn(async () => {
        if (policy().retention.transitory === undefined)
          return refused('no-series', 'Your policy knows no transitory records.', 'Keep it, or ask a records officer.')
        if (record.isPrivileged)
          return refused('privileged', 'What is privileged is not confirmed by others.', 'Ask counsel.')
        const missing = TRANSITORY_LIMBS.filter((limb) => limbs[limb] !== true)
        if (missing.length > 0)
          return refused(
            'five-limbs',
            `A record is transitory only when all five hold; not stated: ${missing.join(', ')}.`,
            'Keep it as a business record.',
          )
        if (Date.parse(`${ended_on}T00:00:00Z`) > clock.now())
          return refused('not-done', 'The action that it serves isn’t complete yet.', 'State it when it is.')
        const exchange = record.entries[0]!.ref!
        const known = rows.get(TRANSITORY, exchange) as TransitoryRow | undefined
        if (known?.state === 'asked' || known?.state === 'confirmed')
          return refused('stated-before', 'It has been stated already.', 'Look at its state.')
        const { agency, unit } = record
        const stated = { exchange, agency, unit, statedBy: caller.key, reason, endedOn: ended_on, at: now() }
        return write({ ...stated, confirmations: {}, state: 'asked' }, 'transitory-stated', reason, caller)
      }),

    list: (caller) => ([...rows.all(TRANSITORY).values()] as TransitoryRow[]).filter((row) => maySee(row, caller)),

    confirm: (exchange, { as, agrees, reason }, entries, caller) =>
      inTurn(async () => {
        const row = visible(exchange, caller)
        if ('code' in row) return row
        if (!holdsSeat(row, as, caller))
          return notForRoles('confirmer', `You don’t confirm this as ${as}.`, 'Ask them.', 'MO-07')
        const others = CONFIRMERS.filter((one) => one !== as).map((one) => row.confirmations[one]?.by)
        if (caller.key === row.statedBy || others.includes(caller.key))
          return notForRoles('two-people', 'Author, supervisor and HR are three people.', 'Ask a colleague.', 'MO-07')
        if (row.state !== 'asked') return refused('not-open', 'This has been decided.', 'Look at its state.')
        const confirmation: Confirmation = { by: caller.key, agrees, reason, at: now() }
        const confirmations = { ...row.confirmations, [as]: confirmation }
        const isConfirmed = CONFIRMERS.every((one) => confirmations[one]?.agrees === true)
        const value: TransitoryRow = {
          ...row,
          confirmations,
          state: isConfirmed ? 'confirmed' : agrees ? 'asked' : 'rejected',
        }
        if (!isConfirmed) return write(value, agrees ? 'transitory-confirmed' : 'transitory-rejected', reason, caller)
        const series = policy().retention.transitory
        if (series === undefined)
          return refused('no-series', 'Your policy knows no transitory records.', 'Ask a records officer.')
        const decided = { series, replaces: true, endedOn: row.endedOn, reason: row.reason }
        await writeSeries({ ledger, clock }, await entries(), decided, caller, [change(value)])
        return value
      }),

    reverse: (exchange, reason, entries, caller) =>
      inTurn(async () => {
        const row = visible(exchange, caller)
        if ('code' in row) return row
        if (row.state !== 'asked' && row.state !== 'confirmed')
          return refused('not-open', 'There is nothing to reverse.', 'Look at its state.')
        const value: TransitoryRow = { ...row, state: 'reversed' }
        if (row.state === 'asked') return write(value, 'transitory-reversed', reason, caller)
        const decided = { series: null, replaces: false, endedOn: null, reason }
        await writeSeries({ ledger, clock }, await entries(), decided, caller, [change(value)])
        return value
      }),
  }
}

function maySee(row: TransitoryRow, caller: Principal): boolean {
  if (row.statedBy === caller.key) return true
  if (row.agency !== caller.agency) return false
  return caller.roles.includes(RECORDS_OFFICER) || CONFIRMERS.some((seat) => holdsSeat(row, seat, caller))
}

/** A supervisor confirms for their own unit only. */
function holdsSeat(row: TransitoryRow, seat: Confirmer, caller: Principal): boolean {
  if (row.agency !== caller.agency || !caller.roles.includes(seat)) return false
  return seat === 'hr' || caller.unit === row.unit
}

function refused(rule: string, message: string, next: string): Refusal {
  return refusal('disposition_refused', { clause: 'MO-07', rule, message, next })
}

function unknownStatement(): Refusal {
  return refusal('route_not_governed', {
    clause: 'MO-07',
    rule: 'transitory',
    message: 'There is no such statement for you.',
    next: 'Check the id of the record.',
  })
}
