import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Principal } from '#src/core/principal.ts'
import { readContract } from '#src/http/contract.ts'
import { createCodingDesk } from '#src/http/desks/coding-desk.ts'
import { createHoldDesk } from '#src/http/desks/hold-desk.ts'
import { createPlanDesk } from '#src/http/desks/plan-desk.ts'
import { createRequestDesk } from '#src/http/desks/request-desk.ts'
import { governanceApi } from '#src/http/governance-api.ts'
import { recordLooks } from '#src/http/record-looks.ts'
import { holdRoutes } from '#src/http/routes/holds.ts'
import { requestCodingRoutes } from '#src/http/routes/request-codings.ts'
import { requestPlanRoutes } from '#src/http/routes/request-plans.ts'
import { requestRoutes } from '#src/http/routes/requests.ts'
import { planSchema } from '#src/requests/plan.ts'
import { createHoldChecks } from '#src/retention/hold-checks.ts'
import { ids } from '#test/support/record-store.ts'
import { got, openRequestBed, type RequestBed } from '#test/support/request-bed.ts'

/** One agency's log, and the API over it. */
interface World {
  readonly bed: RequestBed
  readonly app: FastifyInstance
  readonly request: string
  readonly run: string
  readonly letter: string
  readonly sample: string
  readonly plain: readonly string[]
  readonly walled: readonly string[]
}

const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  staff: ['staff'],
  supervisor: ['staff', 'supervisor'],
  'unit-leader': ['staff', 'unit-leader'],
  hr: ['staff', 'hr'],
  privacy: ['privacy-officer'],
  security: ['security-officer'],
  director: ['executive-director'],
  cto: ['cto', 'records-officer'],
  auditor: ['auditor'],
  officer: ['records-officer'],
  counsel: ['attorney'],
  'their-officer': ['records-officer'],
  'their-counsel': ['attorney'],
  'their-auditor': ['auditor'],
}

const NOBODY = ['staff', 'supervisor', 'unit-leader', 'hr', 'privacy', 'security', 'director', 'cto']
const THEIRS = ['their-officer', 'their-counsel', 'their-auditor']

/**
 * Worlds alike in everything but what the privileged records are about: in two of them what was asked for, and in one of
 * these counsel has coded them.
 */
let worlds: { readonly coded: World; readonly found: World; readonly silent: World }

beforeAll(async () => {
  worlds = {
    coded: await open('gravel', true),
    found: await open('gravel', false),
    silent: await open('nothing', false),
  }
}, 60_000)
afterAll(async () => {
  for (const { app, bed } of Object.values(worlds)) {
    await app.close()
    await bed.close()
  }
})

async function open(topic: string, isCoded: boolean): Promise<World> {
  const bed = await openRequestBed('MO')
  const made = await bed.record(
    { subject: 'jdoe', typed: 'gravel one' },
    { subject: 'jdoe', typed: `advice on ${topic}`, purpose: 'legal-advice' },
    { subject: 'jdoe', typed: 'gravel two', has: 'attachment' },
    { subject: 'jdoe', typed: `${topic} of counsel`, unit: 'CCO', has: 'attachment' },
    { subject: 'jdoe', typed: 'sand', has: 'attachment' },
    { subject: 'jdoe', typed: `${topic} picture`, purpose: 'legal-advice', has: 'attachment' },
  )
  const app = Fastify()
  const people = Object.fromEntries(Object.keys(PEOPLE).map((name) => [name, personOf(bed, name)]))
  const contract = readContract(new URL('../../openapi.yaml', import.meta.url))
  const policy = () => bed.policy
  const clock = { now: () => bed.now() }
  const { store, ledger, requests } = bed
  const parts = { policy, store, ledger, clock, look: recordLooks(policy, ledger), ...requests }
  const checks = createHoldChecks({ ...parts, ids, instance: 'one', failed: () => undefined })
  await app.register(async (api) => {
    governanceApi(api, {
      identify: async ({ headers }) => people[String(headers['x-person'])]!,
      policyVersion: () => bed.policy.version,
    })
    await api.register(requestRoutes, { contract, requests: createRequestDesk(parts) })
    await api.register(requestPlanRoutes, { contract, plans: createPlanDesk(parts) })
    await api.register(requestCodingRoutes, { contract, codings: createCodingDesk(parts) })
    await api.register(holdRoutes, { contract, holds: createHoldDesk({ holds: bed.holds, checks, look: parts.look }) })
  })
  const officer = personOf(bed, 'officer')
  const received = await bed.receive()
  const plan = planSchema.parse({ lines: [{ id: 'a', query: 'user:jdoe gravel' }] })
  const row = await bed.search(received, plan, officer)
  expect(row.run).toMatchObject({ status: 'done' })
  // Counsel draws a sample of all that there is, and codes what is privileged.
  const sample = got(
    await bed.requests.samples.draw(row.id, { seed: 's', size: 50, of: null, reason: 'r' }, personOf(bed, 'counsel')),
  )
  const plain = [made[0]!, made[2]!]
  const walled = [made[1]!, made[3]!, made[5]!]
  if (isCoded)
    got(
      await bed.requests.codings.code(
        row.id,
        { coding: 'privileged', exemptions: ['ex-1'], select: { exchanges: walled }, reason: 'advice' },
        personOf(bed, 'counsel'),
      ),
    )
  return { bed, app, request: row.id, run: row.run!.id, letter: row.letters[0]!.id, sample: sample.id, plain, walled }
}

function personOf(bed: RequestBed, name: string): Principal {
  const person = bed.person(name, ...PEOPLE[name]!)
  return name.startsWith('their-') ? { ...person, agency: 'MO-OTHER' } : person
}

type Call = readonly [method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object]

/** Every route of requests, read or tried, with what an attacker would put into it. */
function calls({ request, run, letter, sample, plain, walled }: World): readonly Call[] {
  const at = `/requests/${request}`
  const reason = 'r'
  return [
    ['GET', '/requests'],
    ['GET', '/requests/denials'],
    ['GET', at],
    ['GET', `${at}/letters/${letter}`],
    ['GET', `${at}/plan`],
    ['GET', `${at}/proposals`],
    ['GET', `${at}/runs/${run}`],
    ['GET', `${at}/records`],
    ['GET', `${at}/records?coding=privileged`],
    ['GET', `${at}/records?coding=uncoded&limit=1`],
    ['GET', `${at}/next`],
    ['GET', `${at}/samples/${sample}`],
    ['GET', '/holds'],
    ['POST', `${at}/samples`, { seed: 'x', size: 100, reason }],
    ['POST', `${at}/codings`, { coding: 'responsive', select: { exchanges: [walled[0]] }, reason }],
    ['POST', `${at}/codings`, { coding: 'responsive', select: { exchanges: [walled[1], plain[0]] }, reason }],
    ['POST', `${at}/codings`, { coding: 'privileged', select: { exchanges: [plain[0]] }, reason }],
    ['POST', `${at}/codings`, { coding: 'not-responsive', select: { query: 'purpose:legal-advice' }, reason }],
    ['POST', `${at}/codings`, { coding: 'not-responsive', select: { query: 'gravel' }, reason }],
    ['POST', `${at}/codings`, { coding: 'responsive', select: { sample }, reason }],
    ['POST', `${at}/samples/${sample}/codings`, { exchange: walled[0], coding: 'responsive', reason }],
    ['GET', `${at}/records`],
    ['POST', `${at}/transitions`, { transition: 'paid', reason }],
    ['PUT', `${at}/plan`, { lines: [{ id: 'a', query: 'levee' }], reason }],
    ['DELETE', `${at}/runs/${run}`],
  ]
}

async function ask({ app }: World, person: string, [method, url, payload]: Call) {
  const answer = await app.inject({ method, url, headers: { 'x-person': person }, ...(payload && { payload }) })
  return { status: answer.statusCode, text: answer.body }
}

/** Ids, of which each world has its own, as the first, the second, … that the asker came across. */
function canonical(text: string, names: Map<string, string>): string {
  return text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/g, (id) => {
    if (!names.has(id)) names.set(id, `id${names.size}`)
    return names.get(id)!
  })
}

describe('what counsel alone may know of', { tags: ['MS-24', 'MO-04', 'MO-06'] }, () => {
  test.each(['officer', 'auditor'])(
    'an %s can’t tell a log in which it answers the request from one in which it doesn’t',
    async (person) => {
      const told: Record<string, string[]> = {}
      for (const [name, world] of Object.entries(worlds)) {
        const names = new Map<string, string>()
        told[name] = []
        for (const call of calls(world)) {
          const { status, text } = await ask(world, person, call)
          for (const exchange of world.walled) expect(text, call[1]).not.toContain(exchange)
          told[name].push(`${call[0]} ${canonical(call[1], names)} ${status} ${canonical(text, names)}`)
        }
      }
      expect(told['coded']).toEqual(told['silent'])
      expect(told['found']).toEqual(told['silent'])
      expect(told['silent']!.join('\n')).toContain('gravel')
    },
  )

  test('counsel has it: in the records, in counts, and as privileged', async () => {
    const { coded } = worlds
    const { text } = await ask(coded, 'counsel', ['GET', `/requests/${coded.request}/records`])
    const { counts, records } = JSON.parse(text) as { counts: object; records: { exchange: string; coding: string }[] }
    expect(counts).toMatchObject({ privileged: 3 })
    expect(records.filter(({ coding }) => coding === 'privileged').map(({ exchange }) => exchange)).toEqual(
      coded.walled,
    )
  })
})

describe('whoever has no part in requests', { tags: ['MO-04'] }, () => {
  test.each([...NOBODY, ...THEIRS])(
    '%s isn’t told that there is one, by any route, and changes nothing',
    async (person) => {
      const { coded: world } = worlds
      const before = world.bed.row(world.request)
      for (const call of calls(world)) {
        const { status, text } = await ask(world, person, call)
        if (call[1] === '/requests' || call[1] === '/requests/denials') expect([200, 403], person).toContain(status)
        else if (call[1] === '/holds') {
          expect(status).toBe(200)
          // Holds go by the role alone: no content is in them.
          if (person === 'cto') continue
        } else expect(status, `${person} ${call[0]} ${call[1]}`).toBe(404)
        expect(text, call[1]).not.toMatch(/2027-0001|Robin Vance|levee/)
        for (const exchange of [...world.plain, ...world.walled]) expect(text).not.toContain(exchange)
      }
      expect(world.bed.row(world.request)).toBe(before)
    },
  )

  test('an auditor reads and changes nothing', async () => {
    const { silent: world } = worlds
    const before = world.bed.row(world.request)
    for (const call of calls(world)) {
      const { status } = await ask(world, 'auditor', call)
      const mayRead = call[0] === 'GET' && !/\/(proposals|next)$/.test(call[1])
      expect(status, call[1]).toBe(mayRead ? 200 : 403)
    }
    expect(world.bed.row(world.request)).toBe(before)
  })
})
