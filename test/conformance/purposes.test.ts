import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { ask, chatQuestion } from '../support/asking.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let sandbox: Sandbox
let gateway: TestGateway

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  gateway = await startGateway({ upstream: sandbox.origin })
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})

interface Listed {
  readonly id: string
  readonly name: Readonly<Record<string, string>>
  readonly you: { readonly is_assumed: boolean; readonly systems: readonly { system: string; max_class: string }[] }
}

async function get<Body>(token: string, path: string): Promise<Body> {
  const answer = await fetch(`${gateway.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } })
  expect([path, answer.status]).toEqual([path, 200])
  return (await answer.json()) as Body
}

test.each(['employee', 'contractor', 'untrained', 'app-benefits'])(
  'what AI may be used for, and by which systems, is said to %s as the catalog says it and the enforcer decides',
  { tags: ['MS-01'] },
  async (persona) => {
    const token = await gateway.token(persona)
    if (persona !== 'app-benefits') await gateway.acknowledge(token)
    const { purposes } = await get<{ purposes: Listed[] }>(token, 'purposes')
    const { systems } = await get<{
      systems: { id: string; you: { uses: { purpose: string; max_class: string }[] } }[]
    }>(token, 'catalog')
    const byCatalog = systems.flatMap(({ id, you }) => you.uses.map((use) => [use.purpose, id, use.max_class]))
    const byPurpose = purposes.flatMap(({ id, you }) => you.systems.map((use) => [id, use.system, use.max_class]))
    expect(byPurpose.toSorted()).toEqual(byCatalog.toSorted())
    expect(purposes.every(({ name }) => name['en'] !== undefined && name['es'] !== undefined)).toBe(true)
    // What is assumed is what a question that says nothing is for.
    expect(purposes.filter(({ you }) => you.is_assumed).length).toBeLessThanOrEqual(1)
    for (const { id, you } of purposes) {
      const asked = ask(gateway, token, { body: chatQuestion('Hello', false), headers: { 'ai-purpose': id } })
      const { status } = await asked.whole()
      expect([id, status === 200]).toEqual([id, you.systems.some(({ system }) => system === 'sandbox')])
    }
  },
)
