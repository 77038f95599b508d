import type { Pool } from 'pg'
import { leaseKey } from './instance-lease.ts'
import { OPEN_PROMPTS } from './open-exchanges.ts'

/** A prompt that nobody will end any more. */
export interface OpenPrompt {
  readonly id: string
  readonly ref: string
  readonly entry: Buffer
}

export interface Orphans {
  /** Exchanges without an end that this instance began. */
  own(): Promise<OpenPrompt[]>
  /**
   * Those of other instances whose lease has been free at two looks in a row, `graceMs` apart or more: a gateway that only
   * lost its connection has it back by then.
   */
  ofPeers(): Promise<OpenPrompt[]>
}

export function createOrphans(db: Pool, instance: string, graceMs: number): Orphans {
  /** Since when an instance's lease is known to be free, monotonic milliseconds. */
  const free = new Map<string, number>()

  /** Tries each lease within a transaction, so that the try ends with it. */
  async function freeLeases(): Promise<string[]> {
    const client = await db.connect()
    try {
      await client.query('BEGIN')
      const { rows } = await client.query(
        `SELECT name, pg_try_advisory_xact_lock(${leaseKey('name')}) AS free FROM instance WHERE name <> $1`,
        [instance],
      )
      await client.query('ROLLBACK')
      return rows.filter((row) => row.free).map((row) => row.name as string)
    } finally {
      client.release()
    }
  }

  async function of(name: string): Promise<OpenPrompt[]> {
    return (await db.query(OPEN_PROMPTS, [name])).rows
  }

  return {
    own: () => of(instance),
    async ofPeers() {
      const names = new Set(await freeLeases())
      const now = performance.now()
      for (const name of free.keys()) if (!names.has(name)) free.delete(name)
      for (const name of names) if (!free.has(name)) free.set(name, now)
      const gone = [...free].filter(([, since]) => now - since >= graceMs).map(([name]) => name)
      // What they had open is read before the lease is looked at again: what begins after that isn't in the list.
      const prompts = await Promise.all(gone.map(async (name) => ({ name, open: await of(name) })))
      const still = new Set(await freeLeases())
      return prompts.filter(({ name }) => still.has(name)).flatMap(({ open }) => open)
    },
  }
}
