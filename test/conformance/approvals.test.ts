import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApprovalEntry, verifyApproval } from '#src/approvals/verify-approval.ts'
import { ACCESS_REQUEST } from '#src/core/access-request.ts'
import type { EntryId } from '#src/core/ids.ts'
import { readJson } from '#src/core/read-json.ts'
import { POLICY_AMENDMENT } from '#src/policy-operations/amendments.ts'
import { openArchivedPolicy } from '#src/policy-operations/archive.ts'
import { type ApprovalsBed, startApprovalsBed } from '#test/support/approvals-bed.ts'

let bed: ApprovalsBed

beforeAll(async () => {
  bed = await startApprovalsBed()
})
afterAll(() => bed.close())

const SEATS = ['supervisor', 'security', 'privacy', 'legal', 'cto'] as const
const REFUSED = [403, 'data_class_not_permitted']

async function approveBy(number: string, ...seats: readonly string[]): Promise<void> {
  for (const who of seats) expect((await bed.approve(number, who)).status, who).toBe(201)
}

/** The entries of a request, as they lie in the log. */
async function entriesOf(number: string): Promise<ApprovalEntry[]> {
  const { steps } = (await bed.find(number, 'auditor')).body
  return Promise.all(
    steps.map(async ({ entry }: { entry: string }) => {
      const { meta, body } = (await bed.gateway.app.store.byId(entry as EntryId))!.parts
      return { id: entry, meta: readJson(meta!.toString()), body: readJson(body!.toString()) } as ApprovalEntry
    }),
  )
}

test('what supervisor, security, privacy, legal and CTO approve is what the next call is let through by, and no more', {
  tags: ['MS-37', 'MS-48', 'MS-56', 'MO-36'],
  timeout: 60_000,
}, async () => {
  expect(await bed.use('staff', 'confidential')).toEqual(REFUSED)
  const number = await bed.send('staff')
  expect((await bed.find(number, 'staff')).body).toMatchObject({
    status: 'sent',
    needs: [...SEATS],
    terms: { for: 'person', data_class: 'confidential', decision_mode: 'none' },
  })
  for (const [who, status] of [
    ['supervisor', 'seats'],
    ['privacy', 'seats'],
    ['security', 'seats'],
    ['legal', 'cto'],
  ] as const) {
    // Nobody whose turn it isn’t decides, whatever their duty.
    expect((await bed.approve(number, 'cto')).status, who).not.toBe(201)
    expect((await bed.approve(number, who)).body, who).toMatchObject({ status })
    expect(await bed.use('staff', 'confidential')).toEqual(REFUSED)
  }
  expect((await bed.approve(number, 'cto')).body).toMatchObject({ status: 'approved' })
  expect(await bed.use('staff', 'confidential')).toEqual([200, null])
  // A colleague, another purpose and a higher class stay as they were.
  expect(await bed.use('staff-2', 'confidential')).toEqual(REFUSED)
  expect(await bed.use('staff', 'confidential', { purpose: 'research' })).toEqual(REFUSED)
  expect(await bed.use('staff', 'regulated')).toEqual(REFUSED)
  // The policy in force is kept whole, as every policy is that decided something.
  const { digest } = bed.gateway.app.policy.current()
  expect((await openArchivedPolicy(bed.gateway.app.store, digest))?.digest).toBe(digest)
  await bed.restart()
  expect(bed.gateway.app.policy.current().digest).toBe(digest)
  expect(await bed.use('staff', 'confidential')).toEqual([200, null])
  expect((await bed.decide(number, 'cto', 'revoke')).body).toMatchObject({ status: 'revoked' })
  expect(await bed.use('staff', 'confidential')).toEqual(REFUSED)
})

describe('what is approved (MS-48, MS-56)', () => {
  test('conditions are what is enforced: only until the day that was set, and no higher than was left', async () => {
    const number = await bed.send('staff', { data_class: 'regulated', for: 'unit' })
    const today = new Date(bed.clock.now())
    const until = new Date(today.getTime() + 2 * 86_400_000).toISOString().slice(0, 10)
    await approveBy(number, 'supervisor', 'security')
    expect((await bed.approve(number, 'privacy', { data_class: 'confidential' })).status).toBe(201)
    expect((await bed.approve(number, 'legal', { data_class: 'regulated' })).body).toMatchObject({ code: 'conflict' })
    await approveBy(number, 'legal')
    expect((await bed.approve(number, 'cto', { until })).body).toMatchObject({
      status: 'approved',
      asked: { data_class: 'regulated' },
      terms: { for: 'unit', data_class: 'confidential', until },
    })
    expect(await bed.use('staff-3', 'confidential')).toEqual([200, null])
    expect(await bed.use('staff-3', 'regulated')).toEqual(REFUSED)
    bed.clock.ahead = 4 * 86_400_000
    expect(await bed.use('staff-3', 'confidential')).toEqual(REFUSED)
    bed.clock.ahead = 0
    await bed.decide(number, 'cto', 'revoke')
  })

  test('an approval shows from the log alone who signed what; one altered byte of it, and it doesn’t', async () => {
    const number = await bed.send('staff')
    await approveBy(number, ...SEATS)
    const { steps, signatures } = (await bed.find(number, 'auditor')).body
    expect(signatures).toEqual({ sound: true, faults: [] })
    expect(steps.map(({ seat, signed }: { seat: string; signed: string }) => [seat, signed !== null])).toEqual([
      [null, false],
      ...SEATS.map((seat) => [seat, true]),
    ])
    const entries = await entriesOf(number)
    const { row, faults } = verifyApproval(entries)
    expect(faults).toEqual([])
    // Every step taken again from its entry gives the row that is in force.
    expect(row).toEqual(await bed.gateway.app.store.stateOf(ACCESS_REQUEST, number))
    const last = entries.at(-1)!
    const forged: [string, ApprovalEntry][] = [
      [
        'statement',
        { ...last, body: { ...last.body, statement: last.body.statement!.replace('sandbox', 'magnolia') } },
      ],
      ['signer', { ...last, meta: { ...last.meta, by: { issuer: bed.issuer.issuer, subject: 'somebody' } } }],
      ['seat', changedStep(last, { seat: 'privacy' })],
      ['terms', changedStep(last, { terms: { ...row!.terms, dataClass: 'regulated' } })],
      ['age', changedStep(last, { signature: { digest: row!.steps.at(-1)!.digest, authenticatedAt: 1, level: 3 } })],
      [
        'level',
        changedStep(last, { signature: { digest: row!.steps.at(-1)!.digest, authenticatedAt: 2e9, level: 1 } }),
      ],
    ]
    for (const [what, entry] of forged) expect(verifyApproval(entries.with(-1, entry)).faults, what).not.toEqual([])
    // One seat less is no approval either.
    expect(verifyApproval(entries.toSpliced(3, 1)).faults).not.toEqual([])
    await bed.decide(number, 'cto', 'revoke')
  })

  test('what the policy doesn’t let be, nobody approves: a system of the State isn’t widened by an agency', async () => {
    const number = await bed.send('staff', { system: 'magnolia-drafting', data_class: 'confidential' })
    const preview = await bed.api('POST', `/access-requests/${number}/previews`, 'supervisor', {})
    expect(preview.body.problems.join()).toContain('grants more than')
    const refused = await bed.approve(number, 'supervisor')
    expect(refused.body).toMatchObject({ status: 409, code: 'conflict', detail: expect.stringContaining('MS-56') })
    expect((await bed.decide(number, 'supervisor', 'deny')).body).toMatchObject({ status: 'denied' })
    expect((await bed.decide(number, 'supervisor', 'deny')).status).toBe(409)
  })

  test('a tool that isn’t in the catalog goes the same way, and nobody can approve what nobody has proposed (MS-37)', {
    tags: ['MS-37'],
  }, async () => {
    const tool = { system: undefined, tool: 'A note taker that may be AI', data_class: 'public' }
    const number = await bed.send('staff', tool)
    expect((await bed.find(number, 'supervisor')).body).toMatchObject({
      tool: 'A note taker that may be AI',
      needs: ['supervisor', 'cto'],
      risks: ['not-in-catalog'],
    })
    await approveBy(number, 'supervisor')
    expect((await bed.approve(number, 'cto')).body).toMatchObject({ code: 'conflict', status: 409 })
    expect((await bed.decide(number, 'cto', 'return')).body).toMatchObject({ status: 'returned' })
  })

  test('files that nobody can load keep no approval waiting, and are told of until they can be', async () => {
    const quotas = bed.profile.read('quotas.yaml')
    bed.profile.write('quotas.yaml', 'version: 1\nrules: nonsense\n')
    expect(await bed.gateway.app.policy.reload('files')).toMatchObject({ kind: 'refused' })
    const number = await bed.send('staff', { purpose: 'research' })
    await approveBy(number, ...SEATS)
    expect(await bed.use('staff', 'confidential', { purpose: 'research' })).toEqual([200, null])
    expect(bed.gateway.app.policy.status().refused).not.toBeNull()
    bed.profile.write('quotas.yaml', quotas)
    await bed.gateway.app.policy.reload('files')
    expect(bed.gateway.app.policy.status().refused).toBeNull()
    expect(await bed.use('staff', 'confidential', { purpose: 'research' })).toEqual([200, null])
    await bed.decide(number, 'cto', 'revoke')
  })

  test('what files say by now comes first: an approval that no longer fits them is left out, and told', async () => {
    const asked = { system: 'magnolia-drafting', purpose: 'research', data_class: 'internal' }
    const number = await bed.send('staff', asked)
    await approveBy(number, 'supervisor', 'security', 'cto')
    // The State takes the purpose back, and so does the agency in what it makes of the system.
    bed.profile.dropTests()
    bed.profile.edit('catalog.yaml', 'summarise, translate, research]', 'summarise, translate]')
    bed.profile.edit('catalog.yaml', 'summarise, translate, research]', 'summarise, translate]')
    expect(await bed.gateway.app.policy.reload('signal')).toMatchObject({
      kind: 'live',
      leftOut: [{ id: number }],
    })
    expect(bed.gateway.logLines.join('')).toContain('policy.approval-left-out')
    expect((await bed.use('staff', 'internal', { purpose: 'research', model: 'state-drafting' }))[1]).toBe(
      'purpose_not_permitted',
    )
    expect((await bed.decide(number, 'cto', 'revoke')).body).toMatchObject({ status: 'revoked' })
    expect(await bed.gateway.app.policy.reload('signal')).toMatchObject({ kind: 'unchanged' })
  })
})

function changedStep(entry: ApprovalEntry, changes: object): ApprovalEntry {
  const { body } = entry
  const change = { ...body.step.change, ...changes } as ApprovalEntry['body']['step']['change']
  return { ...entry, body: { ...body, step: { ...body.step, change } } }
}

describe('forms that are old, or come twice (MS-56)', () => {
  test('a decision about what has changed meanwhile is refused with what changed, and nothing is written', async () => {
    const number = await bed.send('staff')
    await approveBy(number, 'supervisor')
    const { body: seen } = await bed.api('POST', `/access-requests/${number}/previews`, 'security', {})
    await bed.approve(number, 'privacy', { data_class: 'internal' })
    const before = await bed.gateway.app.store.size()
    const { body } = await bed.decide(number, 'security', 'approve', { revision: seen.revision, digest: seen.digest })
    expect(body).toMatchObject({ status: 409, code: 'conflict', detail: expect.stringContaining('internal data') })
    // The look of `decide` at the request is all that was written.
    expect((await bed.gateway.app.store.size()) - before).toBe(1)
    // The right revision with what was shown before isn’t what would be signed now.
    const old = await bed.decide(number, 'security', 'approve', { digest: seen.digest })
    expect(old.body).toMatchObject({ code: 'conflict', detail: expect.any(String) })
    expect((await bed.decide(number, 'staff', 'withdraw')).status).toBe(201)
  })

  test('the same form again has no second effect, whoever’s it is', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() }
    const body = { system: 'sandbox', purpose: 'summarise', data_class: 'internal', need: 'n', who: 'w' }
    const [first, again] = await Promise.all([
      bed.api('POST', '/access-requests', 'staff', body, key),
      bed.api('POST', '/access-requests', 'staff', body, key),
    ])
    expect([first.status, again.status].toSorted()).toEqual([200, 201])
    expect(again.body.number).toBe(first.body.number)
    // Somebody else’s form is their own.
    expect((await bed.api('POST', '/access-requests', 'staff-4', body, key)).body.number).not.toBe(first.body.number)
    const { number } = first.body
    await approveBy(number, 'supervisor', 'security')
    const { body: shown } = await bed.api('POST', `/access-requests/${number}/previews`, 'cto', {})
    const order = { revision: shown.revision, digest: shown.digest }
    const once = await bed.decide(number, 'cto', 'approve', order)
    const { digest } = bed.gateway.app.policy.current()
    const size = await bed.gateway.app.store.size()
    const twice = await bed.api('POST', `/access-requests/${number}/decisions`, 'cto', {
      decision: 'approve',
      reason: 'As agreed',
      ...order,
    })
    expect([once.status, twice.status]).toEqual([201, 200])
    expect(twice.body.revision).toBe(once.body.revision)
    expect(await bed.gateway.app.store.size()).toBe(size)
    expect(bed.gateway.app.policy.current().digest).toBe(digest)
    expect(
      (await Array.fromAsync(bed.gateway.app.store.state(POLICY_AMENDMENT))).filter(({ key: one }) => one === number),
    ).toHaveLength(1)
    await bed.decide(number, 'cto', 'revoke')
  })

  test('a request that was returned begins again with its supervisor, and shows what changed', async () => {
    const number = await bed.send('staff')
    await approveBy(number, 'supervisor')
    expect((await bed.decide(number, 'legal', 'return')).body).toMatchObject({ status: 'returned' })
    expect((await bed.approve(number, 'security')).status).not.toBe(201)
    const request = { system: 'sandbox', purpose: 'summarise', data_class: 'internal', need: 'Minutes only', who: 'Me' }
    expect((await bed.decide(number, 'staff-5', 'resubmit', { request })).status).toBe(404)
    const sent = await bed.decide(number, 'staff', 'resubmit', { request })
    expect(sent.body).toMatchObject({ status: 'sent', version: 2, needs: ['supervisor', 'security', 'cto'] })
    const { differences } = (await bed.find(number, 'supervisor')).body
    expect(differences).toContainEqual({ what: 'dataClass', before: 'confidential', after: 'internal' })
    expect(differences).toContainEqual({ what: 'need', before: 'Summaries of grievance files', after: 'Minutes only' })
    // What was approved of the first version is no approval of the second.
    await approveBy(number, 'supervisor', 'security')
    expect((await bed.find(number, 'cto')).body).toMatchObject({ status: 'cto', your_seat: 'cto' })
    await bed.decide(number, 'cto', 'deny')
  })
})

describe('an approval is signed by a sign-in (MS-36, MS-48)', () => {
  test('too old, too weak or of unknown age, it signs nothing; the answer says what to do', async () => {
    const number = await bed.send('staff')
    await approveBy(number, 'supervisor')
    const old = Math.floor(bed.clock.now() / 1000) - 16 * 60
    for (const claims of [{ auth_time: old }, { auth_time: undefined }]) {
      const headers = { authorization: `Bearer ${await bed.token('security', claims)}` }
      const { body } = await bed.api('POST', `/access-requests/${number}/previews`, 'security', {}, headers)
      const order = { decision: 'approve', reason: 'r', revision: body.revision, digest: body.digest }
      const refused = await bed.api('POST', `/access-requests/${number}/decisions`, 'security', order, headers)
      expect([refused.status, refused.body.code], JSON.stringify(claims)).toEqual([401, 'assurance_required'])
      expect(refused.headers.get('www-authenticate')).toContain('max_age="900"')
    }
    // A duty that asks for a stronger sign-in isn’t held without one.
    const headers = { authorization: `Bearer ${await bed.token('security', { acr: 'aal1' })}` }
    expect((await bed.api('POST', `/access-requests/${number}/previews`, 'security', {}, headers)).status).toBe(404)
    await bed.decide(number, 'staff', 'withdraw')
  })
})
