import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { EntryDraft } from '#src/core/record.ts'
import { createIdSource } from '#src/records/ids.ts'
import { parseKeyRing } from '#src/records/key-ring.ts'
import { openRecordStore } from '#src/records/open-record-store.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { conversationOf } from '#test/support/conversation.ts'
import { answer, settings } from './answer.ts'

/** Records exchanges as a gateway does, at a rate: conversations that are sent again, answers from the spool, words for the index. */
const { databaseUrl, folder, instance, ring } = settings<{
  databaseUrl: string | null
  folder: string
  instance: string
  ring: string
}>()

const origin = 'soak.example/log'
const clock = { now: () => Date.now() }
const ids = createIdSource(clock)
const store = await openRecordStore(databaseUrl, {
  folder: join(folder, instance),
  origin,
  instance,
  recordKey: parseKeyRing(ring, 'soak'),
  signingKey: signingKeyFromSeed(origin, Buffer.alloc(32, 9)),
  clock,
  ids,
})

const TURNS = 12
const OWN = { agency: 'bench', series: 'bench', policy: 'bench' }
let exchanges = 0

answer(async (question) => {
  if (question.kind === 'start') return ''
  if (question.kind === 'end') {
    await store.checkpoint()
    await store.close()
    return exchanges
  }
  const { ms, rate } = question as unknown as { ms: number; rate: number }
  const began = performance.now()
  const open = new Set<Promise<void>>()
  for (let done = 0; performance.now() - began < ms; done++) {
    const early = (done * 1_000) / rate - (performance.now() - began)
    if (early > 1) await setTimeout(early)
    const one = exchange(exchanges++).finally(() => open.delete(one))
    open.add(one)
  }
  await Promise.all(open)
  return exchanges
})

async function exchange(number: number): Promise<void> {
  const ref = ids.exchangeId()
  const person = `person ${Math.floor(number / TURNS) % 50}`
  const body = conversationOf(`${instance} ${Math.floor(number / TURNS)}`, (number % TURNS) + 1)
  const facets = { user: person, client: 'soak', unit: 'OPS' }
  const meta = { of: 'soak', number }
  const prompt: EntryDraft = {
    id: ids.entryId(),
    type: 'prompt',
    ref,
    ...OWN,
    meta,
    caller: `${instance} ${person}`,
    parts: [{ name: 'body', key: 'record', bytes: body }],
    search: { text: `question ${number}`, facets },
  }
  await store.append(prompt)
  const piece = Buffer.from(`data: {"words":"an answer, piece by piece, of ${number}"}\n\n`)
  await store.spool({ ref, seq: 0, body: piece, released: piece })
  const folds = { segments: 1, body: piece, released: piece }
  const search = { text: `answer ${number}`, facets }
  await store.append({ id: ids.entryId(), type: 'response', ref, ...OWN, meta, parts: [], folds, search })
}
