import { DatabaseSync } from 'node:sqlite'
import { BroadcastChannel, workerData } from 'node:worker_threads'

/** What a test may do to the writer's thread. `hang` lasts until the gate's first element is not 0. */
export type StoreFault =
  | { readonly kind: 'sql'; readonly sql: string }
  | { readonly kind: 'hang'; readonly gate: Int32Array }
  | { readonly kind: 'die' }

/** The channel on which a test reaches the writer of a folder; each fault is answered when it is in force. */
export function faultChannel(folder: string): BroadcastChannel {
  return new BroadcastChannel(`store faults of ${folder}`)
}

/** Puts a fault in force; resolves when it is. */
export async function inject(folder: string, fault: StoreFault): Promise<void> {
  const channel = faultChannel(folder)
  const inForce = new Promise<void>((resolve) => {
    channel.onmessage = () => resolve()
  })
  channel.postMessage(fault)
  await inForce
  channel.close()
}

/** SQL that makes the next page the database needs one too many. */
export const DISK_FULL = 'PRAGMA max_page_count = 1'
export const DISK_FREE = 'PRAGMA max_page_count = 1073741823'
export const READ_ONLY = 'PRAGMA query_only = ON'
export const WRITABLE = 'PRAGMA query_only = OFF'

if (workerData?.folder !== undefined) await runFaulty(workerData.folder as string)

async function runFaulty(folder: string): Promise<void> {
  const databases = new Set<DatabaseSync>()
  const exec = DatabaseSync.prototype.exec
  DatabaseSync.prototype.exec = function (sql) {
    databases.add(this)
    return exec.call(this, sql)
  }
  const channel = faultChannel(folder)
  channel.onmessage = (message: unknown) => {
    const fault = (message as { data: StoreFault | 'in force' }).data
    if (fault === 'in force') return
    if (fault.kind === 'sql') for (const database of databases) exec.call(database, fault.sql)
    channel.postMessage('in force')
    if (fault.kind === 'hang') Atomics.wait(fault.gate, 0, 0)
    if (fault.kind === 'die') process.exit(1)
  }
  channel.unref()
  await import('../../src/records/sqlite/store-worker.ts')
}
