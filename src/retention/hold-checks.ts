import type { Clock, IdSource } from '../core/ids.ts'
import { createTurns } from '../core/in-turn.ts'
import type { Principal } from '../core/principal.ts'
import type { StateChange } from '../core/record.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import { type Ledger, writeOr } from '../records/ledger.ts'
import { findHeld, type HoldReader } from './find-held.ts'
import { mayPlace } from './hold-authority.ts'
import { HOLD_CHECK, type HoldCheckRow } from './hold-check-row.ts'
import { type HoldOrder, refuseOrder } from './hold-order.ts'
import type { PlacedFrom } from './holds.ts'

export interface HoldCheckParts {
  readonly store: HoldReader
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdSource
  readonly instance: string
  readonly failed: (error: unknown) => void
}

/** Looks at what a hold would keep, before it is placed: jobs that outlive the page and the process. */
export interface HoldChecks {
  /** A look that hasn't begun, and what the entry of its order writes. */
  prepare(
    order: HoldOrder,
    caller: Principal,
  ): Promise<{ readonly check: HoldCheckRow; readonly state: readonly StateChange[] } | Refusal>
  /** Begins one whose order is an entry. */
  begin(check: HoldCheckRow): void
  /** One's own, while its kind of hold is the caller's to place. */
  find(id: string, caller: Principal): HoldCheckRow | Refusal
  cancel(id: string, caller: Principal): Promise<HoldCheckRow | Refusal>
  /** How far it is at this gateway, from 0 to 1; null: it isn't under way here. */
  share(id: string): number | null
  /** Resolves once this gateway doesn't look, or not any more. */
  ended(id: string): Promise<void>
  /** What is written with the hold that comes of one that is over: it is there once. */
  used(check: HoldCheckRow): PlacedFrom
  /** Goes on with what an end of this gateway interrupted. */
  resume(): void
  /** Leaves off; what was begun goes on at the next start. */
  stop(): Promise<void>
}

/** What nobody placed is forgotten when its asker looks the next time, milliseconds after it was begun. */
const KEPT_MS = 86_400_000
/** Looks of one person at once. */
const RUNNING_MAX = 3

export function createHoldChecks(parts: HoldCheckParts): HoldChecks {
  const { store, ledger, clock, ids, instance } = parts
  const jobs = new Map<string, { readonly stop: AbortController; share: number; done: Promise<void> }>()
  const turns = createTurns()
  let isStopping = false
  const all = (): HoldCheckRow[] => [...ledger.state.all(HOLD_CHECK).values()] as HoldCheckRow[]
  const own = ({ key }: Principal): HoldCheckRow[] => all().filter(({ by }) => by === key)
  const rowOf = (id: string) => ledger.state.get(HOLD_CHECK, id) as HoldCheckRow | undefined

  async function run(check: HoldCheckRow, signal: AbortSignal, onShare: (share: number) => void): Promise<void> {
    try {
      signal.throwIfAborted()
      const { agency, order, upTo } = check
      const progress = { signal, looked: (done: number, of: number) => onShare(done / of) }
      const { found, exchanges, unseen } = await findHeld(store, { agency, ...order }, 0, upTo, [], progress)
      await end(check, { ...check, status: 'done', found: { entries: found.length, exchanges, unseen } }, null)
    } catch (error) {
      // Cancelling has written its own entry; what a stop leaves is gone on with.
      if (signal.aborted || isStopping) return
      parts.failed(error)
      await end(check, { ...check, status: 'failed' }, null)
    }
  }

  async function end(before: HoldCheckRow, after: HoldCheckRow, actor: Principal | null): Promise<HoldCheckRow> {
    const act = {
      type: 'admin' as const,
      agency: after.agency,
      actor,
      meta: { action: 'hold-checked', check: after.id, status: after.status },
      state: [{ kind: HOLD_CHECK, key: after.id, value: after }],
      basis: [{ kind: HOLD_CHECK, key: after.id, value: before }],
    }
    // Another end of it was first.
    const written = await writeOr(ledger, act, () => null)
    return written === null ? (rowOf(after.id) ?? after) : after
  }

  function begin(check: HoldCheckRow): void {
    const job = { stop: new AbortController(), share: 0, done: Promise.resolve() }
    jobs.set(check.id, job)
    job.done = turns('checks', () => run(check, job.stop.signal, (share) => Object.assign(job, { share })))
      .catch(parts.failed)
      .finally(() => jobs.delete(check.id))
  }

  function find(id: string, caller: Principal): HoldCheckRow | Refusal {
    const check = rowOf(id)
    if (check === undefined || check.by !== caller.key || check.agency !== caller.agency) return unknown()
    return mayPlace(caller, check.order.kind, check.order.criteria) ?? check
  }

  return {
    begin,
    find,
    async prepare(order, caller) {
      const refused = await refuseOrder(store, order, caller)
      if (refused !== null) return refused
      if (own(caller).filter(({ status }) => status === 'running').length >= RUNNING_MAX)
        return refusal('conflict', {
          rule: 'hold-check',
          message: `${RUNNING_MAX} looks of yours are under way.`,
          next: 'Wait for one of them, or cancel it.',
        })
      const check: HoldCheckRow = {
        id: ids.entryId(),
        agency: caller.agency,
        by: caller.key,
        order,
        upTo: await store.size(),
        startedAt: new Date(clock.now()).toISOString(),
        instance,
        status: 'running',
        found: null,
      }
      const old = own(caller).filter(
        ({ status, startedAt }) => status !== 'running' && Date.parse(startedAt) + KEPT_MS <= clock.now(),
      )
      const state = [
        { kind: HOLD_CHECK, key: check.id, value: check },
        ...old.map(({ id }) => ({ kind: HOLD_CHECK, key: id, value: null })),
      ]
      return { check, state }
    },
    async cancel(id, caller) {
      const check = find(id, caller)
      if ('code' in check || check.status !== 'running') return check
      jobs.get(id)?.stop.abort()
      return end(check, { ...check, status: 'cancelled' }, caller)
    },
    ended: (id) => jobs.get(id)?.done ?? Promise.resolve(),
    share: (id) => jobs.get(id)?.share ?? null,
    used: (check) => ({
      basis: { kind: HOLD_CHECK, key: check.id, value: check },
      state: [{ kind: HOLD_CHECK, key: check.id, value: null }],
    }),
    resume() {
      for (const check of all()) if (check.status === 'running' && check.instance === instance) begin(check)
    },
    async stop() {
      isStopping = true
      for (const { stop } of jobs.values()) stop.abort()
      await turns('checks', async () => undefined)
    },
  }
}

function unknown(): Refusal {
  return refusal('route_not_governed', {
    rule: 'hold-check',
    message: 'You have no such look at what a hold would keep.',
    next: 'Look again: it is forgotten once its hold is placed, or after a day.',
  })
}
