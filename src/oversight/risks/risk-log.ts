import type { Clock, EntryId, IdSource } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { readJson } from '../../core/read-json.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import { type Ledger, writeOr } from '../../records/ledger.ts'
import { changedSince, conflict } from './refusals.ts'
import { EMERGING_RISK, type RiskRow } from './risk-row.ts'
import type { RiskChange, RiskStep } from './risk-step.ts'
import { takeStep, whyNot } from './take-step.ts'

export interface RiskLogParts {
  readonly store: Pick<RecordReader, 'byId'>
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdSource
}

/** The body of an entry of a risk. What people wrote stands here, and nowhere else. */
export interface RiskBody {
  readonly risk: string
  readonly step: RiskStep
  /** With the first step what it is called. */
  readonly title?: string
  readonly reason: string
}

/** Risks as the log has them: each step is an entry, and the row is what all of them come to. */
export interface RiskLog {
  all(): readonly RiskRow[]
  get(number: string): RiskRow | null
  /** One after the other, so that no step is taken from a state that another one is changing. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Resolves once the step is durable. One that its state doesn't allow is a conflict, and leaves no entry. */
  take(
    row: RiskRow | null,
    change: RiskChange,
    said: { readonly reason: string; readonly title?: string; readonly form: string },
    actor: Principal,
  ): Promise<RiskRow | Refusal>
  /** Every step with what was written, oldest first. */
  bodies(row: RiskRow): Promise<readonly RiskBody[]>
  titleOf(row: RiskRow): Promise<string>
}

export function createRiskLog({ store, ledger, clock, ids }: RiskLogParts): RiskLog {
  const rows = ledger.state
  let last: Promise<unknown> = Promise.resolve()

  async function bodyOf(entry: string): Promise<RiskBody> {
    const bytes = (await store.byId(entry as EntryId))?.parts['body']
    if (bytes == null) throw new Error('an entry of a risk has lost its body')
    return readJson(bytes.toString()) as RiskBody
  }

  return {
    all: () => [...rows.all(EMERGING_RISK).values()] as RiskRow[],
    get: (number) => (rows.get(EMERGING_RISK, number) as RiskRow | undefined) ?? null,
    inTurn(work) {
      const done = last.then(work)
      last = done.catch(() => undefined)
      return done
    },
    async take(row, change, { form, ...said }, actor) {
      const why = row === null ? null : whyNot(row, change)
      if (why !== null) return conflict(`risk-${change.kind}`, why)
      const by = { key: actor.key, name: actor.email ?? actor.subject }
      const entry = change.kind === 'open' ? (change.number as EntryId) : ids.entryId()
      const step: RiskStep = { entry, at: new Date(clock.now()).toISOString(), by, form, change }
      const next = takeStep(row, step)
      if (next === null) return conflict(`risk-${change.kind}`, 'That can’t be done in its present state.')
      const act = {
        id: entry,
        type: 'review' as const,
        agency: next.agency,
        actor,
        meta: { action: `risk-${change.kind}`, risk: next.number, system: next.system, level: next.level },
        body: { risk: next.number, step, ...said } satisfies RiskBody,
        state: [{ kind: EMERGING_RISK, key: next.number, value: next }],
        basis: [{ kind: EMERGING_RISK, key: next.number, value: row }],
      }
      const written = await writeOr(ledger, act, ({ rows: moved }) => {
        const now = moved[0]?.value as RiskRow | null | undefined
        return now == null || row === null
          ? conflict('stale', 'It was recorded already.')
          : changedSince(now, row.steps.length)
      })
      return 'code' in written ? written : next
    },
    bodies: ({ steps }) => Promise.all(steps.map(({ entry }) => bodyOf(entry))),
    titleOf: async ({ number }) => (await bodyOf(number)).title ?? number,
  }
}
