import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { createTextStream, type StreamTransform } from '#src/redaction/hold-back.ts'
import { createOutputScan } from '#src/redaction/output-scan.ts'
import { createPlaceholders } from '#src/redaction/placeholders.ts'
import type { Entity } from '#src/redaction/recognizer.ts'
import { redactText } from '#src/redaction/redact.ts'
import { restoreText } from '#src/redaction/restore.ts'
import { restoreTransform } from '#src/redaction/restore-stream.ts'
import { entities, identifierText } from './identifier-text.ts'

const engine = createEngine({ entities })
const runs = { numRuns: Number(process.env['FC_RUNS'] ?? 300) }

/** A text and the places where it is cut into deltas. */
const cutText = identifierText.chain((text) =>
  fc.tuple(fc.constant(text), fc.array(fc.nat({ max: Math.max(1, text.length) }), { maxLength: 12 })),
)

function deltasOf(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set([0, ...cuts.filter((cut) => cut <= text.length), text.length])].sort((a, b) => a - b)
  return places.slice(1).map((end, i) => text.slice(places[i], end))
}

function streamed(transform: StreamTransform, deltas: readonly string[]): string {
  const stream = createTextStream(transform)
  return deltas.map((delta) => stream.push(delta)).join('') + stream.flush()
}

function placeholdersFor(principal = 'a'): ReturnType<typeof createPlaceholders> {
  return createPlaceholders({ key: Buffer.alloc(32, 7), principal, stable: true, restorable: entities })
}

const redactAll = Object.fromEntries(entities.map((entity) => [entity, 'redact' as const]))

describe('streamed text', () => {
  test('an output scan gives the same text however the stream is cut', () => {
    fc.assert(
      fc.property(cutText, ([text, cuts]) => {
        const whole = createOutputScan(engine, redactAll).scanText(text).text
        expect(streamed(createOutputScan(engine, redactAll).transform(), deltasOf(text, cuts))).toBe(whole)
        expect(streamed(createOutputScan(engine, redactAll).transform(), [...text])).toBe(whole)
      }),
      runs,
    )
  })

  test('no character of a redacted identifier leaves early', () => {
    fc.assert(
      fc.property(cutText, fc.subarray(entities, { minLength: 1 }), ([text, cuts], chosen: Entity[]) => {
        const scan = createOutputScan(engine, Object.fromEntries(chosen.map((entity) => [entity, 'redact' as const])))
        const spans = engine.only(new Set(chosen), { tables: false }).find(text)
        const whole = scan.scanText(text).text
        const stream = createTextStream(scan.transform())
        let released = ''
        for (const delta of deltasOf(text, cuts)) {
          released += stream.push(delta)
          expect(whole.startsWith(released)).toBe(true)
        }
        expect(released + stream.flush()).toBe(whole)
        expect(spans.length === 0).toBe(whole === text)
      }),
      runs,
    )
  })

  test('restoration gives the same text however the stream is cut', () => {
    fc.assert(
      fc.property(cutText, ([text, cuts]) => {
        const placeholders = placeholdersFor()
        const redacted = redactText(text, engine, placeholders).text
        const answer = `${redacted} ${redacted.toLowerCase()} ${redacted.replaceAll('[', '').replaceAll('_', '\\_')} ${redacted.replaceAll('[', '[ ')}`
        const whole = restoreText(answer, placeholders).text
        expect(streamed(restoreTransform(placeholders), deltasOf(answer, cuts))).toBe(whole)
        expect(streamed(restoreTransform(placeholders), [...answer])).toBe(whole)
      }),
      runs,
    )
  })

  test('restoring what was redacted gives the text back', () => {
    fc.assert(
      fc.property(identifierText, fc.string(), (text, principal) => {
        const placeholders = placeholdersFor(principal)
        const redacted = redactText(text, engine, placeholders)
        expect(restoreText(redacted.text, placeholders).text).toBe(text)
      }),
      runs,
    )
  })

  test('plain prose is never held, also while identifiers are to be removed', () => {
    const prose =
      'The office, open since spring; staff reviewed it all. Was anything left undone? No: every form was signed.'
    const placeholders = placeholdersFor()
    placeholders.for('phone_number', '601-555-1234')
    const scan = createTextStream(
      createOutputScan(engine, { us_ssn: 'redact', credit_card: 'redact', private_key: 'redact' }).transform(),
    )
    const restore = createTextStream(restoreTransform(placeholders))
    for (const word of prose.match(/\s?\S+/g)!) {
      expect(scan.push(word)).toBe(word)
      expect(restore.push(word)).toBe(word)
    }
  })

  test('what waits is never more than 256 characters, however long the identifier', () => {
    for (const text of [
      `-----BEGIN PRIVATE KEY-----\n${'MIIEow+/'.repeat(500)}\n-----END PRIVATE KEY-----`,
      `eyJhbGciOiJIUzI1NiJ9.${'eyJzdWI'.repeat(300)}.sig`,
      `sk-${'a1B2'.repeat(400)}`,
      '1'.repeat(3000),
      'a'.repeat(3000),
    ]) {
      const whole = createOutputScan(engine, redactAll).scanText(`see ${text} done`).text
      const stream = createTextStream(createOutputScan(engine, redactAll).transform())
      let released = ''
      for (const char of `see ${text} done`) {
        released += stream.push(char)
        expect(stream.held).toBeLessThanOrEqual(256)
      }
      expect(released + stream.flush()).toBe(whole)
    }
  })

  test('flags count and change nothing', () => {
    const scan = createOutputScan(engine, { us_ssn: 'flag', email_address: 'redact' })
    const text = 'SSN 219-09-9998, mail bob@example.com, SSN 219-09-9997.'
    expect(streamed(scan.transform(), [...text])).toBe('SSN 219-09-9998, mail [EMAIL_ADDRESS], SSN 219-09-9997.')
    expect(scan.flagged.get('us_ssn')).toBe(2)
    expect(scan.redacted.get('email_address')).toBe(1)
  })
})
