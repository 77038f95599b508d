import type { PolicySet } from './policy-set.ts'
import type { Term } from './schedule.ts'
import { endOfDay } from './zoned-day.ts'

const DAY_MS = 86_400_000

/** Days before an end at which its owner is told. */
export const WARN_DAYS = [60, 30, 7] as const

/** Something that runs out soon, or has. */
export interface DueItem {
  readonly kind: Term['kind'] | 'exception' | 'decision-approval' | 'issuer' | 'prohibited-list' | 'policy-review'
  /** As a sentence can name it. */
  readonly what: string
  /** Who has to do something. */
  readonly owner: string
  /** Milliseconds since the epoch. */
  readonly dueAt: number
  /** When the decision becomes the other one; null where people are reminded and nothing closes. */
  readonly closesAt: number | null
  readonly stage: 'within 60 days' | 'within 30 days' | 'within 7 days' | 'in grace' | 'over'
  readonly clauses: readonly string[]
}

type Upcoming = Omit<DueItem, 'stage'>

/** What is due within 60 days, or overdue, nearest first. */
export function dueList(policy: PolicySet, now: number): DueItem[] {
  return upcoming(policy)
    .flatMap((item) => {
      const stage = stageOf(item, now)
      return stage === null ? [] : [{ ...item, stage }]
    })
    .sort((a, b) => a.dueAt - b.dueAt || (a.what < b.what ? -1 : 1))
}

function stageOf({ dueAt, closesAt }: Upcoming, now: number): DueItem['stage'] | null {
  if (now >= dueAt) return closesAt !== null && now < closesAt ? 'in grace' : 'over'
  const days = WARN_DAYS.findLast((limit) => dueAt - now <= limit * DAY_MS)
  return days === undefined ? null : `within ${days} days`
}

function upcoming(policy: PolicySet): Upcoming[] {
  const zone = policy.profile.timezone
  const ofTerm = (term: Term, prefix: string): Upcoming => ({
    kind: term.kind,
    what: `${term.what} of ${prefix}`,
    owner: term.owner,
    dueAt: term.dueAt,
    closesAt: term.endsAt,
    clauses: term.clauses,
  })
  const ends = (
    kind: Upcoming['kind'],
    what: string,
    owner: string,
    at: number,
    clauses: readonly string[],
  ): Upcoming => ({
    kind,
    what,
    owner,
    dueAt: at,
    closesAt: at,
    clauses,
  })
  const approved = [...policy.systems, ...policy.applications].filter(
    ({ approval }) => approval.status === 'active' || approval.status === 'provisional',
  )
  const open = policy.systems.filter((system) => approved.includes(system))
  return [
    ...approved.map((one) => ({
      ...ends('approval', `approval of ${one.name} (${one.id})`, approverOf(one.approval), one.expiresAt, one.clauses),
      closesAt: one.endsAt,
    })),
    ...open.flatMap((system) => [
      ...system.evidence.map((term) => ofTerm(term, system.id)),
      ...(system.promise === null ? [] : [ofTerm(system.promise, system.id)]),
      ...system.grants.flatMap(({ decisionApproval: one, clauses }) =>
        one === undefined
          ? []
          : [
              ends(
                'decision-approval',
                `approval ${one.reference} of decisions by ${system.id}`,
                one.signer,
                endOfDay(one.expires, zone),
                clauses,
              ),
            ],
      ),
    ]),
    ...policy.clients.map((client) => ({
      ...ends(
        'registration',
        `registration of ${client.name}`,
        client.responsibleOfficial,
        client.expiresAt,
        client.clauses,
      ),
      closesAt: client.endsAt,
    })),
    ...policy.issuers.flatMap((issuer) =>
      issuer.limitedUntil === null
        ? []
        : [ends('issuer', `trust in ${issuer.name}`, policy.profile.agency, issuer.limitedUntil, issuer.clauses)],
    ),
    ...Object.values(policy.index.exceptions)
      .flatMap((made) => made ?? [])
      .filter((one, index, all) => all.findIndex(({ id }) => id === one.id) === index)
      .map((one) => ends('exception', `exception ${one.id}`, one.decided.seat, one.endsAt, one.clauses)),
    {
      ...ends(
        'prohibited-list',
        'review of the list of prohibited technologies',
        policy.prohibited.source.authority,
        endOfDay(policy.prohibited.source.retrieved, zone) + policy.prohibited.source.reviewEveryDays * DAY_MS,
        policy.prohibited.source.clauses,
      ),
      closesAt: null,
    },
    {
      ...ends(
        'policy-review',
        'review of this policy',
        policy.profile.agency,
        endOfDay(policy.profile.reviewBy, zone),
        policy.profile.clauses,
      ),
      closesAt: null,
    },
  ]
}

/** Who let it be used: the one to ask for a renewal. */
function approverOf({ provisional, decisions }: PolicySet['systems'][number]['approval']): string {
  return provisional?.by ?? decisions.find(({ seat }) => seat === 'cto')?.by ?? 'nobody has signed'
}

/** One line for people: `2027-09-15 within 30 days: approval of …; cto`. */
export function formatDueItem({ what, owner, dueAt, closesAt, stage }: DueItem): string {
  const closes = closesAt === null ? 'nothing closes' : `closes ${new Date(closesAt).toISOString()}`
  return `${new Date(dueAt).toISOString()} ${stage}: ${what}; ${closes}; ${owner}`
}
