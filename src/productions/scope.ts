import { createReadStream, readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { type IndexRange, inRanges } from '../core/destruction.ts'
import { parseEntry } from '../core/entry.ts'
import { fromEntryBundle } from '../core/entry-bundle.ts'
import type { LogReader } from '../core/ports.ts'
import { TILE_WIDTH } from '../core/tile-layout.ts'

/** An exchange of a production's scope. */
export interface ScopeLine {
  readonly exchange: string
  /** Behind the wall of privilege by what its record says, when the scope was frozen. */
  readonly walled: boolean
}

/**
 * The exchanges whose entries lie in these ranges, in the log's order. Only public entries are read, a tile at a time.
 * Entries of other agencies and such that belong to no exchange are nobody's scope.
 */
export async function* exchangesIn(
  log: Pick<LogReader, 'entryBundle'>,
  ranges: readonly IndexRange[],
  end: number,
  agency: string,
): AsyncGenerator<string> {
  const seen = new Set<string>()
  const tiles = new Set<number>()
  for (const [first, last] of ranges)
    for (let tile = Math.floor(first / TILE_WIDTH); tile <= Math.floor(last / TILE_WIDTH); tile++) tiles.add(tile)
  for (const tile of [...tiles].toSorted((a, b) => a - b)) {
    const first = tile * TILE_WIDTH
    const width = Math.min(TILE_WIDTH, end - first)
    if (width <= 0) return
    const bundle = await log.entryBundle(tile, width)
    if (bundle === null) throw new Error(`the log has no entries from ${first} on`)
    for (const [at, bytes] of fromEntryBundle(bundle).entries()) {
      if (!inRanges(ranges, first + at)) continue
      const entry = parseEntry(bytes)
      if (entry.ref === undefined || entry.agency !== agency || seen.has(entry.ref)) continue
      seen.add(entry.ref)
      yield entry.ref
    }
  }
}

/** Ranges of several rows as ascending ones that don't touch. */
export function joinRanges(ranges: readonly IndexRange[]): IndexRange[] {
  const joined: [number, number][] = []
  for (const [first, last] of [...ranges].toSorted((a, b) => a[0] - b[0])) {
    const before = joined.at(-1)
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else joined.push([first, last])
  }
  return joined
}

/** Keeps a scope: a line for each exchange, a `w` behind those behind the wall. */
export async function writeScope(file: string, lines: readonly ScopeLine[]): Promise<void> {
  const text = lines.map(({ exchange, walled }) => `${exchange}${walled ? ' w' : ''}\n`).join('')
  await writeFile(`${file}.new`, text, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

export function readScope(file: string): ScopeLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [lineOf(line)]))
}

/** The lines of a scope that are wanted, so many at a time: not all of them need be in memory. */
export async function* scopeChunks(
  file: string,
  size: number,
  isWanted: (line: ScopeLine) => boolean,
): AsyncGenerator<ScopeLine[]> {
  let chunk: ScopeLine[] = []
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const read = lineOf(line)
    if (!isWanted(read)) continue
    chunk.push(read)
    if (chunk.length < size) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

function lineOf(line: string): ScopeLine {
  return { exchange: line.slice(0, 36), walled: line.endsWith(' w') }
}
