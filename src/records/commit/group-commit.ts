import type { Clock } from '../../core/ids.ts'
import { StateMoved, type StoreHealth, StoreUnavailable } from '../../core/ports.ts'
import type { EntryDraft, Position } from '../../core/record.ts'
import { createAvailability, type Outage } from './availability.ts'
import { type Framed, frameEntry, packFrames } from './batch-frame.ts'
import { createClockWatch } from './clock-watch.ts'
import { createCommitQueue, type Waiting } from './commit-queue.ts'
import type { CommitResult, UnavailableReason } from './messages.ts'
import type { WriterLink } from './writer-link.ts'

export interface GroupCommitOptions {
  readonly clock: Clock
  /** A commit that takes longer is refused as `slow`; counted from when its oldest record was given. */
  readonly commitSlowMs: number
  /** Starts the writer's thread; called again after it was lost. */
  readonly start: (onLost: (cause: unknown) => void) => Promise<WriterLink>
  /** The entry that says the clock jumped by this many milliseconds. */
  readonly clockEntry: (jumpMs: number) => EntryDraft
  readonly onOutage?: ((outage: Outage) => void) | undefined
  readonly onFault?: ((error: unknown) => void) | undefined
  readonly onCommitted?: (() => void) | undefined
}

export interface GroupCommit {
  submit(framed: Framed, onLate?: (position: Position) => void): Promise<Position>
  /** The writer, while it is there and well. */
  link(): WriterLink
  nextId(): number
  health(): Omit<StoreHealth, 'indexLag' | 'indexAltered'>
  close(): Promise<void>
}

/** Pauses between two tries to recover, milliseconds: doubled up to the last. */
const PROBE_FIRST_MS = 25
const PROBE_LAST_MS = 1_000

const ENDED_BEFORE = { endedBefore: true } as const
const WAS_THERE = { wasThere: true } as const

/**
 * Group commit without a timer: whatever is given while a commit is in flight is the next batch; when nothing is in
 * flight, what one turn of the event loop gives goes at once.
 */
export async function openGroupCommit(options: GroupCommitOptions): Promise<GroupCommit> {
  const { clock, commitSlowMs } = options
  let isClosed = false
  const opened = await options.start(onLost)
  const watch = createClockWatch(clock, Date.parse(opened.ready.lastTime) || 0)
  const queue = createCommitQueue()
  const availability = createAvailability()
  const counts = { size: opened.ready.size, commits: 0, entries: 0 }
  let link: WriterLink | null = opened
  let lastId = 0
  let inFlight: Promise<void> | null = null
  let isScheduled = false
  let probing: NodeJS.Timeout | undefined

  function submit(framed: Framed, onLate?: (position: Position) => void): Promise<Position> {
    const refusal = isClosed ? 'closed' : availability.reason
    if (refusal !== null) {
      availability.refused(1)
      return Promise.reject(new StoreUnavailable(refusal))
    }
    return new Promise((resolve, reject) => {
      const since = performance.now()
      const { head, pieces, bytes } = framed
      if (!queue.push({ head, pieces, bytes, since, resolve, reject, onLate })) reject(new StoreUnavailable('slow'))
      else schedule()
    })
  }

  function schedule(): void {
    if (isScheduled || inFlight !== null || link === null) return
    isScheduled = true
    queueMicrotask(() => {
      isScheduled = false
      if (inFlight === null && link !== null && queue.length > 0) inFlight = flight(link).finally(landed)
    })
  }

  function landed(): void {
    inFlight = null
    if (queue.length > 0 && availability.reason === null) schedule()
  }

  /** Sends one batch and settles everybody who waits for it. Never rejects. */
  async function flight(writer: WriterLink): Promise<void> {
    const { nowMs, jumpMs } = watch.look()
    if (jumpMs !== 0) queue.unshift(unattended(frameEntry(options.clockEntry(jumpMs))))
    const batch = queue.take()
    const packed = packFrames(batch)
    let isLate = false
    const patience = Math.max(1, commitSlowMs - (performance.now() - batch[0]!.since))
    let turn: NodeJS.Immediate | undefined
    const timer = setTimeout(() => {
      // When this thread was the slow one, the reply lies here already: it is read before anybody is refused.
      turn = setImmediate(() => {
        isLate = true
        fail(batch, 'slow')
      })
    }, patience)
    const stop = () => {
      clearTimeout(timer)
      clearImmediate(turn)
    }
    try {
      const reply = await writer.ask({ kind: 'commit', id: ++lastId, nowMs, ...packed }, [packed.bytes.buffer])
      stop()
      if (reply.kind === 'committed') return settle(batch, reply.result, isLate)
      if (reply.kind === 'failed') fault(batch, reply.reason, new Error(reply.message), isLate)
    } catch (error) {
      stop()
      fault(batch, 'lost', error, isLate)
    }
  }

  function settle(batch: readonly Waiting[], result: CommitResult, isLate: boolean): void {
    const existing = new Map(
      result.existing.map(([head, time, isOther]) => [head, { time, ...(isOther ? ENDED_BEFORE : WAS_THERE) }]),
    )
    const refused = new Map(result.refused)
    const moved = new Map(result.moved)
    for (const [i, waiting] of batch.entries()) {
      const why = refused.get(i)
      const position = { index: result.indexes[i]!, ...(existing.get(i) ?? { time: result.time }) }
      const rows = moved.get(i)
      if (why !== undefined) waiting.reject(new Error(`the record can't be written: ${why}`))
      else if (rows !== undefined) waiting.reject(new StateMoved(rows))
      else if (isLate) waiting.onLate?.(position)
      else waiting.resolve(position)
    }
    counts.commits++
    counts.entries += result.indexes.filter((index) => index >= 0).length - existing.size
    counts.size = Math.max(counts.size, result.size)
    options.onCommitted?.()
    if (availability.reason !== null) recovered()
  }

  function fault(batch: readonly Waiting[], reason: UnavailableReason, error: unknown, isLate: boolean): void {
    options.onFault?.(error)
    fail(isLate ? [] : batch, reason)
    if (reason === 'lost') link = null
    probeIn(PROBE_FIRST_MS)
  }

  /** Refuses a batch and everything behind it. */
  function fail(batch: readonly Waiting[], reason: UnavailableReason): void {
    const error = new StoreUnavailable(reason)
    availability.down(reason, clock.now())
    for (const waiting of batch) waiting.reject(error)
    availability.refused(batch.length + queue.refuse(error))
  }

  function probeIn(pauseMs: number): void {
    if (isClosed) return
    clearTimeout(probing)
    probing = setTimeout(() => void probe(Math.min(pauseMs * 2, PROBE_LAST_MS)), pauseMs)
  }

  async function probe(nextPauseMs: number): Promise<void> {
    try {
      link ??= await options.start(onLost)
      if (isClosed) return void (await link.terminate())
      const reply = await link.ask({ kind: 'probe', id: ++lastId })
      if (reply.kind !== 'failed') return recovered()
      if (reply.reason !== availability.reason) availability.down(reply.reason, clock.now())
    } catch (error) {
      link = null
      options.onFault?.(error)
    }
    probeIn(nextPauseMs)
  }

  function recovered(): void {
    counts.size = Math.max(counts.size, link?.ready.size ?? 0)
    const outage = availability.up(clock.now())
    if (outage !== null) options.onOutage?.(outage)
  }

  /** The thread ended while it owed nothing, or its debts were settled as lost already. */
  function onLost(cause: unknown): void {
    if (isClosed) return
    link = null
    options.onFault?.(cause)
    fail([], 'lost')
    probeIn(PROBE_FIRST_MS)
  }

  async function close(): Promise<void> {
    if (isClosed) return
    // A writer that hangs is not waited for longer than an append would be.
    const patience = new Promise<'over'>((resolve) => setTimeout(resolve, commitSlowMs, 'over').unref())
    let isOver = false
    while ((inFlight !== null || isScheduled) && !isOver) isOver = (await Promise.race([inFlight, patience])) === 'over'
    isClosed = true
    clearTimeout(probing)
    queue.refuse(new StoreUnavailable('closed'))
    const closing = link?.ask({ kind: 'close', id: ++lastId }).catch(() => undefined)
    await Promise.race([closing, patience])
    await link?.terminate()
  }

  return {
    submit,
    link() {
      if (isClosed || link === null) throw new StoreUnavailable(isClosed ? 'closed' : 'lost')
      return link
    },
    nextId: () => ++lastId,
    health: () => ({
      writable: !isClosed && availability.reason === null,
      reason: isClosed ? 'closed' : availability.reason,
      ...counts,
    }),
    close,
  }
}

/** An entry of the store's own that nobody waits for. */
function unattended(framed: Framed): Waiting {
  return { ...framed, since: performance.now(), resolve: () => undefined, reject: () => undefined }
}
