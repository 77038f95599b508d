import { expect } from 'vitest'
import { metaOf, recordsOf } from './exchange-records.ts'
import type { RawAnswer } from './raw-request.ts'
import type { TestGateway } from './start-gateway.ts'

export const GOOD = '{"model":"general-drafting","messages":[{"role":"user","content":"Hi"}]}'
export const CHAT = 'POST /v1/chat/completions'
export const JSON_TYPE = 'content-type: application/json'

/** A request, head and body, as bytes go over the wire. */
export function request(
  line: string,
  headers: readonly string[],
  body: string | Uint8Array = '',
): (string | Uint8Array)[] {
  const fields = ['host: 127.0.0.1', ...headers].map((header) => `${header}\r\n`).join('')
  return [`${line} HTTP/1.1\r\n${fields}\r\n`, body]
}

/** A chat request with a credential; what `headers` say goes before what is usual. */
export function post(token: string, body: string | Uint8Array, ...headers: string[]): (string | Uint8Array)[] {
  const own = headers.some((header) => header.startsWith('content-type')) ? [] : [JSON_TYPE]
  const length = headers.some((header) => /^(content-length|transfer-encoding)/.test(header))
    ? []
    : [`content-length: ${Buffer.byteLength(body)}`]
  return request(CHAT, [`authorization: Bearer ${token}`, ...own, ...length, ...headers], body)
}

interface Refused {
  readonly error: {
    readonly message: string
    readonly code: string
    readonly clause: string
    readonly next: string
    readonly receipt: { readonly record: string; readonly rule: string; readonly policy: string }
  }
}

/** A refusal in the vendor's shape that says what to do next, with one record of it under the id that it names. */
export async function expectRefusal(
  gateway: TestGateway,
  answer: RawAnswer,
  status: number,
  code: string,
): Promise<Record<string, unknown>> {
  const { error } = JSON.parse(answer.body) as Refused
  expect({ status: answer.status, code: error.code }).toEqual({ status, code })
  expect(answer.headers['content-type']).toMatch(/^application\/json/)
  const record = answer.headers['ai-record'] ?? ''
  expect(answer.headers['x-request-id']).toBe(record)
  expect(answer.headers['ai-decision']).toMatch(/^refuse;rule=[^;]+;policy=[0-9a-f]+$/)
  if (status !== 401) {
    expect(error).toMatchObject({
      clause: expect.stringMatching(/^M[SO]-\d\d$/),
      message: expect.any(String),
      next: expect.any(String),
    })
    expect(error.receipt).toMatchObject({ record, rule: expect.any(String), policy: expect.any(String) })
  }
  const entries = await recordsOf(gateway, record)
  expect(entries.map((entry) => entry.type)).toEqual(['blocked'])
  return metaOf(entries[0])
}
