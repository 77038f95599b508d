import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readContract } from '#src/http/contract.ts'
import { chatAnswer } from '#test/support/answer-events.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { ROLE_PERSONAS } from '#test/support/role-personas.ts'
import { type Schema, sampleOf } from '#test/support/sample-of-schema.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

const READERS = ['auditor', 'records-officer', 'attorney']
const OF_REQUESTS = ['records-officer', 'attorney']
const OVERSEERS = ['auditor', 'security-officer', 'cto', 'hr']
const DISPOSERS = [...READERS, 'privacy-officer', 'executive-director']
const REPORTED = [
  'supervisor',
  'unit-leader',
  'auditor',
  'records-officer',
  'privacy-officer',
  'executive-director',
  'cto',
]
const ANSWERERS = ['auditor', 'cto', 'executive-director', 'security-officer', 'unit-leader']
const OF_RECORD = ['employee', 'auditor', 'records-officer']

/** What each role is answered; whoever isn’t named is refused. What everybody is answered, each their own, isn’t named. */
const ANSWERED: Readonly<Record<string, readonly string[]>> = {
  listBiasReports: ['auditor', 'cto'],
  showAccountability: ANSWERERS,
  reportScorecard: ANSWERERS,
  listRisks: ['auditor', 'cto', 'executive-director', 'privacy-officer', 'security-officer'],
  showRisk: [],
  listAssessments: ['attorney', 'auditor', 'cto', 'executive-director', 'privacy-officer', 'security-officer'],
  showAssessment: [],
  exportAssessment: [],
  listChecks: ['auditor', 'cto'],
  reportReadiness: ['hr'],
  countDecisions: ['auditor', 'supervisor', 'unit-leader'],
  listExceptions: ['auditor', 'executive-director', 'cto'],
  listRevocations: OVERSEERS,
  listSuspensions: OVERSEERS,
  listIncidents: ROLE_PERSONAS.filter(
    (role) => !['employee', 'contractor', 'records-officer', 'executive-director'].includes(role),
  ),
  showIncident: ['employee', 'supervisor', 'unit-leader', 'auditor'],
  exportIncident: ['supervisor', 'unit-leader', 'auditor'],
  reportUsage: REPORTED,
  reportCost: REPORTED,
  reportUnreviewed: REPORTED,
  listLooks: ['auditor', 'attorney', 'privacy-officer', 'executive-director'],
  reportExposure: ['auditor', 'records-officer', 'privacy-officer', 'security-officer'],
  searchRecords: READERS,
  showRecord: OF_RECORD,
  proveRecord: OF_RECORD,
  verifyRecord: OF_RECORD,
  listSavedSearches: READERS,
  listRequests: READERS,
  listDenials: READERS,
  showRequest: READERS,
  showRequestLetter: READERS,
  showRequestPlan: READERS,
  proposeRequestJoins: OF_REQUESTS,
  showRequestRun: READERS,
  listRequestRecords: READERS,
  nextUncodedRecord: OF_REQUESTS,
  planDispositions: DISPOSERS,
  listDispositions: DISPOSERS,
  listProductions: OF_REQUESTS,
  showProduction: OF_REQUESTS,
  listProductionRecords: OF_REQUESTS,
  showProductionRecord: OF_REQUESTS,
  listUndecided: OF_REQUESTS,
  // Not built yet, which they alone are told.
  downloadPackage: OF_REQUESTS,
  downloadExemptionLog: OF_REQUESTS,
  downloadPrivilegeLog: ['attorney'],
  // There is none with this id, or it isn’t theirs: nobody can tell which.
  showConversation: [],
  showDisclosureStatement: [],
  checkCatalogUse: [],
  showAccessRequest: [],
  showDecision: [],
  showAudit: [],
  exportAudit: [],
  shadowReport: [],
  showOriginalSearch: [],
  showRequestSample: [],
  showDisposition: [],
  showHold: OF_REQUESTS,
  // Each sees their own.
  showHoldCheck: [],
}

const contract = readContract(new URL('../../openapi.yaml', import.meta.url))
interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
}
const operations: readonly Operation[] = Object.entries(
  contract.document['paths'] as Record<string, Record<string, { operationId?: string }>>,
).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { operationId }]) => path.startsWith('/api/v1/') && operationId !== undefined)
    .map(([method, { operationId }]) => ({ id: operationId!, method: method.toUpperCase(), path })),
)

/** What stands in the place of an id: things that are really there. */
const ids: Record<string, string> = {}
let upstream: RawUpstream
let gateway: TestGateway

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  gateway = await startGateway({ upstream: upstream.origin })
  for (const role of ROLE_PERSONAS) await gateway.acknowledge(await gateway.token(role))
  const client = await gateway.client('employee')
  const messages = [{ role: 'user' as const, content: 'Write to Ana Reyes about the levee' }]
  const { response } = await client.chat.completions.create({ model: 'general-drafting', messages }).withResponse()
  ids['records'] = response.headers.get('ai-record')!
  await vi.waitUntil(() => gateway.app.store.health().indexLag === 0, { timeout: 30_000 })
  const reason = 'letter of today'
  const order = { requester: { name: 'Robin Vance' }, description: 'All about the levee', channel: 'letter', reason }
  const request = await made('records-officer', 'requests', order)
  ids['requests'] = request['id'] as string
  ids['letter'] = (request['letters'] as { id: string }[])[0]!.id
  const person = { id: 'e', accounts: [{ account: `${gateway.issuer}|employee`, reason: 'the directory' }] }
  const plan = { persons: [person], lines: [{ id: 'a', by: ['e'], names: ['Ana Reyes'] }], reason }
  await asked('records-officer', 'PUT', `requests/${ids['requests']}/plan`, plan)
  ids['run'] = (await made('records-officer', `requests/${ids['requests']}/runs`, { reason }))['id'] as string
  const run = `requests/${ids['requests']}/runs/${ids['run']}`
  await vi.waitUntil(async () => (await asked('records-officer', 'GET', run)).body['status'] === 'done', {
    timeout: 30_000,
  })
  const production = { request: ids['requests'], mode: 'open-records', reason }
  ids['productions'] = (await made('records-officer', 'productions', production))['id'] as string
  const hold = { matter: 'Levee v. State', kind: 'litigation', reason, criteria: { units: ['ITS-OPS'] } }
  ids['holds'] = (await made('attorney', 'holds', hold))['id'] as string
  const report = { type: 'policy-violation', text: 'Something is off', once: 'matrix-0001' }
  ids['incidents'] = (await made('employee', 'incidents', report))['number'] as string
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

async function asked(role: string, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${gateway.url}/api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await gateway.token(role)}`,
      'ai-purpose': 'audit',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json') === true
  return { status: answer.status, body: (isJson ? JSON.parse(text) : {}) as Record<string, unknown> }
}

async function made(role: string, path: string, body: object): Promise<Record<string, unknown>> {
  const { status, body: answer } = await asked(role, 'POST', path, body)
  expect([200, 201, 202], `${path}: ${JSON.stringify(answer)}`).toContain(status)
  return answer
}

const thingOf = (path: string): string => path.split('/')[3]!

/** An operation on what is there, with the least that it takes. */
function ask(role: string, { id, method, path }: Operation) {
  const schema = contract.schema(id) as { body?: Schema; querystring?: Schema; params?: Schema }
  const params = sampleOf(schema.params ?? { type: 'object' }) as Record<string, string>
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  const thing = thingOf(path)
  const inner: Record<string, string | undefined> = { letter: ids['letter'], run: ids['run'] }
  const place = path.replace('/api/v1/', '').replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const real = inner[name] ?? (name === 'record' || name === 'exchange' ? ids['records'] : undefined)
    return encodeURIComponent(real ?? (name === names[0] ? ids[thing] : undefined) ?? params[name] ?? 'x')
  })
  const query = new URLSearchParams(sampleOf(schema.querystring ?? { type: 'object' }) as Record<string, string>)
  return asked(role, method, `${place}?${query}`, schema.body === undefined ? undefined : sampleOf(schema.body))
}

const NO = [403, 404]

test.each(ROLE_PERSONAS)(
  '%s is answered what the table says, and refused the rest',
  { tags: ['MO-04', 'MS-10'] },
  async (role) => {
    const wrong: string[] = []
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      const { status } = await ask(role, operation)
      const isAnswered = (ANSWERED[operation.id] ?? ROLE_PERSONAS).includes(role)
      if (isAnswered ? status >= 300 && status !== 422 : !NO.includes(status)) wrong.push(`${operation.id}: ${status}`)
    }
    expect(wrong).toEqual([])
  },
)

/** Reveals and labels of records have roles of their own: `reveals` and `labels` hold them. */
const SHOWS = { requests: 'showRequest', productions: 'showProduction', incidents: 'showIncident' }
const acts = operations.filter(
  ({ method, path }) => method !== 'GET' && /^\/api\/v1\/\w+\/\{/.test(path) && thingOf(path) in SHOWS,
)

test('whoever may not see a thing may do nothing to it', { tags: ['MO-04'] }, async () => {
  expect(acts.length).toBeGreaterThan(12)
  const wrong: string[] = []
  for (const operation of acts) {
    const may = ANSWERED[SHOWS[thingOf(operation.path) as keyof typeof SHOWS]]!
    for (const role of ROLE_PERSONAS.filter((one) => !may.includes(one))) {
      const { status } = await ask(role, operation)
      if (!NO.includes(status)) wrong.push(`${role}: ${operation.id}: ${status}`)
    }
  }
  expect(wrong).toEqual([])
})
