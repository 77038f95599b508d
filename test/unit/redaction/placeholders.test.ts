import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { createPlaceholders, type PlaceholderOptions } from '#src/redaction/placeholders.ts'
import { redactText } from '#src/redaction/redact.ts'
import { restoreText } from '#src/redaction/restore.ts'
import { entities, identifierText } from './identifier-text.ts'

const engine = createEngine()

function make(options: Partial<PlaceholderOptions> = {}): ReturnType<typeof createPlaceholders> {
  return createPlaceholders({ key: Buffer.alloc(32, 1), principal: 'issuer|anna', stable: true, ...options })
}

describe('placeholders', () => {
  test('one caller and value always give the same placeholder', () => {
    const first = make().for('us_ssn', '219-09-9998')
    expect(first).toMatch(/^\[US_SSN_[1-9][0-9]{0,3}\]$/)
    expect(make().for('us_ssn', '219-09-9998')).toBe(first)
    expect(make().for('us_ssn', '219 09 9998')).toBe(first)
  })

  test('another caller or key gives other placeholders', () => {
    const values = Array.from({ length: 20 }, (_, i) => `person${i}@example.com`)
    const of = (options: Partial<PlaceholderOptions>): string => {
      const placeholders = make(options)
      return values.map((value) => placeholders.for('email_address', value)).join()
    }
    expect(of({ principal: 'issuer|ben' })).not.toBe(of({}))
    expect(of({ key: Buffer.alloc(32, 2) })).not.toBe(of({}))
  })

  test('different values never share a placeholder, however many', () => {
    const placeholders = make()
    const all = new Set(
      Array.from({ length: 10_050 }, (_, i) => placeholders.for('email_address', `p${i}@example.com`)),
    )
    expect(all.size).toBe(10_050)
  })

  test('without numbers where nothing refers back', () => {
    const placeholders = make({ stable: false })
    expect(placeholders.for('us_ssn', '219-09-9998')).toBe('[US_SSN]')
    expect(placeholders.restorable('email_address')).toBe(false)
  })

  test('counts by entity what was replaced', () => {
    const placeholders = make()
    redactText('219-09-9998, 219-09-9998 and bob@example.com', engine, placeholders)
    expect(Object.fromEntries(placeholders.counts)).toEqual({ us_ssn: 2, email_address: 1 })
  })
})

describe('restoring', () => {
  const placeholders = make()
  const placeholder = placeholders.for('email_address', 'bob@example.com')
  const core = placeholder.slice(1, -1)
  test.each([
    ['as issued', placeholder],
    ['in small letters', placeholder.toLowerCase()],
    ['without brackets', core],
    ['small and without brackets', core.toLowerCase()],
    ['with blanks', `[ ${core} ]`],
    ['with blanks for underscores', placeholder.replaceAll('_', ' ')],
    ['with Markdown escapes', `\\[${core.replaceAll('_', '\\_')}\\]`],
    ['with dashes', placeholder.replaceAll('_', '-')],
  ])('reads a placeholder written %s', (_, written) => {
    expect(restoreText(`Write to ${written}.`, placeholders).text).toBe('Write to bob@example.com.')
  })

  test('leaves numbers that were never issued, and longer words', () => {
    const other = core.replace(/[0-9]+$/, (number) => String((Number(number) % 9999) + 1))
    for (const text of [`[${other}]`, `X${core}`, `${core}5`, `[${core}7]`])
      expect(restoreText(text, placeholders).text).toBe(text)
  })

  test('secrets, SSNs and cards stay out unless policy names them', () => {
    const strict = make()
    const text = '219-09-9998, 4111 1111 1111 1111, password: hunter2 and sk-abcDEF1234567890abcDEF12'
    const redacted = redactText(text, engine, strict).text
    expect(restoreText(redacted, strict)).toEqual({ text: redacted, edits: [] })
    const open = make({ restorable: ['us_ssn'] })
    expect(restoreText(redactText('219-09-9998', engine, open).text, open).text).toBe('219-09-9998')
  })

  test('fits values into JSON', () => {
    const quoted = make({ restorable: ['password'] })
    const { text } = redactText('password: `a"b\\c9`', engine, quoted)
    const json = JSON.stringify({ text })
    expect(JSON.parse(restoreText(json, quoted, { json: true }).text)).toEqual({ text: 'password: `a"b\\c9`' })
  })
})

describe('typed look-alikes', () => {
  test('are forwarded as typed and never resolved', () => {
    const issued = make().for('email_address', 'bob@example.com')
    const placeholders = make()
    const { text } = redactText(`${issued} is not bob@example.com`, engine, placeholders)
    expect(text.startsWith(`${issued} is not [EMAIL_ADDRESS_`)).toBe(true)
    expect(restoreText(text, placeholders).text).toBe(`${issued} is not bob@example.com`)
    expect(restoreText(issued, placeholders).text).toBe(issued)
  })

  test('are replaced once their number is taken, and come back', () => {
    const placeholders = make()
    const issued = placeholders.for('email_address', 'bob@example.com')
    const escaped = placeholders.escapeLookAlikes(`who is ${issued}?`)
    expect(escaped).toMatch(/^who is \[TEXT_[0-9]+\]\?$/)
    expect(restoreText(escaped, placeholders).text).toBe(`who is ${issued}?`)
  })

  test('release gives any escaped text back', () => {
    fc.assert(
      fc.property(identifierText, fc.string(), (text, more) => {
        const placeholders = make({ restorable: entities })
        const issued = ['a@b.co', 'c@d.co'].map((value) => placeholders.for('email_address', value))
        const typed = `${text}${issued[0]}${more}${issued[1]!.toLowerCase()} [ ${issued[0]!.slice(1, -1)} ] ${issued[1]!.slice(1, -1)}`
        expect(restoreText(placeholders.escapeLookAlikes(typed), placeholders).text).toBe(typed)
        // Twice, since an escape is itself text that somebody may type.
        const twice = placeholders.escapeLookAlikes(placeholders.escapeLookAlikes(typed))
        expect(restoreText(restoreText(twice, placeholders).text, placeholders).text).not.toContain('[TEXT_')
      }),
    )
  })
})

describe('numbers and parts', () => {
  test.each([
    ['219099998', 'us_ssn'],
    ['4111111111111111', 'credit_card'],
    ['2.19099998e8', 'us_ssn'],
    ['-219099998', 'us_ssn'],
    ['219099998.0', 'us_ssn'],
    ['123456789', null],
    ['900123456', null],
    ['4111111111111112', null],
    ['2190999981', null],
    ['0.5', null],
    ['1732295562123', null],
  ])('the number %s reads as %s', (raw, entity) => {
    expect(engine.findInNumber(raw)?.entity ?? null).toBe(entity)
  })

  test('an identifier across parts is found in every part it touches', () => {
    const parts = ['My SSN is 219-', '09', '-9998 and more']
    expect(
      engine.findAcross(parts).map((spans, i) => spans.map((span) => parts[i]!.slice(span.start, span.end))),
    ).toEqual([['219-'], ['09'], ['-9998']])
  })

  test('a neighbour hides nothing', () => {
    const parts = ['ref 7', '219-09-9998', '8']
    expect(engine.findAcross(parts)[1]).toHaveLength(1)
  })

  test('no part keeps a character that its own reading or the joined one covers', () => {
    fc.assert(
      fc.property(fc.array(identifierText, { maxLength: 4 }), (parts) => {
        const across = engine.findAcross(parts)
        const covered = (index: number, at: number): boolean =>
          across[index]!.some((span) => span.start <= at && at < span.end)
        let offset = 0
        const joined = engine.find(parts.join(''))
        parts.forEach((part, index) => {
          for (const span of engine.find(part))
            for (let at = span.start; at < span.end; at++) expect(covered(index, at)).toBe(true)
          for (const span of joined) {
            for (let at = Math.max(span.start, offset); at < Math.min(span.end, offset + part.length); at++)
              expect(covered(index, at - offset)).toBe(true)
          }
          for (let i = 1; i < across[index]!.length; i++)
            expect(across[index]![i]!.start).toBeGreaterThanOrEqual(across[index]![i - 1]!.end)
          offset += part.length
        })
      }),
    )
  })
})
