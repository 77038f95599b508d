import fc from 'fast-check'
import type { Entity } from '#src/redaction/recognizer.ts'

export const entities: Entity[] = [
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

const identifier = fc.constantFrom(
  '219-09-9998',
  '219 09 9998',
  '219\u201109\u20119998',
  'SSN 219099998',
  '219099998 (SSN)',
  '219-09-9998A',
  '4111 1111 1111 1111',
  '5555555555554444',
  '3782-822463-10005',
  'bob.ohara@example.co.uk',
  'a@b.co',
  'x_y+z@mail.example.org',
  '(601) 555-1234',
  '601-555-1234',
  '+1 601-555-9876',
  '+44 20 7946 0958',
  'call 6015551234',
  'tel 555-1234',
  '10.20.30.40',
  'fe80::1ff:fe23:4567:890a',
  '2001:db8:3333:4444:5555:6666:7777:8888',
  'sk-abcDEF1234567890abcDEF12',
  'AKIAIOSFODNN7EXAMPLE',
  'xoxb-123456789012-abcdefABCDEF',
  'npm_abcdefghijklmnopqrstuvwxyz0123456789',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3',
  'password: hunter2',
  'pwd=Sommer2024!',
  'password is "correct horse"',
  'postgres://bob:s3cr3t@db.host/x',
  '-----BEGIN PRIVATE KEY-----\nMIIEow+/=\n-----END PRIVATE KEY-----',
  '-----BEGIN RSA PRIVATE KEY-----\nMII',
  'bob%40example.com',
  '219\\u002d09\\u002d9998',
  '219-\u200b09-9998',
)
const words = fc.constantFrom(
  'the',
  'phone',
  'office',
  'Invoice',
  'ssn',
  'SSN:',
  'card',
  'version',
  'A',
  's',
  'e',
  'text',
  'email',
  'address',
  'I',
  'see',
  'and',
  'is',
  'my',
  '2024',
  '12',
  '1.2.3',
  '39201-1234',
  '-',
  '--',
  '[',
  ']',
  '(',
  '\\',
  '%',
  '&',
  'é',
  '😀',
  '’',
  '—',
)
const lookAlike = fc
  .tuple(
    fc.constantFrom('EMAIL_ADDRESS', 'phone_number', 'US_SSN', 'Text', 'us ssn', 'email\\_address'),
    fc.constantFrom('_', ' ', '\\_'),
    fc.nat({ max: 20000 }),
    fc.boolean(),
  )
  .map(([name, joint, number, bare]) => (bare ? `${name}${joint}${number}` : `[${name}${joint}${number}]`))
const between = fc.constantFrom(' ', ' ', ' ', ', ', '. ', '\n', '', ': ', '; ', ' "', '" ', '\t', '/')

/** Text that is mostly identifiers, near misses, typed placeholders and what stands between them. */
export const identifierText = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 4, arbitrary: identifier },
        { weight: 5, arbitrary: words },
        { weight: 1, arbitrary: lookAlike },
        { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
      ),
      between,
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.flat().join(''))
