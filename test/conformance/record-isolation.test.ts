import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExchangeId } from '#src/core/ids.ts'
import type { Principal } from '#src/core/principal.ts'
import { RECORD_MARK } from '#src/core/record-mark.ts'
import { REVEAL } from '#src/core/reveal.ts'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { readContract } from '#src/http/contract.ts'
import { createLabelDesk } from '#src/http/desks/label-desk.ts'
import { createRecordDesk } from '#src/http/desks/record-desk.ts'
import { createRevealDesk } from '#src/http/desks/reveal-desk.ts'
import { governanceApi } from '#src/http/governance-api.ts'
import { recordLooks } from '#src/http/record-looks.ts'
import { recordLabelRoutes } from '#src/http/routes/record-labels.ts'
import { recordRoutes } from '#src/http/routes/records.ts'
import { revealRoutes } from '#src/http/routes/reveals.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { createLedger } from '#src/records/ledger.ts'
import { proveExchange } from '#src/records/prove-exchange.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { changed } from '#test/support/changed-policy.ts'
import { demoPrincipal } from '#test/support/facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'
import { draft, dropFolder, ids, makeFolder, openStore, signingKey } from '#test/support/record-store.ts'

/** Deterministic, so that a leak can be looked at again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const AUDITOR_OFFICE = 'https://auditor.example.gov'
const OWN_OFFICE = demoPrincipal().issuer
const ROLES = ['auditor', 'records-officer', 'attorney', 'cto', 'unit-leader', 'security-officer', 'staff']
const AGENCIES = ['MS-ITS', 'MS-DOR', 'MS-OSA']
const UNITS = ['ITS-APPDEV', 'ITS-LEGAL', 'ITS-OPS']

interface Planted {
  readonly exchange: ExchangeId
  readonly word: string
  readonly agency: string
  readonly unit: string
  readonly purpose: string
  readonly subject: string
  readonly issuer: string
  isMarked: boolean
}

/** The long form asks about each of 10,000 pairs. */
const [PRINCIPALS, RECORDS] = process.env['STATEHOUSE_TEST_FULL'] === '1' ? [100, 100] : [50, 40]
const random = randomFrom(20_261_122)
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!

const principals: Principal[] = Array.from({ length: PRINCIPALS }, (_, at) => {
  const subject = `p${at % 40}`
  const issuer = random(4) === 0 ? AUDITOR_OFFICE : OWN_OFFICE
  const roles = ROLES.filter(() => random(4) === 0)
  const agency = issuer === AUDITOR_OFFICE ? 'MS-OSA' : pick(AGENCIES)
  return demoPrincipal({
    subject,
    issuer,
    key: `${issuer}|${subject}`,
    agency,
    unit: pick(UNITS),
    roles,
    tokenId: String(at),
  })
})
const records: Planted[] = Array.from({ length: RECORDS }, (_, at) => ({
  exchange: ids.exchangeId(),
  word: `planted${at}`,
  agency: pick(AGENCIES),
  unit: pick(UNITS),
  purpose: random(5) === 0 ? 'legal-advice' : 'draft-internal',
  subject: `p${random(40)}`,
  issuer: random(4) === 0 ? AUDITOR_OFFICE : OWN_OFFICE,
  isMarked: random(5) === 0,
}))

/** What `access.yaml` says, written down once more by hand. */
const oracle = {
  isOwn: (who: Principal, what: Planted): boolean => who.issuer === what.issuer && who.subject === what.subject,
  isPrivileged: (what: Planted): boolean =>
    what.unit === 'ITS-LEGAL' || what.purpose === 'legal-advice' || what.isMarked,
  reaches(who: Principal, what: Planted): boolean {
    if (who.roles.includes('cto')) return false
    const agencies = who.issuer === AUDITOR_OFFICE ? ['MS-ITS', 'MS-DOR'] : [who.agency]
    return agencies.includes(what.agency) && (!oracle.isPrivileged(what) || who.roles.includes('attorney'))
  },
  reads(who: Principal, what: Planted): boolean {
    const isReader = who.roles.includes('auditor') || who.roles.includes('records-officer')
    return oracle.reaches(who, what) && (isReader || (oracle.isPrivileged(what) && who.roles.includes('attorney')))
  },
  searches: (who: Principal): boolean =>
    !who.roles.includes('cto') && ['auditor', 'records-officer', 'attorney'].some((role) => who.roles.includes(role)),
  reveals: (who: Principal, what: Planted): boolean =>
    oracle.reaches(who, what) &&
    ['auditor', 'records-officer', 'attorney', 'security-officer'].some((role) => who.roles.includes(role)),
}

let folder: string
let store: GatewayStore
let app: FastifyInstance

beforeAll(async () => {
  folder = makeFolder()
  store = await openStore(folder)
  const policy = changed(loadDemoPolicy(), (copy) => {
    const office = structuredClone(copy.issuers.find(({ issuer }) => issuer === OWN_OFFICE)!)
    office.issuer = AUDITOR_OFFICE
    office.limitedTo = { roles: ['auditor'], until: '2030-01-01', inference: false, agencies: ['MS-ITS', 'MS-DOR'] }
    copy.index.issuers[AUDITOR_OFFICE] = office
  })
  const state = await loadStateCache(store, [RECORD_MARK, REVEAL])
  const ledger = createLedger(store, state, ids, () => ({ version: policy.version, series: 'general' }))
  const clock = { now: () => Date.now() }
  const contract = readContract(new URL('../../openapi.yaml', import.meta.url))
  const parts = { contract, policy: () => policy, store, ledger, clock, look: recordLooks(() => policy, ledger) }
  app = Fastify()
  await app.register(async (api) => {
    governanceApi(api, {
      identify: async ({ headers }) =>
        principals[Number(headers['x-principal'])] ?? attorneyOf(String(headers['x-agency'])),
      policyVersion: () => policy.version,
    })
    const verifiers = [parseVerifierKey(signingKey.vkey)]
    const records = createRecordDesk({ ...parts, verifiers, prove: proveExchange(store) })
    await api.register(recordRoutes, { contract, records })
    await api.register(recordLabelRoutes, { contract, labels: createLabelDesk(parts) })
    const reveals = createRevealDesk({ ...parts, newId: () => ids.entryId() })
    await api.register(revealRoutes, { contract, reveals })
  })
  await Promise.all(records.flatMap(plant))
  for (const { exchange, agency } of records.filter(({ isMarked }) => isMarked)) {
    const answer = await app.inject({
      method: 'POST',
      url: `/records/${exchange}/labels`,
      headers: { 'x-agency': agency },
      payload: { privileged: true, reason: 'advice of counsel' },
    })
    expect(answer.statusCode).toBe(201)
  }
}, 60_000)
afterAll(async () => {
  await app.close()
  await store.close()
  dropFolder(folder)
})

const attorneyOf = (agency: string): Principal => demoPrincipal({ subject: 'counsel', agency, roles: ['attorney'] })

/** A prompt and its answer, the common word and the record's own in both, the sealed word in the original. */
function plant({ exchange, word, agency, unit, purpose, subject, issuer }: Planted): Promise<unknown>[] {
  const body = Buffer.from(`common ${word} `)
  const edits = Buffer.from(
    JSON.stringify({ edits: [{ start: body.length, end: body.length, text: `sealed-${word}` }] }),
  )
  const facets = {
    user: subject,
    unit,
    purpose,
    client: 'chat',
    system: `sys-${word}`,
    decision: 'allow',
    has: 'removed-words',
  }
  const common = { agency, search: { text: `common ${word}`, facets } }
  const meta = { principal: { issuer, subject, unit }, declared: { purpose: { id: purpose } } }
  const parts = [
    { name: 'body', key: 'record', bytes: body },
    { name: 'orig', key: 'sealed', bytes: edits },
  ] as const
  return [
    store.append(draft('prompt', exchange, { ...common, meta, parts })),
    store.append(draft('response', exchange, { ...common, meta: { outcome: 'complete' } })),
  ]
}

async function ask(who: number, url: string, payload?: object): Promise<{ status: number; text: string }> {
  const answer = await app.inject({
    method: payload === undefined ? 'GET' : 'POST',
    url,
    headers: { 'x-principal': String(who) },
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: answer.statusCode, text: answer.body }
}

/** Over all principals, each with all records: show, proof and reveal of each pair. */
async function pairs(look: (who: number, what: Planted) => Promise<string | null>): Promise<(string | null)[]> {
  const leaks: (string | null)[] = []
  for (let who = 0; who < PRINCIPALS; who++) leaks.push(...(await Promise.all(records.map((what) => look(who, what)))))
  return leaks
}

const wrong = (leaks: (string | null)[]): string[] => leaks.filter((leak) => leak !== null).slice(0, 5)
const describePair = (who: number, what: Planted): string => JSON.stringify({ roles: principals[who], what })

test(`${PRINCIPALS * RECORDS} random pairs: a record is shown exactly to whom access.yaml says`, {
  tags: ['MS-10', 'MO-04', 'MO-06', 'MO-19'],
  timeout: 120_000,
}, async () => {
  const leaks = await pairs(async (who, what) => {
    const { status, text } = await ask(who, `/records/${what.exchange}`)
    const principal = principals[who]!
    const maySee = oracle.reads(principal, what) || oracle.isOwn(principal, what)
    const isRight = status === (maySee ? 200 : 404) && text.includes(what.word) === maySee
    return isRight && !text.includes('sealed-') ? null : `${status} ${describePair(who, what)}`
  })
  expect(leaks).toHaveLength(PRINCIPALS * RECORDS)
  expect(wrong(leaks)).toEqual([])
})

test(`${PRINCIPALS * RECORDS} random pairs: a proof is given, and an original revealed, exactly to whom access.yaml says`, async () => {
  const request = { part: 'orig', purpose: 'records-request', reason: 'request 14' }
  const leaks = await pairs(async (who, what) => {
    const principal = principals[who]!
    const isOwn = oracle.isOwn(principal, what)
    const proof = await ask(who, `/records/${what.exchange}/proof`)
    const revealed = await ask(who, `/records/${what.exchange}/content`, request)
    const isProofRight = proof.status === (oracle.reads(principal, what) || isOwn ? 200 : 404)
    const mayReveal = oracle.reveals(principal, what) || isOwn
    const isRevealRight =
      (revealed.status === 200) === mayReveal && revealed.text.includes(`sealed-${what.word}`) === mayReveal
    return isProofRight && isRevealRight ? null : `${proof.status} ${revealed.status} ${describePair(who, what)}`
  })
  expect(wrong(leaks)).toEqual([])
}, 240_000)

test('a search reaches exactly what its asker may read: hits, snippets, totals, counts, scope and removed words', async () => {
  await expect.poll(() => store.health().indexLag, { timeout: 20_000 }).toBe(0)
  for (let who = 0; who < PRINCIPALS; who++) {
    const principal = principals[who]!
    const { status, text } = await ask(who, '/records?q=common&limit=500&count=system,unit,purpose,agency,label')
    expect(status, JSON.stringify(principal)).toBe(oracle.searches(principal) ? 200 : 403)
    if (status !== 200) {
      expect(text).not.toContain('planted')
      continue
    }
    const page = JSON.parse(text) as {
      hits: { ref: string; snippet: string }[]
      total: number
      withRemovedWords: number
      scope: { records: number }
      counts: Record<string, { value: string; count: number }[]>
    }
    const mine = records.filter((what) => oracle.reads(principal, what))
    expect([...new Set(page.hits.map(({ ref }) => ref))].toSorted()).toEqual(
      mine.map(({ exchange }) => exchange).toSorted(),
    )
    const all = mine.length * 2
    expect([page.total, page.withRemovedWords, page.scope.records]).toEqual([all, all, all])
    expect(page.counts['system']!.map(({ value }) => value).toSorted()).toEqual(
      mine.map(({ word }) => `sys-${word}`).toSorted(),
    )
    for (const name of ['unit', 'purpose', 'agency'] as const) {
      const expected = new Map<string, number>()
      for (const what of mine) expected.set(what[name], (expected.get(what[name]) ?? 0) + 2)
      expect(new Map(page.counts[name]!.map(({ value, count }) => [value, count]))).toEqual(expected)
    }
  }
}, 120_000)

test('naming what is behind the wall finds nothing either', async () => {
  const who = principals.findIndex(
    (one) => oracle.searches(one) && !one.roles.includes('attorney') && one.issuer === OWN_OFFICE,
  )
  const hidden = records.filter((what) => !oracle.reads(principals[who]!, what))
  const queries = hidden.flatMap(({ word, unit, subject }) => [
    word,
    `${word} OR NOT ${word}`,
    `NOT common user:${subject} ${word}`,
    `unit:${unit} ${word}`,
    `label:privileged ${word}`,
  ])
  const answers = await Promise.all(
    queries.map((query) => ask(who, `/records?q=${encodeURIComponent(query)}&limit=500`)),
  )
  for (const { text } of answers) for (const { word } of hidden) expect(text).not.toMatch(new RegExp(`\\b${word}\\b`))
}, 60_000)

test('whoever opens the log finds each look: who, what, what for', { tags: ['MO-13', 'MO-19'] }, async () => {
  const size = await store.size()
  const actions = new Set<string>()
  for (let index = Math.max(0, size - 2_000); index < size; index++) {
    const entry = await store.entry(index)
    if (entry?.type !== 'access') continue
    const meta = JSON.parse(entry.parts['meta']!.toString()) as {
      action: string
      by: { subject: string }
      purpose?: unknown
    }
    expect(meta.by.subject).toBeTruthy()
    expect(meta.purpose).toBeTruthy()
    actions.add(meta.action)
  }
  expect(actions).toContain('search')
})
