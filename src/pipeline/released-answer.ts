import { type ByteEdit, byteEdit } from '../core/edits.ts'
import type { ExchangeId } from '../core/ids.ts'
import type { RecordWriter } from '../core/ports.ts'
import type { SpoolFold } from '../core/record.ts'
import type { Step } from '../wires/wire.ts'
import { type AnswerContent, createByteMeter, wholeContent } from './answer-content.ts'

/** Where a stream's pieces are kept until its terminal record. */
export interface ReleasedAnswer {
  /** Resolves once the piece may be shown. */
  keep(step: Step): Promise<void>
  /** The piece is shown from now on. */
  released(step: Step): void
  /** Between two pieces: makes room where the answer is long. */
  rest(): Promise<void>
  content(end: AnswerEnd): AnswerContent
}

export interface AnswerEnd {
  /** Received and never released. */
  readonly unshown: Buffer
  /** Comes with the terminal record. */
  readonly last: Step
  /** What was held back for the record is not released either. */
  readonly withheld: boolean
}

/** Resolves once an entry holds the spooled segments below this number. */
export type PieceWriter = (fold: SpoolFold, number: number) => Promise<void>

/** Thrown when an answer is larger than what may be held in memory until its record. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge'
}

/** Answers that are not spooled are bounded by this. */
export const HELD_BYTES_MAX = 32 * 1024 * 1024

/** A longer answer is recorded in several entries: one commit must not take everybody's time, nor all memory. */
const PIECE_BYTES = 4 * 1024 * 1024
const EMPTY = Buffer.alloc(0)

/** Each piece durable in the encrypted spool before it is shown. */
export function createSpooledAnswer(id: ExchangeId, store: RecordWriter, piece: PieceWriter): ReleasedAnswer {
  const body = createByteMeter()
  const released = createByteMeter()
  let segments = 0
  let pieces = 0
  let unrecordedBytes = 0
  return {
    keep: (step) => store.spool({ ref: id, seq: segments, ...step }),
    released(step) {
      body.add(step.body)
      released.add(step.released)
      unrecordedBytes += step.body.length + (step.released === step.body ? 0 : step.released.length)
      segments++
    },
    async rest() {
      if (unrecordedBytes < PIECE_BYTES) return
      unrecordedBytes = 0
      await piece({ segments, body: EMPTY, released: EMPTY }, pieces++)
    },
    content({ unshown, last }) {
      const rest = Buffer.concat([unshown, last.body])
      return {
        body: body.with(rest),
        released: released.with(last.released),
        held: { folds: { segments, body: rest, released: last.released } },
      }
    },
  }
}

/** Everything in memory, for answers that are shown before, or all after, their record. */
export function createHeldAnswer(): ReleasedAnswer {
  const body = createByteMeter()
  const released = createByteMeter()
  const bodies: Buffer[] = []
  const out: ByteEdit[] = []
  let bodyBytes = 0
  let heldBytes = 0
  const add = (step: Step): void => {
    if (step.body !== step.released && !step.body.equals(step.released))
      out.push(byteEdit(bodyBytes, bodyBytes + step.body.length, step.released))
    bodies.push(step.body)
    bodyBytes += step.body.length
  }
  return {
    async keep(step) {
      heldBytes += Math.max(step.body.length, step.released.length)
      if (heldBytes > HELD_BYTES_MAX) throw new AnswerTooLarge(`an answer of more than ${HELD_BYTES_MAX} bytes`)
    },
    released(step) {
      add(step)
      body.add(step.body)
      released.add(step.released)
    },
    rest: async () => {},
    content({ unshown, last, withheld }) {
      const rest = Buffer.concat([unshown, last.body])
      const whole = Buffer.concat([...bodies, rest])
      if (withheld) return wholeContent({ body: whole, released: last.released })
      const edits = rest.equals(last.released) ? out : [...out, byteEdit(bodyBytes, whole.length, last.released)]
      return { body: body.with(rest), released: released.with(last.released), held: { body: whole, out: edits } }
    },
  }
}
