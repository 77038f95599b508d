import type { RawEntry } from '../log-source.ts'
import { frameBytes } from './frames.ts'

/** An entry in a copy of a log: its wrapped keys apart from everything else, so that they can have a shorter life. */
export function entryFrames({ index, id, type, ref, isTerminal, time, entry, parts, passages }: RawEntry): {
  readonly keys: Buffer
  readonly contents: Buffer
} {
  const keys = frameBytes(
    {
      index,
      parts: parts.map(({ name, seal }) => [name, seal.byteLength]),
      passages: passages.map(({ id: passage, seal }) => [hex(passage), seal.byteLength]),
    },
    [...parts, ...passages].map(({ seal }) => seal),
  )
  const listed = parts.map(({ name, kek, feed, ciphertext, shared }) => [
    name,
    kek,
    feed,
    ciphertext.byteLength,
    ...(shared === null ? [] : [hex(shared.beginning), hex(shared.ending)]),
  ])
  const came = passages.map((one) => [hex(one.id), hex(one.parent), one.kek, one.ciphertext.byteLength])
  const head = { index, id, type, ref, isTerminal, time, entry: entry.byteLength, parts: listed, passages: came }
  return { keys, contents: frameBytes(head, [entry, ...[...parts, ...passages].map(({ ciphertext }) => ciphertext)]) }
}

export function checkpointFrame(note: string): Buffer {
  return frameBytes({ checkpoint: note }, [])
}

function hex(id: Buffer | null): string | null {
  return id?.toString('hex') ?? null
}
