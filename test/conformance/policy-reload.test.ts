import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decide } from '#src/policy/decide.ts'
import { restoreFacts, type StoredFacts } from '#src/policy/stored-facts.ts'
import { openArchivedPolicy } from '#src/policy-operations/archive.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { ask, chatQuestion, entriesOf, metaOf, recordOf } from '#test/support/asking.ts'
import { startFakeIssuer } from '#test/support/fake-issuer.ts'
import { type PolicyFolder, policyFolder } from '#test/support/policy-folder.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

const ANSWER = {
  id: 'c1',
  object: 'chat.completion',
  created: 1,
  model: 'm-1',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'At eight.', refusal: null },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
}

const RELOADS = process.env['STATEHOUSE_TEST_FULL'] ? 1_000 : 20

const OWN_TESTS = `version: 1
cases:
  - name: Only developers write software
    given:
      principal: { issuer: its-entra, subjectType: employee, client: 0f6e2b1c-8d43-4a77-b2c9-5e1a7d90c3f4, agency: MS-ITS, unit: ITS-OPS }
      now: '2026-11-22T12:00:00Z'
      model: state-drafting
      purpose: coding
    expect: refuse
    code: purpose_not_permitted
`

let upstream: RawUpstream
let data: string
let profile: PolicyFolder
let gateway: TestGateway
let release: (() => void) | null = null

beforeAll(async () => {
  upstream = await startRawUpstream(async (request, reply) => {
    if (request.body.includes('wait for it')) await new Promise<void>((resolve) => (release = resolve))
    await reply.json(200, ANSWER)
  })
})
afterAll(() => upstream.close())
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'reload-'))
  profile = policyFolder()
  profile.dropTests()
  profile.write('tests/own.yaml', OWN_TESTS)
  // The catalog of the profile names a file that no test machine has.
  profile.edit('catalog.yaml', 'credential: file:/run/secrets/pine-api-key', 'credential: none')
  gateway = await start()
})
afterEach(async () => {
  await gateway.close()
  profile.remove()
  rmSync(data, { recursive: true, force: true })
})

const recordKey = createKeyRing()
const start = () =>
  startGateway({ upstream: upstream.origin, profile: profile.folder, folder: data, app: { recordKey } })

async function speak(text = 'When is the office open?', headers: Record<string, string> = {}) {
  const token = await gateway.token('employee')
  await gateway.acknowledge(token)
  return ask(gateway, token, { body: chatQuestion(text, false), headers }).whole()
}

const policyEntries = async () => (await entriesOf(gateway)).filter(({ type }) => type === 'policy').map(metaOf)

/** Another valid policy: the notice period before the purposes of a document is a value like any other. */
function change(step: number): void {
  profile.edit('quotas.yaml', /requests: \d+/, `requests: ${100_000 + step}`)
}

describe('reload (MO-32, MS-65)', () => {
  test('a changed policy decides the next request, and the log says so; the one before is kept for what it decided', async () => {
    expect((await speak()).status).toBe(200)
    const before = gateway.app.policy.current()
    profile.edit(
      'purposes.yaml',
      'id: draft-internal\n    name: { en: Draft or edit internal text, es: Redactar o corregir textos internos }\n    subjectTypes: [employee, contractor]',
      'id: draft-internal\n    name: { en: Draft or edit internal text, es: Redactar o corregir textos internos }\n    subjectTypes: [contractor]',
    )
    expect(await gateway.app.policy.reload('signal')).toMatchObject({ kind: 'live' })
    const refused = await speak()
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('purpose_not_permitted')
    const after = gateway.app.policy.current()
    expect(await policyEntries()).toMatchObject([
      { action: 'live', trigger: 'start', digest: before.digest, previous: null, seal: null },
      { action: 'live', trigger: 'signal', digest: after.digest, previous: before.digest },
    ])
    expect((await openArchivedPolicy(gateway.app.store, before.digest))?.digest).toBe(before.digest)
    expect(
      (await openArchivedPolicy(gateway.app.store, after.digest))?.purposes['draft-internal']?.subjectTypes,
    ).toEqual(['contractor'])
  })

  test.each([
    ['not YAML', (folder: PolicyFolder) => folder.write('quotas.yaml', 'rules: [')],
    [
      'a broken reference',
      (folder: PolicyFolder) => folder.edit('catalog.yaml', 'training: [ai-foundations]', 'training: [none]'),
    ],
    [
      'prohibited technology',
      (folder: PolicyFolder) => folder.edit('prohibited.yaml', 'families: [examplefam]', 'families: [magnolia-large]'),
    ],
    [
      'a failing policy test',
      (folder: PolicyFolder) =>
        folder.edit('catalog.yaml', 'units: [ITS-APPDEV, ITS-SECURITY]', 'units: [ITS-APPDEV, ITS-OPS]'),
    ],
    [
      'a credential that nobody has',
      (folder: PolicyFolder) => folder.edit('catalog.yaml', 'env:DELTA_API_KEY', 'env:NOBODY_HAS_THIS'),
    ],
    ['another profile', (folder: PolicyFolder) => folder.edit('profile.yaml', 'id: us-ms-its', 'id: us-other')],
  ])('%s never becomes live: the policy before stays, health and the log say why', async (_, spoil) => {
    const before = gateway.app.policy.current()
    spoil(profile)
    const outcome = await gateway.app.policy.reload('signal')
    expect(outcome.kind).toBe('refused')
    expect(gateway.app.policy.current()).toBe(before)
    expect((await speak()).status).toBe(200)
    expect((await policyEntries()).at(-1)).toMatchObject({
      action: 'refused',
      trigger: 'signal',
      digest: before.digest,
    })
    const ready = await fetch(`${gateway.url}/readyz`)
    expect(ready.status).toBe(200)
    expect(await ready.json()).toMatchObject({
      policy: before.version,
      policyDetail: { refused: { problems: [expect.stringMatching(/\.yaml:\d+:\d+: /)] } },
    })
    expect(await (await fetch(`${gateway.url}/metrics`)).text()).toContain('statehouse_policy_current 0')
  })

  test.each([
    ['the profile', () => change(1)],
    ['a layer', () => profile.edit('classes.yaml', 'default: internal', 'default: confidential')],
  ])('a changed file of %s comes into force by itself', async (_, edit) => {
    const before = gateway.app.policy.current()
    edit()
    while (gateway.app.policy.current() === before) await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await policyEntries()).at(-1)).toMatchObject({ action: 'live', trigger: 'files' })
  })

  test('an exchange ends under the policy that it began with', async () => {
    const before = gateway.app.policy.current()
    const open = speak('Please wait for it')
    while (release === null) await new Promise((resolve) => setTimeout(resolve, 5))
    change(2)
    await gateway.app.policy.reload('signal')
    release()
    release = null
    const answer = await open
    expect(answer.status).toBe(200)
    expect(answer.headers['ai-decision']).toContain(`policy=${before.version}`)
    const entries = await recordOf(gateway, String(answer.headers['ai-record']))
    expect(entries.map(({ entry }) => (JSON.parse(entry) as { pol: string }).pol)).toEqual([
      before.version,
      before.version,
    ])
  })

  test(`${RELOADS} reloads under load, every other one of an invalid policy: no request fails`, async () => {
    // Nobody asks more often than a person may in a day.
    const tokens = await Promise.all(['employee', 'contractor', 'supervisor', 'unit-leader'].map(gateway.token))
    for (const token of tokens) await gateway.acknowledge(token)
    let isOver = false
    let answered = 0
    let allowed = 0
    const caller = async (): Promise<void> => {
      while (!isOver) {
        if (answered >= allowed) {
          await new Promise((resolve) => setImmediate(resolve))
          continue
        }
        const token = tokens[answered % tokens.length]!
        const { status, text } = await ask(gateway, token, { body: chatQuestion('When?', false) }).whole()
        if (status !== 200) throw new Error(`${status} ${text}`)
        answered++
      }
    }
    const callers = [caller(), caller(), caller()]
    const outcomes: string[] = []
    for (let step = 0; step < RELOADS; step++) {
      const isSound = step % 2 === 0
      allowed = answered + 2
      if (isSound) change(step + 10)
      else profile.edit('quotas.yaml', 'window: day', 'window: year')
      outcomes.push((await Promise.race([gateway.app.policy.reload('signal'), ...callers]))?.kind ?? 'caller ended')
      if (!isSound) profile.edit('quotas.yaml', 'window: year', 'window: day')
      const so = answered
      allowed = so + 2
      while (answered === so) await Promise.race([new Promise((resolve) => setImmediate(resolve)), ...callers])
    }
    isOver = true
    await Promise.all(callers)
    expect(outcomes).toEqual(Array.from({ length: RELOADS }, (_, step) => (step % 2 === 0 ? 'live' : 'refused')))
    expect(answered).toBeGreaterThanOrEqual(RELOADS)
  }, 900_000)
})

test('every recorded decision is made again, byte for byte, from the archived policy and the stored facts, across reloads (MS-55)', async () => {
  for (const [index, [purpose, text, dataClass]] of [
    ['draft-internal', 'Plain text', ''],
    ['coding', 'My number is 078-05-1120', ''],
    ['resident-chat', 'Not for staff', ''],
    ['An invented purpose, 078-05-1120', 'Hello', ''],
    ['research', 'Confidential things', 'confidential'],
  ].entries()) {
    await speak(text, { 'ai-purpose': purpose!, ...(dataClass ? { 'ai-data-class': dataClass } : {}) })
    change(index + 100)
    await gateway.app.policy.reload('signal')
  }
  const decided = (await entriesOf(gateway))
    .map((entry) => ({ entry, meta: metaOf(entry) }))
    .filter(({ meta }) => meta['facts'])
  expect(decided).toHaveLength(5)
  expect(JSON.stringify(decided.map(({ meta }) => meta['facts']))).not.toMatch(/078-05|@/)
  for (const { entry, meta } of decided) {
    const { pol } = JSON.parse(entry.entry) as { pol: string }
    const live = (await policyEntries()).find(({ version }) => version === pol)!
    const policy = (await openArchivedPolicy(gateway.app.store, String(live['digest'])))!
    const decision = decide(policy, restoreFacts(policy, meta['facts'] as StoredFacts)!)
    if (decision.kind === 'allow') expect(meta['rule']).toBe(decision.rule)
    else expect(meta['steps']).toEqual(decision.steps.filter(({ result }) => result !== 'pass'))
  }
})

test('a gateway that starts again with the same policy writes no second entry for it', async () => {
  await gateway.close()
  gateway = await start()
  expect(await policyEntries()).toHaveLength(1)
})

test('a new issuer’s people get in without a restart, and are out again, token and cache, once it is taken off the list', async () => {
  const second = await startFakeIssuer('RS256')
  const before = {
    issuers: profile.read('issuers.yaml'),
    units: profile.read('units.yaml'),
    clients: profile.read('clients.yaml'),
  }
  const now = Math.floor(Date.now() / 1000)
  const token = await second.sign({
    iss: second.issuer,
    aud: 'urn:second',
    sub: 'p-1',
    client_id: 'second-tool',
    jti: 'j-1',
    iat: now,
    exp: now + 600,
    email: 'p@its.ms.gov',
    subject_type: 'employee',
    training: { 'ai-foundations': new Date().toISOString().slice(0, 10) },
  })
  const speakAsSecond = () => ask(gateway, token, { body: chatQuestion('When?', false) }).whole()
  expect((await speakAsSecond()).status).toBe(403)

  profile.write('issuers.yaml', `${before.issuers}${secondIssuer(second.issuer)}`)
  profile.write('units.yaml', `${before.units}  - { issuer: second, claims: {}, unit: ITS-OPS, clauses: [MS-40] }\n`)
  profile.write('clients.yaml', `${before.clients}${SECOND_TOOL}`)
  expect(await gateway.app.policy.reload('signal')).toMatchObject({ kind: 'live' })
  await gateway.acknowledge(token)
  expect((await speakAsSecond()).status).toBe(200)

  for (const [name, text] of Object.entries(before)) profile.write(`${name}.yaml`, text)
  expect(await gateway.app.policy.reload('signal')).toMatchObject({ kind: 'live' })
  expect((await speakAsSecond()).status).toBe(403)
  await second.close()
})

const secondIssuer = (issuer: string): string => `
  - id: second
    name: Another directory
    issuer: ${issuer}
    jwksUri: ${issuer}/jwks
    audience: ['urn:second']
    algorithms: [RS256]
    typ: [at+jwt]
    maxLifeMinutes: 60
    claims: { subject: sub, client: client_id, tokenId: jti, email: email, training: training }
    emailDomains: [its.ms.gov]
    subjectType: { claim: subject_type, values: { employee: employee } }
    assurance: { otherwise: 2 }
    clauses: [MS-34]
`

const SECOND_TOOL = `  - id: second-tool
    issuer: second
    name: A tool of theirs
    kind: tool
    unit: ITS-OPS
    responsibleOfficial: head of operations
    attended: true
    maxDecisionMode: none
    showsLabel: content
    expires: 2035-12-31
    clauses: [MS-31]
`
