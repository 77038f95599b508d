import { canonicalJson, NotCanonical, quote } from './canonical-json.ts'
import { type EntryType, SEALED_TYPES } from './record.ts'

/** An entry longer than this doesn't fit a bundle's uint16 length (C2SP tlog-tiles). */
export const ENTRY_BYTES_MAX = 65_535

/** What an entry shows to everybody, for ever: no name, no address, no text. */
export interface EntryFacts {
  readonly agency: string
  readonly id: string
  readonly instance: string
  /** Counts the entries of one instance from 1; a gap shows a lost one. */
  readonly instanceSequence: number
  readonly parts: readonly { readonly name: string; readonly commitment: Buffer }[]
  readonly policy: string
  readonly ref: string | null
  readonly series: string
  /** RFC 3339 UTC with milliseconds. */
  readonly time: string
  readonly type: EntryType
}

/**
 * The canonical bytes (RFC 8785) that are hashed into the tree. Sealed types show neither type nor reference.
 * Throws {@link NotCanonical} on a lone surrogate and a RangeError above {@link ENTRY_BYTES_MAX}.
 */
export function entryBytes(facts: EntryFacts): Buffer {
  const isSealed = SEALED_TYPES.has(facts.type)
  const parts = facts.parts.map(({ name, commitment }) => `{"c":"${commitment.toString('base64')}","n":${quote(name)}}`)
  const ref = isSealed || facts.ref === null ? '' : `"ref":${quote(facts.ref)},`
  const bytes = Buffer.from(
    `{"agency":${quote(facts.agency)},"id":${quote(facts.id)},"inst":${quote(facts.instance)},` +
      `"iseq":${facts.instanceSequence},"parts":[${parts.join(',')}],"pol":${quote(facts.policy)},${ref}` +
      `"series":${quote(facts.series)},"time":"${facts.time}","type":"${isSealed ? 'sealed' : facts.type}","v":1}`,
  )
  if (bytes.byteLength > ENTRY_BYTES_MAX) throw new RangeError(`entry of ${bytes.byteLength} bytes`)
  return bytes
}

/** An entry as anybody can read it from the log. */
export interface ParsedEntry {
  readonly agency?: string
  readonly id: string
  readonly inst?: string
  readonly iseq?: number
  readonly parts: readonly { readonly c: string; readonly n: string }[]
  readonly pol?: string
  readonly ref?: string
  readonly series?: string
  readonly time: string
  readonly type: string
  readonly v: 1
}

/** Reads an entry and insists on its canonical form; throws {@link NotCanonical} with what is wrong. */
export function parseEntry(bytes: Uint8Array): ParsedEntry {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const plain = parsePlain(buffer.toString('latin1'))
  if (plain !== null) return plain
  const text = buffer.toString()
  let entry: ParsedEntry
  try {
    entry = JSON.parse(text) as ParsedEntry
  } catch (cause) {
    throw new NotCanonical('entry is not JSON', { cause })
  }
  if (!isCanonical(entry, text)) throw new NotCanonical('entry is not in canonical form')
  if (entry.v !== 1) throw new NotCanonical('entry of an unknown version')
  const names = new Set(Array.isArray(entry.parts) ? entry.parts.map((part) => part.n) : [])
  if (names.size === 0 || names.size !== entry.parts.length) throw new NotCanonical('entry without unique parts')
  if (typeof entry.id !== 'string' || typeof entry.type !== 'string' || typeof entry.time !== 'string') {
    throw new NotCanonical('entry without id, type or time')
  }
  return entry
}

const TEXT = '"([ !#-[\\]-~]*)"'
const PART = '\\{"c":"[A-Za-z0-9+/=]{44}","n":"[ !#-[\\]-~]+"\\}'
const PLAIN_ENTRY = new RegExp(
  `^\\{"agency":${TEXT},"id":${TEXT},"inst":${TEXT},"iseq":(0|[1-9][0-9]{0,14}),"parts":\\[(${PART}(?:,${PART})*)\\],` +
    `"pol":${TEXT},(?:"ref":${TEXT},)?"series":${TEXT},"time":${TEXT},"type":${TEXT},"v":1\\}$`,
)

/** Most entries have all members and need no escapes: the form {@link entryBytes} gives them can be read directly. */
function parsePlain(text: string): ParsedEntry | null {
  const match = PLAIN_ENTRY.exec(text)
  if (match === null) return null
  const [, agency, id, inst, iseq, list, pol, ref, series, time, type] = match as unknown as string[]
  const parts: { c: string; n: string }[] = []
  const pieces = list!.split('"')
  for (let i = 3; i < pieces.length; i += 8) {
    const n = pieces[i + 4]!
    if (parts.some((part) => part.n === n)) return null
    parts.push({ c: pieces[i]!, n })
  }
  const common = { agency: agency!, id: id!, inst: inst!, iseq: Number(iseq), parts, pol: pol! }
  return { ...common, ...(ref === undefined ? {} : { ref }), series: series!, time: time!, type: type!, v: 1 }
}

/** The engine's own printer gives the canonical form when members are in order and nothing is escaped by number. */
function isCanonical(entry: ParsedEntry, text: string): boolean {
  const isPlain =
    !text.includes('\\u') &&
    hasSortedMembers(entry) &&
    Array.isArray(entry.parts) &&
    entry.parts.every(hasSortedMembers)
  return (isPlain ? JSON.stringify(entry) : canonicalJson(entry)) === text
}

/** False for anything nested that isn't known to be flat. */
function hasSortedMembers(value: object | null): boolean {
  if (typeof value !== 'object' || value === null) return false
  let last = ''
  for (const [key, member] of Object.entries(value)) {
    if (key < last || (typeof member === 'object' && key !== 'parts')) return false
    last = key
  }
  return true
}
