import { canonicalJson, NotCanonical, wellFormed } from '../../core/canonical-json.ts'
import { partCommitment } from '../../core/commitment.ts'
import type { PartKey } from '../../core/record.ts'
import { type KeyRing, keyName } from '../key-ring.ts'
import { type CutBody, cutBody, type Passage, passageKey } from '../passages/cut-body.ts'
import { type SharedContent, sharedContext } from '../passages/stored-passage.ts'
import type { RandomPool } from '../random-pool.ts'
import { partContext, type SealedPart, sealPart } from '../sealed-part.ts'
import type { EntryHead, SearchHead } from './messages.ts'
import { toBuffer } from './to-buffer.ts'

export interface SealedRow extends SealedPart {
  readonly name: string
  /** Name of the ring’s key that wraps the part’s own. */
  readonly kek: string
  /** Bytes behind the content that feed the search index: committed to nowhere, destroyed with the part. */
  readonly feed: number
  /** What of the content lies in passages; null: nothing. */
  readonly shared: Pick<SharedContent, 'beginning' | 'ending'> | null
}

/** An entry before it has its place: parts encrypted and committed to, everything but index, sequence and time. */
export interface SealedEntry {
  readonly head: EntryHead
  readonly commitments: readonly { readonly name: string; readonly commitment: Buffer }[]
  readonly rows: readonly SealedRow[]
  /** What the rows share with others, parents first: to be there when they are, and often there already. */
  readonly passages: readonly Passage[]
}

export interface PlainPart {
  readonly name: string
  readonly key: PartKey
  readonly content: Uint8Array
}

/**
 * Encrypts and commits to an entry's parts, `meta` first. `text` is for the index; null when it is in the body or there
 * is none. Throws on a part name that occurs twice.
 */
export function sealEntry(
  head: EntryHead,
  parts: readonly PlainPart[],
  text: Uint8Array | null,
  ring: KeyRing,
  random: RandomPool,
): SealedEntry {
  const all: PlainPart[] = [{ name: 'meta', key: 'record', content: metaBytes(head) }, ...parts]
  if (all.length > 2 && new Set(all.map((part) => part.name)).size < all.length)
    throw new Error('a part name occurs twice')
  const feed = head.search === undefined ? null : feedBytes(head.search, text)
  const host = feed === null ? null : hostOf(all)
  const commitments: { name: string; commitment: Buffer }[] = []
  const rows: SealedRow[] = []
  const passages: Passage[] = []
  for (const part of all) {
    const { name, key, content } = part
    const behind = part === host ? feed! : null
    const cut = cutOf(part, head, ring)
    const shared = cut === null ? null : tipsOf(cut)
    if (cut !== null) passages.push(...cut.beginning, ...(cut.ending === null ? [] : [cut.ending]))
    const own = cut?.own ?? content
    const plain = behind === null ? own : Buffer.concat([own, behind])
    const context = partContext(head.id, name)
    const bound = shared === null ? context : Buffer.concat([context, sharedContext(shared)])
    const { seal, ciphertext, salt } = sealPart(plain, bound, ring[key], random)
    rows.push({ name, kek: keyName(ring, key), seal, ciphertext, feed: behind?.byteLength ?? 0, shared })
    commitments.push({ name, commitment: partCommitment(salt, content) })
  }
  return { head, commitments, rows, passages }
}

/** Only a caller's own body is cut, and only one that auditors may read. */
function cutOf({ name, key, content }: PlainPart, { caller }: EntryHead, ring: KeyRing): CutBody | null {
  if (caller === undefined || name !== 'body' || key !== 'record') return null
  return cutBody(toBuffer(content), passageKey(ring), caller)
}

function tipsOf({ beginning, ending }: CutBody): NonNullable<SealedRow['shared']> {
  return { beginning: beginning.at(-1)?.id ?? null, ending: ending?.id ?? null }
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

/** The words of a body must go when it goes, so they are sealed behind it; without one, behind `meta`. */
function hostOf(parts: readonly PlainPart[]): PlainPart {
  return parts.find((part) => part.name === 'body' && part.key === 'record') ?? parts[0]!
}

/** Facets, and where in the body the text stands, as one line of JSON; then the text unless it is in the body. */
function feedBytes({ facets, spans, identifiers }: SearchHead, text: Uint8Array | null): Buffer {
  const line = Buffer.from(JSON.stringify({ facets, spans, identifiers }))
  return text === null ? line : Buffer.concat([line, NEWLINE, text])
}

const NEWLINE = Buffer.from('\n')
