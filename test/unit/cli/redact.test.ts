import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { run } from '#src/cli/redact.ts'

async function redacted(
  args: readonly string[],
  input: string,
): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = []
  const err: string[] = []
  const code = await run(args, {
    stdin: Readable.from([input]),
    stdout: (line) => out.push(line),
    stderr: (line) => err.push(line),
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
  expect(err).toEqual(['2:0-11 us_ssn 0.85 us-ssn'])
})

test('wrong use is exit code 2', async () => {
  expect((await redacted(['--nope'], '')).code).toBe(2)
  expect((await redacted(['--profile'], '')).code).toBe(2)
  expect((await redacted(['--help'], '')).code).toBe(0)
})
