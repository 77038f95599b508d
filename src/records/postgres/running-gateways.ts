import { connect } from './connect.ts'
import { leaseKey } from './instance-lease.ts'

/** Names of the gateways that write a log now. Changes nothing; throws when the database can't be reached. */
export async function runningGateways(url: string): Promise<string[]> {
  const client = await connect(url)
  try {
    // Each lease is tried within a transaction, so that the try ends with it.
    await client.query('BEGIN')
    const { rows } = await client.query(
      `SELECT name, pg_try_advisory_xact_lock(${leaseKey('name')}) AS free FROM instance ORDER BY name`,
    )
    await client.query('ROLLBACK')
    return rows.filter((row) => row.free !== true).map((row) => row.name as string)
  } finally {
    await client.end().catch(() => undefined)
  }
}
