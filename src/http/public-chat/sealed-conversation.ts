import { randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Clock } from '../../core/ids.ts'
import type { PublicTurn } from '../../pages/public-chat-view.ts'
import { seal, unseal } from '../session/seal.ts'

/** A conversation with nobody in it by name: it lives in its own page’s form, and in the records. */
export interface Conversation {
  readonly id: string
  readonly turns: readonly PublicTurn[]
}

/** So long a page that was left open can be written on. */
const KEPT_MS = 2 * 3_600_000
const OPENED_BYTES_MAX = 1024 * 1024

export interface SealedConversations {
  begin(): Conversation
  seal(client: string, conversation: Conversation): string
  /** Null: none of ours, another app’s, or too old. */
  open(client: string, sealed: string): Conversation | null
}

/** Kept by whoever writes, who can neither read nor change it: no answer can be put into the system’s mouth. */
export function sealedConversations(key: Uint8Array, clock: Clock): SealedConversations {
  return {
    // Letters only: nothing in it reads as anybody’s number.
    begin: () => ({
      id: randomBytes(12)
        .toString('hex')
        .replaceAll(/./g, (digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]!),
      turns: [],
    }),
    seal: (client, conversation) =>
      seal(key, client, deflateRawSync(JSON.stringify({ conversation, until: clock.now() + KEPT_MS }))),
    open(client, sealed) {
      const opened = unseal(key, client, sealed)
      if (opened === null) return null
      const text = inflateRawSync(opened, { maxOutputLength: OPENED_BYTES_MAX }).toString('utf8')
      const { conversation, until } = JSON.parse(text) as { conversation: Conversation; until: number }
      return clock.now() < until ? conversation : null
    },
  }
}
