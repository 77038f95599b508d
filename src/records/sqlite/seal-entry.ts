import { canonicalJson, NotCanonical, wellFormed } from '../../core/canonical-json.ts'
import type { PartKey } from '../../core/record.ts'
import type { KeyRing } from '../key-ring.ts'
import type { RandomPool } from '../random-pool.ts'
import { commitmentOf, partContext, type SealedPart, sealPart } from '../sealed-part.ts'
import type { EntryHead } from './messages.ts'

/** Name of the row that feeds the search index. It is no part of the record and is committed to nowhere. */
export const SEARCH_FEED = 'search'

export interface SealedRow extends SealedPart {
  readonly name: string
  readonly kek: PartKey
}

/** An entry before it has its place: parts encrypted and committed to, everything but index, sequence and time. */
export interface SealedEntry {
  readonly head: EntryHead
  readonly commitments: readonly { readonly name: string; readonly commitment: Buffer }[]
  readonly rows: readonly SealedRow[]
}

export interface PlainPart {
  readonly name: string
  readonly key: PartKey
  readonly content: Uint8Array
}

/** Encrypts and commits to an entry's parts, `meta` first. Throws on a part name that occurs twice. */
export function sealEntry(
  head: EntryHead,
  parts: readonly PlainPart[],
  ring: KeyRing,
  random: RandomPool,
): SealedEntry {
  const meta: PlainPart = { name: 'meta', key: 'record', content: metaBytes(head) }
  const all = [meta, ...parts]
  if (all.length > 2 && new Set(all.map((part) => part.name)).size < all.length)
    throw new Error('a part name occurs twice')
  const commitments: { name: string; commitment: Buffer }[] = []
  const rows: SealedRow[] = []
  for (const part of all) {
    const sealed = sealPart(part.content, partContext(head.id, part.name), ring[part.key], random)
    rows.push(rowOf(part, sealed))
    commitments.push({ name: part.name, commitment: commitmentOf(sealed, part.content) })
  }
  if (head.search !== undefined) rows.push(sealFeed(head, all, ring, random))
  return { head, commitments, rows }
}

/** `meta` names the real type, and the state changes that came with the entry: projections are rebuilt from it. */
function metaBytes(head: EntryHead): Buffer {
  const members = { ...head.meta, ...(head.state?.length ? { state: head.state } : {}), type: head.type }
  try {
    return Buffer.from(canonicalJson(members))
  } catch (error) {
    if (!(error instanceof NotCanonical)) throw error
    // Text from outside may hold half a surrogate pair; the record is kept and says what was done to it.
    return Buffer.from(canonicalJson(wellFormed({ ...members, surrogates_replaced: true })))
  }
}

/** The text is left out when it is the body itself, so that it isn't stored twice. */
function sealFeed(head: EntryHead, parts: readonly PlainPart[], ring: KeyRing, random: RandomPool): SealedRow {
  const { text, facets } = head.search!
  const body = parts.find((part) => part.name === 'body')
  const isBody = body !== undefined && body.content.byteLength >= text.length && Buffer.from(text).equals(body.content)
  const content = Buffer.from(JSON.stringify(isBody ? { facets } : { facets, text }))
  const feed: PlainPart = { name: SEARCH_FEED, key: 'record', content }
  return rowOf(feed, sealPart(content, partContext(head.id, SEARCH_FEED), ring.record, random))
}

function rowOf(part: PlainPart, sealed: SealedPart): SealedRow {
  return { name: part.name, kek: part.key, ...sealed }
}
