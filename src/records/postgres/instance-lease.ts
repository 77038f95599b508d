import type pg from 'pg'

/** Thrown when a running gateway has this name already. Command-line exit code 2. */
export class InstanceTaken extends Error {
  override readonly name = 'InstanceTaken'
}

/** The advisory lock that stands for an instance's name. It goes with the session that holds it, however that ends. */
export function leaseKey(parameter: string): string {
  return `hashtextextended('statehouse instance ' || ${parameter}, 0)`
}

/** How long a name that is still held is waited for, milliseconds: the server may not know yet that its holder is gone. */
const PATIENCE_MS = 2_000
const PAUSE_MS = 100

/** Takes a name for as long as the connection lasts. All that has the name is written through this very connection. */
export async function leaseInstance(client: pg.Client, name: string): Promise<void> {
  for (const until = performance.now() + PATIENCE_MS; ; ) {
    const { rows } = await client.query(`SELECT pg_try_advisory_lock(${leaseKey('$1')}) AS taken`, [name])
    if (rows[0].taken === true) return
    if (performance.now() >= until)
      throw new InstanceTaken(
        `another gateway writes this log as ${name}; give this one a name of its own (STATEHOUSE_INSTANCE)`,
      )
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}
