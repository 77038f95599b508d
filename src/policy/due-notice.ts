import type { Principal } from '../core/principal.ts'
import { clientOf } from './clients.ts'
import type { Notice, PolicySet } from './policy-set.ts'

/** Key of an acknowledgment: which notice, in which version. */
export function noticeKey(notice: { readonly id: string; readonly version: number }): string {
  return `${notice.id}@${notice.version}`
}

export interface DueNotice {
  readonly notice: Notice
  /** `required`: no call before it is acknowledged. `reminder`: a new version; calls go on until `until`. */
  readonly state: 'required' | 'reminder'
  readonly until: number | null
}

/**
 * The notice that a caller still has to acknowledge, or null (MS-17). `acknowledged` holds {@link noticeKey}s. An app that
 * works without people is acknowledged by its responsible official, in its registration.
 */
export function dueNotice(
  policy: PolicySet,
  principal: Principal,
  acknowledged: { has(key: string): boolean },
  now: number,
): DueNotice | null {
  const byOfficial =
    principal.subjectType === 'service'
      ? (clientOf(policy, principal)?.acknowledged ?? []).map((one) =>
          noticeKey({ id: one.notice, version: one.version }),
        )
      : []
  const known = (key: string): boolean => acknowledged.has(key) || byOfficial.includes(key)
  const due = policy.notices
    .filter((notice) => notice.subjectTypes.includes(principal.subjectType) && !known(noticeKey(notice)))
    .map((notice): DueNotice => {
      const knowsEarlier = Array.from({ length: notice.version - 1 }, (_, index) => index + 1).some((version) =>
        known(noticeKey({ id: notice.id, version })),
      )
      return knowsEarlier && now < notice.warnUntil
        ? { notice, state: 'reminder', until: notice.warnUntil }
        : { notice, state: 'required', until: null }
    })
  return due.find(({ state }) => state === 'required') ?? due[0] ?? null
}
