import type { ExchangeId } from '../core/ids.ts'
import type { RecordWriter } from '../core/ports.ts'
import type { Step } from '../wires/wire.ts'
import type { AnswerContent } from './answer-content.ts'
import { createHeldAnswer, createSpooledAnswer, type PieceWriter } from './released-answer.ts'

/**
 * When a stream's pieces may be shown: once durable (`segment`), at once (`final`), or all after the record (`buffer`). The
 * last two are held in memory until then, so their answers are bounded.
 */
export type ReleaseMode = 'segment' | 'final' | 'buffer'

/** A stream's way out. `write` returns false when the client is slow; `drained` resolves when it has caught up or left. */
export interface Outlet {
  write(bytes: Buffer): boolean
  drained(): Promise<void>
}

/** At most this much of a stream is durable and unwritten, or waiting to become durable, before the upstream is paused. */
const PENDING_BYTES_MAX = 64 * 1024
const EMPTY = Buffer.alloc(0)

/** Takes an answer's steps in order, makes each durable, releases it. */
export interface AnswerPump {
  /** Returns false when the upstream is to be paused; `room` tells when to go on. */
  push(step: Step): boolean
  /** Resolves when everything pushed has been released; rejects with what broke. */
  idle(): Promise<void>
  /** Nothing is released any more; resolves when the store owes no answer. Never rejects. */
  stop(): Promise<void>
  /** What was received and released, and then this, for the terminal record. Only once idle or stopped. */
  content(last: Step, withheld?: boolean): AnswerContent
  /** In mode `buffer`: everything that waits for the record. */
  held(): Buffer
}

export interface PumpParts {
  readonly id: ExchangeId
  readonly mode: ReleaseMode
  readonly store: RecordWriter
  readonly outlet: Outlet
  /** Records what the spool holds of a long answer, so that neither the spool nor the last record grows with it. */
  readonly piece: PieceWriter
  /** The upstream may go on. */
  readonly room: () => void
  /** Called once; nothing was released since what broke. */
  readonly failed: (error: unknown) => void
}

export function createPump({ id, mode, store, outlet, piece, room, failed }: PumpParts): AnswerPump {
  const answer = mode === 'segment' ? createSpooledAnswer(id, store, piece) : createHeldAnswer()
  const heldBack: Buffer[] = []
  const stopping = Promise.withResolvers<void>()
  let waiting: Step[] = []
  /** What is being made durable. */
  let underway: Step | null = null
  let pendingBytes = 0
  let running: Promise<void> | null = null
  let stopped = false
  let paused = false
  let failure: { readonly error: unknown } | null = null

  async function run(): Promise<void> {
    try {
      while (waiting.length > 0 && !stopped) await releaseNext()
    } catch (error) {
      failure = { error }
      stopped = true
      failed(error)
    } finally {
      // Before anybody is told: a step that comes now starts a new run.
      running = null
    }
  }

  /** Whatever gathered while the last piece became durable is the next piece. */
  async function releaseNext(): Promise<void> {
    underway = joined(waiting)
    waiting = []
    await answer.keep(underway)
    if (stopped) return
    const { released } = underway
    answer.released(underway)
    const size = sizeOf(underway)
    underway = null
    if (mode === 'buffer') heldBack.push(released)
    else if (released.length > 0 && !outlet.write(released)) await Promise.race([outlet.drained(), stopping.promise])
    await answer.rest()
    pendingBytes -= size
    if (!paused || stopped || pendingBytes >= PENDING_BYTES_MAX) return
    paused = false
    room()
  }

  return {
    push(step) {
      if (stopped) return true
      waiting.push(step)
      pendingBytes += sizeOf(step)
      running ??= run()
      if (pendingBytes >= PENDING_BYTES_MAX && mode !== 'buffer') paused = true
      return !paused
    },
    async idle() {
      while (running !== null) await running
      if (failure !== null) throw failure.error
    },
    async stop() {
      stopped = true
      stopping.resolve()
      await running
    },
    content(last, withheld = false) {
      // Received, but never shown: recorded in front of the last piece.
      const unshown = joined(underway === null ? waiting : [underway, ...waiting]).body
      return answer.content({ unshown, last, withheld })
    },
    held: () => (heldBack.length === 0 ? EMPTY : Buffer.concat(heldBack)),
  }
}

function sizeOf({ body, released }: Step): number {
  return Math.max(body.length, released.length)
}

function joined(steps: readonly Step[]): Step {
  if (steps.length === 1) return steps[0]!
  const body = Buffer.concat(steps.map((step) => step.body))
  const isSame = steps.every((step) => step.body === step.released)
  return { body, released: isSame ? body : Buffer.concat(steps.map((step) => step.released)) }
}
