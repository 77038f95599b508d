import { type ParsedEntry, parseEntry } from '../core/entry.ts'
import { fromEntryBundle } from '../core/entry-bundle.ts'
import type { LogReader, RecordReader } from '../core/ports.ts'
import { TILE_WIDTH } from '../core/tile-layout.ts'

export interface WalkedEntry {
  readonly index: number
  readonly entry: ParsedEntry
}

/** Entries `[from, to)` as everybody may read them, a tile at a time: no content is opened, and others get their turn. */
export async function* walkLog(
  log: Pick<RecordReader, 'size'> & Pick<LogReader, 'entryBundle'>,
  from: number,
  to: number,
): AsyncGenerator<WalkedEntry> {
  for (let tile = Math.floor(from / TILE_WIDTH); tile * TILE_WIDTH < to; tile++) {
    const first = tile * TILE_WIDTH
    const width = Math.min(TILE_WIDTH, to - first)
    const bundle = await log.entryBundle(tile, width)
    if (bundle === null) throw new Error(`the log has no entries from ${first} on`)
    for (const [at, bytes] of fromEntryBundle(bundle).entries())
      if (first + at >= from) yield { index: first + at, entry: parseEntry(bytes) }
  }
}
