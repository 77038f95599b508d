import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApprovalsBed, startApprovalsBed } from '#test/support/approvals-bed.ts'
import { entriesOf, metaOf } from '#test/support/asking.ts'

let bed: ApprovalsBed

beforeAll(async () => {
  bed = await startApprovalsBed()
})
afterAll(() => bed.close())

const DOMAINS = ['cyber', 'privacy', 'continuity', 'legal', 'ethical']
const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
/** A day that has begun, wherever the profile is. */
const MADE = dayIn(-2)
const DUE = dayIn(300)

const said = { finding: 'Nobody tried the persimmon door', level: 'moderate', measures: 'It is locked' }
const whole = (more: object = {}) => ({
  ...{ scope: 'The pilot', on: MADE, due: DUE, vulnerability: { on: dayIn(-20), due: dayIn(160) } },
  domains: Object.fromEntries(DOMAINS.map((domain) => [domain, said])),
  ...more,
})

const open = (who: string, more: object = {}) =>
  bed.api('POST', '/assessments', who, {
    ...{ once: crypto.randomUUID(), system: 'cedar-notes', kind: 'risk', reason: 'It is proposed', ...more },
  })
const step = (number: string, who: string, version: number, name: string, more: object = {}, headers = {}) =>
  bed.api('POST', `/assessments/${number}/steps`, who, { step: name, version, reason: 'As agreed', ...more }, headers)

async function accepted(system: string, text: object = whole()): Promise<{ number: string; reference: string }> {
  const { body } = await open('security', { system, text })
  expect((await step(body.number, 'security', 1, 'submit', { text })).status).toBe(201)
  const done = await step(body.number, 'privacy', 2, 'accept')
  expect(done.body).toMatchObject({ state: 'accepted', accepted_as: 'privacy' })
  return { number: body.number, reference: done.body.reference }
}

/** A catalog entry that names an assessment. */
const proposal = (reference: string, more: object = {}, changes: object = {}) => ({
  ...{ id: 'cedar-notes', name: 'Notes assistant', vendor: { name: 'Cedar Office' }, hosting: 'on-prem' },
  models: [{ id: 'notes', alias: 'cedar', upstreamModel: 'cedar-1', created: 1788220800 }],
  upstream: {
    ...{
      origin: bed.upstream.origin,
      basePath: '/v1',
      wires: ['openai.chat'],
      credential: 'none',
      network: 'loopback',
    },
  },
  grants: [
    {
      ...{ units: ['ITS-APPDEV'], subjectTypes: ['employee'], purposes: ['summarise'], maxClass: 'internal' },
      ...{ maxDecisionMode: 'inform', clauses: ['MS-40'] },
    },
  ],
  safeguards: ['redact', 'output-scan', 'label', 'record', 'no-vendor-memory', 'class-ceiling', 'quota'],
  assessments: [
    { kind: 'risk', reference, domains: DOMAINS, on: MADE, owner: 'CISO', due: DUE, clauses: ['MS-49'], ...more },
  ],
  audit: { everyMonths: 12, last: null, findings: 'none', owner: 'audit', due: DUE, clauses: ['MS-55'] },
  ...{ factsheet: 'https://cedar.example/factsheet', approvedBy: 'its', label: 'standard', clauses: ['MS-28'] },
  ...changes,
})
const propose = (named: object) =>
  bed.api('POST', '/access-requests', 'staff', { kind: 'system', need: 'n', who: 'w', proposal: named })

test('an assessment is written, named in what it lacks, returned, submitted again with what differs, and accepted by another', {
  tags: ['MS-49', 'MS-45'],
  timeout: 60_000,
}, async () => {
  const draft = await open('security', { text: {} })
  expect(draft).toMatchObject({ status: 201, body: { state: 'draft', version: 1, reference: null } })
  const { number } = draft.body
  const { continuity: _, ...rest } = whole().domains
  const begun = { ...whole(), domains: { ...rest, legal: { finding: 'Allowed' } } }
  const lacking = await step(number, 'security', 1, 'submit', { text: begun })
  expect(lacking).toMatchObject({ status: 422, body: { code: 'assessment_incomplete', clause: 'MS-49' } })
  expect(lacking.body.detail.split('\n')).toEqual([
    ...['what was found', 'the level: low, moderate or high', 'what is done about it'].map(
      (one) => `continuity: ${one}`,
    ),
    ...['the level: low, moderate or high', 'what is done about it'].map((one) => `legal: ${one}`),
  ])
  // What it lacks was kept by nobody; a draft may lack it.
  expect((await step(number, 'security', 1, 'write', { text: begun })).body).toMatchObject({
    state: 'draft',
    version: 2,
  })
  expect((await step(number, 'security', 2, 'submit', { text: whole() })).body.state).toBe('submitted')
  // Neither whoever wrote it, nor a seat of another kind, nor somebody without any.
  expect((await step(number, 'security', 3, 'accept')).body).toMatchObject({
    ...{ status: 409, title: 'Nobody decides about an assessment that they wrote, and nobody does in their place.' },
  })
  expect((await step(number, 'legal', 3, 'accept')).status).toBe(403)
  expect((await step(number, 'staff', 3, 'accept')).status).toBe(403)
  expect((await step(number, 'privacy', 3, 'return', { reason: 'What of outages?' })).body.state).toBe('returned')
  const stale = await step(number, 'security-2', 3, 'submit', { text: whole() })
  expect(stale).toMatchObject({ status: 409, body: { title: 'The assessment was changed since you looked at it.' } })
  expect(stale.body.detail).toMatch(/: return$/)
  const better = whole({ domains: { ...whole().domains, continuity: { ...said, measures: 'Paper forms' } } })
  expect((await step(number, 'security', 4, 'submit', { text: better })).body.state).toBe('submitted')
  const seen = await bed.api('GET', `/assessments/${number}`, 'privacy')
  expect(seen.body).toMatchObject({
    your_seat: 'privacy',
    differences: [{ what: 'continuity.measures', before: 'It is locked', after: 'Paper forms' }],
  })
  // The sign-in of whoever accepts is their signature: an old one is none.
  const old = await bed.token('privacy', { auth_time: Math.floor(Date.now() / 1000) - 3600 })
  const unsigned = await step(number, 'privacy', 5, 'accept', {}, { authorization: `Bearer ${old}` })
  expect(unsigned).toMatchObject({ status: 401, body: { code: 'assurance_required' } })
  const done = await step(number, 'privacy', 5, 'accept')
  expect(done.body).toMatchObject({
    state: 'accepted',
    reference: `assessment:${number}@sha256:${done.body.digest}`,
    levels: { continuity: 'moderate' },
  })
  expect((await step(number, 'security', 6, 'write', { text: whole() })).status).toBe(409)
  const { body: report } = await bed.api('GET', `/assessments/${number}/report`, 'auditor')
  expect(report.steps).toHaveLength(6)
  expect(report.text.domains.continuity.measures).toBe('Paper forms')
  const metas = (await entriesOf(bed.gateway)).map(metaOf).filter((meta) => meta['assessment'] === number)
  expect(metas.map(({ action }) => action)).toEqual([
    ...['assessment-open', 'assessment-write', 'assessment-submit', 'assessment-return', 'assessment-submit'],
    ...['view-assessment', 'assessment-accept', 'export-assessment'],
  ])
  expect(JSON.stringify(metas)).not.toMatch(/persimmon|outages|Paper/)
})

test('a proposal rests on an accepted assessment of its own, and whoever decides about it reads that one', {
  tags: ['MS-49', 'MS-45'],
  timeout: 60_000,
}, async () => {
  const own = await accepted('cedar-notes')
  const foreign = await accepted('oak-mail')
  const { body: unaccepted } = await open('security', { text: whole() })
  for (const [named, why] of [
    [proposal(`assessment:${crypto.randomUUID()}@sha256:${'0'.repeat(64)}`), 'there is no assessment'],
    [proposal(`${own.reference.slice(0, -4)}0000`), 'its digest differs'],
    [proposal(`assessment:${own.number}`), 'is named in full'],
    [proposal(foreign.reference), 'of the system oak-mail, not of cedar-notes'],
    [proposal(`assessment:${unaccepted.number}@sha256:${unaccepted.digest}`), 'isn’t accepted: it is draft'],
    [proposal(own.reference, { on: dayIn(-1) }), 'older than the entry says'],
    [proposal(own.reference, { due: dayIn(301) }), `holds until ${DUE}`],
  ] as const) {
    const refused = await propose(named)
    expect([refused.status, refused.body.code, refused.body.clause], why).toEqual([400, 'malformed_body', 'MS-49'])
    expect(refused.body.detail).toContain(why)
  }
  const sent = await propose(proposal(own.reference))
  expect(sent.status).toBe(201)
  const path = `/assessments/${own.number}`
  const whoever = async (who: string, request = '') => (await bed.api('GET', `${path}${request}`, who)).status
  expect([await whoever('supervisor'), await whoever('supervisor', `?request=${sent.body.number}`)]).toEqual([403, 200])
  expect(await whoever('staff', `?request=${sent.body.number}`)).toBe(403)
  expect(
    (await bed.api('GET', `/assessments/${foreign.number}?request=${sent.body.number}`, 'supervisor')).status,
  ).toBe(403)
  const shown = await bed.find(sent.body.number, 'supervisor')
  expect(shown.body.assessments).toMatchObject([{ kind: 'risk', reference: own.reference, problem: null }])
  expect((await bed.approve(sent.body.number, 'supervisor')).status).toBe(201)
  // Another one is accepted meanwhile: who signs next would rest on what was left behind.
  const later = await accepted('cedar-notes', whole({ scope: 'The pilot, once more' }))
  const held = await bed.approve(sent.body.number, 'security')
  expect(held).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(held.body.detail).toContain(`assessment ${own.number} was superseded; name ${later.number}`)
  // Kept elsewhere is as it was: nobody here can tell.
  expect((await propose(proposal('RA-2026-051', {}, { id: 'cedar-two' }))).status).toBe(201)
})

test('the list says which assessments are overdue, of those written here and of those that the catalog rests on', {
  tags: ['MS-49'],
  timeout: 60_000,
}, async () => {
  const { number } = await accepted('pine-casework', whole({ due: dayIn(30) }))
  const listed = async () => (await bed.api('GET', '/assessments?system=pine-casework', 'auditor')).body
  expect(await listed()).toMatchObject({ assessments: [{ number, overdue: false }] })
  bed.clock.ahead = 40 * 86_400_000
  expect(await listed()).toMatchObject({ assessments: [{ number, overdue: true }] })
  bed.clock.ahead = 0
  const { catalog } = await listed()
  expect(catalog.map(({ place }: { place: string }) => place)).toContain('elsewhere')
  expect((await bed.api('GET', '/assessments', 'staff')).status).toBe(403)
})
