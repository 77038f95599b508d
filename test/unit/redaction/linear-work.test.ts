import { describe, expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'

/** Inputs that make backtracking recognizers quadratic; a caller could stop the gateway with one of them. */
const PROBES: Readonly<Record<string, string>> = {
  digits: '1',
  'at signs': '@',
  dashes: '-',
  'small letters': 'a',
  'capital letters': 'A',
  blanks: ' ',
  dots: '.',
  'nested punctuation': '([{<',
  hex: 'deadbeef0123',
  base64: 'QUJDREVG+/0aZ',
  words: 'Aa Aa',
  'dashed pairs': '12-12-',
  'dotted letters': 'a.a.a.',
  'token starts': 'eyJ',
  'dotted tokens': 'eyJhbGciOiJIUzI1NiJ9.',
  'begin markers': '-----BEGIN',
  'key heads': '-----BEGIN PRIVATE KEY-----',
  'broken key heads': "-----BEGIN PRIVATE KEY-----'",
  colons: ':',
  'key prefixes': 'sk-',
  underscores: '_',
  addresses: 'a@a.',
  'card groups': '4111 ',
  'dotted ones': '1.1.',
  passwords: 'password=',
  'open quotes': "password='",
  schemes: '://a:',
  'bare nines': '219099998 ',
  escapes: '%41',
  'unicode escapes': '\\u0031',
  'zero width': '1\u200b',
  'local numbers': '555-1234 ',
  plus: '+1 ',
  'hex colons': 'a::',
  'spaced digits': '1 ',
  labels: 'ssn ',
  entities: '&#49;',
  names: 'John ',
  titles: 'Mr. ',
  'surnames first': 'Smith, ',
  particles: 'de la ',
  streets: '123 Main ',
  boxes: 'PO Box ',
  'birth labels': 'dob ',
  accounts: 'account 123456 ',
  'record numbers': 'MRN 123456, ',
  'joined tokens': 'A1-B2-C3-',
  plates: 'tag ABC 1234 ',
  places: 'gps 32.29876, -90.18481 ',
  'account groups': 'GB82 WEST 1234 ',
  'bare nines with licences': 'license 801234567 TX ',
  ages: 'aged 97 ',
  'interface pairs': '00:1A:',
  tables: 'ssn,phone\n219099998,6015551234,',
}
const CHARS = 20_000
/** Each recognizer may look at a character a few times; a quadratic one would look thousands of times. */
const STEPS_PER_CHAR_MAX = 12

describe('worst cases', () => {
  const engine = createEngine()
  test.each(Object.entries(PROBES))('%s cost no more per character in a long text than in a short one', (_, probe) => {
    const short = engine.measure(probe.repeat(Math.ceil(CHARS / probe.length))).steps / CHARS
    const long = engine.measure(probe.repeat(Math.ceil((CHARS * 4) / probe.length))).steps / (CHARS * 4)
    expect(long).toBeLessThanOrEqual(short * 1.1 + 0.01)
    expect(long).toBeLessThan(STEPS_PER_CHAR_MAX)
  })
})
