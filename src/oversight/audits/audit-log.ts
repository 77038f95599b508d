import type { Clock, EntryId, IdSource } from '../../core/ids.ts'
import type { RecordReader, StateMoved } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { readJson } from '../../core/read-json.ts'
import type { StateBasis, StateChange } from '../../core/record.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import { type Ledger, writeOr } from '../../records/ledger.ts'
import { AUDIT_COURSE, type AuditCourse, type AuditRow, SYSTEM_AUDIT } from './audit-row.ts'
import type { AuditChange, AuditStep } from './audit-step.ts'
import { changedSince, conflict } from './refusals.ts'
import { takeStep, whyNot } from './take-step.ts'

export interface AuditLogParts {
  readonly store: Pick<RecordReader, 'byId'>
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdSource
}

/** The body of an entry of an audit. What people wrote stands here, and nowhere else. */
export interface AuditBody {
  readonly audit: string
  readonly step: AuditStep
  readonly reason: string
}

/** What is written with a step. */
export interface SaidWith {
  readonly reason: string
  readonly form: string
  readonly state?: (after: AuditRow, at: string) => readonly StateChange[]
}

/** Audits as the log has them: each step is an entry, and the row is what all of them come to. */
export interface AuditLog {
  all(): readonly AuditRow[]
  get(number: string): AuditRow | null
  courseOf(system: string): AuditCourse | null
  /** One after the other, so that no step is taken from a state that another one is changing. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Resolves once the step is durable. One that its state doesn’t allow is a conflict, and leaves no entry. */
  take(row: AuditRow | null, change: AuditChange, said: SaidWith, actor: Principal): Promise<AuditRow | Refusal>
  /** Every step with what was written, oldest first. */
  bodies(row: AuditRow): Promise<readonly AuditBody[]>
}

export function createAuditLog({ store, ledger, clock, ids }: AuditLogParts): AuditLog {
  const rows = ledger.state
  let last: Promise<unknown> = Promise.resolve()
  const courseOf = (system: string): AuditCourse | null =>
    (rows.get(AUDIT_COURSE, system) as AuditCourse | undefined) ?? null

  return {
    all: () => [...rows.all(SYSTEM_AUDIT).values()] as AuditRow[],
    get: (number) => (rows.get(SYSTEM_AUDIT, number) as AuditRow | undefined) ?? null,
    courseOf,
    inTurn(work) {
      const done = last.then(work)
      last = done.catch(() => undefined)
      return done
    },
    async take(row, change, { reason, form, state }, actor) {
      const why = row === null ? null : whyNot(row, change)
      if (why !== null) return conflict(`audit-${change.kind}`, why)
      const by = { key: actor.key, name: actor.email ?? actor.subject }
      const entry = change.kind === 'start' ? (change.number as EntryId) : ids.entryId()
      const step: AuditStep = { entry, at: new Date(clock.now()).toISOString(), by, form, change }
      const next = takeStep(row, step)
      if (next === null) return conflict(`audit-${change.kind}`, 'That can’t be done in its present state.')
      const course = courseOf(next.system)
      const basis: StateBasis[] = [{ kind: SYSTEM_AUDIT, key: next.number, value: row }]
      const changes: StateChange[] = [{ kind: SYSTEM_AUDIT, key: next.number, value: next }]
      const after = courseAfter(course, next, row)
      if (after !== null) {
        basis.push({ kind: AUDIT_COURSE, key: next.system, value: course })
        changes.push({ kind: AUDIT_COURSE, key: next.system, value: after })
      }
      const finding = 'finding' in change ? { finding: change.finding } : {}
      const act = {
        id: entry,
        type: 'review' as const,
        agency: next.agency,
        actor,
        meta: { action: `audit-${change.kind}`, audit: next.number, system: next.system, ...finding },
        body: { audit: next.number, step, reason } satisfies AuditBody,
        state: [...changes, ...(state?.(next, step.at) ?? [])],
        basis,
      }
      const written = await writeOr(ledger, act, (moved) => forestalled(moved, row))
      return 'code' in written ? written : next
    },
    async bodies({ steps }) {
      return Promise.all(
        steps.map(async ({ entry }) => {
          const bytes = (await store.byId(entry as EntryId))?.parts['body']
          if (bytes == null) throw new Error('an entry of an audit has lost its body')
          return readJson(bytes.toString()) as AuditBody
        }),
      )
    },
  }
}

/** What a step makes of the system’s course; null where it changes nothing of it. */
function courseAfter(course: AuditCourse | null, row: AuditRow, before: AuditRow | null): AuditCourse | null {
  if (before === null) return { open: row.number, closed: course?.closed ?? null }
  if (before.state !== 'open' || row.state === 'open') return null
  const closed = row.next === null ? (course?.closed ?? null) : { number: row.number, on: row.next.on }
  return { open: null, closed }
}

/** Another gateway of the log was first. */
function forestalled({ rows }: StateMoved, row: AuditRow | null): Refusal {
  const now = rows.find(({ kind }) => kind === SYSTEM_AUDIT)?.value as AuditRow | null | undefined
  return row === null || now == null ? underWay() : changedSince(now, row.steps.length)
}

/** There is one audit of a system at a time. */
export function underWay(): Refusal {
  return conflict(
    'audit-under-way',
    'This system is being audited already.',
    'Go on with that audit, or wait for its end.',
  )
}
