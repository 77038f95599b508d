import { parentPort, workerData } from 'node:worker_threads'
import type { WriterReply, WriterRequest } from '../commit/messages.ts'
import { openWriter } from './writer.ts'
import type { WriterSettings } from './writer-settings.ts'

/** How often the tree is looked at for a due checkpoint, milliseconds. */
const PUBLISH_EVERY_MS = 1_000

/** Silence after which the writer counts as idle, milliseconds. */
const IDLE_MS = 5

const port = parentPort
if (port === null) throw new Error('the store worker runs in a worker thread')

const writer = openWriter(workerData as WriterSettings)
let idle: NodeJS.Timeout | undefined
// The main thread owns the clock; between its messages time goes on by the monotonic one.
let clock = { nowMs: Date.now(), at: performance.now() }

port.on('message', (request: WriterRequest) => {
  clearTimeout(idle)
  if ('nowMs' in request) clock = { nowMs: request.nowMs, at: performance.now() }
  const reply = writer.handle(request)
  send(reply)
  if (request.kind === 'close') {
    clearInterval(publishing)
    port.close()
    return
  }
  attempt(writer.relieve)
  idle = setTimeout(attempt, IDLE_MS, writer.rest)
})

const publishing = setInterval(
  () => attempt(() => writer.publish(Math.floor(clock.nowMs + performance.now() - clock.at))),
  PUBLISH_EVERY_MS,
)
send(writer.ready)

function send(reply: WriterReply): void {
  port?.postMessage(reply, reply.kind === 'committed' ? [reply.result.indexes.buffer as ArrayBuffer] : [])
}

/** Upkeep may fail (disk full) without harm: the next batch or probe finds out and says so. */
function attempt(upkeep: () => void): void {
  try {
    upkeep()
  } catch {
    // Nothing is lost: what was committed stays committed, and upkeep comes round again.
  }
}
