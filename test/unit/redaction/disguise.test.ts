import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { disguiseOf } from '#src/redaction/disguise.ts'
import { createEngine } from '#src/redaction/engine.ts'

const engine = createEngine()
const told = (text: string) => engine.find(text).map(({ start, end }) => disguiseOf(text.slice(start, end)))

test('a value that was found says how it was disguised [MO-21]', () => {
  expect(told('SSN 2\u200b19-0\u200b9-9999')).toEqual(['invisible-characters'])
  expect(told('SSN ２１９-０９-９９９９')).toEqual(['lookalike-characters'])
  expect(told('SSN &#50;19-09-9999')).toEqual(['escaped-characters'])
  expect(told('my ssn is 2 1 9 - 0 9 - 9 9 9 9')).toEqual(['spaced-out'])
})

test('what people and programs write anyway is no disguise [MO-21]', () => {
  for (const text of [
    'SSN 219-09-9999',
    'SSN 219 09 9999',
    'SSN\u00a0219\u201109\u20119999',
    'mail jane%40acme.com',
    'write to jane&commat;acme.com',
    'mail jane.\u00addoe@acme.com',
    'SSN ٢١٩-٠٩-٩٩٩٩',
  ])
    expect([text, told(text)]).toEqual([text, [null]])
})

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const base64url = (text: string): string => Buffer.from(text).toString('base64url')
const hex = (text: string): string => Buffer.from(text).toString('hex')
const turned = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter < 'a' ? 65 : 97
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + 13) % 26))
  })
const found = (text: string) =>
  engine.find(text).map(({ start, end, entity, disguise }) => [entity, disguise, text.slice(start, end)])

const SSN = '219-09-9999'
test.each([
  ['base64', base64(`SSN ${SSN}`), 'encoded'],
  ['base64 of it alone', base64(SSN).replace(/=+$/, ''), 'encoded'],
  ['base64url', base64url(`~~~ ${SSN} ???`), 'encoded'],
  ['base64 twice', base64(base64(`her SSN is ${SSN}`)), 'encoded'],
  ['base64 of UTF-16', Buffer.from(`SSN ${SSN}`, 'utf16le').toString('base64'), 'encoded'],
  ['hexadecimal', hex(SSN), 'encoded'],
  ['hexadecimal pairs', hex(SSN).replaceAll(/..(?!$)/g, '$& '), 'encoded'],
  ['escaped pairs', hex(SSN).replaceAll(/../g, '\\x$&'), 'encoded'],
  ['percent signs twice', [...SSN].map((char) => `%25${hex(char)}`).join(''), 'escaped-characters'],
  ['entities twice', [...SSN].map((char) => `&amp;#${char.charCodeAt(0)};`).join(''), 'escaped-characters'],
  ['raised digits', '²¹⁹-⁰⁹-⁹⁹⁹⁹', 'lookalike-characters'],
  ['struck digits', '2\u03361\u03369-09-9999', 'invisible-characters'],
  [
    'tag characters',
    [...SSN].map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join(''),
    'invisible-characters',
  ],
])(
  'a value in %s is found as the plain one would be, covers its whole run and is told as disguised [MO-21]',
  (_, run, disguise) => {
    expect(found(`see ${run} please`)).toEqual([['us_ssn', disguise, run]])
  },
)

test('a label in other letters, or turned by thirteen, names what stands beside it [MO-21]', () => {
  expect(found('\u0405\u0405N 219099999')).toEqual([['us_ssn', 'lookalike-characters', '219099999']])
  expect(found(turned('The SSN is 219099999'))).toEqual([['us_ssn', 'rotated-letters', '219099999']])
  expect(found(turned('My email is jane@acme.com'))).toEqual([['email_address', 'rotated-letters', 'wnar@npzr.pbz']])
  expect(found('j\u0430ne@acm\u0435.com')).toEqual([
    ['email_address', 'lookalike-characters', 'j\u0430ne@acm\u0435.com'],
  ])
  expect(found(`SSN: ${base64('219099999')}.`)).toEqual([['us_ssn', 'encoded', base64('219099999')]])
})

test('images, digests, certificates, ids, words and lists of numbers raise nothing [MO-21]', () => {
  const bytes = (seed: number, length: number): Buffer =>
    createHash('shake256', { outputLength: length }).update(String(seed)).digest()
  for (let seed = 1; seed <= 200; seed++)
    for (const text of [
      `digest ${bytes(seed, 32).toString('hex')} of it`,
      `digest ${bytes(seed, 32).toString('base64')} of it`,
      `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA${bytes(seed, 600).toString('base64')}`,
      `-----BEGIN CERTIFICATE-----\nMIID${bytes(seed, 600).toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----`,
      `ETag ${bytes(seed, 12).toString('base64url')}`,
    ])
      expect([text, engine.find(text).filter(({ disguise }) => disguise !== undefined)]).toEqual([text, []])
  for (const text of [
    'Responsibilities of the administration, state-of-the-art recommendations',
    'job 550e8400-e29b-41d4-a716-446655440000 failed',
    'Ages: 36 34 37 38 32 39 35 31 33 30',
    'src/redaction/encoded-runs.ts and node_modules/typescript/lib',
    base64('The office is open from eight to five, Monday to Friday.'),
    'La señora preguntó por el horario; рост населения; x² + y³ = 10⁻⁵',
    'vf naq',
  ])
    expect([text, found(text)]).toEqual([text, []])
})

test('a token is told as the token that it is, not as what its bytes say [MO-21]', () => {
  const token = `${base64url('{"alg":"HS256"}')}.${base64url(`{"sub":"${SSN}"}`)}.${base64url('x'.repeat(32))}`
  expect(found(`use ${token}`).map(([entity, disguise]) => [entity, disguise])).toEqual([['jwt', undefined]])
})

test('what stands beside an encoded run, or is cut by what is read of it, is found as if the run weren’t there [MO-21]', () => {
  const run = base64('some ordinary words')
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a ', '1', '21', '-', '219-09-9999 ', 'SSN ', '555-1234 ', 'the '), { maxLength: 80 }),
      (words) => {
        const text = words.join('')
        const alone = engine.find(text).map(({ start, end, entity }) => [entity, start, end])
        const beside = engine.find(`${text}\n\n${'- '.repeat(40)}\n\n${run}`)
        expect(beside.map(({ start, end, entity }) => [entity, start, end])).toEqual(alone)
      },
    ),
  )
})

test('answers in a stream are read as they come: encoded runs are looked for in whole texts only', () => {
  expect(createEngine({ tables: false }).find(base64(SSN))).toEqual([])
})
