import { expect, test } from 'vitest'
import { canonicalJson, NotCanonical } from '../../../src/core/canonical-json.ts'
import { type EntryFacts, entryBytes, parseEntry } from '../../../src/core/entry.ts'
import { uuidV7, uuidV7Time } from '../../../src/core/uuid-v7.ts'
import { createIdSource } from '../../../src/records/ids.ts'

const facts: EntryFacts = {
  agency: 'MDOT "north"',
  id: '0193b2f0-0000-7000-8000-000000000001',
  instance: 'gw-2',
  instanceSequence: 8841,
  parts: [
    { name: 'meta', commitment: Buffer.alloc(32, 1) },
    { name: 'body', commitment: Buffer.alloc(32, 2) },
  ],
  policy: '2026-11-01 é',
  ref: '0193b2f0-0000-7000-8000-000000000000',
  series: 'MODOT-2503-GC',
  time: '2026-11-22T15:00:00.000Z',
  type: 'prompt',
}

test('an entry is canonical JSON with exactly the public members', () => {
  const text = entryBytes(facts).toString()
  expect(text).toBe(canonicalJson(JSON.parse(text)))
  expect(Object.keys(JSON.parse(text) as object)).toEqual([
    'agency',
    'id',
    'inst',
    'iseq',
    'parts',
    'pol',
    'ref',
    'series',
    'time',
    'type',
    'v',
  ])
  expect(parseEntry(entryBytes(facts)).iseq).toBe(8841)
})

test('a sealed type shows neither its kind nor what it refers to', () => {
  const text = entryBytes({ ...facts, type: 'hold' }).toString()
  expect(text).toContain('"type":"sealed"')
  expect(text).not.toContain('hold')
  expect(text).not.toContain('"ref"')
})

test('an entry that fits no bundle, or holds half a surrogate, is refused', () => {
  expect(() => entryBytes({ ...facts, series: 'x'.repeat(65_536) })).toThrow(RangeError)
  expect(() => entryBytes({ ...facts, agency: '\ud800' })).toThrow(NotCanonical)
})

test('an entry in another form than the canonical one is refused', () => {
  const text = entryBytes(facts).toString()
  expect(() => parseEntry(Buffer.from(` ${text}`))).toThrow(NotCanonical)
  expect(() => parseEntry(Buffer.from('{"v":1,"v":1}'))).toThrow(NotCanonical)
  const { agency, ...rest } = JSON.parse(text) as Record<string, unknown>
  expect(() => parseEntry(Buffer.from(JSON.stringify({ ...rest, agency })))).toThrow(NotCanonical)
  expect(() => parseEntry(Buffer.from(text.replace('MODOT', '\\ud800')))).toThrow(NotCanonical)
  expect(() => parseEntry(Buffer.from(text.replace('MODOT', '\\u0041')))).toThrow(NotCanonical)
  expect(() => parseEntry(Buffer.from(text.replace('"iseq":8841', '"iseq":8841.0')))).toThrow(NotCanonical)
  expect(() => parseEntry(Buffer.from(text.replace('"meta"', '{"b":1,"a":2}')))).toThrow(NotCanonical)
  expect(() => parseEntry(Buffer.from(text.replace('"v":1', '"v":2')))).toThrow('unknown version')
  expect(() => parseEntry(Buffer.from(text.replace('"n":"body"', '"n":"meta"')))).toThrow('unique parts')
})

test('ids rise strictly while the clock stands still, goes back or jumps', () => {
  let now = 1_795_359_600_000
  const ids = createIdSource({ now: () => now })
  const given: string[] = []
  for (let i = 0; i < 10_000; i++) {
    if (i === 5_000) now -= 3_600_000
    if (i === 8_000) now += 7_200_000
    given.push(ids.entryId())
  }
  expect([...given].sort()).toEqual(given)
  expect(new Set(given).size).toBe(given.length)
  expect(given.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
    true,
  )
  expect(uuidV7Time(uuidV7(now, 1, Buffer.alloc(8)))).toBe(now)
})
