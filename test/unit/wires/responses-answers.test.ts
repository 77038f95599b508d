import { describe, expect, test } from 'vitest'
import { openaiResponses } from '#src/wires/openai-responses.ts'
import { contextOf, DISCLOSURE, eventsOf, LABEL, passJson, passStream, scanning } from './answer-fixtures.ts'
import { callItem, messageItem, reasoningItem, responseOf, responseStream } from './response-fixtures.ts'

const refusal = messageItem('msg_r', [], { content: [{ type: 'refusal', refusal: 'I can’t help with that.' }] })

describe('a JSON response', () => {
  test('is restored in every item, labelled once a message, disclosed at the top', () => {
    const output = [
      reasoningItem('rs_1', 'About [PERSON_3].'),
      messageItem('msg_0', ['I look for [PERSON_3].'], { phase: 'commentary' }),
      callItem('fc_1', '{"who":"[PERSON_3]"}'),
      messageItem('msg_1', ['Her mail: [EMAIL_ADDRESS_7]. ', 'That is all.']),
    ]
    const { value, answer, body } = passJson(openaiResponses, contextOf(), responseOf(output))
    expect(value.output[0].summary[0].text).toBe('About Ann "Red" Lee.')
    expect(value.output[1].content[0].text).toBe('I look for Ann "Red" Lee.')
    expect(JSON.parse(value.output[2].arguments)).toEqual({ who: 'Ann "Red" Lee' })
    expect(value.output[3].content.map((part: { text: string }) => part.text)).toEqual([
      'Her mail: zoë@example.gov. ',
      `That is all.${LABEL}`,
    ])
    expect(value.instructions).toBe('Write to zoë@example.gov.')
    expect(value.ai_disclosure).toEqual(DISCLOSURE)
    const facts = answer.facts()
    expect(facts).toMatchObject({
      usage: { input: 5, output: 7, total: 12 },
      vendorId: 'resp_1',
      finish: ['completed'],
      labelled: true,
    })
    expect(facts.items.map(({ id, json }) => [id, body.includes(json), JSON.parse(json).id])).toEqual(
      output.map(({ id }) => [id, true, id]),
    )
    expect(facts.blobs).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
  })

  test('labels no refusal, no structured output and no machine-readable message', () => {
    for (const [output, structured] of [
      [[refusal], false],
      [[messageItem('msg_1', ['{"a":1}'])], false],
      [[messageItem('msg_1', ['Plain prose it is.'])], true],
    ] as const) {
      const { released, answer } = passJson(openaiResponses, contextOf({}, { structured }), responseOf(output))
      expect(released).not.toContain('Written with AI')
      expect(answer.facts().labelled).toBe(false)
    }
  })

  test('records what the output scan left', () => {
    const { value, body } = passJson(
      openaiResponses,
      contextOf({ openScan: scanning }),
      responseOf([messageItem('msg_1', ['A SECRET for [PERSON_3].'])]),
    )
    expect(value.output[0].content[0].text).toBe(`A [REMOVED] for Ann "Red" Lee.${LABEL}`)
    expect(JSON.parse(body).output[0].content[0].text).toBe('A [REMOVED] for [PERSON_3].')
  })
})

describe('an event stream', () => {
  test('refuses, calls and reasons without a label', () => {
    const items = [reasoningItem('rs_1', 'Hm, [PERSON_3].'), refusal, callItem('fc_1', '{"a":"[PERSON_3]"}')]
    const stream = responseStream(items)
    const { released, answer } = passStream(openaiResponses, contextOf(), stream)
    expect(released).not.toContain('Written with AI')
    expect(answer.facts()).toMatchObject({ complete: true, labelled: false, finish: ['completed'] })
    expect(eventsOf(released).length).toBe(eventsOf(stream).length)
  })

  test('of an incomplete response is labelled where its message was finished', () => {
    const stream = responseStream(
      [messageItem('msg_1', ['An answer that was cut sho'], { status: 'incomplete' })],
      4,
      'incomplete',
    )
    const { released, answer } = passStream(openaiResponses, contextOf(), stream)
    expect(eventsOf(released).at(-1)).toMatchObject({
      type: 'response.incomplete',
      response: { output: [{ content: [{ text: `An answer that was cut sho${LABEL}` }] }], ai_disclosure: DISCLOSURE },
    })
    expect(answer.facts().finish).toEqual(['incomplete'])
  })

  test('changes no bytes but numbers, label and disclosure where nothing is restored', () => {
    const stream = responseStream([messageItem('msg_1', ['Nothing to restore in here.'])]).replaceAll(
      '[EMAIL_ADDRESS_7]',
      'us',
    )
    const { released } = passStream(openaiResponses, contextOf(), stream)
    const before = stream.slice(0, stream.indexOf('event: response.output_text.done'))
    expect(released.startsWith(before)).toBe(true)
    const silent = passStream(openaiResponses, contextOf({ label: null, disclosure: () => 1 }), stream)
    expect(silent.released.replace(',"ai_disclosure":1', '')).toBe(stream)
  })

  test('that breaks off gives what it held, unlabelled, and the number for the error that follows', () => {
    const whole = responseStream([messageItem('msg_1', ['Call [PHONE_NUMBER_12] or [PHONE_ now.'])])
    const upTo = (type: string) => whole.slice(0, whole.indexOf(`event: response.${type}`))
    for (const stream of [upTo('output_text.done'), upTo('output_item.done'), upTo('completed')]) {
      const { released, body, answer } = passStream(openaiResponses, contextOf(), stream)
      expect(body).toBe(stream)
      expect(released).not.toContain('"response.completed"')
      const events = eventsOf(released)
      expect(events.map((event) => event['sequence_number'])).toEqual(events.map((_, i) => i))
      const facts = answer.facts()
      expect(facts).toMatchObject({ complete: false, nextSequence: events.length })
    }
    expect(passStream(openaiResponses, contextOf(), upTo('output_item.done')).released).not.toContain('Written with AI')
  })

  test('a message after a labelled one is numbered on', () => {
    const stream = responseStream([
      messageItem('msg_1', ['The first message.']),
      messageItem('msg_2', ['The second message.']),
    ])
    const events = eventsOf(passStream(openaiResponses, contextOf(), stream).released)
    expect(events.map((event) => event['sequence_number'])).toEqual(events.map((_, i) => i))
    expect(events.filter((event) => event['delta'] === LABEL)).toHaveLength(2)
  })

  test('the vendor’s error event ends it with the disclosure', () => {
    const begun = responseStream([]).split('event: response.completed')[0]
    const error =
      'event: error\ndata: {"type":"error","code":"server_error","message":"org-Abc123456 broke","param":null,"sequence_number":2}\n\n'
    const { released, answer } = passStream(openaiResponses, contextOf(), begun + error)
    expect(eventsOf(released).at(-1)).toMatchObject({
      type: 'error',
      message: '[removed] broke',
      sequence_number: 2,
      ai_disclosure: DISCLOSURE,
    })
    expect(answer.facts()).toMatchObject({ complete: true, finish: ['error'] })
  })

  test('a failed response passes its message without secrets', () => {
    const more = { error: { code: 'server_error', message: 'Failed for org-Abc123456.' } }
    const failed = { type: 'response.failed', sequence_number: 0, response: responseOf([], 'failed', more) }
    const { released } = passStream(
      openaiResponses,
      contextOf(),
      `event: response.failed\ndata: ${JSON.stringify(failed)}\n\n`,
    )
    expect(eventsOf(released)).toMatchObject([
      { response: { error: { message: 'Failed for [removed].' }, ai_disclosure: DISCLOSURE } },
    ])
  })

  test('what the output scan changes is recorded the same in deltas and repeated texts', () => {
    const stream = responseStream([messageItem('msg_1', ['A SECRET for [PERSON_3], SEC'])], 3)
    const { released, body } = passStream(openaiResponses, contextOf({ openScan: scanning }), stream)
    const deltas = (text: string) =>
      eventsOf(text)
        .flatMap((event) => (typeof event['delta'] === 'string' ? [event['delta']] : []))
        .join('')
    expect(deltas(body)).toBe('A [REMOVED] for [PERSON_3], SEC')
    expect(deltas(released)).toBe(`A [REMOVED] for Ann "Red" Lee, SEC${LABEL}`)
    expect(body).not.toContain('SECRET')
    expect(eventsOf(released).at(-1)).toMatchObject({
      response: { output: [{ content: [{ text: deltas(released) }] }] },
    })
  })
})
