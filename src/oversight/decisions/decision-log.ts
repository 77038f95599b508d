import { createHash } from 'node:crypto'
import { canonicalJson } from '../../core/canonical-json.ts'
import type { Clock, EntryId } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { readJson } from '../../core/read-json.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { Ledger } from '../../records/ledger.ts'
import { DECISION_RECORD, type DecisionRow } from './decision-row.ts'
import { type DecisionChange, type DecisionStep, takeStep, whyNot } from './take-step.ts'

export interface DecisionLogParts {
  readonly store: Pick<RecordReader, 'byId'>
  readonly ledger: Ledger
  readonly clock: Clock
}

/** What somebody writes with a step: in the body of its entry, and nowhere else. */
export interface DecisionWords {
  /** What was decided about the person, or why nothing was. */
  readonly outcome?: string
  /** What was looked at beside the answer, one source a line. */
  readonly sources?: readonly string[]
  readonly reason: string
}

/** The body of an entry of a decision record. */
export interface DecisionBody extends DecisionWords {
  readonly exchange: string
  readonly step: DecisionStep
}

/** Decision records as the log has them: each step of a person is an entry, and the row is what all of them come to. */
export interface DecisionLog {
  all(): readonly DecisionRow[]
  get(exchange: string): DecisionRow | null
  /** Resolves once the step is durable. One that its state doesn’t allow is a conflict, and leaves no entry. */
  take(
    row: DecisionRow | null,
    change: DecisionChange,
    words: DecisionWords,
    actor: Principal,
  ): Promise<DecisionRow | Refusal>
  /** What was written with each step, oldest first; the gateway’s own opening has no words. */
  bodies(row: DecisionRow): Promise<readonly DecisionBody[]>
}

export function createDecisionLog({ store, ledger, clock }: DecisionLogParts): DecisionLog {
  const get = (exchange: string): DecisionRow | null =>
    (ledger.state.get(DECISION_RECORD, exchange) as DecisionRow | undefined) ?? null
  let last: Promise<unknown> = Promise.resolve()

  async function bodyOf(entry: string): Promise<DecisionBody | null> {
    const bytes = (await store.byId(entry as EntryId))?.parts['body']
    return bytes == null ? null : (readJson(bytes.toString()) as DecisionBody)
  }

  async function write(
    row: DecisionRow | null,
    change: DecisionChange,
    words: DecisionWords,
    actor: Principal,
  ): Promise<DecisionRow | Refusal> {
    const exchange = change.kind === 'open' ? change.exchange : row!.exchange
    if (get(exchange)?.steps.length !== row?.steps.length) return changedMeanwhile()
    const why = row === null ? null : whyNot(row, change.kind)
    if (why !== null) return notNow(change.kind, why)
    const entry = stepEntry(exchange, row?.steps.length ?? 0)
    const step: DecisionStep = { entry, at: new Date(clock.now()).toISOString(), change }
    const next = takeStep(row, step)
    if (next === null) return notNow(change.kind, 'That can’t be done in its present state.')
    const { wasThere } = await ledger.write({
      id: entry,
      type: 'review',
      agency: next.agency,
      actor,
      meta: { action: `decision-${change.kind}`, exchange },
      body: { exchange, step, ...words } satisfies DecisionBody,
      state: [{ kind: DECISION_RECORD, key: exchange, value: next }],
    })
    const isOurs = !wasThere || canonicalJson((await bodyOf(entry))?.step ?? null) === canonicalJson(step)
    return isOurs ? next : changedMeanwhile()
  }

  return {
    all: () => [...ledger.state.all(DECISION_RECORD).values()] as DecisionRow[],
    get,
    take(row, change, words, actor) {
      // One after the other, so that no step is taken from a state that another one is changing.
      const taken = last.then(() => write(row, change, words, actor))
      last = taken.catch(() => undefined)
      return taken
    },
    async bodies({ exchange, steps }) {
      const own = steps.filter(({ entry }) => entry !== exchange)
      return (await Promise.all(own.map(({ entry }) => bodyOf(entry)))).filter((body) => body !== null)
    },
  }
}

/** One id for the next step of the same state, whichever gateway takes it: a UUIDv7 of the exchange’s own time. */
function stepEntry(exchange: string, steps: number): EntryId {
  const digest = createHash('sha256').update(`decision ${exchange} ${steps}`).digest('hex')
  return `${exchange.slice(0, 13)}-7${digest.slice(0, 3)}-8${digest.slice(3, 6)}-${digest.slice(6, 18)}` as EntryId
}

function notNow(kind: string, message: string): Refusal {
  const next = 'Look at the record as it is now.'
  return refusal('conflict', { rule: `decision-${kind}`, clause: 'MS-30', message, next })
}

/** Somebody acted on what isn’t there any more. */
export function changedMeanwhile(): Refusal {
  return notNow('changed', 'The decision record was changed since you looked at it.')
}
