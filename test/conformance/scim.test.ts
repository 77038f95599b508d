import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entriesOf, metaOf } from '#test/support/asking.ts'
import { type DeactivationBed, seconds, startDeactivationBed } from '#test/support/deactivation-bed.ts'

let bed: DeactivationBed
beforeAll(async () => {
  bed = await startDeactivationBed()
})
afterAll(() => bed.close())

interface Resource {
  readonly id: string
  readonly userName: string
  readonly active: boolean
  readonly totalResults: number
  readonly Resources: readonly Resource[]
  readonly scimType: string
  readonly members?: readonly { readonly value: string }[]
}

async function scim(method: string, path: string, body?: unknown): Promise<{ status: number; body: Resource }> {
  const answer = await bed.scim(method, path, body)
  expect(answer.status === 204 || answer.headers.get('content-type')?.startsWith('application/scim+json')).toBe(true)
  return { status: answer.status, body: answer.status === 204 ? ({} as Resource) : ((await answer.json()) as Resource) }
}

const patchOf = (...Operations: unknown[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
})
const group = async (displayName: string, members: readonly string[] = []): Promise<string> =>
  (await scim('POST', '/Groups', { displayName, members: members.map((value) => ({ value })) })).body.id

describe('who may provision', () => {
  test.each([
    ['no credential', ''],
    ['another one', 'scim-credential-of-somebody-else-entirely-0123456'],
    ['one that is too short to be safe', 'short'],
  ])('%s: 401, and nothing is recorded', async (_name, credential) => {
    const before = await bed.gateway.app.store.size()
    const answer = await bed.scim('GET', '/Users', undefined, credential)
    expect([answer.status, await answer.json()]).toMatchObject([401, { status: '401' }])
    expect(await bed.gateway.app.store.size()).toBe(before)
  })

  test('an access token, also an officer’s, is not a provisioning credential', async () => {
    expect((await bed.scim('GET', '/Users', undefined, await bed.officer())).status).toBe(401)
  })
})

describe('discovery', () => {
  test('says what is done and what isn’t', async () => {
    expect((await scim('GET', '/ServiceProviderConfig')).body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true },
    })
    expect((await scim('GET', '/ResourceTypes')).body.totalResults).toBe(2)
    expect((await scim('GET', '/Schemas')).body.totalResults).toBe(3)
  })
})

describe('accounts', () => {
  /** As Entra ID's provisioning service writes them. */
  const entra = (userName: string, externalId: string) => ({
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    ],
    externalId,
    userName,
    active: true,
    emails: [{ primary: true, type: 'work', value: userName }],
    meta: { resourceType: 'User' },
    name: { formatted: 'given family', familyName: 'family', givenName: 'given' },
    roles: [],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Operations' },
  })

  test('Entra’s cycle: look for the account, create it, look again, change it, deactivate it, delete it', async () => {
    const byName = `/Users?filter=${encodeURIComponent('userName eq "Amy@its.ms.gov"')}`
    expect((await scim('GET', byName)).body).toMatchObject({ totalResults: 0, Resources: [] })
    const made = await scim('POST', '/Users', entra('amy@its.ms.gov', 'amy'))
    expect(made).toMatchObject({ status: 201, body: { userName: 'amy@its.ms.gov', active: true } })
    const { id } = made.body
    expect((await scim('GET', byName)).body).toMatchObject({ totalResults: 1, Resources: [{ id }] })
    const changed = await scim(
      'PATCH',
      `/Users/${id}`,
      patchOf(
        { op: 'Replace', path: 'emails[type eq "work"].value', value: 'amy.b@its.ms.gov' },
        { op: 'Add', path: 'name.familyName', value: 'Becker' },
        { op: 'Replace', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', value: 'X' },
      ),
    )
    expect(changed).toMatchObject({
      status: 200,
      body: {
        emails: [{ value: 'amy.b@its.ms.gov', type: 'work' }],
        name: { familyName: 'Becker', givenName: 'given' },
      },
    })
    expect(
      (await scim('PATCH', `/Users/${id}`, patchOf({ op: 'Replace', path: 'active', value: 'False' }))).body.active,
    ).toBe(false)
    expect((await scim('DELETE', `/Users/${id}`)).status).toBe(204)
    expect((await scim('GET', `/Users/${id}`)).status).toBe(404)
    expect((await scim('DELETE', `/Users/${id}`)).status).toBe(404)
    // The name stays, for the records that need it.
    const rows = await Array.fromAsync(bed.gateway.app.store.state('scim-user'))
    expect(rows.find((row) => row.key === id)?.value).toMatchObject({ deleted: true, familyName: 'Becker' })
  })

  test('Okta’s cycle: create, read with paging, replace without a path, deactivate by PUT', async () => {
    const okta = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'bob@its.ms.gov',
      externalId: 'bob',
    }
    const { id } = (await scim('POST', '/Users', { ...okta, active: true, password: 'never-kept', locale: 'en-US' }))
      .body
    const page = await scim('GET', '/Users?startIndex=1&count=1')
    expect(page.body).toMatchObject({ startIndex: 1, itemsPerPage: 1 })
    expect(
      (await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', value: { active: false } }))).body.active,
    ).toBe(false)
    expect((await scim('PUT', `/Users/${id}`, { ...okta, active: true })).body.active).toBe(true)
    expect((await scim('PUT', `/Users/${id}`, { ...okta, active: false })).body.active).toBe(false)
    // Left out, it must not let anybody back in.
    expect((await scim('PUT', `/Users/${id}`, okta)).body.active).toBe(false)
    const rows = JSON.stringify(await Array.fromAsync(bed.gateway.app.store.state('scim-user')))
    expect(rows).not.toContain('never-kept')
  })

  test.each<[string, unknown]>([
    ['a string', { op: 'Replace', path: 'active', value: 'False' }],
    ['a lower-case string', { op: 'replace', path: 'active', value: 'false' }],
    ['a boolean', { op: 'replace', path: 'active', value: false }],
    ['no path', { op: 'Replace', value: { active: false } }],
    ['no path and a string', { op: 'replace', value: { active: 'False' } }],
    [
      'a path with its schema',
      { op: 'replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:active', value: false },
    ],
    ['another case', { op: 'REPLACE', path: 'Active', value: 'FALSE' }],
    ['add', { op: 'Add', path: 'active', value: false }],
  ])('deactivation written with %s ends access', async (name, operation) => {
    const subject = `d-${name.replaceAll(' ', '-')}`
    const id = await bed.createAccount(subject)
    const token = await bed.token(subject)
    await bed.gateway.acknowledge(token)
    expect(await bed.status(token)).toEqual([200, null])
    expect((await scim('PATCH', `/Users/${id}`, patchOf(operation))).status).toBe(200)
    expect(await bed.status(await bed.token(subject, { iat: seconds() + 1 }))).toEqual([401, 'credential_revoked'])
  })

  test('rehired under the same subject, a person takes a new sign-in', async () => {
    const id = await bed.createAccount('cleo')
    const old = await bed.token('cleo')
    await bed.gateway.acknowledge(old)
    await scim('DELETE', `/Users/${id}`)
    expect(await bed.status(old)).toEqual([401, 'credential_revoked'])
    await bed.createAccount('cleo')
    expect(await bed.status(old)).toEqual([401, 'credential_revoked'])
    expect(await bed.status(await bed.token('cleo', { iat: seconds() + 2 }))).toEqual([200, null])
  })

  test.each<[string, number, string | undefined, (id: string) => readonly [string, string, unknown]]>([
    [
      'another account of the same name',
      409,
      'uniqueness',
      () => ['POST', '/Users', { userName: 'ERR@its.ms.gov', externalId: 'e2' }],
    ],
    [
      'another account of the same subject',
      409,
      'uniqueness',
      () => ['POST', '/Users', { userName: 'e3', externalId: 'err' }],
    ],
    ['no subject', 400, 'invalidValue', () => ['POST', '/Users', { userName: 'e4' }]],
    ['no userName', 400, 'invalidValue', () => ['POST', '/Users', { externalId: 'e5' }]],
    [
      'an active that is neither',
      400,
      'invalidValue',
      (id) => ['PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'active', value: 'maybe' })],
    ],
    ['active removed', 400, 'mutability', (id) => ['PATCH', `/Users/${id}`, patchOf({ op: 'remove', path: 'active' })]],
    [
      'a changed subject',
      400,
      'mutability',
      (id) => ['PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'externalId', value: 'ann' })],
    ],
    [
      'an unknown operation',
      400,
      'invalidSyntax',
      (id) => ['PATCH', `/Users/${id}`, patchOf({ op: 'move', path: 'active' })],
    ],
    [
      'a path that can’t be read',
      400,
      'invalidPath',
      (id) => ['PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'a[b', value: 1 })],
    ],
    ['a removal without a path', 400, 'noTarget', (id) => ['PATCH', `/Users/${id}`, patchOf({ op: 'remove' })]],
    [
      'a body that names a key twice',
      400,
      'invalidSyntax',
      (id) => ['PUT', `/Users/${id}`, '{"active":false,"active":true,"userName":"x"}'],
    ],
    ['a list for a body', 400, 'invalidSyntax', () => ['POST', '/Users', []]],
    [
      'a filter that isn’t understood',
      400,
      'invalidFilter',
      () => ['GET', '/Users?filter=userName%20co%20%22a%22', undefined],
    ],
    [
      'a filter by what isn’t kept',
      400,
      'invalidFilter',
      () => ['GET', '/Users?filter=title%20eq%20%22a%22', undefined],
    ],
    [
      'an account that isn’t there',
      404,
      undefined,
      () => ['PATCH', '/Users/none', patchOf({ op: 'replace', path: 'active', value: true })],
    ],
  ])('%s: %i %s, and nothing changes', async (_name, status, scimType, request) => {
    const found = await scim('GET', '/Users?filter=externalId%20eq%20%22err%22')
    const id =
      found.body.Resources[0]?.id ??
      (await scim('POST', '/Users', { userName: 'err@its.ms.gov', externalId: 'err' })).body.id
    const before = await bed.gateway.app.store.size()
    const [method, path, body] = request(id)
    const answer = await scim(method, path, body)
    expect([answer.status, answer.body.scimType]).toEqual([status, scimType])
    expect(await bed.gateway.app.store.size()).toBe(before)
  })

  test('a change that changes nothing writes nothing; one that does is an entry in the directory’s name', async () => {
    const id = await bed.createAccount('gil')
    const before = await bed.gateway.app.store.size()
    await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'active', value: true }))
    expect(await bed.gateway.app.store.size()).toBe(before)
    await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'active', value: false }))
    expect(metaOf((await entriesOf(bed.gateway)).at(-1)!)).toMatchObject({
      type: 'admin',
      action: 'scim',
      by: 'scim:demo',
      person: `${bed.issuer.issuer}|gil`,
      changed: ['active'],
    })
  })
})

describe('groups take roles away and give none', () => {
  const roles = async (token: string): Promise<unknown> =>
    ((await bed.api('GET', '/api/v1/me', token)).body as unknown as { roles: unknown }).roles

  test('nothing is taken while the directory says nothing of a group', async () => {
    const token = await bed.token('ida', { roles: ['staff', 'auditor', 'supervisor'] })
    expect(await roles(token)).toEqual(['staff', 'auditor', 'supervisor'])
  })

  test('membership decides whether the token’s role holds; it never adds one, to nobody', async () => {
    const [inside, outside] = [await bed.createAccount('jan'), await bed.createAccount('kay')]
    const id = await group('AI Auditors', [inside])
    const auditor = { roles: ['staff', 'auditor'] }
    expect(await roles(await bed.token('jan', auditor))).toEqual(['staff', 'auditor'])
    expect(await roles(await bed.token('kay', auditor))).toEqual(['staff'])
    // A member without the role in the token has no such role.
    expect(await roles(await bed.token('jan'))).toEqual(['staff'])
    // Somebody whom the directory doesn’t know is in no group.
    expect(await roles(await bed.token('stranger', auditor))).toEqual(['staff'])
    // Entra’s way to add and remove.
    await scim('PATCH', `/Groups/${id}`, patchOf({ op: 'Add', path: 'members', value: [{ value: outside }] }))
    expect(await roles(await bed.token('kay', auditor))).toEqual(['staff', 'auditor'])
    await scim('PATCH', `/Groups/${id}`, patchOf({ op: 'Remove', path: 'members', value: [{ value: outside }] }))
    expect(await roles(await bed.token('kay', auditor))).toEqual(['staff'])
    // Okta’s.
    await scim('PATCH', `/Groups/${id}`, patchOf({ op: 'remove', path: `members[value eq "${inside}"]` }))
    expect(await roles(await bed.token('jan', auditor))).toEqual(['staff'])
    expect((await bed.api('GET', '/api/v1/records?q=x', await bed.token('jan', auditor))).status).toBe(403)
    await scim('PUT', `/Groups/${id}`, { displayName: 'AI Auditors', members: [{ value: inside }] })
    expect(await roles(await bed.token('jan', auditor))).toEqual(['staff', 'auditor'])
    // Renamed, the group that the policy names is empty; deleted, it stays so, also after a restart.
    await scim('PATCH', `/Groups/${id}`, patchOf({ op: 'replace', value: { id, displayName: 'Others' } }))
    expect(await roles(await bed.token('jan', auditor))).toEqual(['staff'])
    await scim('PATCH', `/Groups/${id}`, patchOf({ op: 'replace', path: 'displayName', value: 'AI Auditors' }))
    expect(await roles(await bed.token('jan', auditor))).toEqual(['staff', 'auditor'])
    expect((await scim('DELETE', `/Groups/${id}`)).status).toBe(204)
    await bed.restart()
    expect(await roles(await bed.token('jan', auditor))).toEqual(['staff'])
  })

  test('groups are found by name and by member, and are read without their members', async () => {
    const member = await bed.createAccount('lou')
    const id = await group('Supervisors', [member])
    const by = (filter: string) => `/Groups?filter=${encodeURIComponent(filter)}`
    expect((await scim('GET', by('displayName eq "supervisors"'))).body.Resources).toMatchObject([{ id }])
    expect((await scim('GET', by(`id eq "${id}" and members eq "${member}"`))).body.totalResults).toBe(1)
    expect((await scim('GET', by(`id eq "${id}" and members eq "nobody"`))).body.totalResults).toBe(0)
    expect((await scim('GET', `/Groups/${id}?excludedAttributes=members`)).body.members).toBeUndefined()
    expect((await scim('GET', `/Groups/${id}`)).body.members).toMatchObject([{ value: member }])
    await scim('DELETE', `/Users/${member}`)
    expect((await scim('GET', `/Groups/${id}`)).body.members).toEqual([])
    expect(await scim('POST', '/Groups', { displayName: 'Supervisors' })).toMatchObject({ status: 409 })
    expect(
      await scim('PATCH', `/Groups/${id}`, patchOf({ op: 'add', path: 'members', value: [{ value: 'none' }] })),
    ).toMatchObject({ status: 400 })
  })
})
