import { openPartRow, type PartRow } from '../records/commit/part-row.ts'
import type { KeyRing } from '../records/key-ring.ts'
import type { FeedRow, FeedSource } from '../records/search/read-documents.ts'
import type { KeptPosition } from './kept-position.ts'
import { type Naming, readEvent } from './read-event.ts'
import type { SecurityEvent } from './security-event.ts'
import { kindOf } from './security-event.ts'
import type { Sink, SinkSettings } from './sink.ts'

/** Entries of one step. */
const STEP = 256

export interface FollowParts {
  readonly source: FeedSource
  readonly ring: KeyRing
  readonly settings: SinkSettings
  readonly sink: Sink
  readonly position: KeptPosition
  readonly naming: Naming
  readonly format: (event: SecurityEvent) => string
  /** Where many gateways write one log, each tells of its own entries; null: there is one. */
  readonly instance: string | null
}

/** What is known of a sink's place in the log. */
export interface Step {
  /** The entries below were given to it. */
  readonly upTo: number
  readonly isBehind: boolean
}

/**
 * Gives a sink the next entries of the log, at least once: the place is kept after the sink took them. Rejects where log
 * or sink can't be had now; nothing is kept then, and the next step gives the same lines.
 */
export function followLog(parts: FollowParts): () => Promise<Step> {
  const { source, ring, settings, sink, position, naming, format, instance } = parts
  const wanted = new Set(settings.events)

  async function metaOf(index: number, id: string): Promise<Record<string, unknown> | null> {
    const row = await source.meta(index)
    return row === undefined ? null : readMeta(id, row, ring)
  }

  async function promptOf({ ref, idx }: FeedRow): Promise<Record<string, unknown> | null> {
    const first = ref === null ? undefined : (await source.indexesOf(ref))[0]
    if (first === undefined || first === idx) return null
    const [row] = await source.entries(first, first + 1)
    return row === undefined ? null : metaOf(first, row.id)
  }

  async function eventOf(row: FeedRow): Promise<SecurityEvent | null> {
    const kind = kindOf(row.type)
    if (kind === null || !wanted.has(kind)) return null
    return readEvent(row, await metaOf(row.idx, row.id), kind === 'exchanges' ? await promptOf(row) : null, naming)
  }

  return async () => {
    const logId = await source.logId()
    const size = logId === '' ? 0 : await source.size()
    if (size === 0) return { upTo: 0, isBehind: false }
    const kept = position.read(logId)
    const from = Math.min(kept ?? (settings.from === 'now' ? size : 0), size)
    const to = Math.min(size, from + STEP)
    const events: SecurityEvent[] = []
    for (const row of await source.entries(from, to)) {
      const event = await eventOf(row)
      if (event !== null && (instance === null || event.instance === instance)) events.push(event)
    }
    if (events.length > 0) await sink.send({ lines: events.map(format), times: events.map(({ time }) => time) })
    if (kept !== to) position.keep(logId, to)
    return { upTo: to, isBehind: to < size }
  }
}

/** An altered one is told of like one that is gone: the events behind it go out all the same. */
function readMeta(id: string, row: PartRow, ring: KeyRing): Record<string, unknown> | null {
  try {
    return JSON.parse(openPartRow(id, row, ring).toString()) as Record<string, unknown>
  } catch {
    return null
  }
}
