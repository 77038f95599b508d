import OpenAI, { APIError } from 'openai'
import { openCheckpoint } from '../core/checkpoint.ts'
import { leafHash } from '../core/merkle.ts'
import { isIncluded } from '../core/merkle-proof.ts'
import { parseVerifierKey } from '../core/signed-note.ts'
import { parseTlogProof } from '../core/tlog-proof.ts'
import type { Demo } from './start-demo.ts'

const PROMPT =
  'Draft two sentences to the applicant with SSN 219-09-9999, reachable at a.reyes@example.org, about the Route 63 detour.'

/** Thrown when a step of the narrated exchange didn't hold; `--once` then ends with a non-zero code. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed'
}

/** One governed exchange with the official SDK, told step by step; each step is checked, not assumed. */
export async function narrate(demo: Demo, say: (line: string) => void): Promise<void> {
  const token = await demo.identityProvider.tokenFor('employee')
  await acknowledge(demo.url, token)
  const client = new OpenAI({ baseURL: `${demo.url}/v1`, apiKey: token, maxRetries: 0 })

  step(say, 'sent', 'an employee asks general-drafting, with the official openai SDK:', PROMPT)
  const { data, response } = await client.chat.completions
    .create({ model: 'general-drafting', messages: [{ role: 'user', content: PROMPT }] })
    .withResponse()
  const header = (name: string): string => response.headers.get(name) ?? ''
  check(header('ai-redactions') !== '', 'personal data was found')
  step(say, 'found', header('ai-redactions'))
  step(say, 'decided', header('ai-decision'))
  const forwarded = demo.upstream.lastBody()
  if (forwarded !== null) {
    const received = (JSON.parse(forwarded) as { messages: { content: string }[] }).messages[0]!.content
    check(!forwarded.includes('219-09-9999') && !forwarded.includes('a.reyes@example.org'), 'personal data stayed home')
    step(say, 'forwarded', 'what the model received:', received)
  } else step(say, 'forwarded', `to ${demo.upstream.describe}`)
  const content = data.choices[0]?.message.content ?? ''
  const { ai_disclosure: disclosure } = data as unknown as { ai_disclosure?: { text: string } }
  check(disclosure !== undefined && content.endsWith(disclosure.text), 'the answer carries its label')
  step(say, 'answered', ...content.slice(0, -disclosure!.text.length).trim().split('\n'))
  step(say, 'labelled', disclosure!.text)

  const exchange = header('ai-record')
  const auditor = await demo.identityProvider.tokenFor('auditor')
  const entries = await read<{ entries: { index: number; type: string; entry: string }[] }>(
    demo.url,
    `/api/v1/records/${exchange}`,
    auditor,
  )
  check(
    entries.entries.map((entry) => entry.type).join(' ') === 'prompt response',
    'one prompt and one response are recorded',
  )
  step(
    say,
    'recorded',
    `exchange ${exchange}:`,
    `${entries.entries.map((entry) => `${entry.type} is entry ${entry.index}`).join(', ')}; each durable before its bytes moved on`,
  )
  const { proofs } = await read<{ proofs: { index: number; proof: string }[] }>(
    demo.url,
    `/api/v1/records/${exchange}/proof`,
    auditor,
  )
  const verifier = parseVerifierKey(demo.vkey)
  let size = 0
  for (const { index, proof } of proofs) {
    const { hashes, checkpoint } = parseTlogProof(proof)
    const signed = openCheckpoint(checkpoint, verifier)
    const { entry } = entries.entries.find((candidate) => candidate.index === index)!
    check(isIncluded(leafHash(Buffer.from(entry)), index, signed.size, hashes, signed.root), `entry ${index} is proved`)
    size = signed.size
  }
  step(say, 'proved', `both entries are in the signed log of ${size} entries (RFC 6962 inclusion proofs hold)`)

  const colleague = await demo.identityProvider.tokenFor('untrained')
  const untrained = new OpenAI({ baseURL: `${demo.url}/v1`, apiKey: colleague, maxRetries: 0 })
  await acknowledge(demo.url, colleague)
  const refused = await untrained.chat.completions
    .create({ model: 'general-drafting', messages: [{ role: 'user', content: 'Hello' }] })
    .catch((error: unknown) => error)
  check(refused instanceof APIError && refused.status === 403, 'an untrained colleague is refused')
  const { code, clause, next } = (refused as APIError).error as { code: string; clause: string; next: string }
  step(
    say,
    'refused',
    `a colleague without the training course gets 403 ${code} (clause ${clause}); that is recorded too, and told`,
    `what leads to an answer: ${next}`,
  )
}

function step(say: (line: string) => void, name: string, ...lines: string[]): void {
  lines.forEach((line, at) => {
    say(`  ${(at === 0 ? name : '').padEnd(10)} ${line}`)
  })
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new StepFailed(`this step of the demo did not hold: ${what}`)
}

async function acknowledge(url: string, token: string): Promise<void> {
  const { notices } = await read<{ notices: { notice: string; acknowledged: unknown }[] }>(
    url,
    '/api/v1/notices',
    token,
  )
  for (const { notice } of notices.filter((one) => one.acknowledged === null)) {
    await fetch(`${url}/api/v1/acknowledgments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ notice }),
    })
  }
}

async function read<T>(url: string, path: string, token: string): Promise<T> {
  const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } })
  if (!answer.ok) throw new StepFailed(`GET ${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}
