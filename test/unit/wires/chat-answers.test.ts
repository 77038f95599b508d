import { describe, expect, test } from 'vitest'
import { UnreadableAnswer } from '#src/wires/answer-log.ts'
import { openaiChat } from '#src/wires/openai-chat.ts'
import { openaiCompletions } from '#src/wires/openai-completions.ts'
import {
  CHAT_USAGE,
  chatEvent,
  chatStream,
  contentDeltas,
  contextOf,
  DISCLOSURE,
  dataEvent,
  eventsOf,
  LABEL,
  passJson,
  passStream,
  scanning,
} from './answer-fixtures.ts'

const stop = { delta: {}, finish: 'stop' }

function completion(message: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model: 'gpt-5-2026-01-01',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: null, refusal: null, ...message },
        logprobs: null,
        finish_reason: 'stop',
        ...more,
      },
    ],
    usage: { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 },
  }
}

describe('a JSON answer', () => {
  test('is restored, labelled and disclosed by splicing; the rest keeps its bytes', () => {
    const body = JSON.stringify(completion({ content: 'Mail [EMAIL_ADDRESS_7] now.' }), null, 2)
    const { released, body: recorded, value, answer } = passJson(openaiChat, contextOf(), body)
    expect(value.choices[0].message.content).toBe(`Mail zoë@example.gov now.${LABEL}`)
    expect(value.ai_disclosure).toEqual(DISCLOSURE)
    expect(released.startsWith(body.slice(0, body.indexOf('"Mail')))).toBe(true)
    expect(recorded).toBe(body)
    expect(answer.facts()).toMatchObject({
      usage: { input: 5, output: 7, total: 12 },
      model: 'gpt-5-2026-01-01',
      vendorId: 'chatcmpl-1',
      finish: ['stop'],
      complete: true,
      labelled: true,
      text: 'Mail [EMAIL_ADDRESS_7] now.',
    })
  })

  test('escapes restored values inside tool arguments, and labels no tool call', () => {
    const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{"who":"[PERSON_3]"}' } }
    const { value, answer } = passJson(
      openaiChat,
      contextOf(),
      completion({ content: 'I call it.', tool_calls: [call] }),
    )
    const [choice] = value.choices
    expect(JSON.parse(choice.message.tool_calls[0].function.arguments)).toEqual({ who: 'Ann "Red" Lee' })
    expect(choice.message.content).toBe('I call it.')
    expect(answer.facts().labelled).toBe(false)
  })

  test.each([
    ['a refusal', { refusal: 'I can’t do that.' }, {}],
    ['what a filter cut off', { content: 'Half an ans' }, { finish_reason: 'content_filter' }],
    ['JSON', { content: ' {"a": [1, 2]} ' }, {}],
    ['a single token', { content: 'Approved' }, {}],
    ['code', { content: '```ts\nlet a = 1\n```' }, {}],
  ])('labels no %s', (_, message, more) => {
    const { released, answer } = passJson(openaiChat, contextOf(), completion(message, more))
    expect(released).not.toContain('Written with AI')
    expect(answer.facts().labelled).toBe(false)
  })

  test('labels nothing where a format was asked for, or where only the envelope is to be labelled', () => {
    const answer = completion({ content: 'Plain prose it is.' })
    expect(passJson(openaiChat, contextOf({}, { structured: true }), answer).released).not.toContain('Written with AI')
    expect(passJson(openaiChat, contextOf({ label: null }), answer).released).not.toContain('Written with AI')
  })

  test('keeps logprobs of an unchanged text and drops those of a restored one', () => {
    const logprobs = { content: [{ token: 'a', logprob: -1, bytes: null, top_logprobs: [] }], refusal: null }
    const plain = passJson(openaiChat, contextOf(), completion({ content: 'Nothing to restore.' }, { logprobs }))
    expect(plain.value.choices[0].logprobs).toEqual(logprobs)
    const restored = passJson(
      openaiChat,
      contextOf(),
      completion({ content: 'Call [PHONE_NUMBER_12] now.' }, { logprobs }),
    )
    expect(restored.value.choices[0].logprobs).toBeNull()
  })

  test('records what the output scan left, and releases no more than that', () => {
    const { value, body } = passJson(
      openaiChat,
      contextOf({ openScan: scanning }),
      completion({ content: 'It is SECRET, [PERSON_3].' }),
    )
    expect(value.choices[0].message.content).toBe(`It is [REMOVED], Ann "Red" Lee.${LABEL}`)
    expect(JSON.parse(body).choices[0].message.content).toBe('It is [REMOVED], [PERSON_3].')
  })

  test.each(['not json', '[]', '{"choices":{}}', '{"choices":[1]}', '{"error":{"message":"x"}}'])(
    'that isn’t one is not read: %s',
    (body) => {
      expect(() => passJson(openaiChat, contextOf(), body)).toThrow(UnreadableAnswer)
    },
  )

  test('completions: every choice is restored and labelled', () => {
    const choices = ['Call [PHONE_NUMBER_12] today.', 'No call is needed.'].map((text, index) => ({
      index,
      text,
      logprobs: null,
      finish_reason: 'length',
    }))
    const { value } = passJson(openaiCompletions, contextOf(), {
      id: 'cmpl-1',
      object: 'text_completion',
      model: 'm',
      choices,
    })
    expect(value.choices.map((choice: { text: string }) => choice.text)).toEqual([
      `Call 601-555-0134 today.${LABEL}`,
      `No call is needed.${LABEL}`,
    ])
  })
})

describe('an event stream', () => {
  test('usage that only we asked for is counted and taken out again, in every event', () => {
    const stream = chatStream([...contentDeltas('Just plain prose.'), stop])
    const { released, body, answer } = passStream(openaiChat, contextOf({}, { wantsUsage: false }), stream)
    expect(released).not.toContain('usage')
    expect(body).toBe(stream)
    expect(answer.facts().usage).toEqual({ input: 5, output: 7, total: 12 })
    const asked = passStream(openaiChat, contextOf(), stream)
    expect(eventsOf(asked.released).at(-2)).toMatchObject({ usage: { total_tokens: 12 }, ai_disclosure: DISCLOSURE })
  })

  test('text that comes with its finish goes out before the label', () => {
    const stream = chatStream([
      { delta: { role: 'assistant', content: 'Good [PERS' } },
      { delta: { content: 'ON_3] day.' }, finish: 'stop' },
    ])
    const texts = eventsOf(passStream(openaiChat, contextOf(), stream).released).flatMap(
      (event) => (event['choices'] ?? []) as { delta: { content?: string } }[],
    )
    expect(texts.map(({ delta }) => delta.content)).toEqual(['Good ', 'Ann "Red" Lee day.', LABEL, ''])
  })

  test('that breaks off gives the text held back, and neither label nor end', () => {
    for (const cut of ['', 'data: {"id":"half']) {
      const stream = chatEvent({ delta: { content: 'Some prose, [PHONE_' } }) + cut
      const { released, body, answer } = passStream(openaiChat, contextOf(), stream)
      expect(eventsOf(released).map((event) => (event['choices'] as { delta: unknown }[])[0]?.delta)).toEqual([
        { content: 'Some prose, ' },
        { content: '[PHONE_' },
      ])
      expect(body).toBe(stream)
      expect(answer.facts()).toMatchObject({ complete: false, labelled: false })
    }
  })

  test('that breaks off between finish and end marker is not complete', () => {
    const { released, answer } = passStream(
      openaiChat,
      contextOf(),
      chatStream([...contentDeltas('Some plain prose.'), stop], []),
    )
    expect(released).not.toContain('Written with AI')
    expect(released).not.toContain('"stop"')
    expect(answer.facts()).toMatchObject({ complete: false, labelled: false })
  })

  test('with an error of the vendor’s ends with it, secrets removed, disclosure on it', () => {
    const error = {
      error: { message: 'Rate limit for org-AbC123456789 with sk-abc123def456', type: 'tokens', code: 'rate_limit' },
    }
    const { released, body, answer } = passStream(
      openaiChat,
      contextOf(),
      chatEvent({ delta: { content: 'Some' } }) + dataEvent(error),
    )
    expect(eventsOf(released).at(-1)).toEqual({
      error: { message: 'Rate limit for [removed] with [removed]', type: 'tokens', code: 'rate_limit' },
      ai_disclosure: DISCLOSURE,
    })
    expect(body).toContain('org-AbC123456789')
    expect(answer.facts()).toMatchObject({ complete: true, finish: ['error'] })
  })

  test('without any finish still carries the disclosure and what was held back', () => {
    const stream = chatStream([{ delta: { content: 'Some prose, [PHONE_' } }], ['data: [DONE]\n\n'])
    const events = eventsOf(passStream(openaiChat, contextOf(), stream).released)
    expect(events).toMatchObject([
      {},
      { choices: [{ delta: { content: '[PHONE_' } }], ai_disclosure: DISCLOSURE },
      { done: true },
    ])
    expect(
      eventsOf(
        passStream(openaiChat, contextOf(), chatStream([{ delta: { content: 'Some' } }], ['data: [DONE]\n\n']))
          .released,
      ),
    ).toMatchObject([{}, { choices: [], ai_disclosure: DISCLOSURE }, { done: true }])
  })

  test('text held back when a tool call begins goes out before it', () => {
    const call = {
      tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }],
    }
    const stream = chatStream([
      { delta: { content: 'See [PHONE_' } },
      { delta: call },
      { delta: {}, finish: 'tool_calls' },
    ])
    const deltas = eventsOf(passStream(openaiChat, contextOf(), stream).released).flatMap(
      (event) => (event['choices'] ?? []) as { delta: unknown }[],
    )
    expect(deltas.map(({ delta }) => delta)).toEqual([{ content: 'See ' }, { content: '[PHONE_' }, call, {}])
  })

  test('machine-readable text is judged whole, however it was cut', () => {
    const json = passStream(openaiChat, contextOf(), chatStream([...contentDeltas('{"answer": "yes, it is"}'), stop]))
    expect(json.released).not.toContain('Written with AI')
    const prose = passStream(
      openaiChat,
      contextOf(),
      chatStream([...contentDeltas('{"answer": "yes"} is what I would say.'), stop]),
    )
    expect(prose.released).toContain('Written with AI')
  })

  test('logprobs pass until the text is changed, and are null from there on', () => {
    const logprobs = { content: [{ token: 'x', logprob: -1, bytes: null, top_logprobs: [] }], refusal: null }
    const deltas = ['Plain [', 'text, ', '[PHONE_', 'NUMBER_12]', ' end.'].map((content) => ({
      delta: { content },
      logprobs,
    }))
    const events = eventsOf(passStream(openaiChat, contextOf(), chatStream([...deltas, stop])).released)
    const seen = events
      .flatMap((event) => (event['choices'] ?? []) as { logprobs: unknown }[])
      .map((choice) => choice.logprobs !== null)
    expect(seen).toEqual([true, true, true, false, false, false, false])
  })

  test('what the output scan changes is recorded changed, also when it comes in two events', () => {
    const stream = chatStream([
      { delta: { content: 'It is SEC' } },
      { delta: { content: 'RET, [PERSON_3]. SE' } },
      stop,
    ])
    const { released, body } = passStream(openaiChat, contextOf({ openScan: scanning }), stream)
    const said = (text: string) =>
      eventsOf(text)
        .flatMap((event) => (event['choices'] ?? []) as { delta: { content?: string } }[])
        .map(({ delta }) => delta.content ?? '')
        .join('')
    expect(said(body)).toBe('It is [REMOVED], [PERSON_3]. SE')
    expect(said(released)).toBe(`It is [REMOVED], Ann "Red" Lee. SE${LABEL}`)
  })

  test('an upstream’s own disclosure is replaced, not doubled', () => {
    const last = dataEvent({ ...(eventsOf(CHAT_USAGE)[0] ?? {}), ai_disclosure: { old: true } })
    const { released } = passStream(
      openaiChat,
      contextOf(),
      chatStream([...contentDeltas('Plain old prose.'), stop], [last, 'data: [DONE]\n\n']),
    )
    expect(released.match(/ai_disclosure/g)).toHaveLength(1)
    expect(released).not.toContain('"old"')
  })

  test('an answer of many megabytes is passed on with bounded memory, and labelled by how it begins', () => {
    const piece = `${'words and more words '.repeat(3000)}\n`
    const deltas = Array.from({ length: 40 }, () => ({ delta: { content: piece } }))
    const prose = passStream(openaiChat, contextOf(), chatStream([...deltas, stop]))
    expect(prose.released).toContain('Written with AI')
    expect(prose.answer.facts().text.length).toBe(1_048_576)
    const json = passStream(openaiChat, contextOf(), chatStream([{ delta: { content: '{"a":"' } }, ...deltas, stop]))
    expect(json.released).not.toContain('Written with AI')
  })

  test('an event that isn’t JSON ends the answer', () => {
    expect(() => passStream(openaiChat, contextOf(), 'data: {"a":\n\n')).toThrow(UnreadableAnswer)
  })
})
