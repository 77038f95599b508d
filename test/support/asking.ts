import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { ExchangeId } from '#src/core/ids.ts'
import type { StoredEntry } from '#src/core/record.ts'
import { TERMINAL_TYPES } from '#src/core/record.ts'
import { releasedBytes } from '#src/pipeline/released-items.ts'
import type { TestGateway } from './start-gateway.ts'

export interface Question {
  readonly path?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A client at socket level: it sees status, headers and bytes as they came, and can stop reading or leave. */
export interface Asking {
  /** Resolves with the response's head; rejects when the connection ends before. */
  readonly head: Promise<IncomingMessage>
  /** Everything, once the reply has ended, however it did. */
  whole(): Promise<{ status: number; headers: IncomingMessage['headers']; text: string; isBroken: boolean }>
  /** Resolves when so much has been read; goes on reading. */
  until(bytes: number): Promise<void>
  leave(): void
}

export const chatQuestion = (text: string, stream = true) => ({
  model: 'general-drafting',
  stream,
  messages: [{ role: 'user', content: text }],
})

export function ask(gateway: Pick<TestGateway, 'url'>, token: string, question: Question = {}): Asking {
  const { path = '/v1/chat/completions', body = chatQuestion('When is the office open?'), headers = {} } = question
  const sent = request(`${gateway.url}${path}`, {
    method: 'POST',
    agent: false,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'ai-purpose': 'draft-internal',
      ...headers,
    },
  })
  sent.end(JSON.stringify(body))
  const head = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve)
    sent.once('error', reject)
  })
  head.catch(() => {})
  return {
    head,
    async whole() {
      const response = await head
      const pieces: Buffer[] = []
      let isBroken = false
      try {
        for await (const piece of response as AsyncIterable<Buffer>) pieces.push(piece)
      } catch {
        isBroken = true
      }
      return {
        status: response.statusCode!,
        headers: response.headers,
        text: Buffer.concat(pieces).toString(),
        isBroken,
      }
    },
    async until(bytes) {
      const response = await head
      let read = 0
      while (read < bytes) {
        const piece = response.read() as Buffer | null
        if (piece === null) await once(response, 'readable')
        else read += piece.length
      }
    },
    leave: () => void sent.destroy(),
  }
}

/** The entries of an exchange once it has its terminal one. */
export async function recordOf(gateway: TestGateway, id: string): Promise<StoredEntry[]> {
  for (;;) {
    const entries = await gateway.app.store.exchange(id as ExchangeId)
    if (entries.some((entry) => TERMINAL_TYPES.has(entry.type))) return entries
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Ids of all exchanges that have a prompt, in order. */
export async function promptsOf(gateway: TestGateway): Promise<string[]> {
  return (await entriesOf(gateway)).filter((entry) => entry.type === 'prompt').map((entry) => entry.ref!)
}

export async function entriesOf(gateway: TestGateway): Promise<StoredEntry[]> {
  const { store } = gateway.app
  return Promise.all(Array.from({ length: await store.size() }, async (_, index) => (await store.entry(index))!))
}

export function metaOf(entry: StoredEntry): Record<string, unknown> {
  return JSON.parse(entry.parts['meta']!.toString()) as Record<string, unknown>
}

/** The terminal entry's meta; fails where there isn't exactly one. */
export function endOf(entries: readonly StoredEntry[]): Record<string, unknown> {
  const ends = entries.filter((entry) => TERMINAL_TYPES.has(entry.type))
  if (ends.length !== 1) throw new Error(`${ends.length} terminal entries`)
  return metaOf(ends[0]!)
}

/** What the record says the client was given. */
export function shownBy(entries: readonly StoredEntry[]): string {
  return releasedBytes(entries)!.toString()
}
