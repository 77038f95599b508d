import type { EntryDraft, SearchDraft, SpoolSegment } from '../../core/record.ts'
import { basisHead } from './basis.ts'
import type { FoldHead, SearchHead } from './messages.ts'

/** A head as JSON (UTF-8) and the bytes that belong to it: what a caller's draft becomes at the moment it is given. */
export interface Framed {
  readonly head: Buffer
  readonly pieces: readonly Uint8Array[]
  readonly bytes: number
}

/** The fold of an exchange that nobody ended: whatever it spooled. */
const WHOLE_SPOOL: FoldHead = { segments: null, body: 0, released: -1 }

/** Throws when `meta`, `state` or `search` isn't JSON. Members that are `undefined` are left out, as JSON does. */
export function frameEntry(draft: EntryDraft, foldsAll = false): Framed {
  const last = draft.folds === undefined ? null : framePair(draft.folds)
  const folds: FoldHead | undefined =
    last === null ? (foldsAll ? WHOLE_SPOOL : undefined) : { segments: draft.folds!.segments, ...last.lengths }
  const pieces = draft.parts.map((part) => part.bytes)
  const search = draft.search === undefined ? undefined : frameSearch(draft.search, draft, pieces)
  if (last !== null) pieces.push(...last.pieces)
  const text = JSON.stringify({
    id: draft.id,
    type: draft.type,
    ref: draft.ref ?? null,
    agency: draft.agency,
    series: draft.series,
    policy: draft.policy,
    meta: draft.meta,
    parts: draft.parts.map((part) => [part.name, part.key, part.bytes.byteLength]),
    state: draft.state,
    basis: draft.basis?.map(basisHead),
    search,
    caller: draft.caller,
    folds,
  })
  const head = Buffer.from(text)
  return { head, pieces, bytes: head.byteLength + totalBytes(pieces) }
}

/** Adds the text to the pieces, as bytes: far cheaper than within the head. */
function frameSearch({ text, ...rest }: SearchDraft, { parts }: EntryDraft, pieces: Uint8Array[]): SearchHead {
  if (rest.spans !== undefined) return { ...rest, text: -1 }
  const bytes = Buffer.from(text)
  const body = parts.find((part) => part.name === 'body')
  if (body?.key === 'record' && bytes.equals(body.bytes)) return { ...rest, text: -1 }
  pieces.push(bytes)
  return { ...rest, text: bytes.byteLength }
}

export function frameSegment(segment: SpoolSegment): Framed {
  const { pieces, lengths } = framePair(segment)
  const head = Buffer.from(
    `{"spool":"${segment.ref}","seq":${segment.seq},"body":${lengths.body},"released":${lengths.released}}`,
  )
  return { head, pieces, bytes: head.byteLength + totalBytes(pieces) }
}

/** What is released usually equals the body, and is then not sent twice. */
function framePair({ body, released }: { readonly body: Uint8Array; readonly released: Uint8Array }) {
  const isSame = Buffer.compare(body, released) === 0
  return {
    pieces: isSame ? [body] : [body, released],
    lengths: { body: body.byteLength, released: isSame ? -1 : released.byteLength },
  }
}

/** What a commit request says of its frames: `headBytes` of JSON array, then what belongs to each of its members. */
export interface PackedFrames {
  readonly headBytes: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

const OPENING = 0x5b
const COMMA = 0x2c
const CLOSING = 0x5d

/** One message for many frames: one buffer that changes hands, since text would be copied on both sides. */
export function packFrames(frames: readonly Framed[]): PackedFrames {
  const headBytes = frames.reduce((total, { head }) => total + 1 + head.byteLength, 1)
  // Every byte is written, so none need be cleared; a buffer of its own, since it is given away.
  const bytes = Buffer.allocUnsafeSlow(frames.reduce((total, { pieces }) => total + totalBytes(pieces), headBytes))
  let at = 0
  for (const { head } of frames) {
    bytes[at] = at === 0 ? OPENING : COMMA
    bytes.set(head, at + 1)
    at += 1 + head.byteLength
  }
  bytes[at++] = CLOSING
  for (const { pieces } of frames) {
    for (const piece of pieces) {
      bytes.set(piece, at)
      at += piece.byteLength
    }
  }
  return { headBytes, bytes }
}

function totalBytes(pieces: readonly Uint8Array[]): number {
  let bytes = 0
  for (const piece of pieces) bytes += piece.byteLength
  return bytes
}
