import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine, type RedactionEngine } from '#src/redaction/engine.ts'
import { createTextStream } from '#src/redaction/hold-back.ts'
import { listDigest, type ValueList } from '#src/redaction/lists/list-form.ts'
import { createOutputScan } from '#src/redaction/output-scan.ts'
import { hashed, masked } from '#src/redaction/replacements.ts'

const key = Buffer.alloc(32, 5)
const NAMES = ['Jane Q. Doe', 'Ana', 'María-José Núñez', 'Ana Lucía de la Cruz']

function engineWith(deny: readonly ValueList[], allow: readonly ValueList[] = []): RedactionEngine {
  return createEngine({ lists: { deny, allow, key } })
}
const plain: ValueList = { entity: 'protected_person', values: NAMES, digests: [] }
const digested: ValueList = {
  entity: 'protected_person',
  values: [],
  digests: NAMES.map((name) => listDigest(key, 'protected_person', name)),
}

describe.each([
  ['values', plain],
  ['digests', digested],
])('a deny list of %s', (_, list) => {
  const engine = engineWith([list])

  test.each<[text: string, found: readonly string[]]>([
    ['Write to Jane Q. Doe today.', ['Jane Q. Doe']],
    ['JANE Q DOE; jane q. doe', ['JANE Q DOE', 'jane q. doe']],
    ['Jane, Q. Doe', ['Jane, Q. Doe']],
    [
      'María José Núñez, Mari\u0301a-José Nu\u0301n\u0303ez',
      ['María José Núñez', 'Mari\u0301a-José Nu\u0301n\u0303ez'],
    ],
    ['maria jose nunez', ['maria jose nunez']],
    ['Ana and Ana Lucía de la Cruz', ['Ana', 'Ana Lucía de la Cruz']],
    ['Anabel, banana, Jane Q. Does', []],
    ['Jane Doe, Q. Doe', []],
    ['Jane Q. -- Doe', []],
    ['', []],
  ])('%s → %j', (text, found) => {
    expect(
      engine
        .find(text)
        .filter(({ entity }) => entity === 'protected_person')
        .map(({ start, end }) => text.slice(start, end)),
    ).toEqual(found)
  })

  test('takes the same out of a stream however it is cut, and nothing of it leaves early', () => {
    const words = fc.constantFrom(
      'Jane',
      ' Q.',
      ' Doe',
      'Ana',
      ' Luci',
      '\u0301a',
      ' Lucía',
      ' de',
      ' la',
      ' Cruz',
      ' ',
      ', ',
      'bel',
      '%20',
      'x',
    )
    const operators = { protected_person: 'redact' } as const
    fc.assert(
      fc.property(fc.array(words, { maxLength: 16 }), (parts) => {
        const text = parts.join('')
        const whole = createOutputScan(engine, operators).scanText(text).text
        for (const deltas of [parts, [...text]]) {
          const stream = createTextStream(createOutputScan(engine, operators).transform())
          let released = ''
          for (const delta of deltas) {
            released += stream.push(delta)
            expect(whole.startsWith(released)).toBe(true)
          }
          expect(released + stream.flush()).toBe(whole)
        }
      }),
      { numRuns: 200 },
    )
  })

  test.each(['Jane ', 'a', 'Ana Lucía de la ', '. ', 'a.'])('text of %j costs a bounded look at each word', (probe) => {
    const only = engine.only(new Set(['protected_person']))
    const cost = (chars: number): number => only.measure(probe.repeat(Math.ceil(chars / probe.length))).steps / chars
    expect(cost(80_000)).toBeLessThanOrEqual(cost(20_000) * 1.1 + 0.01)
    expect(cost(80_000)).toBeLessThanOrEqual(6)
  })
})

describe('an allow list', () => {
  const allow: ValueList[] = [
    { entity: 'phone_number', values: ['(601) 555-0100'], digests: [] },
    { entity: 'email_address', values: [], digests: [listDigest(key, 'email_address', 'Info@its.ms.gov')] },
  ]
  const found = (text: string): string[] =>
    engineWith([], allow)
      .find(text)
      .map(({ start, end }) => text.slice(start, end))

  test('lets its values through in any spelling, and nothing else', () => {
    expect(found('call 601-555-0100 or +1 601 555 0100 or 601-555-0101')).toEqual(['601-555-0101'])
    expect(found('info@its.ms.gov, info@its.ms.gov.example.com')).toEqual(['info@its.ms.gov.example.com'])
  })

  test('lets through no value that only begins like one, and none of another kind', () => {
    expect(found('mail call@601-555-0100.example.com')).toHaveLength(1)
    expect(
      engineWith([{ entity: 'other', values: ['601 555 0100'], digests: [] }], allow).find('601 555 0100'),
    ).toMatchObject([{ entity: 'other' }])
  })
})

test('digests are worth nothing without their key, and an engine without it isn’t made', () => {
  expect(() => createEngine({ lists: { deny: [digested], allow: [], key: null } })).toThrow('needs the key')
  const other = createEngine({ lists: { deny: [digested], allow: [], key: Buffer.alloc(32, 6) } })
  expect(other.find('Jane Q. Doe').map(({ recognizer }) => recognizer)).toEqual(['person-name'])
  expect(listDigest(key, 'a', 'Jane Q. Doe')).not.toBe(listDigest(key, 'b', 'Jane Q. Doe'))
  expect(listDigest(key, 'a', 'Jane Q. Doe')).toBe(listDigest(key, 'a', 'jane q doe'))
})

test('a list is part of the engine’s version', () => {
  const engines = [createEngine(), engineWith([plain]), engineWith([digested]), engineWith([], [plain])]
  expect(new Set(engines.map(({ version }) => version)).size).toBe(4)
})

test.each([
  ['219-09-9998', 4, '***-**-9998'],
  ['219-09-9998', 0, '***-**-****'],
  ['abc', 4, '**c'],
  ['a', 4, '*'],
  ['ab', 4, '*b'],
  ['José García', 2, '**** ****ía'],
  ['x'.repeat(65), 4, '[KIND]'],
])('%s masked to its last %i is %s', (value, keep, shown) => {
  expect(masked('kind', value, keep)).toBe(shown)
})

test('at most half of a masked value stays, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), fc.nat(4), (value, keep) => {
      const letters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
      expect(letters(masked('kind', value, keep))).toBeLessThanOrEqual(Math.min(keep, letters(value) / 2))
    }),
  )
})

test('a hash is the same for spellings of one value, and another for another agency, kind or key', () => {
  const one = hashed(key, 'A', 'us_ssn', '219-09-9998')
  expect(one).toMatch(/^\[US_SSN#[0-9a-f]{12}\]$/)
  expect(hashed(key, 'A', 'us_ssn', '219 09 9998')).toBe(one)
  for (const other of [
    hashed(key, 'B', 'us_ssn', '219-09-9998'),
    hashed(key, 'A', 'other', '219-09-9998'),
    hashed(Buffer.alloc(32, 6), 'A', 'us_ssn', '219-09-9998'),
    hashed(key, 'A', 'us_ssn', '219-09-9997'),
  ])
    expect(other.slice(-14)).not.toBe(one.slice(-14))
})
