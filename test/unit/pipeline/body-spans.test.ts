import { expect, test } from 'vitest'
import { applyEdits, type Edit } from '#src/core/edits.ts'
import { parseJsonStrict } from '#src/core/json-text.ts'
import { bodySpans } from '#src/pipeline/body-spans.ts'
import { openaiChat } from '#src/wires/openai-chat.ts'
import { readRequest } from '#src/wires/read-request.ts'

const text = JSON.stringify({
  model: 'general-drafting',
  metadata: { note: 'never forwarded' },
  messages: [
    { role: 'system', content: 'Write plainly – no “jargon”.' },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'My number is 212-45-6789,' },
        { type: 'text', text: ' thanks \n\u{1f642}.' },
      ],
    },
    { role: 'user', content: 'And again: 212-45-6789' },
  ],
})

function forwarded(): { body: Buffer; edits: Edit[]; runs: Parameters<typeof bodySpans>[3] } {
  const result = readRequest(openaiChat, text, parseJsonStrict(text), { granted: new Set() })
  if (result.kind === 'refusal') throw new Error(result.refusal.code)
  const edits: Edit[] = [...result.reading.edits]
  for (let at = text.indexOf('212-45-6789'); at >= 0; at = text.indexOf('212-45-6789', at + 1))
    edits.push({ start: at, end: at + 11, text: '[US_SSN_7]' })
  edits.push({ ...result.reading.modelRange, text: '"sandbox-large"' })
  edits.sort((a, b) => a.start - b.start)
  return { body: Buffer.from(applyEdits(text, edits)), edits, runs: result.reading.runs }
}

test('the index reads each forwarded text where it stands, redacted, and nothing else', () => {
  const { body, edits, runs } = forwarded()
  const spans = bodySpans(text, false, edits, runs)
  const texts = spans.map((run) => run.map(([start, end]) => JSON.parse(body.toString('utf8', start, end)) as string))
  expect(texts).toEqual([
    ['Write plainly – no “jargon”.'],
    ['My number is [US_SSN_7],', ' thanks \n\u{1f642}.'],
    ['And again: [US_SSN_7]'],
  ])
})

test('counting bytes of ASCII by characters changes nothing', () => {
  const plain = '{"model":"m","messages":[{"role":"user","content":"one"},{"role":"user","content":"two"}]}'
  const result = readRequest(openaiChat, plain, parseJsonStrict(plain), { granted: new Set() })
  if (result.kind === 'refusal') throw new Error(result.refusal.code)
  const { runs } = result.reading
  expect(bodySpans(plain, true, [], runs)).toEqual(bodySpans(plain, false, [], runs))
})
