import { expect, test } from 'vitest'
import { wires } from '#src/wires/index.ts'

test('every wire has an id, an operation and a route of its own', () => {
  for (const key of ['id', 'operationId', 'path'] as const)
    expect(new Set(wires.map((wire) => wire[key])).size).toBe(wires.length)
  for (const wire of wires) expect(wire.path).toBe(`/v1${wire.upstreamPath}`)
})

test('answers without text are never labelled, and have no streams', () => {
  for (const wire of wires.filter(({ placeholders }) => placeholders === 'plain')) {
    const context = {
      request: { stream: false, wantsUsage: false, structured: false, answerTokensMax: null, fields: [] },
      openText: () => ({ push: (text: string) => text, flush: () => '' }),
      label: ' label',
      disclosure: () => ({ record: 'r' }),
    }
    const answer = wire.openAnswer(context)
    const body =
      '{"data":[{"embedding":[0.5]}],"results":[{"flagged":false}],"model":"m","usage":{"prompt_tokens":3,"total_tokens":3}}'
    expect(answer.json(Buffer.from(body)).released.toString()).toBe(
      `${body.slice(0, -1)},"ai_disclosure":{"record":"r"}}`,
    )
    expect(answer.facts()).toMatchObject({
      usage: { input: 3, output: 0, total: 3 },
      model: 'm',
      labelled: false,
      complete: true,
    })
    expect(() => wire.openAnswer(context).push(Buffer.from('data: {}\n\n'))).toThrow('no event streams')
  }
})
