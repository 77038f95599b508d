import type { Principal } from '../../core/principal.ts'
import { refusal } from '../../core/refusal-codes.ts'
import type { StateRows } from '../../core/state-rows.ts'
import { type Acknowledged, dueNotice, noticeKey } from '../../policy/due-notice.ts'
import { slot } from '../exchange.ts'
import type { RequestStage } from '../stage.ts'

/** State kind of acknowledgments; the key is `principal key|notice@version`. */
export const ACKNOWLEDGMENT = 'acknowledgment'

/** What a principal has acknowledged, as the log’s state has it. */
export function acknowledgedBy(rows: StateRows, { key: person }: Pick<Principal, 'key'>): Acknowledged {
  return {
    at(key) {
      const row = rows.get(ACKNOWLEDGMENT, `${person}|${key}`) as { readonly at: string } | undefined
      return row === undefined ? null : Date.parse(row.at)
    },
  }
}

/** Clauses MS-17, MS-21: the monitoring notice is acknowledged before the first use, when it changes, and each period. */
export const requireAcknowledgments: RequestStage = {
  name: 'require-acknowledgments',
  onFault: 'record_unavailable',
  run(exchange, { state, clock, noticeUrl }) {
    const principal = slot(exchange, 'principal')
    const due = dueNotice(exchange.policy, principal, acknowledgedBy(state, principal), clock.now())
    if (due === null) return null
    const link = `<${noticeUrl}>; rel="terms-of-service"`
    if (due.state === 'reminder') {
      exchange.noticeLink = link
      return null
    }
    const key = noticeKey(due.notice)
    return refusal('notice_not_acknowledged', {
      rule: `notice:${key}`,
      next: `Read the notice at ${noticeUrl}, then POST /api/v1/acknowledgments with {"notice":"${key}"}.`,
      headers: { link },
    })
  },
}
