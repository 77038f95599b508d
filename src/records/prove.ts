import { parseCheckpointText } from '../core/checkpoint.ts'
import { inclusionProof } from '../core/merkle-proof.ts'
import type { LogReader } from '../core/ports.ts'
import { parseSignedNote } from '../core/signed-note.ts'
import { formatTlogProof } from '../core/tlog-proof.ts'
import { withNodes } from './tree-nodes.ts'

/** Thrown when no signed checkpoint covers an entry yet. */
export class NotCovered extends Error {
  override readonly name = 'NotCovered'
}

/** A `.tlog-proof` for each entry, all against the same checkpoint. Works over any log that serves tiles. */
export async function proveEntries(log: LogReader, indexes: readonly number[]): Promise<string[]> {
  const checkpoint = await log.checkpoint()
  if (checkpoint === '') throw new NotCovered('the log has no signed checkpoint yet')
  const { size } = parseCheckpointText(parseSignedNote(checkpoint).text)
  const uncovered = indexes.find((index) => index >= size)
  if (uncovered !== undefined)
    throw new NotCovered(`entry ${uncovered} is not covered by the checkpoint of ${size} entries`)
  return withNodes(log, size, (nodeAt) =>
    indexes.map((index) => formatTlogProof({ index, hashes: inclusionProof(index, size, nodeAt), checkpoint })),
  )
}
