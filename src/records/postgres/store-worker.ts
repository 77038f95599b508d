import { parentPort, workerData } from 'node:worker_threads'
import type { WriterReply, WriterRequest } from '../commit/messages.ts'
import { openWriter } from './writer.ts'
import type { WriterSettings } from './writer-settings.ts'

/** How often the tree is looked at for a due checkpoint, milliseconds. */
const PUBLISH_EVERY_MS = 1_000

const port = parentPort
if (port === null) throw new Error('the store worker runs in a worker thread')

const writer = await openWriter(workerData as WriterSettings, end)
// The main thread owns the clock; between its messages time goes on by the monotonic one.
let clock = { nowMs: Date.now(), at: performance.now() }
let last: Promise<unknown> = Promise.resolve()
let isPublishing = false

port.on('message', (request: WriterRequest) => {
  if ('nowMs' in request) clock = { nowMs: request.nowMs, at: performance.now() }
  void inTurn(async () => {
    send(await writer.handle(request))
    if (request.kind !== 'close') return
    clearInterval(publishing)
    port.close()
  })
})

const publishing = setInterval(() => {
  if (isPublishing) return
  isPublishing = true
  // Upkeep may fail without harm: the next batch finds out why, and says so.
  const now = () => Math.floor(clock.nowMs + performance.now() - clock.at)
  void inTurn(() => writer.publish(now()).catch(() => undefined)).finally(() => {
    isPublishing = false
  })
}, PUBLISH_EVERY_MS)
send(writer.ready)

/** One thing after the other: a connection is in one transaction at a time. What can't go on ends the thread. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const done = last.then(work).catch(end)
  last = done
  return done
}

/** The main thread hears of it by the end of this one, and starts another. */
function end(cause: unknown): void {
  setImmediate(() => {
    throw cause
  })
}

function send(reply: WriterReply): void {
  port?.postMessage(reply, reply.kind === 'committed' ? [reply.result.indexes.buffer as ArrayBuffer] : [])
}
