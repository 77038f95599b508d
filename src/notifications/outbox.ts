import type { Clock } from '../core/ids.ts'
import { HOLD_MAIL, type HoldMailRow, NOTICE, type NoticeRow } from '../core/notice.ts'
import type { EntryType, StateChange } from '../core/record.ts'
import type { Ledger } from '../records/ledger.ts'
import type { Connector, Notice } from './connector.ts'

export interface OutboxParts {
  readonly ledger: Ledger
  readonly clock: Clock
  /** The connector of this id, as the policy has it now; null: it has none any more. */
  readonly connectorOf: (id: string) => Connector | null
  readonly noticeOf: (row: NoticeRow) => Notice
  readonly log: { warn(details: object): void }
}

export interface Outbox {
  /** Sends what is due. Never rejects: what couldn't be sent is tried again, later each time. */
  flush(): Promise<void>
}

const FIRST_RETRY_MS = 30_000
const LONGEST_RETRY_MS = 3_600_000

/**
 * Notices that were written with what they tell of, and are sent after it: at least once, each under an id of its own. What
 * was sent is an entry, and no longer in the outbox.
 */
export function createOutbox({ ledger, clock, connectorOf, noticeOf, log }: OutboxParts): Outbox {
  const tries = new Map<string, { readonly failed: number; readonly at: number }>()

  async function send(row: NoticeRow): Promise<void> {
    const { id, agency, connector: via, event } = row
    const connector = connectorOf(via)
    try {
      await connector?.send(noticeOf(row))
    } catch (error) {
      const failed = (tries.get(id)?.failed ?? 0) + 1
      const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failed - 1))
      tries.set(id, { failed, at: clock.now() + wait })
      // Its message may name an address, so only its kind is told.
      log.warn({
        event: 'notice.failed',
        connector: via,
        failed,
        fault: error instanceof Error ? error.name : typeof error,
      })
      return
    }
    tries.delete(id)
    await ledger.write({
      type: typeOf(row),
      agency,
      actor: null,
      meta: {
        action: connector === null ? 'notice-dropped' : 'notice-sent',
        ...aboutOf(row),
        connector: via,
        event,
      },
      state: [{ kind: NOTICE, key: id, value: null }, ...(connector === null ? [] : taken(row))],
    })
  }

  /** Whoever placed a hold sees that its notice went out. */
  function taken(row: NoticeRow): StateChange[] {
    if (!('hold' in row)) return []
    const key = `${row.hold}|${row.person}`
    const mail = ledger.state.get(HOLD_MAIL, key) as HoldMailRow | undefined
    if (mail === undefined) return []
    return [{ kind: HOLD_MAIL, key, value: { ...mail, sentAt: new Date(clock.now()).toISOString() } }]
  }

  let last: Promise<void> = Promise.resolve()
  return {
    flush() {
      last = last
        .then(async () => {
          const due = ([...ledger.state.all(NOTICE).values()] as NoticeRow[]).filter(
            ({ id }) => (tries.get(id)?.at ?? 0) <= clock.now(),
          )
          await Promise.all(due.map(send))
        })
        .catch((error: unknown) => {
          log.warn({ event: 'notice.fault', fault: error instanceof Error ? error.name : typeof error })
        })
      return last
    },
  }
}

function aboutOf(row: NoticeRow): Readonly<Record<string, string>> {
  if ('hold' in row) return { hold: row.hold }
  return 'task' in row ? { [row.task]: row.number } : { incident: row.incident }
}

function typeOf(row: NoticeRow): EntryType {
  if ('incident' in row || ('task' in row && row.task === 'incident')) return 'incident'
  return 'hold' in row ? 'admin' : 'review'
}
