import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { customRecognizer, type RecognizerDefinition } from '#src/redaction/custom/custom-recognizer.ts'
import { NAMED_CHECKS } from '#src/redaction/custom/named-checks.ts'
import { compilePattern } from '#src/redaction/custom/pattern.ts'
import { createEngine, type Hints } from '#src/redaction/engine.ts'
import { createTextStream } from '#src/redaction/hold-back.ts'
import { createOutputScan } from '#src/redaction/output-scan.ts'

const claim: RecognizerDefinition = {
  id: 'damage-claim',
  entity: 'damage_claim',
  pattern: '[A-Z]{2}-?\\d{4}-\\d{5,6}',
  ignoreCase: true,
  labels: ['claim', 'claim file no'],
  antiLabels: ['bid'],
  checks: [],
  score: 0.8,
}
const own = (changes: Partial<RecognizerDefinition> = {}): ReturnType<typeof createEngine> =>
  createEngine({ recognizers: [customRecognizer({ ...claim, ...changes })] })
const found = (engine: ReturnType<typeof createEngine>, text: string, hints?: Hints): string[] =>
  engine
    .find(text, hints)
    .filter(({ entity }) => entity === 'damage_claim')
    .map(({ start, end }) => text.slice(start, end))

describe('the pattern language', () => {
  test.each([
    ['\\d*', 'holds', 'how often at most'],
    ['[A-Z]+\\d{4}', 'holds', 'how often at most'],
    ['.{6}', 'holds', 'class'],
    ['^\\d{6}', 'holds', 'by itself'],
    ['(?=a)\\d{6}', 'looks around', 'bounded repeats'],
    ['(\\d{4})\\1', 'holds \\1', 'bounded repeats'],
    ['\\w{6}', 'holds \\w', 'bounded repeats'],
    ['[^0-9]{6}', 'negated', 'name the characters'],
    ['[0-z]{6}', 'range', 'within'],
    ['[a-', 'isn’t closed', ']'],
    ['(ab', 'isn’t closed', ')'],
    ['ab)cdef', 'without a group', 'literal'],
    ['a{3,2}bcde', 'repeat', 'smaller number first'],
    ['a{0}bcde', 'repeat', 'at least 1'],
    ['abcd|', 'empty alternative', 'remove'],
    ['[]abcd', 'empty class', 'name the characters'],
    ['abc', '3 characters', 'at least 4'],
    ['a?b?c?d?e?', '0 characters', 'at least 4'],
    ['\\d{65}', '65 characters', 'at most 64'],
    ['(\\d{9}){9}', '81 characters', 'at most 64'],
    ['#\\d{6}', "begins with '#'", 'letter or a digit'],
    ['-?\\d{6}', "begins with '-'", 'letter or a digit'],
    ['é\\d{6}', 'beyond ASCII', 'folded'],
    ['[ab]{1,20}a[ab]{20}', 'too many ways', 'differ earlier'],
    ['(a|b|c|d|e|f|g|h|i){60}', 'too large', 'shorter repeats'],
  ])('%s is refused, with what is wrong and how to mend it', (pattern, problem, mend) => {
    const attempt = (): unknown => compilePattern(pattern)
    expect(attempt).toThrow(problem)
    try {
      attempt()
    } catch (error) {
      expect((error as { mend: string }).mend).toContain(mend)
    }
  })

  const atom = fc.constantFrom('a', 'b', '1', '\\d', '[ab]', '[0-2]', '\\-')
  const quantifier = fc.constantFrom('', '', '?', '{2}', '{1,3}')
  const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
    pattern: fc.oneof(
      { maxDepth: 3 },
      fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
      fc.tuple(tie('part'), tie('part')).map(([a, b]) => `(${a}|${b})`),
    ),
    part: fc.oneof(
      { maxDepth: 3 },
      fc.tuple(atom, quantifier).map((parts) => parts.join('')),
      fc.tuple(tie('pattern'), quantifier).map(([inner, times]) => `(${inner})${times}`),
    ),
  }))

  test('a pattern matches what the regular expression of the same spelling matches', () => {
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^[ab01-]{0,12}$/), (inner, text) => {
        const source = `ab1\\d${inner}`
        let compiled: ReturnType<typeof compilePattern>
        try {
          compiled = compilePattern(source)
        } catch {
          return
        }
        const whole = `ab12${text}`
        const expression = new RegExp(`^(?:${source})$`)
        const ends = Array.from({ length: whole.length }, (_, at) => at + 1).filter((end) =>
          expression.test(whole.slice(0, end)),
        )
        expect(compiled.longest(whole, 0, () => true)).toBe(ends.at(-1) ?? 0)
        for (const end of ends) expect(compiled.isOpen(whole.slice(0, end), 0)).toBe(true)
        expect(compiled.walked()).toBeLessThanOrEqual(compiled.charsMax + 1)
      }),
      { numRuns: 400 },
    )
  })
})

describe('an agency’s own recognizer', () => {
  test.each<[text: string, values: readonly string[], hints?: Hints]>([
    ['Claim no. CL-2024-012345 came in.', ['CL-2024-012345']],
    ['claims: cl-2024-01234, CL2024-543210', ['cl-2024-01234', 'CL2024-543210']],
    ['Claim file no CL-2024-012345', ['CL-2024-012345']],
    ['The claimant’s file CL-2024-012345', []],
    ['CL-2024-012345', []],
    ['Claim invoice CL-2024-012345', []],
    ['Claim, bid CL-2024-012345', []],
    ['Bid of the claim CL-2024-012345', ['CL-2024-012345']],
    ['claim XCL-2024-012345', []],
    ['claim CL-2024-0123456', []],
    ['claim CL-2024-012345-7', []],
    ['claim CL-2024-012345x', []],
    ['claim ＣＬ-２０２４-０１２３４５', ['ＣＬ-２０２４-０１２３４５']],
    ['claim CL\u20112024\u2011012345.', ['CL\u20112024\u2011012345']],
    ['CL-2024-012345', ['CL-2024-012345'], { label: 'claimNo' }],
    ['CL-2024-012345', [], { label: 'bidNo' }],
    ['name,claim,bid\nA,CL-2024-012345,CL-2024-999999', ['CL-2024-012345']],
  ])('%s → %j', (text, values, hints) => {
    expect(found(own(), text, hints)).toEqual(values)
  })

  test('without labels a pattern stands by itself, unless one of its own anti-labels is near', () => {
    const bare = own({ labels: [] })
    expect(found(bare, 'see CL-2024-012345')).toEqual(['CL-2024-012345'])
    expect(found(bare, 'invoice CL-2024-012345')).toEqual(['CL-2024-012345'])
    expect(found(bare, 'bid CL-2024-012345')).toEqual([])
  })

  test('a check that fails makes it something else, and one that holds validates it', () => {
    const checked = own({ pattern: '\\d{10}', labels: [], checks: ['luhn', 'notRepeated'] })
    expect(found(checked, 'at 7992739871 and 7992739870, 0000000000')).toEqual([])
    const [span] = checked.find('at 4539578767').filter(({ entity }) => entity === 'damage_claim')
    expect(span).toMatchObject({ validated: true, tier: 'shape', score: 0.8, recognizer: 'damage-claim' })
    expect(own().find('claim CL-2024-012345')[0]).toMatchObject({ validated: false, tier: 'label' })
  })

  test.each([
    ['luhn', '79927398713', '79927398710'],
    ['mod97', '3214282912345698765432161182', '3214282912345698765432161183'],
    ['iban', 'GB82 WEST 1234 5698 7654 32', 'GB83 WEST 1234 5698 7654 32'],
    ['aba', '021000021', '021000022'],
    ['npi', '1234567893', '1234567890'],
    ['ssn', '219-09-9998', '000-09-9998'],
    ['card', '4111 1111 1111 1111', '4111 1111 1111 1112'],
    ['nanp', '601-555-0100', '101-555-0100'],
    ['notRepeated', '11-21', '11-11'],
  ] as const)('the check %s holds for %s and not for %s', (check, good, bad) => {
    expect(NAMED_CHECKS[check](good)).toBe(true)
    expect(NAMED_CHECKS[check](bad)).toBe(false)
  })

  test('its definition is part of the engine’s version', () => {
    const versions = [own(), own({ pattern: '[A-Z]{2}\\d{8}' }), own({ labels: ['file'] }), createEngine()]
    expect(new Set(versions.map(({ version }) => version)).size).toBe(4)
  })

  test.each(['1', 'a', 'A', '-', ' ', 'AB-', 'AB-1234-', 'a a ', '1 2 ', 'claim AB-1234-1234 '])(
    'text of %j costs a bounded look at each character',
    (probe) => {
      const engine = createEngine({
        entities: ['damage_claim'],
        recognizers: [
          customRecognizer({ ...claim, pattern: '[A-Z0-9][A-Z0-9 \\-]{2,62}[0-9]', labels: [] }),
          customRecognizer(claim),
        ],
      })
      const chars = 20_000
      const short = engine.measure(probe.repeat(Math.ceil(chars / probe.length))).steps / chars
      const long = engine.measure(probe.repeat(Math.ceil((chars * 4) / probe.length))).steps / (chars * 4)
      expect(long).toBeLessThanOrEqual(short * 1.1 + 0.01)
      expect(long).toBeLessThanOrEqual(70)
    },
  )

  const words = fc.constantFrom(
    'claim ',
    'CL-2024-01234',
    '5',
    '6 ',
    '-',
    ' ',
    'bid ',
    'cl2024-',
    '%33',
    '\\u0034',
    'A',
    '. ',
  )
  test('what it takes out of an answer is the same however the stream is cut', () => {
    const engine = own()
    const operators = { damage_claim: 'redact', us_ssn: 'redact' } as const
    fc.assert(
      fc.property(fc.array(words, { maxLength: 14 }), fc.array(fc.nat(120), { maxLength: 10 }), (parts, cuts) => {
        const text = parts.join('')
        const whole = createOutputScan(engine, operators).scanText(text).text
        const places = [...new Set([0, ...cuts.filter((cut) => cut < text.length), text.length])].sort((a, b) => a - b)
        const stream = createTextStream(createOutputScan(engine, operators).transform())
        let released = ''
        for (const [i, end] of places.slice(1).entries()) {
          released += stream.push(text.slice(places[i], end))
          expect(whole.startsWith(released)).toBe(true)
        }
        expect(released + stream.flush()).toBe(whole)
      }),
      { numRuns: 400 },
    )
  })
})
