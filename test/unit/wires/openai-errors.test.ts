import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import type { RefusalCode } from '#src/core/refusal-codes.ts'
import { REFUSALS, refusal } from '#src/core/refusal-codes.ts'
import { openaiErrors, passUpstreamError } from '#src/wires/openai-errors.ts'
import { modelsBody } from '#src/wires/openai-models.ts'

const receipt = { record: '0198-r', policy: 'p7' }

async function caught(reply: Response, stream = false): Promise<InstanceType<typeof OpenAI.APIError>> {
  const client = new OpenAI({ apiKey: 'x', maxRetries: 0, fetch: async () => reply })
  try {
    const answer = await client.responses.create({ model: 'm', input: 'x', stream })
    if (Symbol.asyncIterator in answer) for await (const _ of answer);
  } catch (error) {
    if (error instanceof OpenAI.APIError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('a refusal', () => {
  test.each([
    ['malformed_body', OpenAI.BadRequestError, 'invalid_request_error'],
    ['credential_expired', OpenAI.AuthenticationError, 'authentication_error'],
    ['acceptable_use', OpenAI.PermissionDeniedError, 'permission_error'],
    ['route_not_governed', OpenAI.NotFoundError, 'not_found_error'],
    ['purpose_required', OpenAI.UnprocessableEntityError, 'invalid_request_error'],
    ['quota_exceeded', OpenAI.RateLimitError, 'insufficient_quota'],
    ['record_unavailable', OpenAI.InternalServerError, 'server_error'],
  ] as const)('%s becomes the SDK’s own error class', async (code, ErrorClass, type) => {
    const body = openaiErrors('unnamed').body(refusal(code, { detail: 'messages[0]' }), receipt)
    const error = await caught(Response.json(body, { status: REFUSALS[code].status }))
    expect(error).toBeInstanceOf(ErrorClass)
    expect([error.code, error.type]).toEqual([code, type])
  })

  test('names clause, receipt and next step, but before sign-in only its code', () => {
    const { body } = openaiErrors('unnamed')
    expect(body(refusal('acceptable_use', { detail: 'n' }), receipt)).toEqual({
      error: {
        message: REFUSALS.acceptable_use.message,
        type: 'permission_error',
        param: 'n',
        code: 'acceptable_use',
        clause: 'MS-01',
        receipt: { record: '0198-r', rule: 'acceptable-use', policy: 'p7' },
        next: REFUSALS.acceptable_use.next,
      },
    })
    for (const code of Object.keys(REFUSALS) as RefusalCode[]) {
      if (REFUSALS[code].status !== 401) continue
      expect(Object.keys((body(refusal(code), receipt) as { error: object }).error)).toEqual([
        'message',
        'type',
        'param',
        'code',
      ])
    }
  })

  test.each(['unnamed', 'named'] as const)('in a stream whose errors are %s is thrown by the SDK', async (events) => {
    const event = openaiErrors(events).event(refusal('upstream_timeout'), {
      ...receipt,
      disclosure: { label: 'l' },
      sequence: 4,
    })
    const error = await caught(new Response(event, { headers: { 'content-type': 'text/event-stream' } }), true)
    expect(error.code).toBe('upstream_timeout')
    const data = JSON.parse(event.slice(event.indexOf('data: ') + 6))
    expect(data.ai_disclosure).toEqual({ label: 'l' })
    if (events === 'named')
      expect(data).toMatchObject({ type: 'error', sequence_number: 4, message: REFUSALS.upstream_timeout.message })
  })
})

describe('an upstream’s error', () => {
  test('passes in shape without account names, keys and echoed headers', () => {
    const body = {
      error: {
        message:
          'Incorrect API key provided: sk-proj-abc***xyz for org-AbCdEf123456 (Authorization: Bearer eyJhbGciOi.abc.def)',
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_api_key',
        headers: { authorization: 'Bearer x' },
        organization: 'org-AbCdEf123456',
        innererror: {
          code: 'ResponsibleAIPolicyViolation',
          content_filter_result: { hate: { filtered: false } },
          request_headers: ['x'],
        },
      },
      organization: 'org-AbCdEf123456',
    }
    const passed = passUpstreamError(JSON.stringify(body))
    expect(passed).not.toMatch(/sk-proj|org-|Bearer|eyJ|headers/)
    expect(JSON.parse(passed).error).toMatchObject({
      type: 'invalid_request_error',
      param: null,
      code: 'invalid_api_key',
      innererror: { code: 'ResponsibleAIPolicyViolation', content_filter_result: { hate: { filtered: false } } },
    })
  })

  test.each(['<html>Bad gateway at 10.1.2.3</html>', '', '"text"', 'null', '{"detail":"x"}'])(
    'in no such shape says only that it is one: %j',
    (body) => {
      expect(JSON.parse(passUpstreamError(body))).toMatchObject({
        error: { message: 'The AI system answered with an error.', code: null },
      })
    },
  )

  test('given as a string keeps its words', () => {
    expect(JSON.parse(passUpstreamError('{"error":"model not loaded"}')).error.message).toBe('model not loaded')
  })
})

test('models are listed as the SDK reads them', () => {
  expect(modelsBody([{ id: 'general-drafting', created: 7, owner: 'its' }])).toEqual({
    object: 'list',
    data: [{ id: 'general-drafting', object: 'model', created: 7, owned_by: 'its' }],
  })
})
