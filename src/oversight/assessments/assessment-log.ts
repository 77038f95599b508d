import type { Clock, EntryId, IdSource } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { readJson } from '../../core/read-json.ts'
import type { StateBasis, StateChange } from '../../core/record.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import { type Ledger, writeOr } from '../../records/ledger.ts'
import { ASSESSMENT_IN_FORCE, type AssessmentRow, inForceKey, SYSTEM_ASSESSMENT } from './assessment-row.ts'
import type { AssessmentChange, AssessmentStep } from './assessment-step.ts'
import type { AssessmentText } from './assessment-text.ts'
import { changedSince, conflict } from './refusals.ts'
import { takeStep, whyNot } from './take-step.ts'

export interface AssessmentLogParts {
  readonly store: Pick<RecordReader, 'byId'>
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdSource
}

/** The body of an entry of an assessment. What people wrote stands here, and nowhere else. */
interface EntryBody {
  readonly assessment: string
  readonly step: AssessmentStep
  readonly reason: string
  readonly text?: AssessmentText
  /** With an acceptance: the step of the one whose place it takes. */
  readonly superseded?: { readonly assessment: string; readonly step: AssessmentStep }
}

/** A step with what was written. */
export interface AssessmentBody {
  readonly step: AssessmentStep
  readonly reason: string
  /** The whole text, where the step wrote one. */
  readonly text: AssessmentText | null
}

/** Assessments as the log has them: each step is an entry, and the row is what all of them come to. */
export interface AssessmentLog {
  all(): readonly AssessmentRow[]
  get(number: string): AssessmentRow | null
  /** One after the other, so that no step is taken from a state that another one is changing. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Resolves once the step is durable. One that its state doesn't allow is a conflict, and leaves no entry. */
  take(
    row: AssessmentRow | null,
    change: AssessmentChange,
    said: { readonly reason: string; readonly text?: AssessmentText; readonly form: string },
    actor: Principal,
  ): Promise<AssessmentRow | Refusal>
  /** Every step with what was written, oldest first. */
  bodies(row: AssessmentRow): Promise<readonly AssessmentBody[]>
  /** What it says now. */
  textOf(row: AssessmentRow): Promise<AssessmentText>
}

export function createAssessmentLog({ store, ledger, clock, ids }: AssessmentLogParts): AssessmentLog {
  const rows = ledger.state
  let last: Promise<unknown> = Promise.resolve()
  const get = (number: string): AssessmentRow | null =>
    (rows.get(SYSTEM_ASSESSMENT, number) as AssessmentRow | undefined) ?? null

  async function bodyOf({ number }: AssessmentRow, entry: string): Promise<AssessmentBody> {
    const bytes = (await store.byId(entry as EntryId))?.parts['body']
    if (bytes == null) throw new Error('an entry of an assessment has lost its body')
    const { assessment, step, reason, text = null, superseded } = readJson(bytes.toString()) as EntryBody
    return assessment === number ? { step, reason, text } : { step: superseded!.step, reason, text: null }
  }

  /** What an acceptance makes of the one that was accepted before. */
  function succession(row: AssessmentRow, step: AssessmentStep) {
    const key = inForceKey(row)
    const known = (rows.get(ASSESSMENT_IN_FORCE, key) as { readonly number: string } | undefined) ?? null
    const before = known === null ? null : get(known.number)
    const change = { kind: 'supersede' as const, by: row.number }
    const left = before === null ? null : takeStep(before, { ...step, change })
    const basis: StateBasis[] = [{ kind: ASSESSMENT_IN_FORCE, key, value: known }]
    const state: StateChange[] = [{ kind: ASSESSMENT_IN_FORCE, key, value: { number: row.number } }]
    if (before === null || left === null) return { basis, state, superseded: null }
    basis.push({ kind: SYSTEM_ASSESSMENT, key: before.number, value: before })
    state.push({ kind: SYSTEM_ASSESSMENT, key: before.number, value: left })
    return { basis, state, superseded: { assessment: before.number, step: { ...step, change } } }
  }

  return {
    all: () => [...rows.all(SYSTEM_ASSESSMENT).values()] as AssessmentRow[],
    get,
    inTurn(work) {
      const done = last.then(work)
      last = done.catch(() => undefined)
      return done
    },
    async take(row, change, { form, ...said }, actor) {
      const why = row === null ? null : whyNot(row, { by: actor.key, change })
      if (why !== null) return conflict(`assessment-${change.kind}`, why)
      const by = { key: actor.key, name: actor.email ?? actor.subject }
      const entry = change.kind === 'open' ? (change.number as EntryId) : ids.entryId()
      const step: AssessmentStep = { entry, at: new Date(clock.now()).toISOString(), by, form, change }
      const next = takeStep(row, step)
      if (next === null) return conflict(`assessment-${change.kind}`, 'That can’t be done in its present state.')
      const { basis, state, superseded } =
        change.kind === 'accept' ? succession(next, step) : { basis: [], state: [], superseded: null }
      const { number, system, kind: of, facts } = next
      const act = {
        id: entry,
        type: 'review' as const,
        agency: next.agency,
        actor,
        meta: { action: `assessment-${change.kind}`, assessment: number, system, of, digest: facts.digest },
        body: { assessment: number, step, ...said, ...(superseded === null ? {} : { superseded }) } satisfies EntryBody,
        state: [{ kind: SYSTEM_ASSESSMENT, key: number, value: next }, ...state],
        basis: [{ kind: SYSTEM_ASSESSMENT, key: number, value: row }, ...basis],
      }
      const written = await writeOr(ledger, act, ({ rows: moved }) => {
        const now = moved.find(({ key }) => key === number)?.value as AssessmentRow | null | undefined
        return now == null || row === null
          ? conflict('stale', 'Another assessment of this kind was accepted at the same moment.')
          : changedSince(now, row.steps.length)
      })
      return 'code' in written ? written : next
    },
    bodies: (row) => Promise.all(row.steps.map(({ entry }) => bodyOf(row, entry))),
    async textOf(row) {
      const wrote = row.steps.findLast(({ kind }) => kind === 'open' || kind === 'write' || kind === 'submit')!
      return (await bodyOf(row, wrote.entry)).text!
    },
  }
}
