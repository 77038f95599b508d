import pg from 'pg'

/** Tells connections of the gateway apart in `pg_stat_activity`. */
const APPLICATION = 'statehouse'

/** How long a connection may take to come about, milliseconds: below the bound of a slow commit. */
const CONNECT_MS = 1_500

/** The role that the gateway works as, whatever it logs in as: see the migrations for what it may do. */
export const APP_ROLE = 'statehouse_app'

/**
 * What each session begins with. A gateway that hangs inside a transaction is put out by the server after a while, since
 * all others wait for it; one whose machine is gone is found out, and its name and locks are free again.
 */
const SESSION = `
SET search_path = statehouse, pg_temp;
SET idle_in_transaction_session_timeout = 5000;
SET lock_timeout = 10000;
SET tcp_keepalives_idle = 5;
SET tcp_keepalives_interval = 5;
SET tcp_keepalives_count = 3;
SET tcp_user_timeout = 15000;
SET client_min_messages = warning;
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') <> 'remote_apply';
`

export function clientSettings(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: APPLICATION,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
  }
}

/** One connection, its session set up. `role` null: as whoever logs in, to migrate. */
export async function connect(url: string, role: string | null = APP_ROLE): Promise<pg.Client> {
  const client = new pg.Client(clientSettings(url))
  // Without a listener a lost connection would end the process; the query under way rejects by itself.
  client.on('error', () => undefined)
  await client.connect().catch((cause: Error & { code?: string; errors?: Error[] }) => {
    // A name with several addresses fails once for each, and says nothing itself.
    const why = cause.message || cause.errors?.map(({ message }) => message).join(', ')
    throw Object.assign(new Error(`the database can’t be reached: ${why}`, { cause }), { code: cause.code })
  })
  try {
    await client.query(role === null ? SESSION : `SET ROLE ${role};${SESSION}`)
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

/** Connections for reading, opened as they are needed; a read that takes longer than `readMs` rejects. */
export function openReaders(url: string, most: number, readMs: number): pg.Pool {
  const pool = new pg.Pool({
    ...clientSettings(url),
    max: most,
    query_timeout: readMs,
    // The pool hands a connection out when what this returns has resolved.
    onConnect: setUp,
  })
  // An idle connection that is lost is replaced when the next one is needed.
  pool.on('error', () => undefined)
  return pool
}

function setUp(client: pg.ClientBase): unknown {
  return client.query(`SET ROLE ${APP_ROLE};${SESSION}`)
}
