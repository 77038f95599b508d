import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { EntryDraft } from '#src/core/record.ts'
import { createIdSource } from '#src/records/ids.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { openSqliteRecordStore } from '#src/records/sqlite/sqlite-record-store.ts'
import { heldOutTexts } from '../redaction/held-out/held-out-texts.ts'

const TURNS = 40

/** Texts of one answer. */
const ANSWER = 7

export interface ResentFigures {
  readonly turns: number
  /** Bytes of the last turn's body: everything that was said, once. */
  readonly said: number
  /** Bytes that all bodies together have. */
  readonly sent: number
  /** Bytes of contents and their keys in the store, where each body is stored by itself, and where its caller is known. */
  readonly whole: number
  readonly shared: number
}

/** What a conversation costs that its client sends again with each turn. */
export async function measureResent(folder: string): Promise<ResentFigures> {
  const bodies = Array.from({ length: TURNS }, (_, i) => bodyOf(i + 1))
  return {
    turns: TURNS,
    said: bodies.at(-1)!.byteLength,
    sent: bodies.reduce((sum, body) => sum + body.byteLength, 0),
    whole: await costOf(join(folder, 'whole'), bodies, {}),
    shared: await costOf(join(folder, 'shared'), bodies, { caller: 'bench' }),
  }
}

/** Letters and notes as offices write them: one is asked about, a few make an answer. */
function bodyOf(turns: number): Buffer {
  const texts = heldOutTexts('development').flatMap((text) => text.turns.map((turn) => turn.text))
  const messages = Array.from({ length: turns * 2 - 1 }, (_, n) => {
    const [from, count] = n % 2 === 0 ? [(n / 2) * (1 + ANSWER), 1] : [((n - 1) / 2) * (1 + ANSWER) + 1, ANSWER]
    return {
      role: n % 2 === 0 ? 'user' : 'assistant',
      content: Array.from({ length: count }, (_x, i) => texts[(from + i) % texts.length]).join('\n\n'),
    }
  })
  return Buffer.from(JSON.stringify({ model: 'm1', messages, temperature: 0.2 }))
}

async function costOf(folder: string, bodies: readonly Buffer[], caller: Pick<EntryDraft, 'caller'>): Promise<number> {
  const origin = 'bench.example/resent'
  const clock = { now: () => Date.now() }
  const ids = createIdSource(clock)
  mkdirSync(folder, { recursive: true })
  const store = await openSqliteRecordStore({
    folder,
    origin,
    instance: 'bench',
    recordKey: createKeyRing(),
    signingKey: signingKeyFromSeed(origin, Buffer.alloc(32, 9)),
    clock,
    ids,
  })
  for (const bytes of bodies) {
    const body = { name: 'body', key: 'record', bytes } as const
    const rest = { agency: 'bench', series: 'bench', policy: 'bench', meta: {} }
    await store.append({ id: ids.entryId(), type: 'prompt', ref: ids.exchangeId(), parts: [body], ...rest, ...caller })
  }
  await store.close()
  const db = new DatabaseSync(join(folder, 'records.db'), { readOnly: true })
  const row = db
    .prepare(
      `SELECT (SELECT sum(length(seal) + length(ciphertext)) FROM part WHERE name = 'body')
         + (SELECT coalesce(sum(length(seal) + length(ciphertext) + 2 * length(id)), 0) FROM passage) AS bytes`,
    )
    .get() as { bytes: number }
  db.close()
  return row.bytes
}
