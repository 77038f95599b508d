import type pg from 'pg'
import { APP_ROLE } from './connect.ts'
import { initial } from './migrations/0001-initial.ts'
import { usedProofs } from './migrations/0002-used-proofs.ts'
import { heldContent } from './migrations/0003-held-content.ts'
import { accessLog } from './migrations/0004-access-log.ts'
import { passages } from './migrations/0005-passages.ts'

/** Forward only, in order; version n is the state after the first n. A released migration never changes. */
const migrations: readonly string[] = [initial, usedProofs, heldContent, accessLog, passages]

/** Made once for all logs of a server; whoever comes second finds it there. */
const ROLE = `
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${APP_ROLE}') THEN CREATE ROLE ${APP_ROLE} NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ BEGIN
  IF NOT pg_has_role(current_user, '${APP_ROLE}', 'SET') THEN GRANT ${APP_ROLE} TO CURRENT_USER; END IF;
END $$;
`

const SCHEMA = `
CREATE SCHEMA IF NOT EXISTS statehouse;
CREATE TABLE statehouse.schema_version (version integer PRIMARY KEY);
`

const LOCK = "hashtextextended('statehouse migration', 0)"

/**
 * Brings a database to this program's schema (or to version `to`, for tests). Needs a login that owns the schema only when
 * there is something to do. Throws when a newer program has written it. Several gateways may start at once.
 */
export async function migrate(client: pg.Client, to: number = migrations.length): Promise<void> {
  const found = await versionOf(client)
  if (found > migrations.length)
    throw new Error(`the store has schema ${found}, this program knows ${migrations.length}`)
  if (found >= to) return
  // Before the transaction, so that it sees what was made while the lock was waited for.
  await client.query(`SELECT pg_advisory_lock(${LOCK})`)
  try {
    await migrateFrom(client, await versionOf(client), to)
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${LOCK})`).catch(() => undefined)
  }
}

async function migrateFrom(client: pg.Client, version: number, to: number): Promise<void> {
  await client.query('BEGIN')
  try {
    if (version === 0) await client.query(`${ROLE} ${SCHEMA}`)
    for (let next = version; next < to; next++) {
      await client.query(migrations[next]!)
      await client.query('INSERT INTO schema_version VALUES ($1)', [next + 1])
    }
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw hint(error)
  }
}

async function versionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query("SELECT to_regclass('statehouse.schema_version') IS NOT NULL AS there")
  if (rows[0].there !== true) return 0
  return (await client.query('SELECT coalesce(max(version), 0) AS version FROM statehouse.schema_version')).rows[0]
    .version
}

/** 42501: the login may not do it. */
function hint(error: unknown): unknown {
  if ((error as { code?: unknown }).code !== '42501') return error
  return new Error(
    'the database needs a newer schema, and this login may not make it: start once with a login that owns the schema',
    { cause: error },
  )
}
