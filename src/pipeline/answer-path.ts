import type { Refusal } from '../core/refusal-codes.ts'
import type { AnswerContent } from './answer-content.ts'
import type { Outcome } from './recorder.ts'

/** How an answer ends: what is recorded of it, then what the client still gets. */
export interface Closing {
  readonly outcome: Outcome
  readonly refused: Refusal | null
  readonly content: AnswerContent | null
  /** Gives the client the rest, and ends the reply. */
  show(): void
}

/** One of the two ways in which an answer passes: whole, or as a stream. */
export interface AnswerPath {
  /** False: the upstream is to pause. Throws when the answer can't be understood. */
  push(chunk: Buffer): boolean
  /** Resolves when what was pushed has been passed on as far as it may be before the record. */
  passed(): Promise<void>
  /** The upstream has ended, in good order when `refused` is null. Throws when the answer can't be understood. */
  end(refused: Refusal | null): Closing
  /** Nothing more is passed on; resolves when nothing is under way. Never rejects. */
  stop(): Promise<void>
  /** After `stop`: what came is recorded, nothing more of it shown; `refused` null: there is nobody to show it to. */
  breakOff(outcome: Outcome, refused: Refusal | null): Closing
}
