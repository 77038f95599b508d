import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { directives, readBehaviour } from '#src/demo/sandbox/behaviours.ts'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
beforeEach(() => sandbox.requests.clear())
afterAll(() => sandbox.close())

function post(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  return fetch(sandbox.origin + path, { method: 'POST', body: JSON.stringify(body), ...(signal ? { signal } : {}) })
}
function chat(content: string, more: object = {}, signal?: AbortSignal): Promise<Response> {
  return post('/v1/chat/completions', { model: 'm', messages: [{ role: 'user', content }], ...more }, signal)
}
async function said(content: string, more: object = {}): Promise<string> {
  const { choices } = (await (await chat(content, more)).json()) as { choices: [{ message: { content: string } }] }
  return choices[0].message.content
}

describe('directives', () => {
  test.each(Object.entries(directives))('/%s is documented by its own name', (name, { usage, does }) => {
    expect(usage).toMatch(new RegExp(`^/${name}(?: |$)`))
    expect(does).not.toBe('')
  })

  test.each([
    ['no directive', 'plain text', {}, 'plain text'],
    ['one', '/refuse me', { refuse: true }, 'me'],
    ['several', ' /slow 20 /tool a,b  go', { slowMs: 20, tools: ['a', 'b'] }, 'go'],
    ['an unknown one is text', '/unknown x', {}, '/unknown x'],
    ['an inherited name is text', '/constructor x', {}, '/constructor x'],
    ['an argument that does not fit makes it text', '/status abc', {}, '/status abc'],
    ['a missing argument makes it text', '/long', {}, '/long'],
    ['not at the start it is text', 'say /refuse', {}, 'say /refuse'],
    ['echo keeps the rest to the letter', '/echo  /refuse\n', { echo: true }, ' /refuse\n'],
  ])('%s', (_, message, behaviour, text) => {
    expect(readBehaviour(message)).toEqual({ behaviour, text })
  })
})

describe('replies', () => {
  test('the reply quotes what arrived, to the letter', async () => {
    expect(await said('SSN "[US_SSN_1]"\n\tof [PERSON_1]')).toBe(
      'The sandbox model received 1 message. It reads: "SSN "[US_SSN_1]"\n\tof [PERSON_1]"',
    )
  })
  test('/echo answers with exactly the rest', async () => {
    expect(await said('/echo  two  spaces ')).toBe(' two  spaces ')
  })
  test('/long answers with so many kilobytes', async () => {
    expect(await said('/long 64')).toHaveLength(64 * 1024)
  })
  test('/choices gives distinct choices', async () => {
    const { choices } = (await (await chat('/choices 3 x')).json()) as { choices: { message: { content: string } }[] }
    expect(new Set(choices.map((choice) => choice.message.content)).size).toBe(3)
  })
  test('`stop` ends the text before it', async () => {
    expect(await said('/echo one two three', { stop: ['three', ' two'] })).toBe('one')
  })
  test('the answer does not depend on fields that a gateway changes', async () => {
    const ids = [{}, { user: 'u' }, { store: true, metadata: { a: 'b' } }, { model: 'other' }].map(async (more) => {
      const { id } = (await (await chat('same', more)).json()) as { id: string }
      return id
    })
    expect(new Set(await Promise.all(ids)).size).toBe(1)
  })
})

describe('faults', () => {
  test.each([400, 401, 404, 429, 500, 503])('/status %i answers with it in the vendor’s shape', async (status) => {
    const response = await chat(`/status ${status} now`, { stream: true })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String), type: expect.any(String) } })
  })
  test('/die before drops the connection before the headers', async () => {
    await expect(chat('/die before')).rejects.toThrow('fetch failed')
  })
  test.each([true, false])('/die mid drops the connection in mid-body (stream: %s)', async (stream) => {
    const response = await chat('/die mid', { stream })
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
  })
  test('/stall falls silent in mid-stream until the client leaves', async () => {
    const leave = new AbortController()
    const response = await chat('/stall', { stream: true }, leave.signal)
    const reader = response.body!.getReader()
    expect(new TextDecoder().decode((await reader.read()).value)).toMatch(/^data: /)
    leave.abort()
    await expect(reader.closed).rejects.toThrow('aborted')
  })
  test('/fail ends a chat stream with an error event and no end marker', async () => {
    const text = await (await chat('/fail', { stream: true })).text()
    expect(text).toMatch(/data: \{"error":\{"message":"[^\n]+\n\n$/)
    expect(text).not.toContain('[DONE]')
  })
  test.each(['/v1/embeddings', '/v1/moderations'])('directives work in the input of %s', async (path) => {
    expect((await post(path, { model: 'm', input: '/status 503' })).status).toBe(503)
  })
  test('closing ends stalled exchanges', async () => {
    const other = await startSandbox()
    const body = JSON.stringify({ model: 'm', input: '/stall', stream: true })
    const stalled = await fetch(`${other.origin}/v1/responses`, { method: 'POST', body })
    const outcome = expect(stalled.text()).rejects.toThrow('terminated')
    await other.close()
    await outcome
  })
})
