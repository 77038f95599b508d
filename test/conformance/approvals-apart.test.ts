import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApprovalsBed, startApprovalsBed } from '#test/support/approvals-bed.ts'

const WHEN =
  'from: 2026-01-01T00:00:00Z, until: 2035-01-01T00:00:00Z, namedBy: chief technology officer, clauses: [MS-48]'
/** Somebody stands in for the CTO, who is somebody’s author now and then; an officer of the State holds the seat of legal. */
const APPROVALS = `version: 1
delegates:
  - { id: for-the-cto, seat: cto, person: { issuer: demo, subject: staff-deputy }, for: { issuer: demo, subject: cto }, ${WHEN} }
  - { id: for-nobody-any-more, seat: cto, person: { issuer: demo, subject: staff-late }, for: { issuer: demo, subject: cto }, from: 2025-01-01T00:00:00Z, until: 2025-02-01T00:00:00Z, namedBy: chief technology officer, clauses: [MS-48] }
officers:
  - { id: counsel-of-the-state, seat: legal, person: { issuer: demo, subject: staff-counsel }, agencies: [MS-ITS], clauses: [MS-48] }
clauses: [MS-48]
`

let bed: ApprovalsBed

beforeAll(async () => {
  bed = await startApprovalsBed({ approvals: APPROVALS })
})
afterAll(() => bed.close())

/** A request as far as its last seat. */
async function upToCto(who = 'staff'): Promise<string> {
  const number = await bed.send(who)
  for (const one of ['supervisor', 'security', 'privacy', 'staff-counsel']) await bed.approve(number, one)
  expect((await bed.find(number, who)).body.status).toBe('cto')
  return number
}

describe('nobody decides twice in one matter, nor about their own (MS-37, MS-48)', () => {
  test('a supervisor’s own request goes above them, and no form of theirs gets around that', async () => {
    const number = await bed.send('supervisor')
    expect((await bed.find(number, 'supervisor')).body).toMatchObject({ your_seat: null, to: { role: 'unit-leader' } })
    expect((await bed.decide(number, 'supervisor', 'approve')).status).toBe(403)
    expect((await bed.approve(number, 'leader')).body).toMatchObject({ status: 'seats' })
  })

  test('whoever asked, and whoever stands in for them, can’t sign in any seat', async () => {
    // The CTO asks; the director is above the CTO; a delegate of the CTO would sign in the CTO’s place.
    const number = await bed.send('cto')
    expect((await bed.find(number, 'cto')).body.to).toMatchObject({ role: 'executive-director' })
    expect((await bed.approve(number, 'director')).body).toMatchObject({ status: 'seats' })
    for (const one of ['security', 'privacy', 'staff-counsel'])
      expect((await bed.approve(number, one)).status).toBe(201)
    const before = await bed.gateway.app.store.size()
    expect((await bed.approve(number, 'staff-deputy')).body).toMatchObject({ code: 'conflict' })
    expect((await bed.approve(number, 'cto')).status).toBe(403)
    // What was looked at is recorded, and nothing was decided.
    expect((await bed.find(number, 'director')).body).toMatchObject({ status: 'cto', revision: 5 })
    expect(await bed.gateway.app.store.size()).toBeGreaterThan(before)
    // Somebody else who is CTO may.
    expect((await bed.approve(number, 'cto-2')).body).toMatchObject({ status: 'approved' })
  })

  test('one person doesn’t fill two seats, whatever duties they have', async () => {
    const number = await bed.send('staff')
    const both = { roles: ['staff', 'supervisor', 'security-officer', 'privacy-officer'] }
    const token = await bed.token('many', both)
    const headers = { authorization: `Bearer ${token}` }
    const preview = () => bed.api('POST', `/access-requests/${number}/previews`, 'many', {}, headers)
    const approve = async () => {
      const { body } = await preview()
      const order = { decision: 'approve', reason: 'r', revision: body.revision, digest: body.digest }
      return bed.api('POST', `/access-requests/${number}/decisions`, 'many', order, headers)
    }
    expect((await approve()).status).toBe(201)
    expect((await approve()).body).toMatchObject({ code: 'conflict', title: expect.stringContaining('Nobody is') })
    expect((await bed.approve(number, 'security')).status).toBe(201)
  })

  test('a delegate who was named decides in the CTO’s place, one whose time is over doesn’t', async () => {
    const number = await upToCto()
    expect((await bed.find(number, 'staff-late')).status).toBe(404)
    expect((await bed.approve(number, 'staff-deputy')).body).toMatchObject({ status: 'approved' })
    const { steps, signatures } = (await bed.find(number, 'auditor')).body
    expect(steps.at(-1)).toMatchObject({ seat: 'cto', by: 'staff-deputy@its.ms.gov', in_place_of_another: true })
    expect(signatures).toEqual({ sound: true, faults: [] })
  })
})

describe('who may know of a request', () => {
  test('it isn’t there for anybody who isn’t asked, and a seat hears of it when its turn comes', async () => {
    const number = await bed.send('staff')
    for (const who of ['staff-2', 'security', 'cto', 'director']) expect((await bed.find(number, who)).status).toBe(404)
    expect((await bed.decide(number, 'staff-2', 'deny')).status).toBe(404)
    await bed.approve(number, 'supervisor')
    expect((await bed.find(number, 'security')).body).toMatchObject({ your_seat: 'security' })
    const { received } = (await bed.api('GET', '/access-requests', 'security')).body
    expect(received.map(({ number: one }: { number: string }) => one)).toContain(number)
  })
})
