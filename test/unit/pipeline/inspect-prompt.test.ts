import { expect, test } from 'vitest'
import { parseJsonStrict } from '#src/core/json-text.ts'
import type { Exchange } from '#src/pipeline/exchange.ts'
import type { PipelineParts } from '#src/pipeline/stage.ts'
import { inspectPrompt } from '#src/pipeline/stages/inspect-prompt.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { createEngine } from '#src/redaction/engine.ts'
import { openaiChat } from '#src/wires/openai-chat.ts'
import { readRequest } from '#src/wires/read-request.ts'

const policy = loadPolicy({ folder: 'policies/us-ms-its' })
const engine = createEngine()

interface Message {
  readonly role: string
  readonly content: string
}

function inspected(messages: readonly Message[], more: object = {}): Exchange['inspection'] {
  const text = JSON.stringify({ model: 'm', messages, ...more })
  const result = readRequest(openaiChat, text, parseJsonStrict(text), { granted: new Set() })
  if (!('reading' in result)) throw new Error(JSON.stringify(result))
  const exchange = { policy, reading: result.reading } as Exchange
  expect(inspectPrompt.run(exchange, { engine } as PipelineParts)).toBeNull()
  return exchange.inspection
}

const ask = (content: string): Message => ({ role: 'assistant', content })
const say = (content: string): Message => ({ role: 'user', content })

test.each([
  ['What is your social security number?', '219099998', 'us_ssn'],
  ['Thanks. Which account should it go to?', '4471029938', 'bank_account'],
  ['Please give me the driver’s license number:', 'It is 801234567', 'ms_driver_license'],
])('what the assistant asked (%j) says what the short answer is', (question, reply, entity) => {
  expect(inspected([say('I need help'), ask(question), say(reply)])?.entities).toEqual({ [entity]: 1 })
})

test.each([
  ['an assistant that asks nothing', [ask('I read your account.'), say('219099998')]],
  ['a question that somebody else answers', [ask('Your SSN?'), ask('219099998')]],
  ['a question two turns ago', [ask('Your SSN?'), say('why?'), say('219099998')]],
  ['a long text', [ask('Your SSN?'), say(`219099998 ${'and so on '.repeat(20)}`)]],
])('%s names nothing', (_, messages) => {
  expect(inspected(messages)?.entities).toEqual({})
})

test('a number of a JSON document is what its key says', () => {
  const metadata = [
    { type: 'function', function: { name: 'f', parameters: { default: { npi: 1234567893, order: 1234567893 } } } },
  ]
  const found = inspected([say('hello')], { tools: metadata })
  expect(found?.numbers.map(({ path, span }) => `${path.split('.').at(-1)} ${span.entity}`)).toEqual(['npi us_npi'])
})
