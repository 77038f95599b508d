import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Principal } from '#src/core/principal.ts'
import {
  ASSESSED_LEVELS,
  ASSESSMENT_IN_FORCE,
  ASSESSMENT_STATES,
  type AssessedFacts,
  type AssessmentRow,
  isReassessmentDue,
  SYSTEM_ASSESSMENT,
} from '#src/oversight/assessments/assessment-row.ts'
import type { AssessmentChange, AssessmentStep } from '#src/oversight/assessments/assessment-step.ts'
import { type AssessmentText, textFrom } from '#src/oversight/assessments/assessment-text.ts'
import { type AssessmentAsked, type Assessments, createAssessments } from '#src/oversight/assessments/assessments.ts'
import { type CitationClaim, referenceTo, whyNotCited } from '#src/oversight/assessments/citation.ts'
import { missingParts, sayMissing } from '#src/oversight/assessments/missing-parts.ts'
import { replay, takeStep, whyNot } from '#src/oversight/assessments/take-step.ts'
import type { AdvisorySeat } from '#src/policy/schema/approvals.ts'
import { ASSESSED_DOMAINS } from '#src/policy/schema/lifecycle.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { createLedger } from '#src/records/ledger.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { loadDemoPolicy } from '../../support/policies.ts'
import { dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'

const TODAY = '2026-11-23'
const domain = { finding: 'Two persimmons were found', level: 'moderate', measures: 'They are watched' } as const
const whole = (more: Partial<AssessmentText> = {}): AssessmentText => ({
  ...{ scope: 'The pilot, with made-up cases', on: '2026-11-20', due: '2027-11-20' },
  vulnerability: { on: '2026-11-02', due: '2027-05-02' },
  domains: Object.fromEntries(ASSESSED_DOMAINS.map((one) => [one, domain])) as AssessmentText['domains'],
  ...more,
})

const levels = (names: readonly string[]): AssessedFacts['domains'] =>
  Object.fromEntries(names.map((name) => [name, 'low' as const]))
const facts = (more: Partial<AssessedFacts> = {}): AssessedFacts => ({
  ...{ on: '2026-11-20', due: '2027-11-20', vulnerability: { on: '2026-11-02', due: '2027-05-02' } },
  ...{ domains: levels(ASSESSED_DOMAINS), digest: 'd'.repeat(64), ...more },
})
const OPENED: AssessmentChange = {
  ...{ kind: 'open', number: 'n', agency: 'MS-ITS', system: 'cedar-notes', of: 'risk' },
  facts: facts({ on: null, due: null, vulnerability: null, domains: {} }),
}
const PEOPLE = ['i|ann', 'i|bea', 'i|cyd']
const anyFacts = fc.record({
  on: fc.constantFrom(null, '2026-11-20'),
  due: fc.constantFrom(null, '2027-11-20'),
  vulnerability: fc.constantFrom(null, { on: '2026-11-02', due: '2027-05-02' }),
  domains: fc.oneof(
    { weight: 2, arbitrary: fc.constant(levels(ASSESSED_DOMAINS)) },
    fc.subarray([...ASSESSED_DOMAINS]).map(levels),
  ),
  digest: fc.constantFrom('d'.repeat(64), 'e'.repeat(64)),
})
const anyChange: fc.Arbitrary<AssessmentChange> = fc.oneof(
  fc.record({ kind: fc.constantFrom('write' as const, 'submit' as const), facts: anyFacts }),
  fc.record({ kind: fc.constant('submit' as const), facts: fc.constant(facts()) }),
  fc.record({
    kind: fc.constantFrom('accept' as const, 'return' as const),
    seat: fc.constantFrom('security' as const, 'legal' as const),
    insteadOf: fc.constantFrom(null, null, ...PEOPLE),
    digest: fc.constantFrom('d'.repeat(64), 'd'.repeat(64), 'e'.repeat(64)),
  }),
  fc.constant({ kind: 'supersede' as const, by: 'm' }),
  fc.constant(OPENED),
)
const stepOf = (change: AssessmentChange, by = 'i|ann', at = 0): AssessmentStep => ({
  ...{ entry: `e${at}`, at: new Date(at).toISOString(), by: { key: by, name: by }, form: `f${at}`, change },
})

describe('an assessment', { tags: ['MS-49', 'MS-45'] }, () => {
  test('takes legal steps alone, whatever the order; it is accepted whole, by nobody who wrote it, and replays to itself', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyChange, fc.constantFrom(...PEOPLE)), { maxLength: 25 }), (asked) => {
        let row: AssessmentRow | null = null
        const taken: AssessmentStep[] = []
        const wrote = new Set<string>()
        for (const [at, [change, by]] of [[OPENED, 'i|ann'] as const, ...asked].entries()) {
          const step = stepOf(change, by, at)
          const next = takeStep(row, step)
          expect(next !== null).toBe(row === null ? change.kind === 'open' : whyNot(row, { by, change }) === null)
          if (next === null) continue
          if ('facts' in change) wrote.add(by)
          if (change.kind === 'accept' || change.kind === 'return') {
            expect(row!.state).toBe('submitted')
            expect(wrote).not.toContain(by)
            expect(wrote).not.toContain(change.insteadOf)
            expect(Object.keys(next.facts.domains).toSorted()).toEqual([...ASSESSED_DOMAINS].toSorted())
            expect(next.facts.vulnerability).not.toBeNull()
          }
          taken.push(step)
          row = next
          expect(ASSESSMENT_STATES).toContain(row.state)
          expect(row.assessors.toSorted()).toEqual([...wrote].toSorted())
          expect(row.accepted !== null).toBe(row.state === 'accepted' || row.state === 'superseded')
          expect(row.supersededBy !== null).toBe(row.state === 'superseded')
        }
        expect(replay(taken)).toEqual(row)
      }),
    )
  })

  test.each(ASSESSED_DOMAINS)('of risks that doesn’t say %s lacks each part of it, by name', (name) => {
    const { [name]: _, ...rest } = whole().domains
    const text = textFrom({ ...whole(), domains: rest })
    const missing = missingParts('risk', text, TODAY)
    expect(missing).toEqual(['finding', 'level', 'measures'].map((what) => ({ domain: name, what })))
    expect(missing.map(sayMissing)[0]).toBe(`${name}: what was found`)
    // Another kind needs one domain, and whatever was begun is finished.
    expect(missingParts('impact', text, TODAY)).toEqual([])
    const begun = textFrom({ ...whole(), domains: { [name]: { finding: 'Something' } } })
    expect(missingParts('impact', begun, TODAY)).toEqual(['level', 'measures'].map((what) => ({ domain: name, what })))
  })

  test.each([
    ['risk', {}, []],
    ['risk', { scope: '' }, ['scope']],
    ['risk', { on: '2026-11-24', due: '2027-11-20' }, ['on']],
    ['risk', { due: null }, ['due']],
    ['risk', { due: '2026-11-22' }, ['due']],
    ['risk', { vulnerability: { on: null, due: null } }, ['vulnerability']],
    ['risk', { vulnerability: { on: '2026-11-02', due: '2026-11-22' } }, ['vulnerability']],
    ['bias', { vulnerability: { on: null, due: null } }, []],
    ['bias', { vulnerability: { on: '2026-11-02', due: null } }, ['vulnerability']],
    ['bias', { domains: textFrom({}).domains }, ['domain']],
    ['vulnerability', { domains: textFrom({}).domains }, ['finding', 'level', 'measures']],
    ['legal', { domains: textFrom({}).domains }, ['finding', 'level', 'measures']],
  ] as const)('%s with %j lacks %j', (kind, more, lacks) => {
    expect(missingParts(kind, whole(more), TODAY).map(({ what }) => what)).toEqual(lacks)
  })

  test('is to be made again from the day after its own or its vulnerability assessment’s', () => {
    const at = (today: string, more: Partial<AssessedFacts> = {}) =>
      isReassessmentDue({ state: 'accepted', facts: facts(more) }, today)
    expect([at('2027-05-02'), at('2027-05-03')]).toEqual([false, true])
    expect([at('2027-11-20', { vulnerability: null }), at('2027-11-21', { vulnerability: null })]).toEqual([
      false,
      true,
    ])
    expect(isReassessmentDue({ state: 'superseded', facts: facts() }, '2030-01-01')).toBe(false)
  })
})

describe('a catalog entry', { tags: ['MS-49', 'MS-45'] }, () => {
  const submitted = replay([stepOf(OPENED), stepOf({ kind: 'submit', facts: facts() })])!
  const accept = stepOf({ kind: 'accept', seat: 'security', insteadOf: null, digest: 'd'.repeat(64) }, 'i|bea')
  const accepted = takeStep(submitted, accept)!
  const claim: CitationClaim = {
    ...{ system: 'cedar-notes', kind: 'risk', reference: referenceTo(accepted) },
    ...{ on: '2026-11-20', due: '2027-11-20', domains: ASSESSED_DOMAINS },
  }
  const why = (more: Partial<CitationClaim> = {}, row: AssessmentRow | null = accepted, today = TODAY) =>
    whyNotCited({ ...claim, ...more }, (number) => (number === 'n' ? row : null), today)

  test('rests on an accepted assessment of its own, or on what is kept elsewhere', () => {
    expect(why()).toBeNull()
    expect(why({ on: '2026-11-01', due: '2027-06-01', domains: ['cyber'] })).toBeNull()
    expect(why({ reference: 'RA-2026-050' }, null)).toBeNull()
  })

  test.each([
    ['a reference in part', { reference: 'assessment:n' }, 'named in full'],
    ['a reference with a blank before it', { reference: ' Assessment:n' }, 'named in full'],
    ['a made-up number', { reference: `assessment:m@sha256:${'d'.repeat(64)}` }, 'no assessment m'],
    ['another text', { reference: `assessment:n@sha256:${'e'.repeat(64)}` }, 'digest differs'],
    ['another system', { system: 'oak-mail' }, 'not of oak-mail'],
    ['another kind', { kind: 'legal' }, 'not legal'],
    ['a later day than it was made', { on: '2026-11-21' }, 'older than the entry says'],
    ['a longer time than it holds', { due: '2027-11-21' }, 'holds until 2027-11-20'],
  ] as const)('doesn’t rest on %s', (_, more, said) => {
    expect(why(more)).toContain(said)
  })

  test('doesn’t rest on what isn’t accepted, was superseded, is over or leaves a domain out', () => {
    expect(why({}, submitted)).toContain('isn’t accepted: it is submitted')
    const left = takeStep(accepted, stepOf({ kind: 'supersede', by: 'm' }, 'i|bea'))!
    expect(why({}, left)).toContain('superseded; name m')
    expect(why({}, accepted, '2027-11-21')).toContain('made again by 2027-11-20')
    const narrow = { ...accepted, facts: facts({ domains: levels(['cyber']) }) }
    expect(why({}, narrow)).toBe('assessment n doesn’t cover privacy, continuity, legal, ethical')
  })
})

describe('assessments in the log', { tags: ['MS-49'] }, () => {
  const policy = loadDemoPolicy()
  const person = (subject: string, roles: readonly string[], agency = 'MS-ITS'): Principal =>
    ({
      ...{ issuer: 'i', subject, key: `i|${subject}`, agency, unit: 'ITS-EXEC', roles, client: 'c' },
      ...{ email: `${subject}@its.ms.gov`, subjectType: 'employee', actors: [] },
    }) as unknown as Principal
  const [ann, bea, lee] = [person('ann', ['cto']), person('bea', ['security-officer']), person('lee', ['attorney'])]
  const SEATS: Readonly<Record<string, AdvisorySeat>> = { 'security-officer': 'security', attorney: 'legal' }
  const clock = { now: () => Date.parse('2026-11-23T15:00:00Z') }
  let folder: string
  let store: GatewayStore
  beforeAll(async () => {
    folder = makeFolder()
    store = await openStore(folder, { clock })
  })
  afterAll(async () => {
    await store.close()
    dropFolder(folder)
  })
  async function gateway(): Promise<Assessments> {
    const cache = await loadStateCache(store, [SYSTEM_ASSESSMENT, ASSESSMENT_IN_FORCE])
    const ledger = createLedger(store, cache, ids, () => ({ version: '1', series: 's' }))
    return createAssessments({
      ...{ store, ledger, clock, ids, policy: () => policy },
      seatsOf: ({ roles, agency: own }, agency) =>
        own === agency
          ? roles.flatMap((role) => (SEATS[role] ? [{ seat: SEATS[role], insteadOf: null, level: 2 }] : []))
          : [],
      unproved: () => null,
    })
  }
  let opened = 0
  const opening = (kind: 'risk' | 'legal' = 'risk') => ({
    ...{ once: `form-${++opened}`, system: 'cedar-notes', kind, reason: 'It is proposed', text: textFrom({}) },
  })
  const act = (row: AssessmentRow, step: AssessmentAsked['step'], more: Partial<AssessmentAsked> = {}) => ({
    ...{ step, version: row.steps.length, reason: 'As agreed', text: step === 'submit' ? whole() : null },
    ...more,
  })
  async function done(work: Promise<AssessmentRow | { code: string; message: string }>): Promise<AssessmentRow> {
    const row = await work
    if ('code' in row) throw new Error(row.message)
    return row
  }

  test('hold what people wrote in entries alone; another gateway of the log has the same, and its steps come to it', async () => {
    const here = await gateway()
    const draft = await done(here.open(opening(), ann))
    const row = await done(here.act(draft.number, act(draft, 'submit'), ann))
    expect(row).toMatchObject({ state: 'submitted', facts: { domains: { continuity: 'moderate' } } })
    expect(JSON.stringify(row)).not.toMatch(/persimmon|watched|pilot/)
    expect((await here.textOf(row)).domains.cyber).toEqual(domain)
    expect((await gateway()).known(row.number, ann)).toEqual(row)
    expect(replay((await here.bodies(row)).map(({ step }) => step))).toEqual(row)
    expect(ASSESSED_LEVELS).toContain(row.facts.domains.legal)
  })

  test('are accepted by the seats that the policy names for their kind, and of two of a kind the later one stays', async () => {
    const here = await gateway()
    const numbers: AssessmentRow[] = []
    for (const kind of ['risk', 'legal', 'risk'] as const) {
      const draft = await done(here.open(opening(kind), ann))
      const row = await done(here.act(draft.number, act(draft, 'submit'), ann))
      const [right, wrong] = kind === 'risk' ? [bea, lee] : [lee, bea]
      expect(await here.act(row.number, act(row, 'accept'), wrong)).toMatchObject({ code: 'audience_not_granted' })
      expect([here.seatOf(row, right)?.seat, here.seatOf(row, wrong)]).toEqual([SEATS[right.roles[0]!], null])
      numbers.push(await done(here.act(row.number, act(row, 'accept'), right)))
    }
    const [first, legal, second] = numbers.map(({ number }) => here.find(number, 'MS-ITS')!)
    expect([first!.state, legal!.state, second!.state]).toEqual(['superseded', 'accepted', 'accepted'])
    expect(first!.supersededBy).toBe(second!.number)
    const bodies = await here.bodies(first!)
    expect(replay(bodies.map(({ step }) => step))).toEqual(first)
  })

  test('of the same kind that two gateways accept at the same moment: one is accepted', async () => {
    const here = await gateway()
    const rows: AssessmentRow[] = []
    for (const _ of [1, 2]) {
      const draft = await done(here.open({ ...opening(), system: 'oak-mail' }, ann))
      rows.push(await done(here.act(draft.number, act(draft, 'submit'), ann)))
    }
    const there = await gateway()
    const both = await Promise.all([
      here.act(rows[0]!.number, act(rows[0]!, 'accept'), bea),
      there.act(rows[1]!.number, act(rows[1]!, 'accept'), bea),
    ])
    expect(both.filter((one) => 'code' in one)).toEqual([expect.objectContaining({ code: 'conflict', rule: 'stale' })])
  })

  test('are neither read nor written by whoever has no part in them, nor by another agency', async () => {
    const here = await gateway()
    const row = await done(here.open(opening(), ann))
    expect(here.list(person('sam', ['staff']))).toMatchObject({ code: 'audience_not_granted' })
    expect(await here.open(opening(), person('eve', ['auditor']))).toMatchObject({ code: 'audience_not_granted' })
    expect(here.known(row.number, person('far', ['cto'], 'MS-DOR'))).toMatchObject({ code: 'route_not_governed' })
    expect(here.find(row.number, 'MS-DOR')).toBeNull()
    expect(here.known(row.number, person('aud', ['auditor']))).toEqual(row)
  })

  test('answer what is out of date with what differs, and the same form with what it made', async () => {
    const here = await gateway()
    const row = await done(here.open(opening(), ann))
    const write = act(row, 'write', { text: whole({ due: '2027-06-30' }) })
    const written = await done(here.act(row.number, write, ann))
    expect(await here.act(row.number, write, ann)).toEqual(written)
    const stale = await here.act(row.number, act(row, 'submit'), bea)
    expect(stale).toMatchObject({ code: 'conflict', rule: 'stale' })
    expect((stale as { detail: string }).detail).toMatch(/: write\n(changed: .*\n)*changed: due\n/)
    expect((stale as { detail: string }).detail).not.toMatch(/persimmon/)
  })
})
