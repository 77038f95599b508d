import { type ParsedEntry, parseEntry } from '../core/entry.ts'
import type { EntryId, ExchangeId } from '../core/ids.ts'
import type { ExaminedEntry, ExaminedPart } from '../core/ports.ts'
import { type EntryType, SEALED_TYPES } from '../core/record.ts'
import type { PartRow } from './commit/part-row.ts'
import { toBuffer } from './commit/to-buffer.ts'
import type { KeyRing } from './key-ring.ts'
import { verifyPart } from './verify-part.ts'

/** A row of the log as it lies there. */
interface LyingEntry {
  readonly index: number
  readonly id: EntryId
  readonly type: EntryType
  readonly ref: ExchangeId | null
  readonly time: string
  readonly entry: Uint8Array
}

/** Says what an entry and its parts are; whether the entry stands in the tree is for whoever has a checkpoint. */
export function examineEntry(row: LyingEntry, parts: readonly PartRow[], ring: KeyRing): ExaminedEntry {
  const { index, id, type, time } = row
  const bytes = toBuffer(row.entry)
  const said = readEntry(bytes)
  const isSealed = SEALED_TYPES.has(type)
  const isItself =
    said !== null &&
    said.id === id &&
    said.time === time &&
    said.type === (isSealed ? 'sealed' : type) &&
    (said.ref ?? null) === (isSealed ? null : row.ref)
  const named = said?.parts ?? []
  const strangers = parts.filter(({ name }) => !named.some(({ n }) => n === name))
  return {
    index,
    id,
    type,
    ref: row.ref as ExchangeId,
    time,
    bytes,
    isItself,
    parts: [
      ...named.map(({ n, c }) => examinePart(id, n, c, parts, ring)),
      ...strangers.map(({ name }): ExaminedPart => ({ name, answer: 'altered', content: null })),
    ],
  }
}

/** The same of its `meta` part alone; `parts` needs hold no other. */
export function examineMeta(row: LyingEntry, parts: readonly PartRow[], ring: KeyRing): ExaminedEntry {
  const examined = examineEntry(row, parts, ring)
  return { ...examined, parts: examined.parts.filter(({ name }) => name === 'meta') }
}

function examinePart(
  id: string,
  name: string,
  commitment: string,
  parts: readonly PartRow[],
  ring: KeyRing,
): ExaminedPart {
  const row = parts.find((part) => part.name === name)
  if (row === undefined) return { name, answer: 'absent', content: null }
  const raw = { ...row, seal: toBuffer(row.seal) }
  const { answer, content } = verifyPart(id, raw, commitment, ring)
  return { name, answer: answer === 'intact' ? 'intact' : 'altered', content }
}

/** Null: the bytes are no entry any more. */
function readEntry(bytes: Buffer): ParsedEntry | null {
  try {
    return parseEntry(bytes)
  } catch {
    return null
  }
}
