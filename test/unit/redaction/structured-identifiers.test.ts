import { describe, expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { WHOLE_TEXT_ENTITIES } from '#src/redaction/whole-text.ts'
import { FOUND } from '#test/support/structured-cases.ts'

/** Names, addresses and dates of birth have tables of their own: test/unit/redaction/names. */
const shaped = new Set(createEngine().entities).difference(WHOLE_TEXT_ENTITIES)
const engine = createEngine({ entities: [...shaped] })

const MARK = /«([a-z0-9_]+):([^»]*)»/g

function found(text: string): string[] {
  return engine.find(text).map((span) => `${span.entity}:${text.slice(span.start, span.end)}`)
}

describe.each(Object.entries(FOUND))('%s', (_, texts) => {
  test.each(texts)('is found, and nothing else, in %j', (marked) => {
    const expected = [...marked.matchAll(MARK)].map(([, entity, value]) => `${entity}:${value}`)
    expect(found(marked.replace(MARK, '$2'))).toEqual(expected)
  })
})

test('every recognizer that a label or a check digit drives has its table here', () => {
  const elsewhere = [
    'us_ssn',
    'credit_card',
    'email_address',
    'phone_number',
    'ip_address',
    'api_key',
    'private_key',
    'jwt',
    'password',
  ]
  expect([...new Set([...Object.keys(FOUND), ...elsewhere])].sort()).toEqual([...shaped].sort())
})
