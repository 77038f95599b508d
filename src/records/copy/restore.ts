import { readJson } from '../../core/read-json.ts'
import type { StateChange } from '../../core/record.ts'
import { openPartRow } from '../commit/part-row.ts'
import type { KeyRing } from '../key-ring.ts'
import type { RawEntry } from '../log-source.ts'
import { readCopy } from './read-copy.ts'

/** A new store that takes a log as it was; each adapter has one. */
export interface LogImport {
  /** In order, from entry 0. `state`: what the entry’s `meta` does to projections. */
  add(entry: RawEntry, state: readonly StateChange[]): void
  checkpoint(note: string): void
  /** Everything survives a crash. Throws when what was given is no log. */
  finish(): void
}

/**
 * Fills a new store from copies of one log, those that reach further later (a backup, then a mirror). Gives the number of
 * entries. What it made is to be verified before it serves. `progress` is awaited now and then.
 */
export async function restoreLog(
  folders: readonly string[],
  ring: KeyRing,
  target: LogImport,
  progress: (done: number) => Promise<void>,
): Promise<number> {
  let size = 0
  for (const folder of folders) {
    for (const item of readCopy(folder)) {
      if ('checkpoint' in item) {
        target.checkpoint(item.checkpoint)
        continue
      }
      const { entry } = item
      if (entry.index < size) continue
      if (entry.index > size)
        throw new Error(`${folder} begins at entry ${entry.index}, the copies before it end at ${size}`)
      target.add(entry, stateOf(entry, ring))
      size++
      if (size % 1_024 === 0) await progress(size)
    }
  }
  target.finish()
  return size
}

/** None where `meta` was destroyed or doesn’t open: the verification says so. */
function stateOf({ id, parts }: RawEntry, ring: KeyRing): readonly StateChange[] {
  const meta = parts.find(({ name }) => name === 'meta')
  if (meta === undefined) return []
  try {
    return (readJson(openPartRow(id, meta, ring).toString()) as { state?: StateChange[] }).state ?? []
  } catch {
    return []
  }
}
