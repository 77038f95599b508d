import { existsSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { BuildProgress } from './build/build-package.ts'
import { CHUNKS } from './build/chunk-files.ts'
import { runTask, TaskFailed } from './build/run-task.ts'
import { nextLabel } from './labels.ts'
import { planWithheld } from './plan-withheld.ts'
import {
  elsewhere,
  findProduction,
  folderOf,
  openProduction,
  type ProductionParts,
  productionRefused,
  termsFor,
} from './production-parts.ts'
import { PRODUCTION, type ProductionRow } from './production-row.ts'

/** Builds of packages: each is begun by a person, runs on a thread, and goes on after an end of the process. */
export interface Builds {
  begin(id: string, caller: Principal): Promise<ProductionRow | Refusal>
  cancel(id: string, caller: Principal): Promise<ProductionRow | Refusal>
  /** How far a build is; null where none runs here. */
  progress(id: string): BuildProgress | null
  /** Goes on with what an end of this gateway interrupted. */
  resume(): void
  /** Resolves once no build runs. */
  idle(): Promise<void>
  /** Leaves off; what was begun goes on at the next start. */
  stop(): Promise<void>
}

/** Records of one chunk: what is done again after a crash, at most. */
const CHUNK = 100

export function createBuilds(parts: ProductionParts): Builds {
  const { ledger, clock, chunkSize = CHUNK } = parts
  const running = new Map<
    string,
    { readonly stop: AbortController; progress: BuildProgress; hasBegun: boolean; readonly done: Promise<void> }
  >()
  let isStopping = false
  /** One after the other: several at once would take the memory of several. */
  let last: Promise<void> = Promise.resolve()

  function start(row: ProductionRow, actor: Principal | null): void {
    const stop = new AbortController()
    const job = {
      stop,
      progress: { phase: 'records', done: wholeChunks(row) * chunkSize, of: row.exchanges } as BuildProgress,
      hasBegun: false,
      done: Promise.resolve(),
    }
    const done = last
      .then(() => {
        job.hasBegun = true
        return run(row, actor, stop.signal, (progress) => {
          // What a crash left is gone through again, and is done all the same.
          const { phase, done } = job.progress
          job.progress = phase === progress.phase && progress.done < done ? { ...progress, done } : progress
        })
      })
      .finally(() => {
        // Given up and begun anew meanwhile, it is another one’s place.
        if (running.get(row.id)?.stop === stop) running.delete(row.id)
      })
    last = done
    running.set(row.id, Object.assign(job, { done }))
  }

  async function run(
    row: ProductionRow,
    actor: Principal | null,
    signal: AbortSignal,
    onProgress: (progress: BuildProgress) => void,
  ): Promise<void> {
    const outcome = await outcomeOf(row, signal, onProgress)
    if (isStopping || outcome === null) return
    try {
      const action = outcome.status === 'built' ? 'production-built' : `production-build-${outcome.status}`
      await write({ ...row, ...outcome }, actor, action)
    } catch (error) {
      // The row still says that it is being built: the next start does it again.
      parts.fault('production', error)
    }
  }

  async function outcomeOf(
    row: ProductionRow,
    signal: AbortSignal,
    onProgress: (progress: BuildProgress) => void,
  ): Promise<Pick<ProductionRow, 'status' | 'build' | 'fault'> | null> {
    const { id } = row
    const task = { kind: 'build', production: row, chunkSize } as const
    try {
      const settings = { place: parts.place, folder: folderOf(parts, id), terms: termsFor(parts, row.ranges), task }
      return { status: 'built', build: await runTask(settings, signal, onProgress), fault: null }
    } catch (error) {
      // Cancelling has written its own entry.
      if (signal.aborted) return null
      const isForPeople = error instanceof TaskFailed && error.isForPeople
      if (!isForPeople) parts.fault('production', error)
      const fault = isForPeople ? error.message : 'a fault of the gateway, which its own log tells of'
      return { status: 'failed', build: null, fault }
    }
  }

  /** Full chunks that an earlier build of it has finished: the last of what is released and of what is not may be short. */
  function wholeChunks({ id }: ProductionRow): number {
    const folder = join(folderOf(parts, id), CHUNKS)
    if (!existsSync(folder)) return 0
    return Math.max(0, readdirSync(folder).filter((name) => /^\d+$/.test(name)).length - 2)
  }

  async function write(row: ProductionRow, actor: Principal | null, action: string): Promise<void> {
    await ledger.write({
      type: 'admin',
      agency: row.agency,
      actor,
      meta: { action, production: row.id, request: row.request, ...(row.fault === null ? {} : { fault: row.fault }) },
      state: [{ kind: PRODUCTION, key: row.id, value: row }],
    })
  }

  return {
    async begin(id, caller) {
      const row = openProduction(parts, id, caller)
      if ('code' in row) return row
      const withheld = await planWithheld(ledger.state, folderOf(parts, id), row)
      if (withheld !== null) return withheld
      const building: ProductionRow = {
        ...row,
        status: 'building',
        builtBy: caller.key,
        builtAt: new Date(clock.now()).toISOString(),
        batesFirst: nextLabel(ledger.state, row),
        build: null,
        fault: null,
      }
      await write(building, caller, 'production-build')
      // Only what an end of the process interrupted goes on with what lies on disk: this reads the log anew.
      await rm(join(folderOf(parts, id), CHUNKS), { recursive: true, force: true })
      start(building, caller)
      return building
    },
    async cancel(id, caller) {
      const row = findProduction(parts, id, caller)
      if ('code' in row) return row
      if (row.status === 'sealed')
        return productionRefused('not-open', 'A sealed production is what was handed over.', 'Make another one.')
      if (row.instance !== parts.instance) return elsewhere(row)
      const job = running.get(id)
      // A build is taken back to where it was begun; an open production is given up.
      const cancelled: ProductionRow = { ...row, status: row.status === 'building' ? 'open' : 'cancelled', build: null }
      await write(cancelled, caller, row.status === 'building' ? 'production-build-cancelled' : 'production-cancelled')
      job?.stop.abort()
      // One that waits for its turn has no thread to be waited for.
      if (job?.hasBegun) await job.done
      const folder = folderOf(parts, id)
      await rm(cancelled.status === 'cancelled' ? folder : join(folder, CHUNKS), { recursive: true, force: true })
      return cancelled
    },
    progress: (id) => running.get(id)?.progress ?? null,
    resume() {
      for (const row of ledger.state.all(PRODUCTION).values() as Iterable<ProductionRow>)
        if (row.status === 'building' && row.instance === parts.instance) start(row, null)
    },
    idle: async () => void (await Promise.all([...running.values()].map(({ done }) => done))),
    async stop() {
      isStopping = true
      for (const { stop } of running.values()) stop.abort()
      await Promise.all([...running.values()].map(({ done }) => done))
    },
  }
}
