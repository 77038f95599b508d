import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type IdentityProvider, startIdentityProvider } from '#src/demo/identity-provider.ts'
import { PERSONAS } from '#src/demo/personas.ts'
import { createAuthenticator } from '#src/identity/authenticator.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { visibleModels } from '#src/policy/visible-models.ts'
import { DEMO_VALUES, OVERLAY, PROFILE } from '#test/support/policies.ts'

let provider: IdentityProvider
beforeAll(async () => {
  provider = await startIdentityProvider({ port: 0, audience: DEMO_VALUES.AUDIENCE })
})
afterAll(() => provider.close())

test.each(PERSONAS)('$name gets a token that the demo’s policy reads as meant', async (persona) => {
  const policy = loadPolicy({ folder: PROFILE, overlay: OVERLAY, values: { ...DEMO_VALUES, ISSUER: provider.issuer } })
  const clock = { now: () => Date.now() }
  const result = await createAuthenticator({ policy: () => policy, clock }).authenticate(
    await provider.tokenFor(persona.name),
  )
  if (result.kind !== 'ok') throw new Error(result.fault)
  const { principal } = result
  expect(principal).toMatchObject({
    subject: persona.name,
    subjectType: persona.subjectType,
    unit: persona.unit,
    agency: 'MS-ITS',
    email: persona.email,
  })
  expect([...principal.roles]).toEqual([...persona.roles])
  expect(Object.keys(principal.training)).toEqual([...persona.courses])
  expect(visibleModels(policy, principal, clock.now()).map(({ id }) => id)).toContain('general-drafting')
})

test('nobody else gets one', async () => {
  await expect(provider.tokenFor('king')).rejects.toThrow('no persona is called king')
  const ask = async (form: Record<string, string>) =>
    (await fetch(`${provider.issuer}/token`, { method: 'POST', body: new URLSearchParams(form) })).status
  expect(
    await ask({ grant_type: 'urn:statehouse:demo:persona', client_id: 'statehouse-demo', persona: 'app-benefits' }),
  ).toBe(400)
  expect(await ask({ grant_type: 'client_credentials', client_id: 'app-benefits', client_secret: 'wrong' })).toBe(401)
  expect(await ask({ grant_type: 'client_credentials', client_id: 'statehouse-demo' })).toBe(400)
})

test('a page under another host name isn’t answered (DNS rebinding)', async () => {
  const status = await new Promise((resolve, reject) => {
    request(`${provider.issuer}/jwks`, { headers: { host: 'evil.example' } }, (response) =>
      resolve(response.resume().statusCode),
    )
      .on('error', reject)
      .end()
  })
  expect(status).toBe(421)
})
