import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approvedList } from '#src/policy/approved-list.ts'
import { type ApprovalsBed, startApprovalsBed } from '#test/support/approvals-bed.ts'

let bed: ApprovalsBed

beforeAll(async () => {
  bed = await startApprovalsBed()
})
afterAll(() => bed.close())

const ALL = ['supervisor', 'security', 'privacy', 'legal', 'cto'] as const

async function approveBy(number: string, ...seats: readonly string[]): Promise<void> {
  for (const who of seats) {
    const { status, body } = await bed.approve(number, who)
    expect([who, status, body.detail]).toEqual([who, 201, undefined])
  }
}

const NO_WORDS = { purpose: undefined, data_class: undefined }

/** A catalog entry as a unit proposes it. */
function proposal(changes: object = {}): object {
  return {
    id: 'cedar-notes',
    name: 'Notes assistant',
    vendor: { name: 'Cedar Office' },
    hosting: 'on-prem',
    models: [{ id: 'notes', alias: 'cedar', upstreamModel: 'cedar-1', created: 1788220800 }],
    upstream: {
      origin: bed.upstream.origin,
      basePath: '/v1',
      wires: ['openai.chat'],
      credential: 'none',
      network: 'loopback',
    },
    grants: [
      {
        units: ['ITS-APPDEV'],
        subjectTypes: ['employee'],
        purposes: ['summarise'],
        maxClass: 'confidential',
        maxDecisionMode: 'inform',
        clauses: ['MS-40'],
      },
    ],
    safeguards: ['redact', 'output-scan', 'label', 'record', 'no-vendor-memory', 'class-ceiling', 'quota'],
    assessments: [
      {
        kind: 'risk',
        reference: 'RA-2026-050',
        domains: ['cyber', 'privacy', 'continuity', 'legal', 'ethical'],
        on: '2026-11-02',
        owner: 'chief information security officer',
        due: '2027-10-01',
        clauses: ['MS-49'],
      },
    ],
    audit: {
      everyMonths: 12,
      last: null,
      findings: 'none yet',
      owner: 'internal audit',
      due: '2027-10-01',
      clauses: ['MS-55'],
    },
    factsheet: 'https://cedar.example/factsheet',
    approvedBy: 'its',
    label: 'standard',
    clauses: ['MS-28', 'MS-40'],
    ...changes,
  }
}

const asked = (changes: object = {}) => ({
  ...NO_WORDS,
  system: undefined,
  kind: 'system',
  proposal: proposal(changes),
})

const AFFECTED =
  '{ notice: { en: An AI takes part, es: Participa una IA }, appeal: { en: Ask us, es: Pregunte }, counsel: to approve }'

describe('new systems (MS-43, MS-49, MS-56)', () => {
  test('a proposed system with all its evidence, approved by every seat, is in the catalog and can be used', {
    tags: ['MS-49', 'MS-56', 'MO-32'],
  }, async () => {
    const number = await bed.send('staff', asked())
    expect((await bed.find(number, 'staff')).body).toMatchObject({
      needs: [...ALL],
      asked: { data_class: 'confidential' },
    })
    await approveBy(number, 'supervisor', 'security', 'privacy', 'legal')
    expect((await bed.use('staff', 'internal', { model: 'cedar' }))[0]).toBe(403)
    expect((await bed.approve(number, 'cto', { data_class: 'internal' })).body).toMatchObject({ status: 'approved' })
    expect(await bed.use('staff', 'internal', { model: 'cedar' })).toEqual([200, null])
    expect(await bed.use('staff', 'confidential', { model: 'cedar' })).toEqual([403, 'data_class_not_permitted'])
    const policy = bed.gateway.app.policy.current()
    expect(approvedList(policy, bed.clock.now()).filter(({ system }) => system === 'cedar-notes')).toMatchObject([
      { unit: 'ITS-APPDEV', purpose: 'summarise', maxClass: 'internal' },
    ])
    // What was approved in the gateway stands in the inventory as it is enforced, until it is over.
    const listed = async () => {
      const { body } = await bed.api('GET', '/inventory', 'staff')
      return body.use_cases.filter(({ id }: { id: string }) => id === 'cedar-notes')
    }
    expect(await listed()).toMatchObject([
      {
        development_stage: 'Deployed',
        vendor_name: 'Cedar Office',
        enforced: { status: 'approved', max_class: 'internal' },
      },
    ])
    await bed.decide(number, 'cto', 'revoke')
    expect(await listed()).toEqual([])
    expect((await bed.use('staff', 'internal', { model: 'cedar' }))[1]).toBe('system_not_approved')
  })

  test('without its risk assessment, its audit or its FactSheet nobody is asked, and nothing prohibited gets further', {
    tags: ['MS-18', 'MS-43', 'MS-49'],
  }, async () => {
    for (const [what, changes] of [
      ['risk assessment', { assessments: [] }],
      ['audit', { audit: undefined }],
      ['FactSheet', { factsheet: undefined }],
    ] as const) {
      const refused = await bed.api('POST', '/access-requests', 'staff', {
        need: 'n',
        who: 'w',
        kind: 'system',
        proposal: proposal(changes),
      })
      expect([refused.status, refused.body.code], what).toEqual([400, 'malformed_body'])
      expect(refused.body.detail).toContain(what)
    }
    const barred = await bed.send('staff', asked({ vendor: { name: 'Example Foreign Assistant Co' } }))
    const preview = await bed.api('POST', `/access-requests/${barred}/previews`, 'supervisor', {})
    expect(preview.body.problems.join()).toContain('example-foreign-assistant')
    expect((await bed.approve(barred, 'supervisor')).body).toMatchObject({ code: 'conflict' })
    // A credential that this deployment doesn't have is no reason to fail later.
    const keyless = await bed.send(
      'staff',
      asked({
        upstream: {
          origin: 'https://cedar.example',
          basePath: '/v1',
          wires: ['openai.chat'],
          credential: 'env:NOT_THERE',
        },
      }),
    )
    expect((await bed.approve(keyless, 'supervisor')).body.detail).toContain('NOT_THERE')
  })

  test('a system for a high-risk purpose needs every item of its evidence (MS-45)', { tags: ['MS-45'] }, async () => {
    bed.profile.dropTests()
    bed.profile.edit(
      'purposes.yaml',
      'id: investigation\n',
      `id: investigation\n    highRisk: true\n    affected: ${AFFECTED}\n`,
    )
    expect(await bed.gateway.app.policy.reload('signal')).toMatchObject({ kind: 'live' })
    const grants = [{ ...(proposal() as { grants: object[] }).grants[0], purposes: ['investigation'] }]
    const number = await bed.send('staff', asked({ id: 'cedar-cases', grants }))
    const { body } = await bed.api('POST', `/access-requests/${number}/previews`, 'supervisor', {})
    expect(body.problems.join()).toMatch(/impact.*bias.*legal.*monitoring.*appeal.*fail-safe/)
  })
})

describe('what is approved for longer, or ahead (MS-40, MS-54)', () => {
  test('a renewal moves the approval’s end, and never beyond the State’s', { tags: ['MS-40', 'MS-56'] }, async () => {
    const endOf = (id: string) =>
      bed.gateway.app.policy.current().systems.find((one) => one.id === id)!.approval.expires
    expect(endOf('pine-casework')).toBe('2027-03-31')
    const early = { ...NO_WORDS, kind: 'renewal', system: 'pine-casework' }
    expect(
      (await bed.api('POST', '/access-requests', 'staff', { ...early, need: 'n', who: 'w', until: '2027-01-01' }))
        .status,
    ).toBe(400)
    // A renewal never makes an approval shorter.
    const long = { kind: 'renewal', system: 'sandbox', need: 'n', who: 'w' }
    expect((await bed.api('POST', '/access-requests', 'staff', long)).body.title).toContain('2035-12-31 already')
    const number = await bed.send('staff', { ...early, until: '2027-09-30' })
    await approveBy(number, ...ALL)
    expect(endOf('pine-casework')).toBe('2027-09-30')
    const states = await bed.send('staff', { ...NO_WORDS, kind: 'renewal', system: 'magnolia-drafting' })
    const { body } = await bed.api('POST', `/access-requests/${states}/previews`, 'supervisor', {})
    expect(body.problems.join()).toContain('State’s approval')
  })

  test('a model’s next version, approved ahead, is what is sent from its day on', { tags: ['MS-54'] }, async () => {
    const sent = () => (JSON.parse(bed.upstream.requests.at(-1)!.body.toString()) as { model: string }).model
    const from = new Date(bed.clock.now() + 3 * 86_400_000).toISOString().slice(0, 10)
    const number = await bed.send('staff', {
      ...NO_WORDS,
      kind: 'successor',
      system: 'sandbox',
      model: 'large',
      successor: { upstream_model: 'sandbox-larger', from },
    })
    await approveBy(number, 'supervisor', 'security', 'cto')
    expect(await bed.use('staff', 'internal')).toEqual([200, null])
    expect(sent()).toBe('sandbox-large')
    bed.clock.ahead = 5 * 86_400_000
    expect(await bed.use('staff', 'internal')).toEqual([200, null])
    expect(sent()).toBe('sandbox-larger')
    bed.clock.ahead = 0
  })
})
