import type { DatabaseSync } from 'node:sqlite'
import { SAID_BYTES, saidDigests } from '../search/said.ts'
import type { SearchDocument } from './search-index.ts'

/** Which texts of a document were new in it, and what later ones are held against. */
export interface Heard {
  readonly texts: readonly string[]
  /** Digests of the texts that this document was the first to hold, one after the other. */
  readonly first: Buffer
  readonly last: Buffer | null
  /** The document that was the first to hold the last of the texts that weren't new; null: all were. */
  readonly source: number | null
}

/**
 * A client sends the whole conversation with each turn. A text is new where the conversation up to it wasn't sent before
 * by the same person through the same client, and the last text of a request always is: it is what was asked.
 */
export function createConversations(db: DatabaseSync) {
  const find = db.prepare('SELECT idx FROM heard WHERE said = ?')
  const keep = db.prepare('INSERT INTO heard VALUES (?, ?) ON CONFLICT DO NOTHING')
  const drop = db.prepare('DELETE FROM heard WHERE said = ? AND idx = ?')
  const lastSaid = db.prepare('SELECT last_said FROM facts WHERE idx = ?')

  function before(prompt: number | null): Buffer | null {
    const row = prompt === null ? undefined : (lastSaid.get(prompt) as { last_said: Uint8Array | null } | undefined)
    return row?.last_said ? Buffer.from(row.last_said) : null
  }

  return {
    hear(document: SearchDocument): Heard {
      const { index, texts, agency, facets, prompt, type } = document
      const { user = '', client = '' } = facets
      if (texts.length === 0 || user === '') return { texts, first: Buffer.alloc(0), last: null, source: null }
      const said = saidDigests({ agency, user, client }, texts, type === 'prompt' ? null : before(prompt))
      const owners = said.map((digest) => (find.get(digest) as { idx: number } | undefined)?.idx ?? null)
      const isNew = texts.map((_, at) => type !== 'prompt' || at === texts.length - 1 || owners[at] === null)
      const first = said.filter((_, at) => owners[at] === null)
      for (const digest of first) keep.run(digest, index)
      const old = owners.filter((owner, at): owner is number => owner !== null && !isNew[at])
      return {
        texts: texts.filter((_, at) => isNew[at]),
        first: Buffer.concat(first),
        last: said.at(-1)!,
        source: old.at(-1) ?? null,
      }
    },
    /** Forgets what a document was the first to hold. */
    forget(index: number, first: Uint8Array): void {
      for (let at = 0; at < first.length; at += SAID_BYTES) drop.run(first.subarray(at, at + SAID_BYTES), index)
    },
  }
}
