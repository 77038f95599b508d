import { createHash } from 'node:crypto'
import type { Clock } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import { chooseMessage } from '../disclosure/messages.ts'
import { ACKNOWLEDGMENT, acknowledgedBy } from '../pipeline/stages/require-acknowledgments.ts'
import { dueNotice, noticeKey } from '../policy/due-notice.ts'
import { knownAtSignIn } from '../policy/known-at-sign-in.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Ledger } from '../records/ledger.ts'
import { Refused } from './governance-api.ts'

export interface AcknowledgeParts {
  readonly policy: () => PolicySet
  readonly ledger: Ledger
  readonly clock: Clock
}

/**
 * Clauses MS-17, MS-21: somebody has read a notice and accepts it, for the first time or again. The record says which, in which version and language,
 * and the digest of the very text. Throws {@link Refused} for a notice that isn't theirs.
 */
export async function acknowledge(
  { policy: policyNow, ledger, clock }: AcknowledgeParts,
  caller: Principal,
  key: string,
  acceptLanguage: string | undefined,
): Promise<{ readonly value: unknown; readonly isNew: boolean }> {
  const policy = policyNow()
  const notice = policy.notices.find((one) => noticeKey(one) === key && one.subjectTypes.includes(caller.subjectType))
  if (notice === undefined)
    throw new Refused('malformed_body', {
      clause: 'MS-17',
      message: 'There is no such notice for you.',
      next: 'GET /api/v1/notices lists them.',
    })
  const stateKey = `${caller.key}|${key}`
  const known = ledger.state.get(ACKNOWLEDGMENT, stateKey)
  // Asked for again, it is a record of its own; otherwise the first one stands.
  const due = dueNotice(policy, caller, acknowledgedBy(ledger.state, caller), clock.now())
  if (known !== undefined && (due === null || noticeKey(due.notice) !== key)) return { value: known, isNew: false }
  const { language, text } = chooseMessage(notice.text, acceptLanguage, policy.disclosures.languages)
  const digest = createHash('sha256').update(text).digest('hex')
  const value = { notice: key, at: new Date(clock.now()).toISOString(), language, digest }
  const person = knownAtSignIn(policy, caller, ledger.state)
  await ledger.write({
    type: 'admin',
    agency: caller.agency,
    actor: caller,
    meta: { action: 'acknowledge', ...value },
    state: [{ kind: ACKNOWLEDGMENT, key: stateKey, value }, ...(person === null ? [] : [person])],
  })
  return { value, isNew: true }
}
