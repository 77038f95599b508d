import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { entriesOf, metaOf } from '../support/asking.ts'
import { freePort } from '../support/free-port.ts'
import { visitPages } from '../support/page-visitor.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let gateway: TestGateway
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
  gateway = await startGateway({
    upstream: sandbox.origin,
    env: { STATEHOUSE_PORT: String(await freePort()) },
  })
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})

async function page(persona: string) {
  const visitor = await visitPages(gateway, persona)
  return {
    get: async () => (await visitor.get('/oversight')).text,
    sign: (form: Record<string, string>) => visitor.post('/oversight/reviews/yearly', form),
  }
}

test('a review of the policy is over when every seat has signed on the record, and the next one is due then [MS-65]', async () => {
  const due = '2027-06-01'
  const cto = await page('cto')
  const director = await page('executive-director')
  const employee = await page('employee')
  expect(await employee.get()).not.toContain('name="minutes"')
  expect((await employee.sign({ due, seat: 'cto', minutes: 'I looked.' })).status).toBe(403)
  expect(await cto.get()).toContain('Still to sign: Chief technology officer, Executive director.')
  expect((await cto.sign({ due, seat: 'cto', minutes: '' })).status).toBe(400)
  expect((await cto.sign({ due, seat: 'cto', minutes: 'Use, refusals and drift of the year.' })).status).toBe(303)
  // The same form again signs nothing.
  expect((await cto.sign({ due, seat: 'cto', minutes: 'Again.' })).status).toBe(409)
  expect((await cto.sign({ due, seat: 'executive-director', minutes: 'For the other.' })).status).toBe(403)
  expect((await director.sign({ due, seat: 'executive-director', minutes: 'Agreed.' })).status).toBe(303)
  const shown = await employee.get()
  expect(shown).toContain('Use, refusals and drift of the year.')
  expect(shown).toContain('June 1, 2028')
  expect((await director.sign({ due, seat: 'executive-director', minutes: 'Late.' })).status).toBe(409)
  const signed = (await entriesOf(gateway)).map(metaOf).filter((meta) => meta['action'] === 'sign-policy-review')
  expect(signed.map(({ seat }) => seat)).toEqual(['cto', 'executive-director'])
  expect(JSON.stringify(signed)).not.toContain('drift of the year')
})
