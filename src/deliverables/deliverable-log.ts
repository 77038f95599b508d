import type { Clock, EntryId, IdSource } from '../core/ids.ts'
import type { RecordReader } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import { readJson } from '../core/read-json.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { type Ledger, writeOr } from '../records/ledger.ts'
import { stale } from '../records/stale.ts'
import { DELIVERABLE, type DeliverableRow } from './deliverable-row.ts'
import type { DeliverableChange, DeliverableStep } from './deliverable-step.ts'
import { takeStep, whyNot } from './take-step.ts'

export interface DeliverableLogParts {
  readonly store: Pick<RecordReader, 'byId'>
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly ids: IdSource
}

/** Deliverables as the log has them: each step is an entry, and the row is what all of them come to. */
export interface DeliverableLog {
  all(): readonly DeliverableRow[]
  get(id: string): DeliverableRow | null
  /** Why a step can’t be taken now; null when it can. */
  mayNot(row: DeliverableRow, kind: DeliverableChange['kind']): Refusal | null
  /** Resolves once the step is durable. One that its state doesn’t allow is a conflict, and leaves no entry. */
  take(
    row: DeliverableRow | null,
    change: DeliverableChange,
    said: object,
    actor: Principal,
  ): Promise<DeliverableRow | Refusal>
  /** What an entry holds beside what it changed; null: it is gone. */
  saidIn(entry: string): Promise<Readonly<Record<string, unknown>> | null>
}

export function createDeliverableLog({ store, ledger, policy, clock, ids }: DeliverableLogParts): DeliverableLog {
  const get = (id: string): DeliverableRow | null =>
    (ledger.state.get(DELIVERABLE, id) as DeliverableRow | undefined) ?? null
  let last: Promise<unknown> = Promise.resolve()
  const needsApproval = (): boolean => policy().disclosures.publication.approval === 'required'
  const mayNot = (row: DeliverableRow, kind: DeliverableChange['kind']): Refusal | null => {
    const why = whyNot(row, kind, needsApproval())
    return why === null ? null : notNow(kind, why)
  }
  return {
    mayNot,
    all: () => [...ledger.state.all(DELIVERABLE).values()] as DeliverableRow[],
    get,
    take(row, change, said, actor) {
      // One after the other, so that no step is taken from a state that another one is changing.
      const taken = last.then(async () => {
        if (row !== null && get(row.id)?.steps !== row.steps) return changed()
        const refused = row === null ? null : mayNot(row, change.kind)
        if (refused !== null) return refused
        const step: DeliverableStep = { entry: ids.entryId(), at: new Date(clock.now()).toISOString(), change }
        const next = takeStep(row, step, needsApproval())
        if (next === null) return notNow(change.kind, 'That can’t be done in its present state.')
        const own = { kind: DELIVERABLE, key: next.id, value: row }
        const act = {
          id: step.entry as EntryId,
          type: 'review' as const,
          agency: next.agency,
          actor,
          meta: { action: `deliverable-${change.kind}`, deliverable: next.id },
          body: { deliverable: next.id, step, ...said },
          state: [{ kind: DELIVERABLE, key: next.id, value: next }],
          basis: [own],
        }
        const written = await writeOr(ledger, act, (moved) => stale(moved, own, TOLD))
        return 'code' in written ? written : next
      })
      last = taken.catch(() => undefined)
      return taken
    },
    async saidIn(entry) {
      const bytes = (await store.byId(entry as EntryId))?.parts['body']
      return bytes == null ? null : (readJson(bytes.toString()) as Record<string, unknown>)
    },
  }
}

/** What whoever works on a document is told of what another one did to it. */
const TOLD = { clause: 'MO-46', members: ['steps', 'text', 'attested', 'approval', 'published'] }

function notNow(kind: DeliverableChange['kind'], message: string): Refusal {
  if (kind !== 'publish') return refusal('conflict', { rule: `deliverable-${kind}`, clause: 'MS-32', message })
  return refusal('approval_required', {
    rule: 'publication',
    clause: 'MO-46',
    message,
    next: 'Check the text, say so, and ask for the approval that the policy wants.',
  })
}

/** Somebody acted on what isn’t there any more. */
export function changed(): Refusal {
  return refusal('conflict', {
    rule: 'deliverable-changed',
    clause: 'MO-46',
    message: 'It was changed since you opened it.',
    next: 'Look at it as it is now, then decide again.',
  })
}
