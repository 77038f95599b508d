import type { AnswerLog } from './answer-log.ts'
import type { StreamEvent } from './event-stream.ts'
import { readEvents } from './event-stream.ts'
import { VendorBytes } from './vendor-bytes.ts'
import type { Answer, Step } from './wire.ts'

/** What one event, or several, become. */
export interface Outlet {
  readonly released: Buffer[]
  readonly recorded: Buffer[]
}

/** A wire's part of an event stream. What isn't changed goes on as the event's own `raw`. */
export interface EventTransformer {
  event(event: StreamEvent, outlet: Outlet): void
  /** The upstream has ended. */
  end(outlet: Outlet): void
}

/** Turns bytes into whole events, runs the wire over them, and keeps what is recorded apart from what is released. */
export function transformStream(
  transformer: EventTransformer,
  log: AnswerLog,
  eventBytesMax?: number,
): Pick<Answer, 'push' | 'end'> {
  const reader = readEvents(eventBytesMax)
  const vendor = new VendorBytes()
  log.vendor = () => vendor.edits()

  function pass(event: StreamEvent, outlet: Outlet): void {
    const before = outlet.recorded.length
    transformer.event(event, outlet)
    vendor.note(event.raw, outlet.recorded.slice(before))
  }

  function push(chunk: Buffer): Step | null {
    const events = reader.push(chunk)
    if (events.length === 0) return null
    const outlet: Outlet = { released: [], recorded: [] }
    for (const event of events) pass(event, outlet)
    return toStep(outlet)
  }

  function end(): Step {
    const { events, rest } = reader.end()
    const outlet: Outlet = { released: [], recorded: [] }
    for (const event of events) pass(event, outlet)
    const before = outlet.recorded.length
    transformer.end(outlet)
    vendor.note(null, outlet.recorded.slice(before))
    outlet.recorded.push(rest)
    vendor.note(rest, [rest])
    return toStep(outlet)
  }

  return { push, end }
}

function toStep({ released, recorded }: Outlet): Step {
  const body = join(recorded)
  const isSame = released.length === recorded.length && released.every((piece, i) => piece === recorded[i])
  return { body, released: isSame ? body : join(released) }
}

function join(pieces: readonly Buffer[]): Buffer {
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
}
