import type { Clock } from '../../core/ids.ts'
import { Interruption } from '../../core/registry.ts'
import type { Exchange } from '../../pipeline/exchange.ts'
import type { Reply } from '../../pipeline/reply.ts'
import { answerReader, type ReadAnswer } from './answer-reader.ts'

/** An answer stays here for so long after its end, for whoever comes back to it; later the record has it. */
const KEPT_MS = 5 * 60_000
/** An answer of more bytes than this is cut: nobody reads it on a page. A word takes a few hundred of them on the wire. */
const BYTES_MAX = 128 * 1024 * 1024

/** An answer that is being written, whoever is still watching. */
export interface OpenAnswer {
  readonly exchange: string
  readonly conversation: string
  /** Principal key. */
  readonly owner: string
  readonly isOver: boolean
  read(): ReadAnswer
  /** Resolves when there is more than so many characters, or no more will come. */
  more(than: number): Promise<void>
  /** The person’s own wish: the model is told to stop, and what was shown is recorded. */
  stop(): void
}

export interface OpenAnswers {
  /** One question of a conversation at a time; false: another is under way. */
  claim(conversation: string): boolean
  release(conversation: string): void
  get(exchange: string): OpenAnswer | null
  /** Where the pipeline writes the answer of this exchange to: nobody needs to be there to read it. */
  start(exchange: Exchange, conversation: string, owner: string): { answer: OpenAnswer; reply: Reply }
}

/** Answers outlive the connection that asked for them: a lost one loses nothing. */
export function createOpenAnswers(clock: Clock): OpenAnswers {
  const held = new Map<string, { answer: OpenAnswer; until: number }>()
  const claimed = new Set<string>()
  const forget = (): void => {
    for (const [id, { answer, until }] of held) if (answer.isOver && clock.now() > until) held.delete(id)
  }
  return {
    claim: (conversation) => !claimed.has(conversation) && claimed.add(conversation).has(conversation),
    release: (conversation) => void claimed.delete(conversation),
    get: (exchange) => held.get(exchange)?.answer ?? null,
    start(exchange, conversation, owner) {
      forget()
      const { answer, reply } = openAnswer(exchange, conversation, owner, () => {
        held.set(exchange.id, { answer, until: clock.now() + KEPT_MS })
      })
      held.set(exchange.id, { answer, until: Number.POSITIVE_INFINITY })
      return { answer, reply }
    },
  }
}

function openAnswer(
  exchange: Exchange,
  conversation: string,
  owner: string,
  ended: () => void,
): { answer: OpenAnswer; reply: Reply } {
  const reader = answerReader(() => labelOf(exchange))
  let waiting: (() => void)[] = []
  let isOver = false
  let opened = false
  let bytes = 0
  let leaveListener: ((why: 'left' | 'stalled') => void) | null = null
  const wake = (): void => {
    const woken = waiting
    waiting = []
    for (const resolve of woken) resolve()
  }
  const take = (chunk: Buffer): void => {
    bytes += chunk.length
    reader.push(chunk)
    if (bytes > BYTES_MAX) leaveListener?.('stalled')
    wake()
  }
  const over = (): void => {
    if (isOver) return
    isOver = true
    ended()
    wake()
  }
  return {
    answer: {
      exchange: exchange.id,
      conversation,
      owner,
      get isOver() {
        return isOver
      },
      read: () => reader.read(),
      async more(than) {
        while (!isOver && reader.read().text.length <= than) await new Promise<void>((resolve) => waiting.push(resolve))
      },
      stop: () => exchange.open.abort.abort(new Interruption('client_left', null)),
    },
    reply: {
      open() {
        opened = true
      },
      get opened() {
        return opened
      },
      get bytes() {
        return bytes
      },
      write(chunk) {
        take(chunk)
        return true
      },
      drained: () => Promise.resolve(),
      end(last) {
        if (last !== undefined) take(last)
        over()
      },
      destroy: over,
      onLeave(listener) {
        leaveListener = listener
      },
    },
  }
}

function labelOf({ disclosure }: Exchange): string | null {
  const text = disclosure?.meta['text']
  return typeof text === 'string' ? text : null
}
