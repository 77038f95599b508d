import { createHash } from 'node:crypto'
import { KNOWN_PERSON, type KnownPerson } from '../core/known-person.ts'
import { type CustodianNotice, HOLD_MAIL, type HoldMailRow, NOTICE } from '../core/notice.ts'
import type { StateBasis, StateChange } from '../core/record.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { HoldNoticeRow, LegalHoldRow } from './hold-row.ts'

const DAY_MS = 86_400_000

/**
 * Mail to a custodian, written with what it tells of: that there is a notice to read, and nothing of the matter (MS-16). Null
 * where no address of theirs is known, or no mail is set up: they are told where they sign in.
 * @param connectors ids of the mail connectors.
 */
export function mailTo(
  rows: StateRows,
  connectors: readonly string[],
  { id: hold, agency }: Pick<LegalHoldRow, 'id' | 'agency'>,
  person: string,
  at: string,
): { readonly state: readonly StateChange[]; readonly basis: StateBasis } | null {
  const to = (rows.get(KNOWN_PERSON, person) as KnownPerson | undefined)?.email
  if (to == null || connectors.length === 0) return null
  const key = `${hold}|${person}`
  const before = (rows.get(HOLD_MAIL, key) as HoldMailRow | undefined) ?? null
  const times = (before?.times ?? 0) + 1
  const mail: HoldMailRow = { times, at, sentAt: before?.sentAt ?? null }
  const event = times === 1 ? 'hold-placed' : 'hold-reminder'
  const notices = connectors.map((connector) => {
    const id = createHash('sha256').update(`${key} ${times} ${connector}`).digest('hex').slice(0, 32)
    const value: CustodianNotice = { id, agency, hold, person, event, connector, to, at }
    return { kind: NOTICE, key: id, value }
  })
  return {
    state: [{ kind: HOLD_MAIL, key, value: mail }, ...notices],
    basis: { kind: HOLD_MAIL, key, value: before },
  }
}

/**
 * Whether a custodian is to be reminded now: of a hold in force, that they haven't acknowledged since they were last told.
 * @param days between two mails, as `retention.yaml` has it.
 */
export function isReminded(
  rows: StateRows,
  hold: LegalHoldRow | undefined,
  { person, at, acknowledgedAt }: HoldNoticeRow,
  now: number,
  days: number,
): hold is LegalHoldRow {
  if (hold === undefined || hold.releasedAt !== null || acknowledgedAt !== null) return false
  const mail = rows.get(HOLD_MAIL, `${hold.id}|${person}`) as HoldMailRow | undefined
  return now - Date.parse(mail?.at ?? at) >= days * DAY_MS
}

/** What became of one custodian's notice. */
export interface Custodian {
  readonly person: string
  readonly acknowledgedAt: string | null
  /** Null: nothing was sent by mail, as no address is known or no mail is set up. */
  readonly mail: HoldMailRow | null
}
