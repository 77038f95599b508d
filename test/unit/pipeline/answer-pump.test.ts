import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyByteEdits } from '#src/core/edits.ts'
import type { ExchangeId } from '#src/core/ids.ts'
import { type RecordWriter, StoreUnavailable } from '#src/core/ports.ts'
import type { SpoolFold, SpoolSegment } from '#src/core/record.ts'
import { type AnswerPump, createPump, type ReleaseMode } from '#src/pipeline/answer-pump.ts'
import type { Step } from '#src/wires/wire.ts'

/** Everything that a pump can be told, by the upstream, the store, the client and the end. */
type Happening =
  | { readonly kind: 'push'; readonly body: number; readonly released: number }
  | { readonly kind: 'durable' | 'drain' | 'stop' | 'turn' | 'fail' }

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('push' as const), body: fc.nat(40_000), released: fc.nat(40_000) }),
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom({ kind: 'durable' as const }, { kind: 'drain' as const }, { kind: 'turn' as const }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'stop' as const }, { kind: 'fail' as const }) },
)

/** A pump between a store and a client that do what they are told when they are told. */
function scene(mode: ReleaseMode) {
  const spooled: SpoolSegment[] = []
  const folded: SpoolFold[] = []
  const commits: { resolve: () => void; reject: (error: unknown) => void; keep: () => void }[] = []
  const drains: (() => void)[] = []
  const released: Buffer[] = []
  const failures: unknown[] = []
  const seen = {
    rooms: 0,
    shownUndurable: false,
    shownAfterFailure: false,
    shownAfterStop: false,
    unwritten: 0,
    unwrittenMax: 0,
  }
  let isStopped = false
  const commit = (keep: () => void): Promise<void> =>
    new Promise((resolve, reject) => {
      commits.push({ resolve, reject, keep })
    })
  const store = { spool: (segment: SpoolSegment) => commit(() => spooled.push(segment)) } as unknown as RecordWriter
  const pump: AnswerPump = createPump({
    id: 'exchange' as ExchangeId,
    mode,
    store,
    piece: (fold) => commit(() => folded.push(fold)),
    outlet: {
      write(bytes) {
        seen.shownAfterFailure ||= failures.length > 0
        seen.shownAfterStop ||= isStopped
        released.push(bytes)
        seen.unwritten += bytes.length
        seen.unwrittenMax = Math.max(seen.unwrittenMax, seen.unwritten)
        const durable = Buffer.concat(spooled.map((segment) => Buffer.from(segment.released)))
        if (mode === 'segment') seen.shownUndurable ||= !durable.subarray(0, total()).equals(Buffer.concat(released))
        return false
      },
      drained: () =>
        new Promise((resolve) => {
          drains.push(() => {
            seen.unwritten = 0
            resolve()
          })
        }),
    },
    room: () => seen.rooms++,
    failed: (error) => failures.push(error),
  })
  const total = () => released.reduce((sum, piece) => sum + piece.length, 0)
  return {
    pump,
    seen,
    failures,
    spooled,
    folded,
    released: () => Buffer.concat(released),
    durable() {
      const next = commits.shift()
      next?.keep()
      next?.resolve()
    },
    fail: () => commits.shift()?.reject(new StoreUnavailable('slow')),
    drain: () => drains.shift()?.(),
    stop() {
      isStopped = true
      return pump.stop()
    },
    waits: () => commits.length + drains.length > 0,
  }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
let letter = 0
const bytes = (length: number) => Buffer.alloc(length, 97 + (letter++ % 26))

function stepOf({ body, released }: { body: number; released: number }): Step {
  const recorded = bytes(body)
  return { body: recorded, released: released % 2 === 0 ? recorded : bytes(released) }
}

test.each(['segment', 'final', 'buffer'] as const)(
  '%s: however pushes, commits, drains, a stop and a failure interleave, order holds and nothing undurable is shown',
  async (mode) => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (happenings) => {
        const s = scene(mode)
        const pushed: Step[] = []
        let isOver = false
        let paused = false
        for (const what of happenings) {
          if (what.kind === 'push' && !isOver && s.failures.length === 0) {
            const step = stepOf(what)
            pushed.push(step)
            paused = !s.pump.push(step)
          } else if (what.kind === 'durable') s.durable()
          else if (what.kind === 'drain') s.drain()
          else if (what.kind === 'fail') s.fail()
          else if (what.kind === 'turn') await turn()
          else if (what.kind === 'stop') {
            isOver = true
            void s.stop()
          }
        }
        const idle = isOver ? s.stop() : s.pump.idle().catch(() => {})
        let isIdle = false
        void idle.then(() => (isIdle = true))
        while (!isIdle) {
          s.durable()
          s.drain()
          await turn()
        }

        expect(s.seen).toMatchObject({ shownUndurable: false, shownAfterFailure: false, shownAfterStop: false })
        expect(s.failures.length).toBeLessThanOrEqual(1)
        const whole = Buffer.concat(pushed.map((step) => step.released))
        const shown = s.released()
        expect(whole.subarray(0, shown.length).equals(shown)).toBe(true)
        if (s.failures.length === 0 && !isOver && mode !== 'buffer') expect(shown.equals(whole)).toBe(true)
        if (mode === 'buffer') expect(shown.length).toBe(0)
        if (paused && !isOver && s.failures.length === 0) expect(s.seen.rooms).toBeGreaterThan(0)
        if (mode === 'buffer') return

        // What the record will hold: all that was received, and exactly what was shown.
        const content = s.pump.content({ body: Buffer.from('end'), released: Buffer.from('END') })
        const { body, released } = recorded(content, s)
        expect(body.equals(Buffer.concat([...pushed.map((step) => step.body), Buffer.from('end')]))).toBe(true)
        expect(released.equals(Buffer.concat([shown, Buffer.from('END')]))).toBe(true)
        expect([content.body.bytes, content.released.bytes]).toEqual([body.length, released.length])
      }),
      { numRuns: 300 },
    )
  },
)

/** The record as the store would make it. */
function recorded(
  { held }: ReturnType<AnswerPump['content']>,
  s: ReturnType<typeof scene>,
): { body: Buffer; released: Buffer } {
  if (held === null) throw new Error('no content')
  if (!('folds' in held)) return { body: held.body, released: applyByteEdits(held.body, held.out) }
  const { segments, body, released } = held.folds
  const shown = s.spooled.filter(({ seq }) => seq < segments)
  return {
    body: Buffer.concat([...shown.map((segment) => segment.body), body]),
    released: Buffer.concat([...shown.map((segment) => segment.released), released]),
  }
}

test('a client that doesn’t read stops the upstream within 64 KB and one piece', async () => {
  const s = scene('segment')
  const piece = { body: bytes(1_000), released: bytes(1_000) }
  let pushed = 0
  let room = true
  while (room) {
    room = s.pump.push(piece)
    pushed += 1_000
    s.durable()
    await turn()
  }
  expect(pushed).toBeLessThanOrEqual(64 * 1024 + 2_000)
  expect(s.seen.rooms).toBe(0)
  while (s.seen.rooms === 0) {
    s.durable()
    s.drain()
    await turn()
  }
})

test('a long answer is recorded in pieces, each segment in one of them', async () => {
  const s = scene('segment')
  for (let i = 0; i < 12; i++) {
    const text = bytes(1_000_000)
    s.pump.push({ body: text, released: text })
    while (s.waits()) {
      s.durable()
      s.drain()
      await turn()
    }
  }
  expect(s.folded.map((fold) => fold.segments)).toEqual([5, 10])
  const { held } = s.pump.content({ body: Buffer.alloc(0), released: Buffer.alloc(0) })
  expect(held).toMatchObject({ folds: { segments: 12 } })
})

test('an answer that waits for its record in memory is bounded', async () => {
  const s = scene('buffer')
  const text = bytes(1024 * 1024)
  for (let i = 0; i < 33; i++) s.pump.push({ body: text, released: text })
  await expect(s.pump.idle()).rejects.toMatchObject({ name: 'AnswerTooLarge' })
})

test('what `buffer` held back is not recorded as shown when it is withheld', async () => {
  const s = scene('buffer')
  s.pump.push({ body: Buffer.from('half'), released: Buffer.from('HALF') })
  await s.pump.idle()
  const { held, released } = s.pump.content({ body: Buffer.from('.'), released: Buffer.alloc(0) }, true)
  expect(released.bytes).toBe(0)
  expect(held).toEqual({ body: Buffer.from('half.'), out: [{ start: 0, end: 5, text: '' }] })
})
