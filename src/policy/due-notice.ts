import { dayOf } from '../core/calendar.ts'
import type { Principal } from '../core/principal.ts'
import { clientOf } from './clients.ts'
import type { Notice, PolicySet } from './policy-set.ts'
import { addMonths, endOfDay } from './zoned-day.ts'

const DAY_MS = 86_400_000

/** Key of an acknowledgment: which notice, in which version. */
export function noticeKey(notice: { readonly id: string; readonly version: number }): string {
  return `${notice.id}@${notice.version}`
}

/** What somebody has acknowledged. */
export interface Acknowledged {
  /** When, milliseconds since the epoch, by {@link noticeKey}; null: never. */
  at(key: string): number | null
}

export interface DueNotice {
  readonly notice: Notice
  /** `required`: no call before it is acknowledged. `reminder`: a new version or a year’s end; calls go on until `until`. */
  readonly state: 'required' | 'reminder'
  readonly until: number | null
}

/**
 * The notice that a caller still has to acknowledge, or null (MS-17, MS-21): before the first call, when it changes, and
 * when its period has passed, with `warnDays` of reminders before that end. An app that works without people is
 * acknowledged by its responsible official, in its registration, for as long as that lasts.
 */
export function dueNotice(
  policy: PolicySet,
  principal: Principal,
  acknowledged: Acknowledged,
  now: number,
): DueNotice | null {
  const byOfficial =
    principal.subjectType === 'service'
      ? (clientOf(policy, principal)?.acknowledged ?? []).map((one) =>
          noticeKey({ id: one.notice, version: one.version }),
        )
      : []
  const known = (key: string): boolean => acknowledged.at(key) !== null || byOfficial.includes(key)
  const due = policy.notices
    .filter((notice) => notice.subjectTypes.includes(principal.subjectType))
    .flatMap((notice): DueNotice[] => {
      const key = noticeKey(notice)
      if (byOfficial.includes(key)) return []
      const at = acknowledged.at(key)
      if (at !== null) return againDue(notice, at, policy.profile.timezone, now)
      const knowsEarlier = Array.from({ length: notice.version - 1 }, (_, index) => index + 1).some((version) =>
        known(noticeKey({ id: notice.id, version })),
      )
      return knowsEarlier && now < notice.warnUntil
        ? [{ notice, state: 'reminder', until: notice.warnUntil }]
        : [{ notice, state: 'required', until: null }]
    })
  return due.find(({ state }) => state === 'required') ?? due[0] ?? null
}

/** When an acknowledgment of so long ago ends, milliseconds since the epoch; null: with the notice’s version only. */
export function acknowledgmentEnds({ everyMonths }: Notice, at: number, zone: string): number | null {
  return everyMonths === undefined ? null : endOfDay(addMonths(dayOf(at, zone), everyMonths), zone)
}

function againDue(notice: Notice, at: number, zone: string, now: number): DueNotice[] {
  // No calendar is asked on most calls: a month has 28 days at least.
  const surely = (notice.everyMonths ?? 0) * 28 - notice.warnDays
  if (notice.everyMonths === undefined || now - at < surely * DAY_MS) return []
  const ends = acknowledgmentEnds(notice, at, zone)
  if (ends === null || now < ends - notice.warnDays * DAY_MS) return []
  return now < ends ? [{ notice, state: 'reminder', until: ends }] : [{ notice, state: 'required', until: null }]
}
