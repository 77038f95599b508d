import { type ConversationRow, conversationsOf } from '../../core/conversation.ts'
import type { ExchangeId } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import type { StateRows } from '../../core/state-rows.ts'
import { longestShared, wordsOf } from '../../deliverables/shared-words.ts'
import { readTurn, type StoredTurn } from './read-turn.ts'
import { isExposed } from './turn-view.ts'

/** Fewer words than these are everybody’s. */
export const SNIPPET_WORDS = 8
/** Answers that are looked through, the newest first. */
const LOOKED_MAX = 2_000
const FOUND_MAX = 20

/** An answer that has words of a text. */
export interface FoundUse {
  readonly conversation: string
  readonly row: ConversationRow
  readonly number: number
  readonly record: string
  readonly turn: StoredTurn
  /** The run of words that both have. */
  readonly shared: string
  readonly words: number
}

/**
 * Clause MO-40: which answers of one’s own a text came from. Read from the records themselves, so that answers of every
 * class are found; answers of others are nobody’s to look through here.
 */
export async function findUse(
  { store, rows }: { readonly store: Pick<RecordReader, 'exchange'>; readonly rows: StateRows },
  principal: Principal,
  text: string,
  signal: AbortSignal,
): Promise<{ readonly found: readonly FoundUse[]; readonly looked: number }> {
  const words = wordsOf(text)
  const found: FoundUse[] = []
  let looked = 0
  for (const { id, row } of conversationsOf(principal.key, rows)) {
    for (const [at, { id: record, kind }] of row.turns.entries()) {
      // What its asker said shouldn’t have been sent is shown to nobody again, however it is asked for.
      if (kind !== 'exchange' || looked === LOOKED_MAX || isExposed(rows, record)) continue
      // Whoever left needs no answer, and reading on would be work for nobody.
      signal.throwIfAborted()
      looked += 1
      const turn = readTurn(await store.exchange(record as ExchangeId))
      const shared = longestShared(words, wordsOf(turn?.answer?.text ?? ''), SNIPPET_WORDS)
      if (turn === null || shared === null) continue
      const run = words.slice(shared.start, shared.start + shared.length).join(' ')
      found.push({ conversation: id, row, number: at + 1, record, turn, shared: run, words: shared.length })
    }
  }
  return { found: found.toSorted((a, b) => b.words - a.words).slice(0, FOUND_MAX), looked }
}
