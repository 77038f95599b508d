import type { Refusal } from '../core/refusal-codes.ts'
import type { Answer } from '../wires/wire.ts'
import type { Outlet } from './answer-pump.ts'
import type { Exchange } from './exchange.ts'

/** The client's side, as `http` gives it. */
export interface Reply extends Outlet {
  open(status: number, headers: Readonly<Record<string, string>>): void
  readonly opened: boolean
  /** Bytes handed to the connection. */
  readonly bytes: number
  end(last?: Buffer): void
  destroy(): void
  /** Calls when the client is gone before the end: it closed its connection, or read nothing for too long. */
  onLeave(listener: (why: 'left' | 'stalled') => void): void
}

/** How replies look; `http` knows headers, the wire knows errors. */
export interface ReplyFormat {
  /** Response headers of a success. */
  headers(exchange: Exchange): Record<string, string>
  refuse(exchange: Exchange, refused: Refusal): { status: number; headers: Record<string, string>; body: Buffer }
  errorEvent(exchange: Exchange, refused: Refusal, answer: Answer): Buffer
  /** An upstream's own error body with secrets removed. */
  upstreamError(text: string): string
}
