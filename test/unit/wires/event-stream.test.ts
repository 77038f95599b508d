import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StreamEvent } from '#src/wires/event-stream.ts'
import { EventTooLarge, readEvents, withData, writeEvent } from '#src/wires/event-stream.ts'

function readAll(bytes: Buffer, cuts: readonly number[] = []) {
  const reader = readEvents()
  const events: StreamEvent[] = []
  let from = 0
  for (const cut of [...cuts, bytes.length]) {
    events.push(...reader.push(bytes.subarray(from, cut)))
    from = cut
  }
  const end = reader.end()
  return { events: [...events, ...end.events], rest: end.rest }
}

const STREAM =
  '\ufeffid: 1\ndata: zoë\n\n: keep-alive\r\n\r\nevent: delta\rdata: a\rdata:b\r\r\n\ndata\n\nretry: 5\r\ndata: 😀\r\n\r\ndata: [DONE]\n\n'

test('reads names, ids, comments, every line end and a leading byte order mark', () => {
  const { events, rest } = readAll(Buffer.from(STREAM))
  expect(events.map(({ name, data, id }) => [name, data, id])).toEqual([
    [null, 'zoë', '1'],
    [null, null, null],
    ['delta', 'a\nb', null],
    [null, null, null],
    [null, '', null],
    [null, '😀', null],
    [null, '[DONE]', null],
  ])
  expect(rest).toHaveLength(0)
})

test('gives the same events and bytes however the stream is cut', () => {
  const ends = fc.constantFrom('\n', '\r\n', '\r')
  const line = fc
    .oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('x', '{"a":"é"}', ''))
    .map((text) => text.replace(/[\r\n]/g, ''))
  const event = fc
    .tuple(ends, fc.array(line, { minLength: 1, maxLength: 3 }))
    .map(([end, lines]) => lines.map((text) => `data: ${text}${end}`).join('') + end)
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 6 }),
      fc.array(fc.nat(300), { maxLength: 20 }),
      fc.boolean(),
      (parts, at, single) => {
        const bytes = Buffer.from(parts.join(''))
        const whole = readAll(bytes)
        const cuts = single
          ? [...bytes.keys()]
          : [...new Set(at.filter((cut) => cut < bytes.length))].sort((a, b) => a - b)
        const cut = readAll(bytes, cuts)
        expect(cut.events).toEqual(whole.events)
        expect(Buffer.concat([...cut.events.map(({ raw }) => raw), cut.rest]).equals(bytes)).toBe(true)
      },
    ),
  )
})

test('an event that was cut off is no event', () => {
  const { events, rest } = readAll(Buffer.from('data: a\n\ndata: b\n'))
  expect(events).toHaveLength(1)
  expect(rest.toString()).toBe('data: b\n')
})

test('an event beyond the bound ends reading, in one piece or in many', () => {
  expect(() => readEvents(64).push(Buffer.from(`data: ${'x'.repeat(64)}\n\n`))).toThrow(EventTooLarge)
  const reader = readEvents(64)
  expect(() => {
    for (let i = 0; i < 65; i++) reader.push(Buffer.from('x'))
  }).toThrow(EventTooLarge)
})

test('other data leaves the rest of an event as it came', () => {
  const [event] = readAll(Buffer.from(': note\r\nid: 7\r\ndata: {"a":1}\r\nevent: x\r\n\r\n')).events
  expect(withData(event!, '{"a":2}').toString()).toBe(': note\r\nid: 7\r\ndata: {"a":2}\r\nevent: x\r\n\r\n')
})

test('what is written is read back', () => {
  const written = writeEvent({ name: 'error', id: '3', data: '{\n}' })
  expect(readAll(written).events).toMatchObject([{ name: 'error', id: '3', data: '{\n}' }])
})
