import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { run } from '#src/cli/redact.ts'
import { createKeyRingFile } from '#src/records/key-ring.ts'
import { policyFolder } from '#test/support/policy-folder.ts'

async function redacted(
  args: readonly string[],
  input: string,
  recordKeyFile?: string,
): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = []
  const err: string[] = []
  const code = await run(args, {
    stdin: Readable.from([input]),
    stdout: (line) => out.push(line),
    stderr: (line) => err.push(line),
    ...(recordKeyFile === undefined ? {} : { recordKeyFile }),
  })
  return { code, out, err }
}

test('text in, redacted text out, line by line', async () => {
  expect(await redacted([], 'SSN 219-09-9998\nnothing here\n\nbob@example.com')).toEqual({
    code: 0,
    out: ['SSN [US_SSN]', 'nothing here', '', '[EMAIL_ADDRESS]'],
    err: [],
  })
})

test('names, addresses and dates of birth go from plain lines as well, also where a later line says less', async () => {
  const { out } = await redacted([], 'Maria Lopez, DOB 3/5/1980\nlives at 123 Main St, Tupelo, MS 38801\nask Lopez\n')
  expect(out).toEqual(['[PERSON_NAME], DOB [DATE_OF_BIRTH]', 'lives at [STREET_ADDRESS]', 'ask [PERSON_NAME]'])
})

test('JSON lines in, spans out', async () => {
  const { out } = await redacted([], '{"id":"x","text":"at 219-09-9998"}\n{"id":7,"text":"none"}\n')
  expect(out.map((line) => JSON.parse(line))).toEqual([
    { id: 'x', spans: [{ start: 3, end: 14, entity: 'us_ssn', score: 0.85, recognizer: 'us-ssn' }] },
    { id: 7, spans: [] },
  ])
})

test('a key over many lines goes whole', async () => {
  const { out } = await redacted([], 'key:\n-----BEGIN PRIVATE KEY-----\nMIIE\nabc\n-----END PRIVATE KEY-----\nend')
  expect(out).toEqual(['key:', '[PRIVATE_KEY]', 'end'])
})

test('spans of plain lines carry the line number, and an explanation never the value', async () => {
  const { out, err } = await redacted(['--spans', '--explain'], 'x\n219-09-9998\n')
  expect(JSON.parse(out[1]!)).toMatchObject({ id: 2, spans: [{ start: 0, end: 11 }] })
  expect(err).toEqual(['2:0-11 us_ssn 0.85 us-ssn shape checked → redact'])
})

test('wrong use is exit code 2', async () => {
  expect((await redacted(['--nope'], '')).code).toBe(2)
  expect((await redacted(['--profile'], '')).code).toBe(2)
  expect((await redacted(['--help'], '')).code).toBe(0)
})

const RECOGNIZERS = `version: 1
recognizers:
  - id: damage-claim
    entity: damage_claim
    pattern: '[A-Z]{2}-\\d{4}-\\d{5}'
    labels: [claim]
    score: 0.8
    cases:
      - { given: 'Claim CL-2024-01234', expect: [CL-2024-01234] }
      - { given: 'Invoice CL-2024-01234', expect: [] }
    clauses: [MS-47]
`

test('with a profile, the agency’s own recognizers, lists and operators apply', async () => {
  const keys = mkdtempSync(join(tmpdir(), 'keys-'))
  const keyFile = join(keys, 'record-key.json')
  await createKeyRingFile(keyFile)
  const digest = (await redacted(['--digest', 'person_listed'], 'Jane Q. Doe\n', keyFile)).out[0]!
  expect(digest).toMatch(/^8-[0-9a-f]{32}$/)
  const copy = policyFolder()
  copy.write(
    'recognizers.yaml',
    `${RECOGNIZERS}deny:
  - { id: protected, entity: person_listed, digests: [${digest}], reason: Address confidentiality, clauses: [MS-47] }
allow:
  - { id: own-numbers, entity: phone_number, values: [601-555-0100], reason: Public, clauses: [MS-29] }
`,
  )
  copy.write(
    'redaction.yaml',
    `version: 1
entities:
  damage_claim: { operator: mask, keep: 2, restorable: false, output: redact, raisesTo: internal, clauses: [MS-47] }
  person_listed: { operator: hash, restorable: false, output: redact, raisesTo: internal, clauses: [MS-47] }
clauses: [MS-47]
`,
  )
  const text = 'Claim CL-2024-01234 of JANE Q DOE, call 601-555-0100 or 601-555-0199'
  const { out, err, code } = await redacted(
    ['--profile', copy.folder, '--agency', 'MS-ITS', '--explain'],
    text,
    keyFile,
  )
  expect(err).toEqual([
    expect.stringMatching(/^1:6-19 damage_claim 0\.80 damage-claim label.* → mask$/),
    '1:23-33 person_listed 1.00 deny-list:person_listed shape checked → hash',
    expect.stringMatching(/^1:56-68 phone_number .* → placeholder$/),
  ])
  expect(out).toEqual([
    expect.stringMatching(
      /^Claim \*\*-\*\*\*\*-\*\*\*34 of \[PERSON_LISTED#[0-9a-f]{12}\], call 601-555-0100 or \[PHONE_NUMBER\]$/,
    ),
  ])
  expect(code).toBe(0)
  // Without the key that the digests were made with nothing is looked for, rather than less.
  expect(await redacted(['--profile', copy.folder, '--agency', 'MS-ITS'], text)).toMatchObject({ code: 2, out: [] })
  expect((await redacted(['--profile', copy.folder, '--agency', 'NOBODY'], text, keyFile)).err[0]).toContain(
    'use one of',
  )
  copy.remove()
  rmSync(keys, { recursive: true })
})
