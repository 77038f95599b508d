import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdits } from '#src/core/edits.ts'
import {
  decodeUtf8Strict,
  type JsonNode,
  JsonRefusal,
  jsonEscape,
  parseJsonStrict,
  rawOffset,
  rawOffsets,
  valueOf,
} from '#src/core/json-text.ts'

const document = fc.json({ maxDepth: 6 }).filter((text) => !text.includes('__proto__'))

function refusal(text: string): JsonRefusal | null {
  try {
    parseJsonStrict(text)
    return null
  } catch (error) {
    if (error instanceof JsonRefusal) return error
    throw error
  }
}

function strings(node: JsonNode): Extract<JsonNode, { kind: 'string' }>[] {
  if (node.kind === 'string') return [node]
  if (node.kind === 'array') return node.items.flatMap(strings)
  return node.kind === 'object' ? node.members.flatMap((member) => strings(member.value)) : []
}

function check(text: string, node: JsonNode): void {
  const raw = text.slice(node.start, node.end)
  expect(valueOf(parseJsonStrict(raw))).toEqual(valueOf(node))
  if (node.kind === 'array') for (const item of node.items) check(text, item)
  if (node.kind !== 'object') return
  for (const member of node.members) {
    expect(JSON.parse(text.slice(member.keyStart, member.keyEnd))).toBe(member.key)
    check(text, member.value)
  }
}

describe('the strict reader', () => {
  test('agrees with JSON.parse on every document', () => {
    fc.assert(
      fc.property(document, fc.constantFrom(undefined, 1, '\t'), (text, indent) => {
        const pretty = JSON.stringify(JSON.parse(text), null, indent)
        if (!pretty.isWellFormed()) return
        expect(JSON.stringify(valueOf(parseJsonStrict(pretty)))).toBe(JSON.stringify(JSON.parse(pretty)))
      }),
    )
  })

  test('knows where every value and key stands', () => {
    fc.assert(
      fc.property(document, (text) => check(text, parseJsonStrict(text))),
      { numRuns: 60 },
    )
  })

  test('a changed document is refused or read as JSON.parse reads it', () => {
    const change = fc.tuple(
      fc.nat(),
      fc.constantFrom(
        '',
        '"',
        '\\',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '0',
        '-',
        'e',
        '.',
        'u',
        ' ',
        '\n',
        '\u0000',
        '\ud800',
        't',
        'n',
      ),
    )
    fc.assert(
      fc.property(document, change, fc.boolean(), (text, [position, by], replaces) => {
        const at = position % (text.length + 1)
        const changed = text.slice(0, at) + by + text.slice(replaces ? at + 1 : at)
        if (refusal(changed) !== null) return
        expect(JSON.stringify(valueOf(parseJsonStrict(changed)))).toBe(JSON.stringify(JSON.parse(changed)))
      }),
      { numRuns: 2000 },
    )
  })

  test('what JSON.parse refuses is refused, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            '"',
            '"a"',
            ':',
            ',',
            '1',
            '-',
            '\\',
            '\\u00',
            'true',
            'null',
            ' ',
            '\n',
            '\u0001',
          ),
          { maxLength: 12 },
        ),
        (pieces) => {
          const text = pieces.join('')
          let plain: unknown
          try {
            plain = JSON.parse(text)
          } catch {
            expect(refusal(text)?.code).toBeDefined()
            return
          }
          if (refusal(text) === null) expect(JSON.stringify(valueOf(parseJsonStrict(text)))).toBe(JSON.stringify(plain))
        },
      ),
      { numRuns: 3000 },
    )
  })

  test.each([
    ['nothing', '', 'malformed_body'],
    ['only blanks', ' \n', 'malformed_body'],
    ['a byte order mark', '\ufeff{}', 'malformed_body'],
    ['text after the document', '{} x', 'malformed_body'],
    ['two documents', '{}{}', 'malformed_body'],
    ['a key twice', '{"a":1,"a":2}', 'duplicate_key'],
    ['a key twice, once escaped', '{"a":1,"\\u0061":2}', 'duplicate_key'],
    [
      'a key twice among many',
      `{${Array.from({ length: 20 }, (_, i) => `"k${i}":1`).join(',')},"k3":2}`,
      'duplicate_key',
    ],
    [
      'a key twice just beyond the linear limit',
      `{${Array.from({ length: 8 }, (_, i) => `"k${i}":1`).join(',')},"k0":2}`,
      'duplicate_key',
    ],
    ['a deep duplicate', '[{"x":{"b":1,"b":1}}]', 'duplicate_key'],
    ['a prototype key', '{"__proto__":{}}', 'malformed_body'],
    ['an escaped prototype key', '{"\\u005f_proto__":1}', 'malformed_body'],
    ['a raw lone surrogate', '"\ud83d"', 'malformed_body'],
    ['an escaped lone surrogate', '"\\ud83d"', 'malformed_body'],
    ['an escaped lone surrogate in a key', '{"\\udc00":1}', 'malformed_body'],
    ['a raw line feed in a string', '"a\nb"', 'malformed_body'],
    ['a raw tab in a key', '{"a\tb":1}', 'malformed_body'],
    ['a control character behind an escape', '"\\n\u0001"', 'malformed_body'],
    ['a control character between values', '[1,\u000b2]', 'malformed_body'],
    ['a bad escape', '"\\x41"', 'malformed_body'],
    ['a string without end', '"abc\\"', 'malformed_body'],
    ['a leading zero', '01', 'malformed_body'],
    ['a bare minus', '-', 'malformed_body'],
    ['a plus', '+1', 'malformed_body'],
    ['a number with a dot at the end', '1.', 'malformed_body'],
    ['NaN', 'NaN', 'malformed_body'],
    ['single quotes', "{'a':1}", 'malformed_body'],
    ['a comma too many', '[1,]', 'malformed_body'],
    ['a comment', '{}//', 'malformed_body'],
    ['nesting beyond 64', '['.repeat(65) + ']'.repeat(65), 'malformed_body'],
    ['nesting of ten thousand', '['.repeat(10_000), 'malformed_body'],
    ['objects nested ten thousand deep', '{"a":'.repeat(10_000), 'malformed_body'],
  ])('refuses %s', (_, text, code) => {
    expect(refusal(text)?.code).toBe(code)
  })

  test('takes nesting of 64', () => {
    expect(refusal('['.repeat(64) + ']'.repeat(64))).toBeNull()
  })

  test('says where the trouble is and quotes nothing', () => {
    const error = refusal('{"a":1,"secret":2,"secret":3}')!
    expect(error.offset).toBe(18)
    expect(error.message).not.toContain('secret')
  })

  test('objects have no prototype', () => {
    expect(Object.getPrototypeOf(valueOf(parseJsonStrict('{"constructor":1}')))).toBeNull()
  })

  test('bytes that are not UTF-8 are refused', () => {
    expect(() => decodeUtf8Strict(Buffer.from([0x22, 0xc3, 0x28, 0x22]))).toThrow(JsonRefusal)
    expect(() => decodeUtf8Strict(Buffer.from([0xed, 0xa0, 0x80]))).toThrow(JsonRefusal)
    expect(decodeUtf8Strict(Buffer.from('"é😀"'))).toBe('"é😀"')
  })
})

describe('offsets of a string value', () => {
  const escaped = fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '\u0001', 'é', '😀', '/', '\u2028') })

  test('lead to the raw text, through every escape', () => {
    fc.assert(
      fc.property(escaped, fc.nat(), fc.nat(), fc.boolean(), (value, a, b, allEscaped) => {
        const raw = allEscaped
          ? `"${[...Array(value.length).keys()].map((i) => `\\u${value.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`
          : JSON.stringify(value)
        const text = `["before\\n", ${raw} ]`
        const node = strings(parseJsonStrict(text))[1]!
        const [start, end] = [a % (value.length + 1), b % (value.length + 1)].sort((x, y) => x - y) as [number, number]
        const edit = {
          start: rawOffset(text, node, start),
          end: rawOffset(text, node, end),
          text: jsonEscape('["new"]\n'),
        }
        const changed = `${value.slice(0, start)}["new"]\n${value.slice(end)}`
        if (!changed.isWellFormed()) return
        expect((JSON.parse(applyEdits(text, [edit])) as string[])[1]).toBe(changed)
      }),
      { numRuns: 500 },
    )
  })

  test('many in one walk are the same as each alone', () => {
    const text = JSON.stringify('a"b\n\n\u0001c"d')
    const node = parseJsonStrict(text) as Extract<JsonNode, { kind: 'string' }>
    const all = [...Array(node.value.length + 1).keys()]
    expect(rawOffsets(text, node, all)).toEqual(all.map((offset) => rawOffset(text, node, offset)))
  })
})
