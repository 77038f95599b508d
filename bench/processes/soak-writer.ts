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
  onFault: (error) => process.stderr.write(`${instance}: ${error instanceof Error ? error.stack : String(error)}\n`),
})

const TURNS = 12
const OWN = { agency: 'bench', series: 'bench', policy: 'bench' }
/** A conversation turn by turn, as text in which its name is to be put: whoever measures writes, and doesn't make up words. */
const BODIES = Array.from({ length: TURNS }, (_, i) => conversationOf('soak', i + 1).toString())
let exchanges = 0
let acknowledged = 0
let refused = 0

answer(async (question) => {
  if (question.kind === 'start') return ''
  if (question.kind === 'end') {
    // What a refusal left open is ended, as a gateway does.
    await store.recoverInterrupted({ open: new Set() })
    await store.checkpoint()
    await store.close()
    return { acknowledged, refused }
  }
  const { ms, rate } = question as unknown as { ms: number; rate: number }
  const began = performance.now()
  const open = new Set<Promise<void>>()
  for (let done = 0; performance.now() - began < ms; done++) {
    const early = (done * 1_000) / rate - (performance.now() - began)
    if (early > 1) await setTimeout(early)
    const one = exchange(exchanges++)
      .catch((error: Error) => {
        // A store that is too slow refuses, and so does the gateway: nothing was acknowledged.
        if (error.name !== 'StoreUnavailable') throw error
        refused++
      })
      .finally(() => open.delete(one))
    open.add(one)
  }
  await Promise.all(open)
  return { acknowledged, refused }
})

async function exchange(number: number): Promise<void> {
  const ref = ids.exchangeId()
  const person = `person ${Math.floor(number / TURNS) % 50}`
  const body = Buffer.from(BODIES[number % TURNS]!.replace('"m1"', `"${instance} ${Math.floor(number / TURNS)}"`))
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
  acknowledged++
  const piece = Buffer.from(`data: {"words":"an answer, piece by piece, of ${number}"}\n\n`)
  await store.spool({ ref, seq: 0, body: piece, released: piece })
  const folds = { segments: 1, body: piece, released: piece }
  const search = { text: `answer ${number}`, facets }
  await store.append({ id: ids.entryId(), type: 'response', ref, ...OWN, meta, parts: [], folds, search })
  acknowledged++
}
