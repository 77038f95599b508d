import { createHash } from 'node:crypto'
import type { Clock, EntryId, IdSource } from '../core/ids.ts'
import { type RecordReader, StateMoved } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import { readJson } from '../core/read-json.ts'
import type { StateBasis, StateChange } from '../core/record.ts'
import { RECORDS_REQUEST } from '../core/records-request.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { type Ledger, writeOr } from '../records/ledger.ts'
import { stale } from '../records/stale.ts'
import { conflict, mayKnow, mayWork, notYours, unknownRequest } from './request-authority.ts'
import type { LetterKind, RecordsRequestRow } from './request-row.ts'
import type { RequestStep, StepChange } from './request-step.ts'
import { takeStep, whyNot } from './take-step.ts'

export interface RequestLogParts {
  readonly store: Pick<RecordReader, 'byId'>
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly ids: IdSource
}

/** What a step says beside what it changes: in the body of its entry, and nowhere else. */
export interface StepWords {
  readonly reason: string
  readonly said?: object
  readonly letter?: { readonly kind: LetterKind; readonly text: (row: RecordsRequestRow) => string }
  readonly state?: readonly StateChange[]
  /** Rows beside the request's own that must still be so. */
  readonly basis?: readonly StateBasis[]
  /** The clock brought it about, and so may every gateway of the log: it is written once. */
  readonly isByClock?: true
  /** Of a step of the gateway's own: whether it is taken all the same where somebody changed the request meanwhile. */
  readonly again?: (now: RecordsRequestRow) => boolean
}

/** Requests as the log has them: each step is an entry, and the row is what all of them come to. */
export interface RequestLog {
  /** One after the other, so that no step is taken from a state that another one is changing. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  all(): readonly RecordsRequestRow[]
  /** The request, for whoever may know of it. */
  known(id: string, caller: Principal): RecordsRequestRow | Refusal
  /** The request, for whoever works on it. */
  worked(id: string, caller: Principal): RecordsRequestRow | Refusal
  /** Resolves once the step is durable. A step that its state doesn't allow is a conflict, and leaves no entry. */
  take(
    row: RecordsRequestRow | null,
    change: StepChange,
    words: StepWords,
    actor: Principal | null,
  ): Promise<RecordsRequestRow | Refusal>
  /** What an entry of a request holds beside what it changed. */
  wordsOf(entry: string): Promise<Readonly<Record<string, unknown>>>
}

export function createRequestLog({ store, ledger, policy, clock, ids }: RequestLogParts): RequestLog {
  const rows = ledger.state
  let last: Promise<unknown> = Promise.resolve()
  const all = (): RecordsRequestRow[] => [...rows.all(RECORDS_REQUEST).values()] as RecordsRequestRow[]

  function known(id: string, caller: Principal): RecordsRequestRow | Refusal {
    const row = rows.get(RECORDS_REQUEST, id) as RecordsRequestRow | undefined
    return row !== undefined && mayKnow(policy(), caller, row.agency) ? row : unknownRequest()
  }

  async function take(
    row: RecordsRequestRow | null,
    change: StepChange,
    words: StepWords,
    actor: Principal | null,
  ): Promise<RecordsRequestRow | Refusal> {
    const { reason, said = {}, letter, state = [], basis = [], isByClock, again } = words
    const why = row === null ? null : whyNot(row, change.kind)
    if (why !== null) return conflict(change.kind, why)
    const entry = isByClock && row !== null ? clockEntry(row, change.kind) : ids.entryId()
    const at = new Date(clock.now()).toISOString()
    const step: RequestStep = { entry, at, letter: letter?.kind ?? null, change }
    const next = takeStep(row, step)
    if (next === null) return conflict(change.kind, 'That can’t be done in its present state.')
    const own: StateBasis = { kind: RECORDS_REQUEST, key: next.id, value: row }
    const written = await writeOr(
      ledger,
      {
        id: entry as EntryId,
        type: 'admin',
        agency: next.agency,
        actor,
        meta: { action: `request-${change.kind}`, request: next.id, number: next.number },
        body: {
          request: next.id,
          step,
          reason,
          ...said,
          ...(letter === undefined ? {} : { letter: { kind: letter.kind, text: letter.text(next) } }),
        },
        state: [{ kind: RECORDS_REQUEST, key: next.id, value: next }, ...state],
        basis: [own, ...basis],
      },
      (moved) => moved,
    )
    if (!(written instanceof StateMoved)) return next
    const now = written.rows.find(({ kind }) => kind === RECORDS_REQUEST)?.value as RecordsRequestRow | undefined
    if (now !== undefined && again?.(now)) return take(now, change, words, actor)
    return stale(written, own, TOLD)
  }

  return {
    all,
    known,
    inTurn(work) {
      const done = last.then(work)
      last = done.catch(() => undefined)
      return done
    },
    worked(id, caller) {
      const row = known(id, caller)
      return 'code' in row || mayWork(policy(), caller, row.agency) ? row : notYours()
    },
    take,
    async wordsOf(entry) {
      const bytes = (await store.byId(entry as EntryId))?.parts['body']
      if (bytes == null) throw new Error('an entry of a request has lost its body')
      return readJson(bytes.toString()) as Record<string, unknown>
    },
  }
}

/** What a person who works on a request is told of what another one did. Not what it holds: part of that is counsel's. */
const TOLD = {
  clause: 'MO-06',
  members: ['status', 'outcome', 'allowance', 'feesCents', 'stops', 'letters', 'partialReleases', 'steps'],
}

/** One id for the same step of the same state, whichever gateway takes it: a UUIDv7 of the request's own time. */
export function clockEntry({ id, steps }: RecordsRequestRow, kind: string): string {
  const digest = createHash('sha256').update(`${id} ${steps} ${kind}`).digest('hex')
  return `${id.slice(0, 13)}-7${digest.slice(0, 3)}-8${digest.slice(3, 6)}-${digest.slice(6, 18)}`
}
