import { assertDurable } from './assert-durable.ts'
import { connect } from './connect.ts'

/** What a look at a database tells. */
export interface DatabaseFindings {
  /** Version of its schema; 0 where there is no log yet. */
  readonly schema: number
  readonly size: number
  /** Whether the login could change what the role of the gateway can't. */
  readonly owns: boolean
}

/** Changes nothing. Throws when the database can't be reached, or isn't set to keep what it acknowledges. */
export async function examineDatabase(url: string): Promise<DatabaseFindings> {
  const client = await connect(url, null)
  try {
    await assertDurable(client)
    const there = await client.query("SELECT to_regclass('statehouse.schema_version') IS NOT NULL AS there")
    if (there.rows[0].there !== true) return { schema: 0, size: 0, owns: false }
    const { rows } = await client.query(
      `SELECT (SELECT max(version) FROM schema_version) AS schema, (SELECT size FROM tree_state) AS size,
        (SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = 'statehouse.log_entry'::regclass) AS owns`,
    )
    return { schema: rows[0].schema, size: Number(rows[0].size), owns: rows[0].owns }
  } finally {
    await client.end().catch(() => undefined)
  }
}
