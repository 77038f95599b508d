import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assess } from '#src/conformance/assess.ts'
import { readClauses } from '#src/conformance/clause-register.ts'
import { readEvidence } from '#src/conformance/evidence.ts'
import { DATA_CLASSES } from '#src/core/decision.ts'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { approvedList } from '#src/policy/approved-list.ts'
import { entriesOf, metaOf } from '../support/asking.ts'
import { freePort } from '../support/free-port.ts'
import { visitPages } from '../support/page-visitor.ts'
import { policyFolder } from '../support/policy-folder.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let gateway: TestGateway
let sandbox: Sandbox
let profile: ReturnType<typeof policyFolder>

beforeAll(async () => {
  sandbox = await startSandbox()
  profile = policyFolder()
  profile.dropTests()
  profile.edit('catalog.yaml', 'credential: file:/run/secrets/pine-api-key', 'credential: none')
  gateway = await startGateway({
    upstream: sandbox.origin,
    profile: profile.folder,
    env: { STATEHOUSE_PORT: String(await freePort()) },
  })
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
  profile.remove()
})

async function signedIn(persona: string): Promise<(path: string) => Promise<{ status: number; page: string }>> {
  const visitor = await visitPages(gateway, persona)
  return async (path) => {
    const { status, text: page } = await visitor.get(path)
    return { status, page }
  }
}

const text = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

describe('the policy as staff read it', () => {
  test('lists every approved use that is enforced, and no other', async () => {
    const ask = await signedIn('employee')
    const { page } = await ask('/policy')
    const policy = gateway.app.policy.current()
    const uses = approvedList(policy, Date.now())
    const rows = [...page.matchAll(/<tr><th scope="row"><a href="\/catalog\/([^"]+)">/g)].map((match) => match[1])
    const lines = new Set(uses.map((use) => JSON.stringify({ ...use, unit: '', agency: '' })))
    expect(rows).toHaveLength(lines.size)
    expect(new Set(rows)).toEqual(new Set(uses.map(({ system }) => system)))
    expect(page).toContain(policy.digest)
  })

  test('says beside what was approved that it is stopped now [MS-31]', async () => {
    const ask = await signedIn('employee')
    expect((await ask('/policy')).page).not.toContain('Stopped now')
    const stop = await fetch(`${gateway.url}/api/v1/suspensions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await gateway.token('security-officer')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        target: 'system',
        value: 'sandbox',
        reason: 'looked into',
        until: new Date(Date.now() + 3_600_000).toISOString(),
      }),
    })
    expect(stop.status).toBe(201)
    const { page } = await ask('/policy')
    const rows = [...page.matchAll(/<tr><th scope="row"><a href="\/catalog\/([^"]+)">.*?<\/th>/g)]
    expect(rows.length).toBeGreaterThan(0)
    for (const [row, system] of rows)
      expect([system, row.includes('Stopped now')]).toEqual([system, system === 'sandbox'])
    const told = (await (await fetch(`${gateway.url}/register.json`)).json()) as {
      systems: { id: string; status: string }[]
    }
    expect(told.systems.find(({ id }) => id === 'sandbox')!.status).toBe('suspended')
  })

  test('a change of the policy is told in sentences, from the policies that the log keeps [MS-65]', async () => {
    const before = gateway.app.policy.current()
    profile.edit('purposes.yaml', 'Research a topic', 'Look into a topic')
    expect(await gateway.app.policy.reload('files')).toMatchObject({ kind: 'live' })
    const after = gateway.app.policy.current()
    const ask = await signedIn('employee')
    expect((await ask('/policy')).page).toContain(before.digest)
    const { page } = await ask(`/policy/changes?before=${before.digest}&after=${after.digest}`)
    expect(text(page)).toMatch(/was Research a topic, is Look into a topic/)
    expect((await ask(`/policy/changes?before=${before.digest}&after=${before.digest}`)).page).toContain('say the same')
    expect((await ask(`/policy/changes?before=${before.digest}&after=nothing`)).status).toBe(404)
  })

  test('a made-up case gets the answer that the API gives, and the question is recorded [MS-31]', async () => {
    const ask = await signedIn('auditor')
    const token = await gateway.token('auditor')
    const policy = gateway.app.policy.current()
    const issuer = policy.issuers[0]!.id
    const { units } = policy.units
    let allowed = 0
    const purposes = Object.keys(policy.purposes)
    for (let at = 0; at < 40; at += 1) {
      const unit = units[at % units.length]!
      const client = policy.clients[at % policy.clients.length]!.id
      const model = Object.keys(policy.index.models)[at % 3]!
      const fields = {
        ...{ issuer, client, subjectType: at % 5 === 0 ? 'contractor' : 'employee', unit: unit.id },
        ...{ assurance: '2', model, purpose: purposes[at % purposes.length]!, class: DATA_CLASSES[at % 3]! },
      }
      const { page } = await ask(`/policy/case?${new URLSearchParams({ ...fields, trained: 'yes' })}`)
      const day = new Date(Date.now() - 86_400_000).toISOString()
      const answer = await fetch(`${gateway.url}/api/v1/decisions/explain`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          ...{ model, purpose: fields.purpose, declaredClass: fields.class },
          principal: {
            ...{ issuer, subjectType: fields.subjectType, client, agency: unit.agency, unit: unit.id, assurance: 2 },
            training: Object.fromEntries(Object.keys(policy.courses).map((id) => [id, day])),
          },
        }),
      })
      const receipt = (await answer.json()) as { decision: string; rule: string }
      expect(page, JSON.stringify(fields)).toContain(receipt.decision === 'allow' ? '>Allowed<' : '>Refused<')
      expect(text(page)).toContain(`Rule ${receipt.rule}, policy`)
      if (receipt.decision === 'allow') allowed += 1
    }
    expect(allowed).toBeGreaterThan(0)
    const looks = (await entriesOf(gateway)).map(metaOf).filter((meta) => meta['action'] === 'explain' && meta['case'])
    expect(looks).toHaveLength(40)
    // What the policy says to others is for those who answer for it.
    expect((await (await signedIn('employee'))('/policy/case')).status).toBe(303)
  })

  test('the clauses stand there with what can honestly be said of each, and no more [MS-65]', async () => {
    const ask = await signedIn('employee')
    const policy = gateway.app.policy.current()
    const all = assess(readClauses('policies/clauses'), readEvidence(), policy)
    const { page } = await ask('/conformance')
    for (const { id, status } of all) {
      expect(page).toContain(`<tr id="${id}">`)
      expect(status).not.toBe('unexplained')
    }
    const built = all.filter(({ status }) => status === 'pass')
    const filtered = (await ask('/conformance?status=pass')).page
    expect([...filtered.matchAll(/<tr id="/g)]).toHaveLength(built.length)
  })
})

describe('the public register', () => {
  const KEYS = [
    ...['id', 'name', 'provider', 'agency', 'status', 'purposes', 'usedBy', 'dataClass', 'decisionMode'],
    ...['approvedUntil', 'assessments', 'affected'],
  ]

  test('is for anybody, names every system, and holds these fields and no others [MS-43]', async () => {
    const answer = await fetch(`${gateway.url}/register.json`)
    expect(answer.status).toBe(200)
    const body = await answer.text()
    const { systems } = JSON.parse(body) as { systems: Record<string, unknown>[] }
    const policy = gateway.app.policy.current()
    expect(systems.map(({ id }) => id)).toEqual([...policy.systems, ...policy.applications].map(({ id }) => id))
    for (const entry of systems) expect(Object.keys(entry)).toEqual(KEYS)
    for (const { upstream } of policy.systems) {
      expect(body).not.toContain(upstream.origin)
      if (upstream.credential !== 'none') expect(body).not.toContain(upstream.credential)
    }
  })

  test('is a table in the federal columns too; what only staff may know is in theirs [MS-42] [MS-43]', async () => {
    const told = await fetch(`${gateway.url}/register.csv`)
    expect([told.status, told.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    const rows = (csv: string): string[] => csv.trimEnd().split('\r\n')
    const public_ = rows(await told.text())
    const policy = gateway.app.policy.current()
    expect(public_).toHaveLength(1 + policy.systems.length + policy.applications.length)
    const staff = (await (await signedIn('employee'))('/policy/inventory.csv')).page
    expect(rows(staff)).toHaveLength(public_.length)
    const unit = policy.units.units.find(({ id }) => policy.systems.some(({ grants }) => grants[0]?.units?.[0] === id))!
    expect([staff.includes(unit.name), public_.join().includes(unit.name)]).toEqual([true, false])
    expect((await fetch(`${gateway.url}/policy/inventory.csv`, { redirect: 'manual' })).status).toBe(303)
    const data = JSON.parse((await (await signedIn('employee'))('/policy/inventory.json')).page)
    expect(data.use_cases.map(({ id }: { id: string }) => id)).toEqual(
      [...policy.systems, ...policy.applications].map(({ id }) => id),
    )
  })

  test('tells whom an AI system’s part in a case concerns, and how to have a person look again [MS-43]', async () => {
    for (const language of ['en', 'es']) {
      const page = await (await fetch(`${gateway.url}/register`, { headers: { 'accept-language': language } })).text()
      const { affected } = gateway.app.policy.current().purposes['case-support']!
      expect(page).toContain(affected!.notice[language])
      expect(page).toContain(affected!.appeal[language])
    }
  })
})
