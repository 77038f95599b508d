import { describe, expect, test } from 'vitest'
import { parseJsonStrict } from '#src/core/json-text.ts'
import type { Exchange } from '#src/pipeline/exchange.ts'
import { createDetection } from '#src/pipeline/scan/detection.ts'
import type { PipelineParts } from '#src/pipeline/stage.ts'
import { inspectPrompt } from '#src/pipeline/stages/inspect-prompt.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { categories } from '#src/redaction/categories/find-categories.ts'
import { openaiChat } from '#src/wires/openai-chat.ts'
import { readRequest } from '#src/wires/read-request.ts'

const policy = loadPolicy({ folder: 'policies/us-ms-its' })
const detection = createDetection({
  listKey: null,
  pool: {
    size: 0,
    scan: () => Promise.reject(new Error('short texts need no worker')),
    close: () => Promise.resolve(),
  },
  post: () => Promise.reject(new Error('no detector elsewhere is named')),
  now: () => 0,
})
/** What the stage asks of a system; the rest is of no interest here. */
const system = { id: 'm', hosting: 'private' } as unknown as Exchange['system']

interface Message {
  readonly role: string
  readonly content: string
}

function inspected(messages: readonly Message[], more: object = {}): Exchange['inspection'] {
  const text = JSON.stringify({ model: 'm', messages, ...more })
  const result = readRequest(openaiChat, text, parseJsonStrict(text), { granted: new Set() })
  if (!('reading' in result)) throw new Error(JSON.stringify(result))
  const exchange = { policy, system, reading: result.reading } as Exchange
  expect(inspectPrompt.run(exchange, { detection } as PipelineParts)).toBeNull()
  return exchange.inspection
}

const ask = (content: string): Message => ({ role: 'assistant', content })
const say = (content: string): Message => ({ role: 'user', content })

test.each([
  ['What is your social security number?', '219099998', 'us_ssn'],
  ['Thanks. Which account should it go to?', '4471029938', 'bank_account'],
  ['And your DCN, if you have it? It is on your letter.', '52018843', 'mo_dcn'],
  ['And your login, to test a job?', 'arowe2 / Wash3rDry3r!', 'password'],
  ['How old was she?', 'ninety-seven', 'age_over_89'],
  ['Please give me the driver’s license number:', 'It is 801234567', 'ms_driver_license'],
])('what the assistant asked (%j) says what the short answer is', (question, reply, entity) => {
  expect(inspected([say('I need help'), ask(question), say(reply)])?.entities).toEqual({ [entity]: 1 })
})

test('who is asked again answers the question before', () => {
  const asked = [ask('What are the last four digits of your SSN?'), say('8802')]
  const again = [...asked, ask('That doesn’t match. Would you check again?'), say('sorry 8820')]
  expect(inspected(again)?.entities).toEqual({ ssn_last4: 2 })
  expect(inspected([...asked, ask('Thanks. How many rooms?'), say('sorry 8820')])?.entities).toEqual({ ssn_last4: 1 })
})

test('a question for somebody’s name and birth asks for no licence', () => {
  const entities = inspected([ask('Driver’s name and date of birth?'), say('03271998')])?.entities
  expect(entities).toEqual({ date_of_birth: 1 })
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

describe('categories', () => {
  test.each([
    ['tax_return_data', 'SSN 219-09-9998: the IRS transcript shows an adjusted gross income of 41,200.'],
    ['criminal_history', 'DOB unknown, SID MS1234567, arrested for burglary in 2019.'],
    ['education_record', 'Student ID 900112233 has an IEP and reads below level.'],
    ['health_record', 'MRN 00123456 was diagnosed with diabetes.'],
    ['biometric_record', 'The fingerprint card of FBI number 123456AB7 is missing.'],
    ['health_record', 'A 94-year-old man, diagnosed with diabetes, was prescribed insulin.'],
  ])('%s raises the class of a message that tells of whom it speaks', (category, text) => {
    const found = inspected([say(text)])
    expect(found?.entities).toHaveProperty(category, 1)
    expect(found?.detectedClass).toBe('regulated')
  })

  test.each([
    ['words alone', [say('Which safeguards does federal tax information need? A rap sheet is criminal history.')]],
    ['a number alone', [say('SSN 219-09-9998 is written on the letter.')]],
    ['a number in another message', [say('SSN 219-09-9998 is on the letter.'), say('Explain what a tax return is.')]],
    ['one word and an age', [say('She is 94 years old and asks about the diagnosis.')]],
    ['part of a word', [say('SSN 219-09-9998, see the softigrip chart')]],
  ])('%s raise nothing', (_, messages) => {
    const names = categories.map(({ name }) => name)
    expect(Object.keys(inspected(messages)?.entities ?? {}).filter((entity) => names.includes(entity))).toEqual([])
  })

  test('every category has its rule in every profile', () => {
    for (const { name } of categories) expect(Object.keys(policy.redaction.entities)).toContain(name)
  })
})
