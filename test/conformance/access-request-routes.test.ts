import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DeactivationBed, startDeactivationBed } from '#test/support/deactivation-bed.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
let bed: DeactivationBed
let accounts: Readonly<Record<'dana' | 'sam' | 'lee', string>>

beforeAll(async () => {
  bed = await startDeactivationBed()
  accounts = {
    dana: await bed.createAccount('dana'),
    sam: await bed.createAccount('sam'),
    lee: await bed.createAccount('lee'),
  }
})
afterAll(() => bed.close())

interface Sent {
  readonly number: string
  readonly to: { readonly role: string; readonly person: string | null }
}

async function sent(by: string): Promise<Sent> {
  const body = { system: 'sandbox', purpose: 'summarise', data_class: 'internal', need: 'Minutes', who: 'Me' }
  const answer = await bed.api('POST', '/api/v1/access-requests', await bed.token(by), body)
  expect(answer.status).toBe(201)
  return answer.body as unknown as Sent
}

async function received(by: string): Promise<string[]> {
  const { body } = await bed.api('GET', '/api/v1/access-requests', await bed.token(by))
  return (body as unknown as { received: Sent[] }).received.map(({ number }) => number)
}

const patch = (id: string, ...Operations: object[]): Promise<Response> =>
  bed.scim('PATCH', `/Users/${id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations })

test('a request goes to the supervisor that the directory names, and to the unit where it names none', {
  tags: ['MS-37'],
}, async () => {
  expect((await sent('dana')).to).toMatchObject({ role: 'supervisor', person: null })
  // As Entra ID writes it: the id of the manager's account, alone.
  const named = await patch(accounts.dana, { op: 'Add', path: `${ENTERPRISE}:manager`, value: accounts.sam })
  expect(await named.json()).toMatchObject({ [ENTERPRISE]: { manager: { value: accounts.sam } } })
  const toSam = await sent('dana')
  expect(toSam.to.person).toEqual(expect.any(String))
  expect(await received('sam')).toEqual([toSam.number])
  expect(await received('lee')).toEqual([])

  // Okta replaces without a path; RFC 7643 has an object.
  await patch(accounts.dana, { op: 'replace', value: { [ENTERPRISE]: { manager: { value: accounts.lee } } } })
  const toLee = await sent('dana')
  expect(await received('lee')).toEqual([toLee.number])
  expect(await received('sam')).toEqual([toSam.number])
})

test('somebody who can’t be asked isn’t: oneself, nobody, or whose access has ended', { tags: ['MS-37'] }, async () => {
  for (const manager of [accounts.dana, 'no-such-account', '']) {
    await patch(accounts.dana, { op: 'Replace', path: `${ENTERPRISE}:manager`, value: manager })
    expect((await sent('dana')).to.person, manager).toBeNull()
  }
  await patch(accounts.dana, { op: 'Replace', path: `${ENTERPRISE}:manager.value`, value: accounts.lee })
  expect((await sent('dana')).to.person).not.toBeNull()
  await patch(accounts.lee, { op: 'Replace', path: 'active', value: 'False' })
  expect((await sent('dana')).to.person).toBeNull()
  await patch(accounts.dana, { op: 'Remove', path: `${ENTERPRISE}:manager` })
  const read = await bed.scim('GET', `/Users/${accounts.dana}`)
  expect(await read.json()).not.toHaveProperty([ENTERPRISE])
})
