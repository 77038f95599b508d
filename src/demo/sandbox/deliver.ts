import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Answer } from './answer.ts'
import { errorOfStatus } from './vendor-error.ts'

/** Sends the answer, unless its behaviour is to fail on the way. */
export async function deliver(answer: Answer, response: ServerResponse, paceMs: number): Promise<void> {
  const { behaviour } = answer
  if (behaviour.status !== undefined) throw errorOfStatus(behaviour.status)
  if (behaviour.die === 'before') return drop(response)
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const pauseMs = behaviour.slowMs ?? (answer.kind === 'events' ? paceMs : 0)
  try {
    if (answer.kind === 'json') await deliverJson(answer, response, pauseMs, gone.signal)
    else await deliverEvents(answer, response, pauseMs, gone.signal)
  } catch (error) {
    // Whoever asked has left: there is nobody to tell.
    if (!gone.signal.aborted) throw error
  }
}

async function deliverJson(
  { body, behaviour }: Extract<Answer, { kind: 'json' }>,
  response: ServerResponse,
  pauseMs: number,
  signal: AbortSignal,
): Promise<void> {
  if (behaviour.stall) return
  if (pauseMs > 0) await wait(pauseMs, undefined, { signal })
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length })
  if (behaviour.die !== 'mid') {
    response.end(bytes)
    return
  }
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => drop(response))
}

async function deliverEvents(
  { events, behaviour }: Extract<Answer, { kind: 'events' }>,
  response: ServerResponse,
  pauseMs: number,
  signal: AbortSignal,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
  response.flushHeaders()
  const isCut = behaviour.die === 'mid' || behaviour.stall === true
  for (const event of isCut ? firstHalf(events) : events) {
    if (pauseMs > 0) await wait(pauseMs, undefined, { signal })
    if (signal.aborted) return
    if (!response.write(event)) await once(response, 'drain', { signal })
  }
  if (behaviour.stall) return
  if (behaviour.die === 'mid') response.write('', () => drop(response))
  else response.end()
}

function firstHalf(events: Iterable<string>): string[] {
  const all = [...events]
  return all.slice(0, Math.ceil(all.length / 2))
}

function drop(response: ServerResponse): void {
  response.socket?.destroy()
}
