import { createHash } from 'node:crypto'
import type { Clock, EntryId, IdSource } from '../core/ids.ts'
import type { RecordReader } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import { readJson } from '../core/read-json.ts'
import type { StateBasis, StateChange } from '../core/record.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { type Ledger, writeOr } from '../records/ledger.ts'
import { stepWithoutReporter } from './hidden-reporter.ts'
import { INCIDENT_CASE, type IncidentCase } from './incident-row.ts'
import type { GatewayChange, IncidentStep, PersonChange, StepChange } from './incident-step.ts'
import { changedSince, conflict, recordMarked } from './refusals.ts'
import { takeStep, whyNot } from './take-step.ts'

export interface IncidentLogParts {
  readonly store: Pick<RecordReader, 'byId'>
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdSource
}

/** What a step says beside what it changes: in the body of its entry, and nowhere else. */
export interface StepWords {
  readonly reason: string
  readonly said?: Readonly<Record<string, unknown>>
  readonly state?: readonly StateChange[]
  /** Rows beside the incident's own that `state` was worked out from. */
  readonly basis?: readonly StateBasis[]
}

/** A step as its entry has it. */
export interface WrittenStep {
  readonly index: number
  readonly step: IncidentStep
  readonly by: string
  readonly reason: string
  readonly said: Readonly<Record<string, unknown>>
}

/** The same as somebody is shown it; null: words aren't for them. */
export interface SeenStep extends Omit<WrittenStep, 'reason' | 'said'> {
  readonly reason: string | null
  readonly said: WrittenStep['said'] | null
}

/** Incidents as the log has them: each step is an entry, and the row is what all of them come to. */
export interface IncidentLog {
  /** One after the other, so that no step is taken from a state that another one is changing. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  all(): readonly IncidentCase[]
  get(number: string): IncidentCase | null
  /** A person's step; resolves once it is durable. One that the state doesn't allow is a conflict, and leaves no entry. */
  take(
    row: IncidentCase | null,
    change: PersonChange,
    words: StepWords,
    actor: Principal,
  ): Promise<IncidentCase | Refusal>
  /** What the gateway noticed by itself; whichever gateway of the log it was, it is written once. */
  notice(row: IncidentCase | null, change: GatewayChange, words: StepWords): Promise<IncidentCase | Refusal>
  /** The steps of an incident, as their entries have them. */
  steps(row: IncidentCase): Promise<readonly WrittenStep[]>
}

export function createIncidentLog({ store, ledger, clock, ids }: IncidentLogParts): IncidentLog {
  const rows = ledger.state
  let last: Promise<unknown> = Promise.resolve()

  async function write(
    entry: string,
    row: IncidentCase | null,
    change: StepChange,
    { reason, said = {}, state = [], basis = [] }: StepWords,
    actor: Principal | null,
  ): Promise<IncidentCase | Refusal> {
    const why = row === null ? null : whyNot(row, change)
    if (why !== null) return conflict(change.kind, why)
    const step: IncidentStep = { entry, at: new Date(clock.now()).toISOString(), change }
    const next = takeStep(row, step)
    if (next === null) return conflict(change.kind, 'That can’t be done in its present state.')
    const own = { kind: INCIDENT_CASE, key: next.number, value: row }
    // What is handed to whoever checks its words must not name a reporter who is hidden; the actor stands in `meta`.
    const by = actor?.subject ?? 'gateway'
    const { index: _, ...words } = stepWithoutReporter(next, { index: 0, step, by, reason, said })
    const act = {
      id: entry as EntryId,
      type: 'incident' as const,
      agency: next.agency,
      actor,
      meta: { action: `incident-${change.kind}`, incident: next.number },
      body: { incident: next.number, ...words },
      state: [{ kind: INCIDENT_CASE, key: next.number, value: next }, ...state],
      basis: [own, ...basis],
    }
    const written = await writeOr(ledger, act, ({ rows }) => {
      const moved = rows.find(({ kind }) => kind === INCIDENT_CASE)
      if (moved === undefined) return recordMarked()
      const now = moved.value as IncidentCase | null
      // The same report, which came to two gateways at once, is one.
      return row === null && now !== null ? now : changedSince(now ?? row, row?.steps.length ?? 0)
    })
    return 'code' in written || 'steps' in written ? written : next
  }

  return {
    inTurn(work) {
      const done = last.then(work)
      last = done.catch(() => undefined)
      return done
    },
    all: () => [...rows.all(INCIDENT_CASE).values()] as IncidentCase[],
    get: (number) => (rows.get(INCIDENT_CASE, number) as IncidentCase | undefined) ?? null,
    take: (row, change, words, actor) => write(ids.entryId(), row, change, words, actor),
    notice: (row, change, words) => write(noticeEntry(row, change), row, change, words, null),
    async steps(row) {
      return Promise.all(
        row.steps.map(async ({ entry }) => {
          const stored = await store.byId(entry as EntryId)
          const { meta, body } = stored?.parts ?? {}
          if (stored === null || body == null || meta == null) throw new Error('an incident has lost a step')
          const { step, reason, said } = readJson(body.toString()) as Omit<WrittenStep, 'by' | 'index'>
          const { by } = readJson(meta.toString()) as { by: string | { subject: string } }
          return { index: stored.index, step, reason, said, by: typeof by === 'string' ? by : by.subject }
        }),
      )
    },
  }
}

/** One id for the same notice of the same state, whichever gateway has it: a UUIDv7 of the time it is about. */
function noticeEntry(row: IncidentCase | null, change: GatewayChange): string {
  const [of, at] =
    change.kind === 'open' ? [change.number, change.receivedAt] : [row?.number ?? '', row?.closedAt ?? row?.receivedAt]
  const digest = createHash('sha256')
    .update(`${of} ${row?.steps.length ?? 0} ${change.kind}`)
    .digest('hex')
  const time = Date.parse(at ?? '')
    .toString(16)
    .padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digest.slice(0, 3)}-8${digest.slice(3, 6)}-${digest.slice(6, 18)}`
}
