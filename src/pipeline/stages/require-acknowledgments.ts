import { refusal } from '../../core/refusal-codes.ts'
import { dueNotice, noticeKey } from '../../policy/due-notice.ts'
import { slot } from '../exchange.ts'
import type { RequestStage } from '../stage.ts'

/** State kind of acknowledgments; the key is `principal key|notice@version`. */
export const ACKNOWLEDGMENT = 'acknowledgment'

/** Clause MS-17: the monitoring notice is acknowledged before the first use, and again when it changes. */
export const requireAcknowledgments: RequestStage = {
  name: 'require-acknowledgments',
  onFault: 'record_unavailable',
  run(exchange, { state, clock, noticeUrl }) {
    const principal = slot(exchange, 'principal')
    const acknowledged = { has: (key: string) => state.get(ACKNOWLEDGMENT, `${principal.key}|${key}`) !== undefined }
    const due = dueNotice(exchange.policy, principal, acknowledged, clock.now())
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
