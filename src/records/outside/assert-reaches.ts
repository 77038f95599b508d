import type { Checkpoint } from '../../core/checkpoint.ts'
import type { LogReader } from '../../core/ports.ts'
import { rootAt } from '../tree-nodes.ts'

/** Thrown when a store is not the one that somebody outside it has seen: it is not served. Command-line exit code 3. */
export class StoreBehind extends Error {
  override readonly name = 'StoreBehind'
}

/** Throws {@link StoreBehind}, naming both sizes and roots, unless the log extends the checkpoint. `where` saw it. */
export async function assertReaches(
  log: LogReader & { size(): Promise<number> },
  origin: string,
  seen: Checkpoint,
  where: string,
): Promise<void> {
  if (seen.origin !== origin) throw new StoreBehind(`${where} is of the log ${seen.origin}, this one is ${origin}`)
  const size = await log.size()
  const named = (entries: number, root: Buffer): string => `${entries} entries with root ${root.toString('base64')}`
  if (size < seen.size) {
    const own = await rootAt(log, size)
    throw new StoreBehind(`${where} has seen ${named(seen.size, seen.root)}; the store has ${named(size, own)}`)
  }
  const root = await rootAt(log, seen.size)
  if (!root.equals(seen.root))
    throw new StoreBehind(
      `${where} has seen ${named(seen.size, seen.root)}; the store had ${named(seen.size, root)} then`,
    )
}
