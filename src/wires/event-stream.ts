/** One whole event of an event stream (WHATWG HTML 9.2), with the bytes it came in. */
export interface StreamEvent {
  /** Everything up to and including the blank line that ends it. */
  readonly raw: Buffer
  /** `event:`, or null. */
  readonly name: string | null
  /** All `data:` lines joined by a line feed; null where there is none, as in a keep-alive comment. */
  readonly data: string | null
  /** `id:`, or null. */
  readonly id: string | null
  /** Byte range of the data in `raw`; null where it isn't exactly one line. */
  readonly dataRange: { readonly start: number; readonly end: number } | null
}

/** Thrown when an event is larger than anything a vendor sends; reading on would let an upstream fill our memory. */
export class EventTooLarge extends Error {
  override readonly name = 'EventTooLarge'
  constructor(limit: number) {
    super(`an event is larger than ${limit} bytes`)
  }
}

export interface EventReader {
  /** The events that are whole after these bytes. */
  push(chunk: Buffer): StreamEvent[]
  /** The stream ended: an event that only waited for a possible LF, and what is left of one that never was whole. */
  end(): { readonly events: StreamEvent[]; readonly rest: Buffer }
}

const LF = 0x0a
const CR = 0x0d
const EVENT_BYTES_MAX = 1_048_576

/** Reads whole events from bytes, however they were split. Events' `raw` bytes joined are the stream's bytes. */
export function readEvents(eventBytesMax: number = EVENT_BYTES_MAX): EventReader {
  /** Bytes of the event that has begun, in the pieces they came in. */
  let pieces: Buffer[] = []
  let held = 0
  let atLineStart = true
  /** The last byte was a CR: a LF that follows belongs to the same line end (and ends the event, if the line was empty). */
  let afterCr: 'no' | 'line' | 'event' = 'no'
  let first = true

  function close(piece: Buffer): StreamEvent {
    const raw = pieces.length === 0 ? piece : Buffer.concat([...pieces, piece])
    pieces = []
    held = 0
    atLineStart = true
    const event = readEvent(raw, first)
    first = false
    return event
  }

  function push(chunk: Buffer): StreamEvent[] {
    const events: StreamEvent[] = []
    let from = 0
    let at = 0
    if (afterCr !== 'no' && chunk.length > 0) {
      const belongs = chunk[0] === LF ? 1 : 0
      if (afterCr === 'event') events.push(close(chunk.subarray(0, belongs)))
      from = afterCr === 'event' ? belongs : 0
      at = belongs
      afterCr = 'no'
    }
    let cr = chunk.indexOf(CR, at)
    while (at < chunk.length) {
      const lf = chunk.indexOf(LF, at)
      if (cr !== -1 && cr < at) cr = chunk.indexOf(CR, at)
      const end = cr !== -1 && (lf === -1 || cr < lf) ? cr : lf
      if (end === -1) {
        atLineStart = false
        break
      }
      const blank = atLineStart && end === at
      atLineStart = true
      at = end + 1
      if (chunk[end] === CR) {
        if (at === chunk.length) {
          afterCr = blank ? 'event' : 'line'
          break
        }
        if (chunk[at] === LF) at++
      }
      if (!blank) continue
      if (held + at - from > eventBytesMax) throw new EventTooLarge(eventBytesMax)
      events.push(close(chunk.subarray(from, at)))
      from = at
    }
    if (from < chunk.length) {
      pieces.push(chunk.subarray(from))
      held += chunk.length - from
      if (held > eventBytesMax) throw new EventTooLarge(eventBytesMax)
    }
    return events
  }

  function end(): { events: StreamEvent[]; rest: Buffer } {
    const events = afterCr === 'event' ? [close(Buffer.alloc(0))] : []
    return { events, rest: Buffer.concat(pieces) }
  }

  return { push, end }
}

const DATA = Buffer.from('data:')
const EVENT = Buffer.from('event:')
const SPACE = 0x20

function readEvent(raw: Buffer, first: boolean): StreamEvent {
  let at = first && raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? 3 : 0
  let name: string | null = null
  let id: string | null = null
  const data: string[] = []
  let dataRange: StreamEvent['dataRange'] = null
  while (at < raw.length) {
    const end = lineEnd(raw, at)
    if (startsWith(raw, at, DATA)) {
      const start = valueStart(raw, at + DATA.length, end)
      data.push(raw.toString('utf8', start, end))
      dataRange = data.length === 1 ? { start, end } : null
    } else if (startsWith(raw, at, EVENT)) {
      name = raw.toString('utf8', valueStart(raw, at + EVENT.length, end), end)
    } else {
      const line = raw.toString('utf8', at, end)
      if (line === 'data') {
        data.push('')
        dataRange = null
      } else if (line.startsWith('id:')) id = line.slice(line[3] === ' ' ? 4 : 3)
    }
    at = end + (raw[end] === CR && raw[end + 1] === LF ? 2 : 1)
  }
  return { raw, name, id, data: data.length === 0 ? null : data.length === 1 ? data[0]! : data.join('\n'), dataRange }
}

function lineEnd(raw: Buffer, from: number): number {
  const lf = raw.indexOf(LF, from)
  const end = lf === -1 ? raw.length : lf
  // A CR before it ends the line too: alone, or as the first half of CR LF.
  const cr = raw.subarray(from, end).indexOf(CR)
  return cr === -1 ? end : from + cr
}

function startsWith(raw: Buffer, at: number, word: Buffer): boolean {
  for (let i = 0; i < word.length; i++) if (raw[at + i] !== word[i]) return false
  return true
}

function valueStart(raw: Buffer, at: number, end: number): number {
  return at < end && raw[at] === SPACE ? at + 1 : at
}

/** The event with other data, everything else of it (name, id, comments, line ends) as it came. */
export function withData(event: StreamEvent, data: string): Buffer {
  const range = event.dataRange
  if (range === null) return writeEvent({ name: event.name, id: event.id, data })
  return Buffer.concat([event.raw.subarray(0, range.start), Buffer.from(data), event.raw.subarray(range.end)])
}

/** An event of our own. */
export function writeEvent(event: {
  readonly data: string
  readonly name?: string | null
  readonly id?: string | null
}): Buffer {
  const name = event.name == null ? '' : `event: ${event.name}\n`
  const id = event.id == null ? '' : `id: ${event.id}\n`
  return Buffer.from(`${name}${id}data: ${event.data.replaceAll('\n', '\ndata: ')}\n\n`)
}
