import { describe, expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { redact } from '#src/redaction/redact.ts'
import { WHOLE_TEXT_ENTITIES } from '#src/redaction/whole-text.ts'

/** Names, addresses and dates of birth have tables of their own: test/unit/redaction/names. */
const shaped = new Set(createEngine().entities).difference(WHOLE_TEXT_ENTITIES)
const engine = createEngine({ entities: [...shaped] })

/** `found` in the text, in order, as `entity:value`. */
function found(text: string): string[] {
  return engine.find(text).map((span) => `${span.entity}:${text.slice(span.start, span.end)}`)
}

/** The value stands between « and »; the marks go before the text is read. */
function marked(text: string): { text: string; values: string[] } {
  const values = [...text.matchAll(/«([^]*?)»/g)].map((match) => match[1]!)
  return { text: text.replace(/[«»]/g, ''), values }
}

function positives(entity: string, cases: readonly string[]): void {
  test.each(cases)(`finds ${entity} in %j`, (text) => {
    const { text: plain, values } = marked(text)
    expect(found(plain)).toEqual(values.map((value) => `${entity}:${value}`))
  })
}

function negatives(cases: readonly string[]): void {
  test.each(cases)('finds nothing in %j', (text) => {
    expect(found(text)).toEqual([])
  })
}

describe('us_ssn', () => {
  positives('us_ssn', [
    'My SSN is «219-09-9998».',
    '«219 09 9998»',
    'ssn: «219.09.9998»',
    '«219‑09‑9998»',
    '«219–09–9998»',
    '«２１９－０９－９９９８»',
    '«219 - 09 - 9998»',
    'SSN «219099998»',
    'social security number is «219099998», born',
    'soc sec # «219099998»',
    'SS# «219099998»',
    '{"ssn":"«219099998»"}',
    '{"socialSecurityNumber": «219099998»}',
    '«219099998» (SSN)',
    '«219099998» is my social',
    'ssn=«219099998»&x=1',
    'HICN «219-09-9998»A',
    'SSN-«219-09-9998»',
    'ssn_«219-09-9998»',
    'SSN «219-099998»',
    '«219-0\u200b9-9998»',
    '«219\\u002d09\\u002d9998»',
    '«219&#45;09&#45;9998»',
    '«219%2D09%2D9998»',
    'the invoice of Bob Smith whose number is «219-09-9998»',
    '编号«219-09-9998»',
    '«219-09-9998», «219-09-9997»',
    'SSN: «2 1 9 - 0 9 - 9 9 9 8»',
    'ssn «2 1 9 0 9 9 9 9 8»',
    'SSN «219/09/9998»',
    'ssn «219_09_9998»',
    'Case notes; SSN «219099998»',
  ])
  negatives([
    '000-12-3456',
    '666-12-3456',
    '900-12-3456',
    '219-00-9998',
    '219-09-0000',
    '078-05-1120',
    '123-45-6789',
    'SSN 111-11-1111',
    '219-09.9998',
    '219099998',
    'invoice 219-09-9998',
    'Tracking number 219-09-9998',
    '§ 219-09-9998',
    'routing 219099998 for the deposit',
    '1219-09-9998',
    '219-09-99981',
    '219-09-9998-1',
    '0-219-09-9998',
    '550e8400-219-09-9998',
    'part A219-09-9998',
    '2024-11-22',
    '39201-1234',
    '$219099998',
    '2190999981',
    '219/09/9998',
    '1 2 3 4 5 6 7 8 9 10',
    '11/22/2024',
  ])
  test('a key says what bare digits are', () => {
    expect(engine.find('219099998', { label: 'ssn' })).toHaveLength(1)
    expect(engine.find('219099998', { label: 'applicantSsn' })).toHaveLength(1)
    expect(engine.find('219099998', { label: 'account_no' }).map(({ entity }) => entity)).toEqual(['bank_account'])
    expect(engine.find('219099998', { label: 'invoice_no' })).toEqual([])
  })
})

describe('tables', () => {
  test('the column names what bare digits are, in every row', () => {
    const table = 'name,ssn,phone,account\nAnn,219099998,6015551234,219099997\nBen,219099996,6625551234,219099995\n'
    expect(found(table)).toEqual([
      'us_ssn:219099998',
      'phone_number:6015551234',
      'bank_account:219099997',
      'us_ssn:219099996',
      'phone_number:6625551234',
      'bank_account:219099995',
    ])
  })
})

describe('credit_card', () => {
  positives('credit_card', [
    '«4111 1111 1111 1111»',
    '«4111-1111-1111-1111»',
    '«4111111111111111»',
    '«5555555555554444»',
    '«2223003122003222»',
    '«378282246310005»',
    '«3782 822463 10005»',
    '«3782-822463-10005»',
    '«6011111111111117»',
    '«3530111333300000»',
    '«30569309025904»',
    '«6200000000000005»',
    'Visa «4222222222222»',
    'card: «4111 1111 1111 1111» exp 12/27',
    'EBT «5076800000000001»',
    '«４１１１ １１１１ １１１１ １１１１»',
    '«4111  1111  1111  1111»',
    'card no.«4111111111111111»',
  ])
  negatives([
    '4111111111111112',
    '4111 1111 1111 1112',
    '1234567812345670',
    '9999999999999995',
    'tracking 4111111111111111',
    '41111111111111111',
    '4222222222222',
    '0.4111111111111111',
    'id a4111111111111111',
    '4111 1111-1111 1111',
  ])
})

describe('email_address', () => {
  positives('email_address', [
    '«bob@example.com»',
    "mail «bob.o'hara+x@mail.example.co.uk».",
    '<«a@b.co»>',
    'mailto:«bob@example.com»',
    '«josé@example.com»',
    '«bob@xn--bcher-kva.example»',
    '«bob%40example.com»',
    '(«x_y@example.org»)',
    '«bob@example.com», «al@example.com»',
    'https://x.org/?q=«bob@example.com»',
  ])
  negatives([
    '@bob',
    'bob@',
    'bob@host',
    'a@b.1',
    '@types/node',
    'x @ y.com',
    'a.@b.com',
    '@@@@',
    'bob@.com',
    'user@-x.com',
  ])
})

describe('phone_number', () => {
  positives('phone_number', [
    'call «(601) 555-1234»',
    '«601-555-1234»',
    '«601.555.1234»',
    '«+1 601 555 1234»',
    '«+16015551234»',
    '«1-601-555-1234»',
    'phone «6015551234»',
    'tel:«601 555 1234»',
    '{"phone":"«6015551234»"}',
    '«+44 20 7946 0958»',
    'call «555-1234» today',
    '«(601)555-1234 ext. 12»',
    'fax «16015551234»',
    '«601‑555‑1234»',
    '«601/555-1234»',
  ])
  negatives([
    '6015551234',
    '555-1234',
    '111-555-1234',
    '911-555-1234',
    '601-911-1234',
    '601-155-1234',
    'order 601-555-1234',
    'a716-601-555-1234',
    '601-555-12345',
    '2024-11-2215',
    'invoice 6015551234',
    '+1 111 555 1234',
    '1601555123456',
  ])
})

describe('ip_address', () => {
  positives('ip_address', [
    'from «10.20.30.40»',
    '«192.168.1.1»:8080',
    '(«8.8.8.8»)',
    '«2001:db8:3333:4444:5555:6666:7777:8888»',
    '«fe80::1ff:fe23:4567:890a»',
    '«::ffff:192.0.2.1»',
    '[«2001:db8::1»]:443',
    '«192.168.1.0»/24',
    'at «10.0.0.1».',
    '"ip":"«10.0.0.1»"',
  ])
  negatives([
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    'version 1.2.3.4',
    'v1.2.3.4',
    '127.0.0.1',
    '0.0.0.0',
    '255.255.255.0',
    '::1',
    '::',
    '12:30:45',
    'std::vector',
    'a::b',
    'section 4.3.2.1',
    '1:2:3:4:5:6:7:8:9',
    '12:34',
  ])
})

describe('api_key', () => {
  positives('api_key', [
    '«sk-abcDEF1234567890abcDEF12»',
    '«sk-ant-api03-abcDEF1234567890»',
    '«AKIAIOSFODNN7EXAMPLE»',
    '"«ghp_16C7e42F292c6912E7710c838347Ae178B4a»"',
    '«github_pat_11ABCDEFG0abcdefghijkl_mnop»',
    '«xoxb-123456789012-abcdefABCDEF»',
    '«AIzaSyA1234567890abcdefghijklmnopqrstuv»',
    '«glpat-abcdefghij1234567890»',
    '«npm_abcdefghijklmnopqrstuvwxyz0123456789»',
    '«SG.abcdefghijklmnop1234.abcdefghijklmnop1234»',
    '?sv=2022-11-02&sig=«abcDEF123abcDEF123abcDEF123abcDEF123abcDEF12%3D»',
    'KEY=«sk_live_abcdefghijklmnop1234»',
  ])
  negatives([
    'sk-learn',
    'task-abcDEF1234567890abcDEF12',
    'sk-this-is-only-a-list-of-words-here',
    'AKIA',
    'ghp_short',
    'npm_config_registry',
    'risk-based-assessment-of-2024-projects',
  ])
})

describe('private_key', () => {
  positives('private_key', [
    'x «-----BEGIN PRIVATE KEY-----\nMIIEow+/=\n-----END PRIVATE KEY-----» y',
    '«-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMII\n-----END RSA PRIVATE KEY-----»',
    '"«-----BEGIN EC PRIVATE KEY-----\\nMHcC\\n-----END EC PRIVATE KEY-----»"',
    '«-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\nbnNz»',
    '«-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQ\n-----END PGP PRIVATE KEY BLOCK-----»',
  ])
  negatives([
    '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----',
    '-----BEGIN PUBLIC KEY-----',
    '----- BEGIN',
    '----------',
  ])
})

describe('jwt', () => {
  positives('jwt', [
    'Bearer «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9»',
    '«eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.»',
  ])
  negatives(['eyJhbGciOiJIUzI1NiJ9', 'eyJ.eyJ.abc', 'KeyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x'])
})

describe('password', () => {
  positives('password', [
    'password: «hunter2»',
    'pwd=«Sommer2024!x»',
    'The password is «Hunter22».',
    'password is "«correct horse»"',
    '{"password":"«hunter»"}',
    'passphrase: "«correct horse battery»"',
    'password for the portal is «Hunter22»',
    'postgres://bob:«s3cr3t»@db.host/x',
    'client_secret=«abcd1234efgh»',
    'api_key: "«abcdefgh12345678»"',
    'Server=x;Password=«abc123»;',
    'PASSWORD = «tiger»',
    'pw: «hunter22»',
  ])
  negatives([
    'the password is required',
    'password reset',
    'Password: required',
    'password must be long',
    'your password is important to us',
    'password: <your password>',
    'password: ${DB_PASSWORD}',
    'the secret is out',
    'password=********',
    'Passengers: 400',
    'https://example.com:8080/path',
    'password: process.env.PW',
  ])
})

describe('texts of many kinds', () => {
  negatives([
    'Miss. Code Ann. § 25-61-11.2 and RSMo 610.021 apply; see 42 U.S.C. 405(c)(2)(C)(viii).',
    'Station 123+45.67 to STA 219+09.98 on Route 49, mile marker 112.4',
    'uuid 550e8400-e29b-41d4-a716-446655440000',
    'ISBN 978-3-16-148410-0',
    'commit 219099998abcdef0123456789abcdef012345678',
    '1Z999AA10123456784',
    'node 24.12.0, openssl 3.0.15+quic',
    'Budget: $1,234,567,890.12 in 2024-2025',
    'bid 2024-000123, lot 45-678-9012',
    'Call before you dig. 12-34-56',
    '2024-11-22T17:12:42.123Z',
    'epoch 1732295562123',
    'Tel Aviv, 5 of 12',
  ])
  test('spans are in order, apart, and cover what they name', () => {
    const text = 'SSN 219-09-9998, bob@example.com, 601-555-1234, 10.1.2.3, password: hunter2'
    expect(found(text)).toEqual([
      'us_ssn:219-09-9998',
      'email_address:bob@example.com',
      'phone_number:601-555-1234',
      'ip_address:10.1.2.3',
      'password:hunter2',
    ])
  })
  test('redact replaces each by its kind', () => {
    expect(redact('SSN 219-09-9998 of bob@example.com')).toBe('SSN [US_SSN] of [EMAIL_ADDRESS]')
  })
  test('entities that are not asked for are not found', () => {
    expect(
      createEngine({ entities: ['email_address'] })
        .find('219-09-9998 bob@example.com')
        .map((span) => span.entity),
    ).toEqual(['email_address'])
  })
})
