import { expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { createTextStream } from '#src/redaction/hold-back.ts'
import { createOutputScan } from '#src/redaction/output-scan.ts'
import { placeholderReader } from '#src/redaction/placeholder-text.ts'
import { createPlaceholders } from '#src/redaction/placeholders.ts'
import type { Entity } from '#src/redaction/recognizer.ts'
import { redactText } from '#src/redaction/redact.ts'
import { restoreText } from '#src/redaction/restore.ts'
import { restoreTransform } from '#src/redaction/restore-stream.ts'
import { WHOLE_TEXT_ENTITIES } from '#src/redaction/whole-text.ts'

const engine = createEngine()
const text = 'Maria Lopez, DOB 3/5/1980, lives at 123 Main St, Tupelo, MS 38801. Ask Lopez.'

test('the placeholder of every entity is read again', () => {
  const read = placeholderReader(engine.entities.map((entity) => entity.toUpperCase() as Uppercase<Entity>))
  for (const entity of engine.entities) {
    expect(read(`see [${entity.toUpperCase()}_12] here`, 'spelled')).toMatchObject([
      { name: entity.toUpperCase(), number: 12 },
    ])
  }
})

test('names, addresses and dates of birth come back to the caller, whole or streamed, however a model spells them', () => {
  const placeholders = createPlaceholders({ key: Buffer.alloc(32, 7), principal: 'a', stable: true })
  const redacted = redactText(text, engine, placeholders).text
  expect(redacted).toMatch(
    /^\[PERSON_NAME_\d+\], DOB \[DATE_OF_BIRTH_\d+\], lives at \[STREET_ADDRESS_\d+\]\. Ask \[PERSON_NAME_\d+\]\.$/,
  )
  for (const answer of [redacted, redacted.toLowerCase(), redacted.replaceAll('_', '\\_')]) {
    expect(restoreText(answer, placeholders).text.toLowerCase()).toBe(text.toLowerCase())
    const stream = createTextStream(restoreTransform(placeholders))
    const released = [...answer].map((char) => stream.push(char)).join('') + stream.flush()
    expect(released.toLowerCase()).toBe(text.toLowerCase())
  }
})

test('a whole answer loses the names that policy removes; a stream leaves them, and says of no other that it does', () => {
  const scan = createOutputScan(engine, { person_name: 'redact', us_ssn: 'redact' })
  const answer = 'Maria Lopez has SSN 219-09-9998.'
  expect(scan.scanText(answer).text).toBe('[PERSON_NAME] has SSN [US_SSN].')
  const stream = createTextStream(scan.transform())
  expect(stream.push(answer) + stream.flush()).toBe('Maria Lopez has SSN [US_SSN].')
  expect([...WHOLE_TEXT_ENTITIES].sort()).toEqual(['date_of_birth', 'person_name', 'street_address'])
})
