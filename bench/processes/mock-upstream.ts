import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { createRequestReader } from '../load/request-reader.ts'
import { monotonicMicros } from '../measure/clock.ts'
import { answer } from './answer.ts'

/** An upstream that costs as little as possible: it reads no JSON, and answers what its request's length ends. */
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'
const STREAM_HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n'
const WORDS = 'The office answers letters within ten working days and keeps a copy of each answer for the file. '
let served = 0

const replies = Array.from({ length: 16 }, (_, i) => {
  const body = JSON.stringify({
    id: `chatcmpl-bench${i}`,
    object: 'chat.completion',
    created: 1_761_955_200,
    model: 'sandbox-large-2026',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: `Answer ${i}. ${WORDS.repeat(7)}`, refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: { prompt_tokens: 200, completion_tokens: 150, total_tokens: 350 },
  })
  return Buffer.from(`${HEAD}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
})

const server = createServer((socket) => {
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  const read = createRequestReader((tail) => {
    const stream = /"max_tokens":(\d+),"seed":(\d+),"stream":true/.exec(tail)
    if (stream === null) socket.write(replies[served++ & 15]!)
    else sendStream(socket, Number(stream[1]), Number(stream[2]))
  })
  socket.on('data', read)
})

/** `count` events, one each `everyMs`; each says when it was sent, on the clock that all processes share. */
function sendStream(socket: Socket, count: number, everyMs: number): void {
  let sent = 0
  socket.write(STREAM_HEAD)
  const next = (): void => {
    if (sent < count) {
      sent++
      const words = WORDS.slice((sent * 7) % 60, ((sent * 7) % 60) + 18)
      return write(socket, event(`{"role":"assistant","content":${JSON.stringify(words)}}`, 'null'))
    }
    clearInterval(timer)
    write(socket, event('{}', '"stop"'))
    write(socket, 'data: [DONE]\n\n')
    socket.write('0\r\n\r\n')
  }
  const timer = setInterval(next, everyMs)
  socket.once('close', () => clearInterval(timer))
  next()
}

function event(delta: string, finish: string): string {
  return `data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1761955200,"model":"sandbox-large-2026","system_fingerprint":"t${monotonicMicros()}","choices":[{"index":0,"delta":${delta},"logprobs":null,"finish_reason":${finish}}]}\n\n`
}

function write(socket: Socket, text: string): void {
  socket.write(`${text.length.toString(16)}\r\n${text}\r\n`)
}

const listening = new Promise<string>((resolve) => {
  server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
})
answer(() => listening)
