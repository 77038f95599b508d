import type { KeyRing } from '../key-ring.ts'
import type { RandomPool } from '../random-pool.ts'
import type { EntryHead, Head } from './messages.ts'
import { type PlainPart, type SealedEntry, sealEntry } from './seal-entry.ts'

/** An entry ready for its place, or why it can never have one. */
export type Sealing = { readonly entry: SealedEntry } | { readonly refused: string }

/** A head with the bytes that belong to it. */
export interface Parcel {
  readonly head: Head
  readonly pieces: readonly Uint8Array[]
}

/** Cuts the bytes of a batch along its heads. */
export function parcels(heads: readonly Head[], bytes: Uint8Array): Parcel[] {
  let at = 0
  return heads.map((head) => {
    const pieces = lengthsOf(head).map((length) => {
      at += length
      return bytes.subarray(at - length, at)
    })
    return { head, pieces }
  })
}

function lengthsOf(head: Head): number[] {
  if ('spool' in head) return pairLengths(head)
  const lengths = head.parts.map(([, , length]) => length)
  if (head.search !== undefined && head.search.text >= 0) lengths.push(head.search.text)
  if (head.folds !== undefined) lengths.push(...pairLengths(head.folds))
  return lengths
}

function pairLengths({ body, released }: { readonly body: number; readonly released: number }): number[] {
  return released < 0 ? [body] : [body, released]
}

export function sealOne(
  head: EntryHead,
  pieces: readonly Uint8Array[],
  folded: readonly PlainPart[],
  ring: KeyRing,
  random: RandomPool,
): Sealing {
  try {
    const parts = head.parts.map(([name, key], i): PlainPart => ({ name, key, content: pieces[i]! }))
    const text = head.search !== undefined && head.search.text >= 0 ? pieces[parts.length]! : null
    return { entry: sealEntry(head, [...folded, ...parts], text, ring, random) }
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) }
  }
}
