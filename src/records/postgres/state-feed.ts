import type pg from 'pg'
import { readJson } from '../../core/read-json.ts'
import type { PlacedChange } from '../../core/record.ts'
import { connect } from './connect.ts'
import type { Queries } from './tile-source.ts'
import { STATE_CHANNEL } from './write-batch.ts'

/** How often the log is asked whether projections changed, whatever was notified or lost, milliseconds. */
const LOOK_EVERY_MS = 500

/** A look that takes longer leaves it in doubt whether what is known still holds, milliseconds. */
const DOUBT_MS = 1_000

/** Tells what other gateways changed: at once by a notification, within half a second without one. */
export interface StateFeed {
  /** What changed since a size of the log is told until the feed is closed. */
  follow(from: number, changed: (changes: readonly PlacedChange[]) => void): void
  /** Resolves after a look that began after the call; rejects when it fails. */
  heard(): Promise<void>
  /** Whether something could have changed a second ago that isn't known here. */
  inDoubt(): boolean
  /** Entries of the log at the last look. */
  size(): number
  close(): Promise<void>
}

export function createStateFeed(url: string, db: Queries, onFault?: (error: unknown) => void): StateFeed {
  let seen = 0
  let tell: ((changes: readonly PlacedChange[]) => void) | null = null
  let listener: pg.Client | null = null
  let isListening = false
  let isClosed = false
  /** When the oldest look that hasn't succeeded began, monotonic milliseconds. */
  let owedSince: number | null = null
  let looking: Promise<void> | null = null
  /** A look that begins when the one under way is over. */
  let next: Promise<void> | null = null

  async function look(): Promise<void> {
    if (tell === null || isClosed) return
    owedSince ??= performance.now()
    // Size and rows in one statement, hence of one moment: what isn't in it comes with the next.
    const { rows } = await db.query(
      'SELECT tree.size, state.* FROM tree_state AS tree LEFT JOIN state ON state.idx >= $1 ORDER BY state.idx',
      [seen],
    )
    const changes = rows
      .filter((row) => row.kind !== null)
      .map(({ kind, key, value, idx }) => ({
        kind,
        key,
        value: value === null ? null : readJson(value),
        index: Number(idx),
      }))
    seen = Math.max(seen, Number(rows[0].size))
    owedSince = null
    if (changes.length > 0) tell(changes)
  }

  function begin(): Promise<void> {
    looking = look().finally(() => {
      looking = null
    })
    return looking
  }

  /** One look at a time; a call during one brings another after it. */
  function heard(): Promise<void> {
    if (looking === null) return begin()
    next ??= looking
      .catch(() => undefined)
      .then(() => {
        next = null
        return begin()
      })
    return next
  }

  function lookSoon(): void {
    heard().catch((error: unknown) => onFault?.(error))
  }

  async function listen(): Promise<void> {
    if (isListening || isClosed || tell === null) return
    isListening = true
    try {
      const client = await connect(url)
      client.on('notification', lookSoon)
      client.on('end', () => {
        isListening = false
        listener = null
      })
      listener = client
      await client.query(`LISTEN ${STATE_CHANNEL}`)
      lookSoon()
      if (isClosed) await client.end()
    } catch {
      // The next tick tries again; until then the looks suffice.
      isListening = false
    }
  }

  const ticking = setInterval(() => {
    if (tell === null) return
    void listen()
    lookSoon()
  }, LOOK_EVERY_MS).unref()

  return {
    follow(from, changed) {
      seen = from
      tell = changed
      void listen()
      lookSoon()
    },
    heard,
    size: () => seen,
    inDoubt: () => owedSince !== null && performance.now() - owedSince > DOUBT_MS,
    async close() {
      isClosed = true
      clearInterval(ticking)
      await listener?.end().catch(() => undefined)
      await (next ?? looking)?.catch(() => undefined)
    },
  }
}
