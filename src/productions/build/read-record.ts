import { partCommitment } from '../../core/commitment.ts'
import { inRanges } from '../../core/destruction.ts'
import { parseEntry } from '../../core/entry.ts'
import type { ExchangeId } from '../../core/ids.ts'
import { leafHash } from '../../core/merkle.ts'
import { isIncluded } from '../../core/merkle-proof.ts'
import type { SaltedEntry } from '../../core/salted-entry.ts'
import type { LogOnAThread } from '../../records/log-on-a-thread.ts'
import type { Authority } from './terms.ts'

/** Thrown when the log doesn't hold what it committed to: nothing is produced from it. */
export class NotSound extends Error {
  override readonly name = 'NotSound'
}

/** An entry that was held against the log. */
export interface SoundEntry extends SaltedEntry {
  /** Its inclusion proof in the production's checkpoint. */
  readonly proof: readonly Buffer[]
}

export interface SoundRecord {
  readonly exchange: string
  readonly entries: readonly SoundEntry[]
  /** By what authority contents are gone; null: all are there. */
  readonly destroyed: Authority | null
}

export interface SoundReader {
  read(exchange: string): Promise<SoundRecord>
}

/**
 * Reads records of a frozen scope and holds each entry against the checkpoint and each part against its entry. Throws
 * {@link NotSound} with the entry that isn't sound. Entries from `size` on are not in the scope and left out.
 */
export function soundReader(
  log: LogOnAThread,
  prove: (index: number) => Promise<readonly Buffer[]>,
  { size, root }: { readonly size: number; readonly root: Buffer },
  end: number,
  authorities: readonly Authority[],
): SoundReader {
  async function soundEntry({ entry, salts }: SaltedEntry): Promise<SoundEntry> {
    const { index } = entry
    const bytes = Buffer.from(entry.entry)
    const proof = await prove(index)
    if (!isIncluded(leafHash(bytes), index, size, proof, root))
      throw new NotSound(`entry ${index} isn’t the one that the log’s checkpoint of ${size} entries covers`)
    for (const { n, c } of parseEntry(bytes).parts) {
      const [content, salt] = [entry.parts[n], salts.get(n)]
      if (!content || !salt) continue
      if (partCommitment(salt, content).toString('base64') !== c)
        throw new NotSound(`part ${n} of entry ${index} was altered since it was recorded`)
    }
    return { entry, salts, proof }
  }

  return {
    async read(exchange) {
      const entries = await entriesOf(log, exchange)
      const sound: SoundEntry[] = []
      let destroyed: Authority | null = null
      for (const one of entries.filter(({ entry }) => entry.index < end)) {
        const { entry } = one
        const missing = Object.entries(entry.parts).find(([, content]) => content === null)
        if (missing !== undefined) {
          const authority = authorities.find(
            ({ targets, kept }) => inRanges(targets, entry.index) && !inRanges(kept, entry.index),
          )
          if (authority === undefined)
            throw new NotSound(`part ${missing[0]} of entry ${entry.index} is missing, and no disposition says so`)
          destroyed = authority
        }
        sound.push(await soundEntry(one))
      }
      if (sound.length === 0) throw new NotSound(`the log has no exchange ${exchange} any more`)
      return { exchange, entries: sound, destroyed }
    },
  }
}

/** What can't be opened was altered, and its error names no entry. */
async function entriesOf(log: LogOnAThread, exchange: string): Promise<SaltedEntry[]> {
  try {
    return await log.saltedExchange(exchange as ExchangeId)
  } catch (cause) {
    throw new NotSound(`exchange ${exchange} can’t be opened: a part of it was altered since it was recorded`, {
      cause,
    })
  }
}
