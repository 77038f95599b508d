import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openaiChat } from '#src/wires/openai-chat.ts'
import { openaiResponses } from '#src/wires/openai-responses.ts'
import {
  chatEvent,
  chatStream,
  contentDeltas,
  contextOf,
  eventsOf,
  LABEL,
  passStream,
  VALUES,
} from './answer-fixtures.ts'
import { callItem, messageItem, reasoningItem, responseStream } from './response-fixtures.ts'

const TEXT = 'Dear [PERSON_3], write to [EMAIL_ADDRESS_7] — 😀 "quoted"\n\\u0041 or call [PHONE_NUMBER_12] [PHONE_ now.'
const RESTORED = 'Dear Ann "Red" Lee, write to zoë@example.gov — 😀 "quoted"\n\\u0041 or call 601-555-0134 [PHONE_ now.'
const ARGUMENTS = '{"name":"[PERSON_3]","note":"\\n[EMAIL_ADDRESS_7]"}'

function chatOf(size: number): string {
  const first = contentDeltas(TEXT, size)
  const second = contentDeltas(TEXT, size + 1, 1)
  const calls = ARGUMENTS.match(new RegExp(`[^]{1,${size}}`, 'g'))!.map((part) => ({
    index: 2,
    delta: { tool_calls: [{ index: 0, function: { arguments: part } }] },
  }))
  const mixed = first.flatMap((delta, i) => [delta, ...second.slice(i, i + 1), ...calls.slice(i, i + 1)])
  const rest = [...second.slice(first.length), ...calls.slice(first.length)]
  const ends = [0, 1].map((index) => ({ index, delta: {}, finish: 'stop' }))
  return chatStream([...mixed, ...rest, { index: 2, delta: {}, finish: 'tool_calls' }, ...ends])
}

interface Choice {
  index: number
  delta: { content?: string; tool_calls?: { function: { arguments: string } }[] }
  finish_reason: string | null
}

function chatTexts(released: string): string[] {
  const texts = ['', '', '']
  for (const event of eventsOf(released)) {
    for (const { index, delta } of (event['choices'] ?? []) as Choice[]) {
      texts[index] += delta.content ?? delta.tool_calls?.[0]?.function.arguments ?? ''
    }
  }
  return texts
}

const responseOfSize = (size: number) =>
  responseStream(
    [
      reasoningItem('rs_1', TEXT),
      callItem('fc_1', ARGUMENTS),
      messageItem('msg_1', [TEXT, TEXT]),
      messageItem('msg_2', ['{"a":1}']),
    ],
    size,
  )

const sizes = fc.integer({ min: 1, max: 9 })

function cutsOf(stream: string, at: readonly number[], isEveryByte: boolean): number[] {
  const length = Buffer.byteLength(stream)
  return isEveryByte ? [...Array(length).keys()] : [...new Set(at.map((cut) => cut % length))].sort((a, b) => a - b)
}

describe('how a stream is cut never shows', () => {
  test('chat: restored texts, one label a choice, the same bytes as uncut', () => {
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(), { maxLength: 40 }), fc.boolean(), (size, at, isEveryByte) => {
        const stream = chatOf(size)
        const uncut = passStream(openaiChat, contextOf(), stream)
        const cut = passStream(openaiChat, contextOf(), stream, cutsOf(stream, at, isEveryByte))
        expect(cut.released).toBe(uncut.released)
        expect(cut.body).toBe(stream)
        const [first, second, args] = chatTexts(cut.released)
        expect(first).toBe(RESTORED + LABEL)
        expect(second).toBe(RESTORED + LABEL)
        expect(JSON.parse(args ?? '')).toEqual({ name: 'Ann "Red" Lee', note: '\nzoë@example.gov' })
      }),
      { numRuns: 40 },
    )
  })

  test('chat: the label stands directly before its finish, and the disclosure on the last event', () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), (size, wantsUsage) => {
        const events = eventsOf(passStream(openaiChat, contextOf({}, { wantsUsage }), chatOf(size)).released)
        expect(events.at(-1)).toEqual({ done: true })
        expect(events.filter((event) => 'ai_disclosure' in event)).toEqual([events.at(-2)])
        expect('usage' in events.at(-2)!).toBe(wantsUsage)
        for (const index of [0, 1]) {
          const own = events
            .flatMap((event) => (event['choices'] ?? []) as Choice[])
            .filter((choice) => choice.index === index)
          expect(own.at(-1)?.finish_reason).toBe('stop')
          expect(own.at(-2)?.delta.content).toBe(LABEL)
        }
      }),
      { numRuns: 20 },
    )
  })

  test('responses: the same bytes as uncut, numbers up by one, each text the same wherever it stands', () => {
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(), { maxLength: 40 }), fc.boolean(), (size, at, isEveryByte) => {
        const stream = responseOfSize(size)
        const uncut = passStream(openaiResponses, contextOf(), stream)
        const cut = passStream(openaiResponses, contextOf(), stream, cutsOf(stream, at, isEveryByte))
        expect(cut.released).toBe(uncut.released)
        expect(cut.body).toBe(stream)
        checkResponse(eventsOf(cut.released))
      }),
      { numRuns: 30 },
    )
  })
})

// biome-ignore lint/suspicious/noExplicitAny: events of many kinds, read as a client without types would
type Loose = any

function checkResponse(events: Loose[]): void {
  expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, i) => i))
  const of = (type: string, ...at: number[]) =>
    events.filter(
      (event) =>
        event.type === `response.${type}` &&
        event.output_index === at[0] &&
        (at[1] === undefined || event.content_index === at[1]),
    )
  const said = (type: string, ...at: number[]) =>
    of(type, ...at)
      .map((event) => event.delta)
      .join('')
  const { output } = events.at(-1).response
  for (const [part, expected] of [RESTORED, RESTORED + LABEL].entries()) {
    expect(said('output_text.delta', 2, part)).toBe(expected)
    expect(of('output_text.done', 2, part)[0].text).toBe(expected)
    expect(of('content_part.done', 2, part)[0].part.text).toBe(expected)
    expect(of('output_item.done', 2)[0].item.content[part].text).toBe(expected)
    expect(output[2].content[part].text).toBe(expected)
  }
  expect(output[3].content[0].text).toBe('{"a":1}')
  expect(said('reasoning_summary_text.delta', 0)).toBe(RESTORED)
  expect(output[0].summary[0].text).toBe(RESTORED)
  expect(said('function_call_arguments.delta', 1)).toBe(output[1].arguments)
  expect(JSON.parse(output[1].arguments)).toEqual({ name: 'Ann "Red" Lee', note: '\nzoë@example.gov' })
  expect(events.filter((event) => JSON.stringify(event).includes('"ai_disclosure"'))).toEqual([events.at(-1)])
}

test('whatever a model writes, in whatever pieces, is released as if it had come whole', () => {
  const word = fc.constantFrom(
    ...Object.keys(VALUES),
    '[',
    ']',
    '[EMAIL',
    '_ADDRESS_7]',
    '[[',
    ' a',
    '😀',
    '"',
    '\\',
    '\n',
    '{"k":1}',
  )
  const pieces = fc.array(fc.string({ unit: word, maxLength: 3 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(
      fc.array(pieces, { minLength: 1, maxLength: 3 }),
      fc.array(fc.nat(), { maxLength: 20 }),
      (choices, at) => {
        const deltas = choices.flatMap((texts, index) => texts.map((content) => ({ index, delta: { content } })))
        const mixed = deltas.sort(
          (a, b) => choices[a.index]!.indexOf(a.delta.content) - choices[b.index]!.indexOf(b.delta.content),
        )
        const said = choices.map((_, index) =>
          mixed
            .filter((delta) => delta.index === index)
            .map(({ delta }) => delta.content)
            .join(''),
        )
        const ends = choices.map((_, index) => ({ index, delta: {}, finish: 'stop' }))
        const stream = chatStream([...mixed, ...ends])
        const { released, body } = passStream(openaiChat, contextOf({ label: null }), stream, cutsOf(stream, at, false))
        const expected = said.map((text) =>
          Object.entries(VALUES).reduce((whole, [name, value]) => whole.replaceAll(name, value), text),
        )
        expect(chatTexts(released).slice(0, choices.length)).toEqual(expected)
        expect(body).toBe(stream)
        const items = said.map((text, i) => messageItem(`msg_${i}`, [text]))
        const events = eventsOf(
          passStream(openaiResponses, contextOf({ label: null }), responseStream(items, 2)).released,
        ) as Loose[]
        expect(events.at(-1).response.output.map((item: Loose) => item.content[0].text)).toEqual(expected)
        expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, n) => n))
        for (const [output_index, text] of expected.entries()) {
          const sent = events.filter((event) => event.output_index === output_index && typeof event.delta === 'string')
          expect(sent.map((event) => event.delta).join('')).toBe(text)
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('an event that nothing changes leaves as the vendor’s own bytes', () => {
  const plain = [{ delta: { content: 'No placeholder here,' } }, { delta: { content: ' and none here.' } }]
  const odd = ': keep-alive\n\ndata:  {"id":"x","choices":[ {"index":0,"delta":{"content":"a\\u0062 \\/"}} ]}\r\n\r\n'
  const stream = `${plain.map(chatEvent).join('') + odd + chatEvent({ delta: {}, finish: 'stop' })}data: [DONE]\n\n`
  const { released } = passStream(openaiChat, contextOf(), stream)
  expect(released.startsWith(plain.map(chatEvent).join('') + odd)).toBe(true)
})
