import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { openaiChat } from '#src/wires/openai-chat.ts'
import { openaiCompletions } from '#src/wires/openai-completions.ts'
import { openaiResponses } from '#src/wires/openai-responses.ts'
import { chatStream, contentDeltas, contextOf, dataEvent, LABEL, passStream } from './answer-fixtures.ts'
import { callItem, messageItem, reasoningItem, responseStream } from './response-fixtures.ts'

/** The official client, given a fixed event stream. */
function clientOf(stream: string): OpenAI {
  return new OpenAI({
    apiKey: 'x',
    baseURL: 'http://gateway.test/v1',
    maxRetries: 0,
    fetch: async () => new Response(stream, { headers: { 'content-type': 'text/event-stream' } }),
  })
}

const user = [{ role: 'user' as const, content: 'hi' }]

describe('the official SDK accepts transformed streams', () => {
  test('chat: text of two choices, restored and labelled', async () => {
    const deltas = [
      contentDeltas('Write to [EMAIL_ADDRESS_7] now.'),
      contentDeltas('Call [PHONE_NUMBER_12], please.', 3, 1),
    ]
    const mixed = Array.from({ length: 12 }, (_, i) => deltas.flatMap((list) => list.slice(i, i + 1))).flat()
    const stream = chatStream([...mixed, { delta: {}, finish: 'stop' }, { index: 1, delta: {}, finish: 'length' }])
    const { released } = passStream(openaiChat, contextOf(), stream)
    const helper = clientOf(released).chat.completions.stream({
      model: 'm',
      messages: user,
      n: 2,
      stream_options: { include_usage: true },
    })
    const completion = await helper.finalChatCompletion()
    expect(completion.choices.map(({ message }) => message.content)).toEqual([
      `Write to zoë@example.gov now.${LABEL}`,
      `Call 601-555-0134, please.${LABEL}`,
    ])
    expect(completion.usage?.total_tokens).toBe(12)
  })

  test('chat: two tool calls with restored arguments, no label', async () => {
    const call = (index: number, fn: object, more: object = {}) => ({
      delta: { tool_calls: [{ index, function: fn, ...more }] },
    })
    const stream = chatStream([
      { delta: { role: 'assistant', content: null } },
      call(0, { name: 'mail', arguments: '' }, { id: 'call_1', type: 'function' }),
      call(0, { arguments: '{"to":"[PERS' }),
      call(0, { arguments: 'ON_3]","cc":"[EMAIL' }),
      call(0, { arguments: '_ADDRESS_7]"}' }),
      call(1, { name: 'mail', arguments: '' }, { id: 'call_2', type: 'function' }),
      call(1, { arguments: '{"to":["[PERS"]}' }),
      { delta: {}, finish: 'tool_calls' },
    ])
    const { released } = passStream(openaiChat, contextOf(), stream)
    const completion = await clientOf(released)
      .chat.completions.stream({ model: 'm', messages: user })
      .finalChatCompletion()
    const calls = completion.choices[0]?.message.tool_calls ?? []
    expect(calls.map((call) => call.type === 'function' && JSON.parse(call.function.arguments))).toEqual([
      { to: 'Ann "Red" Lee', cc: 'zoë@example.gov' },
      { to: ['[PERS'] },
    ])
    expect(released).not.toContain('Written with AI')
  })

  test('completions: text restored and labelled', async () => {
    const event = (text: string, finish_reason: string | null = null) =>
      dataEvent({
        id: 'cmpl-1',
        object: 'text_completion',
        created: 1,
        model: 'm',
        choices: [{ text, index: 0, logprobs: null, finish_reason }],
      })
    const stream = `${event('Ask [PHONE_')}${event('NUMBER_12] for help.')}${event('', 'stop')}data: [DONE]\n\n`
    const { released } = passStream(openaiCompletions, contextOf(), stream)
    let text = ''
    for await (const chunk of await clientOf(released).completions.create({ model: 'm', prompt: 'x', stream: true })) {
      text += chunk.choices[0]?.text ?? ''
    }
    expect(text).toBe(`Ask 601-555-0134 for help.${LABEL}`)
  })

  test('responses: reasoning, commentary, a call and a message of two parts', async () => {
    const stream = responseStream([
      reasoningItem('rs_1', 'They ask for [PERSON_3].'),
      messageItem('msg_0', ['I look up [PERSON_3] now.'], { phase: 'commentary' }),
      callItem('fc_1', '{"name":"[PERSON_3]"}'),
      messageItem('msg_1', ['Her mail is [EMAIL_ADDRESS_7]. ', 'Her number is [PHONE_NUMBER_12].']),
    ])
    const { released } = passStream(openaiResponses, contextOf(), stream)
    const seen: number[] = []
    let text = ''
    const helper = clientOf(released).responses.stream({ model: 'm', input: 'x' })
    for await (const event of helper) {
      seen.push(event.sequence_number)
      if (event.type === 'response.output_text.delta') text += event.delta
    }
    const final = await helper.finalResponse()
    expect(seen).toEqual(seen.map((_, i) => i))
    const answer = `Her mail is zoë@example.gov. Her number is 601-555-0134.${LABEL}`
    expect(text).toBe(`I look up Ann "Red" Lee now.${answer}`)
    expect(final.output_text).toBe(text)
    expect(final.instructions).toBe('Write to zoë@example.gov.')
    const call = final.output.find((item) => item.type === 'function_call')
    expect(JSON.parse(call?.arguments ?? '')).toEqual({ name: 'Ann "Red" Lee' })
    expect(final).toHaveProperty('ai_disclosure.record', 'r1')
  })
})
