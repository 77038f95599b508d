import { ACCESS_REQUEST } from '../core/access-request.ts'
import type { Clock, EntryId, IdSource } from '../core/ids.ts'
import type { RecordReader } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import { readJson } from '../core/read-json.ts'
import type { StateChange } from '../core/record.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { type Ledger, writeOr } from '../records/ledger.ts'
import type { ApprovalRow } from './approval-row.ts'
import type { ApprovalStep, StepChange } from './approval-step.ts'
import { conflict } from './authority.ts'
import type { Words } from './statement.ts'
import { takeStep, whyNot } from './take-step.ts'
import { stale } from './taken.ts'

export interface ApprovalLogParts {
  readonly store: Pick<RecordReader, 'byId'>
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdSource
  /** What is written with a step for whoever hears of it by mail. */
  readonly mails?: (before: ApprovalRow | null, row: ApprovalRow, at: string) => readonly StateChange[]
}

/** What a step says beside what it changes: in the body of its entry, and nowhere else. */
export interface SaidWith {
  readonly reason: string
  readonly words?: Words
  /** The text that was signed. */
  readonly statement?: string
  readonly state?: readonly StateChange[]
}

/** The body of an entry of a request. */
export interface StepBody {
  readonly request: string
  readonly step: ApprovalStep
  readonly reason: string
  readonly words?: Words
  readonly statement?: string
}

/** Requests as the log has them: each step is an entry, and the row is what all of them come to. */
export interface ApprovalLog {
  /** One after the other, so that no step is taken from a state that another one is changing. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  all(): readonly ApprovalRow[]
  get(number: string): ApprovalRow | undefined
  /** Resolves once the step is durable. A step that its state doesn't allow is a conflict, and leaves no entry. */
  take(
    row: ApprovalRow | null,
    change: StepChange,
    said: SaidWith,
    actor: Principal,
    insteadOf: string | null,
  ): Promise<ApprovalRow | Refusal>
  bodyOf(entry: string): Promise<StepBody>
  /** What the request says in its present version. */
  wordsOf(row: ApprovalRow): Promise<Words>
}

/** Another gateway of the log was first. */
function takenElsewhere(): Refusal {
  return conflict(
    'stale',
    'Somebody else has decided about this request at the same moment.',
    'Look at the request as it is now.',
  )
}

export function createApprovalLog({ store, ledger, clock, ids, mails = () => [] }: ApprovalLogParts): ApprovalLog {
  let last: Promise<unknown> = Promise.resolve()

  async function bodyOf(entry: string): Promise<StepBody> {
    const bytes = (await store.byId(entry as EntryId))?.parts['body']
    if (bytes == null) throw new Error('an entry of a request has lost its body')
    return readJson(bytes.toString()) as StepBody
  }

  return {
    inTurn(work) {
      const done = last.then(work)
      last = done.catch(() => undefined)
      return done
    },
    all: () => [...ledger.state.all(ACCESS_REQUEST).values()] as ApprovalRow[],
    get: (number) => ledger.state.get(ACCESS_REQUEST, number) as ApprovalRow | undefined,
    async take(row, change, { reason, state = [], ...said }, actor, insteadOf) {
      const who = { by: actor.key, name: actor.email ?? actor.subject, insteadOf }
      const why = row === null ? null : whyNot(row, { ...who, change })
      if (why !== null) return conflict(change.kind, why, 'Look at the request’s state.')
      const entry = ids.entryId()
      const step: ApprovalStep = { entry, at: new Date(clock.now()).toISOString(), ...who, change }
      const next = takeStep(row, step)
      if (next === null)
        return conflict(change.kind, 'That can’t be done in its present state.', 'Look at the request’s state.')
      const act = {
        id: entry,
        type: 'admin' as const,
        agency: next.agency,
        actor,
        meta: {
          action: `approval-${change.kind}`,
          request: next.number,
          version: next.version,
          ...('seat' in change ? { seat: change.seat, insteadOf } : {}),
          ...(change.kind === 'approve' ? { signature: { ...change.signature } } : {}),
        },
        body: { request: next.number, step, reason, ...said } satisfies StepBody,
        state: [{ kind: ACCESS_REQUEST, key: next.number, value: next }, ...state, ...mails(row, next, step.at)],
        basis: [{ kind: ACCESS_REQUEST, key: next.number, value: row }],
      }
      const written = await writeOr(ledger, act, ({ rows }) => {
        const now = rows[0]?.value as ApprovalRow | null | undefined
        return now == null || row === null ? takenElsewhere() : stale(now, row.steps.length)
      })
      return 'code' in written ? written : next
    },
    bodyOf,
    async wordsOf({ steps, version }) {
      const said = steps.find((step) => step.version === version && (step.kind === 'send' || step.kind === 'resubmit'))!
      return (await bodyOf(said.entry)).words!
    },
  }
}
