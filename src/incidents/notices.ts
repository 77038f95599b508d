import { createHash } from 'node:crypto'
import { type IncidentNotice, NOTICE, type NoticeEvent } from '../core/notice.ts'
import type { StateChange } from '../core/record.ts'
import type { PolicySet } from '../policy/policy-set.ts'

/** What is told of, and to which queues and mailboxes. */
export interface Told {
  readonly number: string
  readonly agency: string
  readonly type: string
  readonly severity: string
  readonly channels: readonly string[]
  /** Whom it concerns: nothing tells them. */
  readonly subjects: readonly string[]
}

/**
 * Clauses MS-14, MS-16, MO-26: notices to the mailboxes and receivers of the queues that hear of an incident, written with
 * the step that they tell of. A mailbox of whom it concerns gets none.
 */
export function noticesOf(
  { incidents }: Pick<PolicySet, 'incidents'>,
  { number, agency, type, severity, channels, subjects }: Told,
  event: NoticeEvent,
  at: string,
): StateChange[] {
  const receivers = receiversOf(incidents, channels, subjects)
  const each = new Map(receivers.map((one) => [`${one.connector} ${one.to}`, one]))
  return [...each].map(([name, { connector, to }]) => {
    const id = createHash('sha256').update(`${number} ${event} ${at} ${name}`).digest('hex').slice(0, 32)
    const value: IncidentNotice = { id, agency, incident: number, type, severity, event, connector, to, at }
    return { kind: NOTICE, key: id, value }
  })
}

/** Where queues are told: their mailboxes, but those of whom it concerns, and what listens for them. */
export function receiversOf(
  { connectors, channels }: PolicySet['incidents'],
  queues: readonly string[],
  subjects: readonly string[],
): { connector: string; to: string | null }[] {
  const mails = connectors.filter(({ kind }) => kind === 'smtp')
  return queues.flatMap((id): { connector: string; to: string | null }[] => {
    const to = channels[id]?.to?.toLowerCase()
    const byMail = to === undefined || subjects.includes(to) ? [] : mails.map((mail) => ({ connector: mail.id, to }))
    const byHook = connectors.filter((one) => one.kind === 'webhook' && one.channels.includes(id))
    return [...byMail, ...byHook.map((hook) => ({ connector: hook.id, to: null }))]
  })
}
