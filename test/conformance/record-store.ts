import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/core/checkpoint.ts'
import { partCommitment } from '../../src/core/commitment.ts'
import { HELD, type IndexRange } from '../../src/core/destruction.ts'
import { applyByteEdits, type ByteEdit } from '../../src/core/edits.ts'
import { parseEntry } from '../../src/core/entry.ts'
import { fromEntryBundle } from '../../src/core/entry-bundle.ts'
import { leafHash } from '../../src/core/merkle.ts'
import { isIncluded } from '../../src/core/merkle-proof.ts'
import type { RecordStore } from '../../src/core/ports.ts'
import { parseVerifierKey } from '../../src/core/signed-note.ts'
import { parseTlogProof } from '../../src/core/tlog-proof.ts'
import { proveEntries } from '../../src/records/prove.ts'
import { conversationOf } from '../support/conversation.ts'
import { draft, ids, signingKey } from '../support/record-store.ts'

/** An adapter under test. `restart` closes and opens the same data. */
export interface StoreUnderTest {
  readonly store: RecordStore
  restart(): Promise<RecordStore>
  dispose(): Promise<void>
}

/** What every record store promises, whatever it is made of. */
export function describeRecordStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the promises of a record store`, () => {
    let subject: StoreUnderTest
    let store: RecordStore

    beforeEach(async () => {
      subject = await open()
      store = subject.store
    })
    afterEach(() => subject.dispose())

    test('entries stand in the order in which they were given, without gaps', async () => {
      const drafts = Array.from({ length: 700 }, () => draft('boot'))
      const positions = await Promise.all(drafts.map((entry) => store.append(entry)))
      expect(positions.map((position) => position.index)).toEqual(drafts.map((_, i) => i))
      const times = positions.map((position) => position.time)
      expect([...times].sort()).toEqual(times)
      const last = parseEntry(Buffer.from((await store.entry(699))!.entry))
      expect(last).toMatchObject({ id: drafts[699]!.id, inst: 'gw-1', iseq: 700, v: 1 })
    })

    test('an acknowledged entry and its parts survive a restart byte for byte', async () => {
      const bytes = Buffer.from([0, 255, 10, 13, 128])
      const ref = ids.exchangeId()
      const parts = [
        { name: 'body', key: 'record', bytes } as const,
        { name: 'orig', key: 'sealed', bytes: Buffer.from('as typed') } as const,
        { name: 'raw:0', key: 'record', bytes: Buffer.alloc(100_000, 7) } as const,
        { name: 'raw:1', key: 'record', bytes: Buffer.alloc(0) } as const,
      ]
      const prompt = draft('prompt', ref, { parts })
      await store.append(prompt)
      store = await subject.restart()
      const [stored] = await store.exchange(ref)
      expect(stored!.parts['meta']!.toString()).toBe('{"model":"m1","type":"prompt","user":"jdoe"}')
      for (const part of parts) expect(stored!.parts[part.name]!.equals(part.bytes)).toBe(true)
      expect(await store.byId(prompt.id)).toEqual(stored)
      const { entry, salts } = (await store.saltedById(prompt.id))!
      expect([entry, await store.saltedById(ids.entryId())]).toEqual([stored, null])
      for (const { n, c } of parseEntry(Buffer.from(entry.entry)).parts)
        expect(partCommitment(salts.get(n)!, entry.parts[n]!).toString('base64')).toBe(c)
      expect((await store.append(draft('boot'))).index).toBe(1)
    })

    test('an exchange can be examined as it lies there, and looks are listed by themselves, newest first', async () => {
      const ref = ids.exchangeId()
      await store.append(draft('prompt', ref))
      const looks = [draft('access'), draft('access'), draft('access')]
      for (const look of looks) await store.append(look)
      await store.append(draft('response', ref))
      const examined = await store.examine(ref)
      expect(examined.map(({ index, type, isItself }) => ({ index, type, isItself }))).toEqual([
        { index: 0, type: 'prompt', isItself: true },
        { index: 4, type: 'response', isItself: true },
      ])
      const [stored] = await store.exchange(ref)
      expect(examined[0]!.bytes.toString()).toBe(stored!.entry)
      expect(examined[0]!.parts).toEqual([
        { name: 'meta', answer: 'intact', content: stored!.parts['meta'] },
        { name: 'body', answer: 'intact', content: stored!.parts['body'] },
      ])
      expect(await store.examine(ids.exchangeId())).toEqual([])
      expect(await store.examineMetas(examined.map(({ index }) => index))).toEqual(
        examined.map((entry) => ({ ...entry, parts: entry.parts.filter(({ name }) => name === 'meta') })),
      )
      expect(await store.examineMetas([])).toEqual([])
      expect((await store.accessEntries(5, 2)).map(({ id }) => id)).toEqual([looks[2]!.id, looks[1]!.id])
      expect((await store.accessEntries(3, 9)).map(({ id }) => id)).toEqual([looks[1]!.id, looks[0]!.id])
    })

    test('an exchange ends exactly once, also when two ends race', async () => {
      const ref = ids.exchangeId()
      await store.append(draft('prompt', ref))
      const ends = await Promise.all([
        store.append(draft('response', ref)),
        store.append(draft('error', ref)),
        store.append(draft('interrupted', ref)),
      ])
      expect(new Set(ends.map((end) => end.index)).size).toBe(1)
      expect(ends.map((end) => end.endedBefore ?? false)).toEqual([false, true, true])
      expect(await store.append(draft('response', ref))).toEqual({ ...ends[0], endedBefore: true })
      expect((await store.exchange(ref)).map((entry) => entry.type)).toEqual(['prompt', 'response'])
      expect(await store.size()).toBe(2)
    })

    test('an entry given twice is written once', async () => {
      const entry = draft('boot')
      const first = await store.append(entry)
      expect(await store.append(entry)).toEqual({ ...first, wasThere: true })
      expect(await store.size()).toBe(1)
    })

    test('of entries that rest on the same row one is written, and the others hear what the row is now', async () => {
      const name = { kind: 'revocation', key: 'k' }
      const change = (value: unknown, seen: unknown) =>
        draft('boot', undefined, { state: [{ ...name, value }], basis: [{ ...name, value: seen }] })
      const first = { steps: [1], note: 'ü \u2028', at: null }
      await store.append(change(first, null))
      const racing = Array.from({ length: 20 }, (_, at) => store.append(change({ steps: [1, at] }, first)))
      const settled = await Promise.allSettled([...racing, store.append(draft('boot'))])
      const written = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value.index] : []))
      expect(written).toEqual([1, 2])
      const now = await store.stateOf('revocation', 'k')
      for (const one of settled)
        if (one.status === 'rejected')
          expect(one.reason).toMatchObject({ name: 'StateMoved', rows: [{ ...name, value: now }] })
      expect(await store.size()).toBe(3)
      store = await subject.restart()
      await expect(store.append(change({}, first))).rejects.toMatchObject({ name: 'StateMoved' })
      await store.append(change(null, now))
      await store.append(change({ again: true }, null))
      expect(await store.stateOf('revocation', 'k')).toEqual({ again: true })
    })

    test('an entry that is given again is where it was, whatever became since of what it rested on', async () => {
      const name = { kind: 'revocation', key: 'k' }
      const once = draft('boot', undefined, { state: [{ ...name, value: 1 }], basis: [{ ...name, value: null }] })
      const { index } = await store.append(once)
      await store.append(draft('boot', undefined, { state: [{ ...name, value: 2 }] }))
      expect(await store.append(once)).toMatchObject({ index, wasThere: true })
      expect(await store.stateOf('revocation', 'k')).toBe(2)
    })

    test('state changes are in force when their entry is, and survive a restart', async () => {
      const change = (key: string, value: unknown) => ({ kind: 'revocation', key, value })
      await store.append(draft('admin', undefined, { state: [change('b', { at: 1 }), change('a', true)] }))
      expect(await Array.fromAsync(store.state('revocation'))).toEqual([
        { key: 'a', value: true },
        { key: 'b', value: { at: 1 } },
      ])
      await store.append(draft('admin', undefined, { state: [change('a', null), change('b', { at: 2 })] }))
      store = await subject.restart()
      expect(await store.stateOf('revocation', 'b')).toEqual({ at: 2 })
      expect(await store.stateOf('revocation', 'a')).toBeNull()
    })

    test('a sealed type shows nothing of its kind or reference in the tree, and its record tells', async () => {
      const ref = ids.exchangeId()
      const { index } = await store.append(draft('access', ref))
      const entry = (await store.entry(index))!
      expect(JSON.parse(entry.entry)).toMatchObject({ type: 'sealed' })
      expect(entry.entry).not.toContain(ref)
      expect(JSON.parse(entry.parts['meta']!.toString())).toMatchObject({ type: 'access' })
    })

    test('an entry that can never be written is refused alone', async () => {
      const [good, bad, next] = await Promise.allSettled([
        store.append(draft('boot')),
        store.append(draft('boot', undefined, { series: 'x'.repeat(70_000) })),
        store.append(draft('boot', undefined, { meta: { text: 'half \ud800' } })),
      ])
      expect([good.status, bad.status, next.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(store.health().writable).toBe(true)
      const kept = JSON.parse((await store.entry(1))!.parts['meta']!.toString()) as object
      expect(kept).toMatchObject({ text: 'half \ufffd', surrogates_replaced: true })
    })

    test('the checkpoint covers every acknowledged entry, and each entry is proved against it from tiles', async () => {
      const verifier = parseVerifierKey(signingKey.vkey)
      expect(openCheckpoint(await store.checkpoint(), verifier).size).toBe(0)
      await Promise.all(Array.from({ length: 517 }, () => store.append(draft('boot'))))
      const checkpoint = openCheckpoint(await store.checkpoint(), verifier)
      expect(checkpoint.size).toBe(517)
      const indexes = [0, 255, 256, 511, 512, 516]
      const proofs = await proveEntries(store, indexes)
      for (const [i, index] of indexes.entries()) {
        const { hashes } = parseTlogProof(proofs[i]!)
        const leaf = leafHash(Buffer.from((await store.entry(index))!.entry))
        expect(isIncluded(leaf, index, 517, hashes, checkpoint.root)).toBe(true)
      }
      const bundle = fromEntryBundle((await store.entryBundle(2, 5))!)
      expect(bundle.map(String)).toEqual(
        await Promise.all([512, 513, 514, 515, 516].map(async (i) => (await store.entry(i))!.entry)),
      )
      expect(await store.tile(0, 2, 6)).toBeNull()
      expect(await store.tile(0, 2, 0)).toBeNull()
      expect(await store.tile(1, 0, 2)).toHaveLength(64)
    })

    test('an answer is folded from its spool, also when its segments are in the same batch', async () => {
      const ref = ids.exchangeId()
      await store.append(draft('prompt', ref))
      const segment = (seq: number, body: string, released = body) =>
        store.spool({ ref, seq, body: Buffer.from(body), released: Buffer.from(released) })
      const folds = { segments: 2, body: Buffer.from('!'), released: Buffer.from('! AI-generated') }
      await Promise.all([
        segment(0, 'Dear [PERSON_1]', 'Dear Ann'),
        segment(1, ', hello'),
        store.append(draft('response', ref, { parts: [], folds })),
      ])
      const response = (await store.exchange(ref))[1]!
      expect(response.parts['body']!.toString()).toBe('Dear [PERSON_1], hello!')
      const { edits } = JSON.parse(response.parts['out']!.toString()) as { edits: ByteEdit[] }
      expect(applyByteEdits(response.parts['body']!, edits).toString()).toBe('Dear Ann, hello! AI-generated')
      expect(JSON.parse(response.parts['meta']!.toString())).toMatchObject({ spooled_segments: 2 })
    })

    test('a large mixed batch keeps its order, and only what can never be written is refused', async () => {
      const refs = Array.from({ length: 40 }, () => ids.exchangeId())
      const appends = refs.flatMap((ref, i) => [
        store.append(draft('prompt', ref, i === 35 ? { policy: 'x'.repeat(70_000) } : {})),
        store.spool({ ref, seq: 0, body: Buffer.from(`answer ${i}`), released: Buffer.from(`answer ${i}`) }),
        store.append(draft('response', ref, { search: { text: `words ${i}`, facets: { user: 'jdoe' } } })),
      ])
      const settled = await Promise.allSettled(appends)
      expect(settled.flatMap((result, i) => (result.status === 'rejected' ? [i] : []))).toEqual([105])
      const entries = await Promise.all(Array.from({ length: 79 }, (_, i) => store.entry(i)))
      const expected = refs.flatMap((ref, i) => (i === 35 ? [`${ref} response`] : [`${ref} prompt`, `${ref} response`]))
      expect(entries.map((entry) => `${entry!.ref} ${entry!.type}`)).toEqual(expected)
      for (const entry of entries) expect(entry!.parts['body']!.toString()).toBe(`body of ${entry!.type}`)
    })

    test('content goes by a disposition behind it only, whole; the entry stays, and so does what was proved of it', async () => {
      const ref = ids.exchangeId()
      const parts = [
        { name: 'body', key: 'record', bytes: Buffer.from('words') } as const,
        { name: 'orig', key: 'sealed', bytes: Buffer.from('as typed') } as const,
      ]
      const { index } = await store.append(draft('prompt', ref, { parts }))
      await store.append(draft('response', ref))
      const before = (await store.entry(index))!.entry
      const other = draft('boot')
      await store.append(other)
      const disposition = draft('disposition')
      await expect(store.destroy({ disposition: disposition.id, indexes: [index] })).rejects.toThrow('disposition')
      await expect(store.destroy({ disposition: other.id, indexes: [index] })).rejects.toThrow('disposition')
      const behind = await store.append(disposition)
      for (const indexes of [[behind.index], [index, behind.index], [index, 99]])
        await expect(store.destroy({ disposition: disposition.id, indexes })).rejects.toThrow()
      expect((await store.entry(index))!.parts['orig']).not.toBeNull()
      for (let again = 0; again < 2; again++)
        expect(await store.destroy({ disposition: disposition.id, indexes: [index] })).toEqual({ held: [] })
      store = await subject.restart()
      const entry = (await store.entry(index))!
      expect(entry.entry).toBe(before)
      expect(entry.parts).toEqual({ meta: null, body: null, orig: null })
      expect((await store.entry(index + 1))!.parts['body']).not.toBeNull()
      expect(store.health().writable).toBe(true)
    })

    test('a conversation that is sent again with each turn reads back byte for byte, turn by turn, whatever of it is destroyed', async () => {
      const bodies = [1, 2, 3, 4, 5, 6, 7].map((turns) => conversationOf('Natchez', turns))
      // The same words of somebody else, and of nobody in particular.
      bodies.push(bodies[5]!, bodies[5]!)
      const callers = bodies.map((_, i) => (i < 7 ? { caller: 'a' } : i === 7 ? { caller: 'b' } : {}))
      const prompt = (i: number) => {
        const body = { name: 'body', key: 'record', bytes: bodies[i]! } as const
        const search = { text: bodies[i]!.toString(), facets: { user: 'jdoe' } }
        return draft('prompt', ids.exchangeId(), { parts: [body], search, ...callers[i] })
      }
      // Some in one batch, some each in its own.
      const first = await Promise.all([0, 1, 2, 3].map((i) => store.append(prompt(i))))
      const rest = []
      for (const i of [4, 5, 6, 7, 8]) rest.push(await store.append(prompt(i)))
      const indexes = [...first, ...rest].map(({ index }) => index)
      const disposition = draft('disposition')
      await store.append(disposition)
      const isGone = new Set<number>()
      const check = async () => {
        for (const [i, index] of indexes.entries()) {
          const { parts, ref } = (await store.entry(index))!
          expect(parts['body']?.toString() ?? null).toBe(isGone.has(index) ? null : bodies[i]!.toString())
          const answers = (await store.examine(ref!))[0]!.parts.map(({ answer }) => answer)
          expect(answers).toEqual(isGone.has(index) ? ['absent', 'absent'] : ['intact', 'intact'])
        }
      }
      await check()
      store = await subject.restart()
      for (const at of [3, 0, 6, 8, 5, 7]) {
        await store.destroy({ disposition: disposition.id, indexes: [indexes[at]!] })
        isGone.add(indexes[at]!)
        await check()
      }
      const again = await store.append(prompt(6))
      expect((await store.entry(again.index))!.parts['body']!.equals(bodies[6]!)).toBe(true)
    })

    test('what a hold keeps stays, and goes once every hold over it is released', async () => {
      const indexes = (await Promise.all(Array.from({ length: 6 }, () => store.append(draft('boot'))))).map(
        (position) => position.index,
      )
      const hold = (key: string, ranges: readonly IndexRange[] | null) =>
        store.append(draft('hold', undefined, { state: [{ kind: HELD, key, value: ranges && { hold: key, ranges } }] }))
      await hold('a', [
        [1, 2],
        [4, 4],
      ])
      await hold('b', [[2, 3]])
      const disposition = draft('disposition')
      await store.append(disposition)
      const destroy = async () => (await store.destroy({ disposition: disposition.id, indexes })).held
      expect(await destroy()).toEqual([1, 2, 3, 4])
      await hold('a', null)
      expect(await destroy()).toEqual([2, 3])
      await hold('b', null)
      expect(await destroy()).toEqual([])
      // Held after it has gone: nothing is kept, and nothing is said to be.
      await hold('c', [[0, 5]])
      expect(await destroy()).toEqual([])
      expect((await Promise.all(indexes.map((at) => store.entry(at)))).map((entry) => entry!.parts['meta'])).toEqual(
        indexes.map(() => null),
      )
    })

    test('a hold that is given before the deletion wins, however little before', async () => {
      const disposition = draft('disposition')
      const races = process.env['STATEHOUSE_TEST_FULL'] === undefined ? 30 : 1_000
      const indexes = (await Promise.all(Array.from({ length: races }, () => store.append(draft('boot'))))).map(
        (position) => position.index,
      )
      await store.append(disposition)
      const lost: number[] = []
      for (const at of indexes) {
        const value = { hold: 'race', ranges: [[at, at]] }
        const placed = store.append(draft('hold', undefined, { state: [{ kind: HELD, key: `race#${at}`, value }] }))
        // Odd ones wait until the hold is durable; even ones are asked for while it is on its way.
        if (at % 2 === 1) await placed
        const [destroyed] = await Promise.all([store.destroy({ disposition: disposition.id, indexes: [at] }), placed])
        const isThere = (await store.entry(at))!.parts['meta'] !== null
        if (isThere !== destroyed.held.includes(at) || (at % 2 === 1 && !isThere)) lost.push(at)
      }
      expect(lost).toEqual([])
    }, 300_000)

    test('words of what was purged are found no more', async () => {
      const search = { text: 'Natchez gravel', facets: { user: 'jdoe' } }
      const { index } = await store.append(draft('prompt', ids.exchangeId(), { search }))
      const find = async () => (await store.search({ query: 'Natchez', agencies: ['MDOT'], limit: 5 })).hits.length
      await expect.poll(find, { timeout: 20_000 }).toBe(1)
      await store.purgeSearch([index])
      expect(await find()).toBe(0)
    })

    test('after closing, nothing is taken any more', async () => {
      await store.close()
      await expect(store.append(draft('boot'))).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'closed' })
      expect(store.health().writable).toBe(false)
    })
  })
}
