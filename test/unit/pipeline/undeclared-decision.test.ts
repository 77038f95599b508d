import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DECISION_MODES } from '#src/core/decision.ts'
import { parseJsonStrict } from '#src/core/json-text.ts'
import type { Exchange } from '#src/pipeline/exchange.ts'
import { afterBody } from '#src/pipeline/order.ts'
import type { PipelineParts } from '#src/pipeline/stage.ts'
import { recordPrompt } from '#src/pipeline/stages/record-prompt.ts'
import { undeclaredDecision } from '#src/pipeline/undeclared-decision.ts'
import { answerSchemas } from '#src/wires/answer-schemas.ts'
import { wires } from '#src/wires/index.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const policy = loadDemoPolicy()
const VERDICT = { type: 'object', properties: { result: { enum: ['approve', 'deny'] } } }

interface Asked {
  readonly subjectType?: string
  readonly mode?: (typeof DECISION_MODES)[number] | null
  readonly wire?: string
  readonly body?: object
}

function exchange({ subjectType = 'service', mode = null, wire = 'openai.chat', body = {} }: Asked): Exchange {
  const { schemas } = wires.find(({ id }) => id === wire)!
  return {
    policy,
    principal: { subjectType },
    declarations: { purpose: { id: 'summarise', source: 'stated' }, decisionMode: mode },
    reading: { schemas: answerSchemas(parseJsonStrict(JSON.stringify(body)), schemas) },
    decision: { kind: 'allow', rule: 'grant:x', steps: [] },
  } as unknown as Exchange
}

describe('where a request says what its answer must look like [MS-44]', () => {
  const tool = { name: 'note', parameters: VERDICT }
  test.each<[string, string, object]>([
    ['openai.chat', 'response_format', { type: 'json_schema', json_schema: { name: 'a', schema: VERDICT } }],
    ['openai.chat', 'tools', [{ type: 'function', function: tool }]],
    ['openai.chat', 'functions', [tool]],
    ['openai.responses', 'text', { format: { type: 'json_schema', name: 'a', schema: VERDICT } }],
    ['openai.responses', 'tools', [{ type: 'function', ...tool }]],
  ])('%s %s', (wire, field, value) => {
    const body = { [field]: value }
    expect(undeclaredDecision(exchange({ wire, body }))).toMatchObject({ field, form: 'choice', verified: false })
    expect(undeclaredDecision(exchange({ wire, body, subjectType: 'employee' }))).toBe(null)
  })

  test('what is declared, and so approved in writing, is no hint', () => {
    const body = { functions: [tool] }
    const hinted = DECISION_MODES.filter((mode) => undeclaredDecision(exchange({ mode, body })) !== null)
    expect(hinted).toEqual(['none', 'inform'])
  })
})

test('a hint comes after the decision and changes nothing of it, whatever is asked for [MS-44]', async () => {
  const names = afterBody.map(({ name }) => name)
  expect(names.indexOf('record-prompt')).toBeGreaterThan(names.indexOf('decide-policy'))
  // Some JSON never gets so far: the strict read refuses it.
  const written = fc.json({ maxDepth: 4 }).filter((text) => !text.includes('__proto__') && !text.includes('\\u'))
  const schema = fc.oneof(
    fc.constant(VERDICT),
    written.map((text) => JSON.parse(text) as unknown),
  )
  const asked = fc.record({
    subjectType: fc.constantFrom('service', 'employee', 'public'),
    mode: fc.constantFrom(null, ...DECISION_MODES),
    body: schema.map((parameters) => ({ functions: [{ name: 'f', parameters }] })),
  })
  const parts = { recorder: { prompt: async () => {} } } as unknown as PipelineParts
  await fc.assert(
    fc.asyncProperty(asked, async (one) => {
      const it = exchange(one)
      const { decision } = it
      const before = structuredClone(decision)
      expect(await recordPrompt.run(it, parts)).toBe(null)
      expect(it.decision).toBe(decision)
      expect(decision).toEqual(before)
    }),
  )
})
