import { signCheckpoint } from '../../core/checkpoint.ts'
import { catchUp, TREE_ROW, toTreeRow } from './current-tree.ts'
import { isConnectionLost } from './failure-reason.ts'
import { assertNotBehind, type Session } from './session.ts'
import type { WriterSettings } from './writer-settings.ts'

/** A checkpoint is repeated after this time even when the tree stood still: proof that the log is alive. */
const HEARTBEAT_MS = 3_600_000

const NEWEST = 'SELECT size, at, note FROM checkpoint ORDER BY size DESC, at DESC LIMIT 1'

export interface SignedCheckpoints {
  /** The newest checkpoint that covers the tree, signed and durable; signs one when there is none. */
  covering(session: Session, nowMs: number): Promise<string>
  /** The same, if this gateway is the one that publishes: one of them is, until its connection ends. */
  publish(session: Session, nowMs: number): Promise<void>
}

export function createSignedCheckpoints({ origin, signingKey }: WriterSettings): SignedCheckpoints {
  let publishing: Session | null = null

  async function newestCovering({ client }: Session, nowMs: number): Promise<string | null> {
    const newest = (await client.query(NEWEST)).rows[0] as { size: string; at: string; note: string } | undefined
    const tree = toTreeRow((await client.query(TREE_ROW)).rows[0])
    if (newest === undefined || Number(newest.size) < tree.size || nowMs - Number(newest.at) >= HEARTBEAT_MS)
      return null
    return newest.note
  }

  async function sign(session: Session, nowMs: number): Promise<string> {
    const { client } = session
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED')
    try {
      // Whoever signs sees what was signed before; nobody signs beside it.
      await client.query("SELECT pg_advisory_xact_lock(hashtextextended('statehouse checkpoint', 0))")
      let note = await newestCovering(session, nowMs)
      if (note === null) {
        session.tree = await catchUp(client, session.tree, toTreeRow((await client.query(TREE_ROW)).rows[0]))
        await assertNotBehind(client, session.tree, origin)
        const { frontier, root } = session.tree
        note = signCheckpoint({ origin, size: frontier.size, root }, signingKey.privateKey)
        await client.query('INSERT INTO checkpoint VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
          frontier.size,
          nowMs,
          note,
        ])
      }
      await client.query('COMMIT')
      return note
    } catch (error) {
      if (!isConnectionLost(error)) await client.query('ROLLBACK')
      throw error
    }
  }

  async function covering(session: Session, nowMs: number): Promise<string> {
    return (await newestCovering(session, nowMs)) ?? (await sign(session, nowMs))
  }

  return {
    covering,
    async publish(session, nowMs) {
      if (publishing !== session) {
        const elect = "SELECT pg_try_advisory_lock(hashtextextended('statehouse publisher', 0)) AS elected"
        if ((await session.client.query(elect)).rows[0].elected !== true) return
        publishing = session
      }
      await covering(session, nowMs)
    },
  }
}
