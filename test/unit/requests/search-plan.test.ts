import { afterAll, beforeAll, expect, test } from 'vitest'
import { HELD, type HeldRows, inRanges } from '#src/core/destruction.ts'
import type { ExchangeId } from '#src/core/ids.ts'
import { KNOWN_PERSON } from '#src/core/known-person.ts'
import { RECORD_MARK } from '#src/core/record-mark.ts'
import { REQUEST_SCOPE, type RequestScopeRow } from '#src/core/records-request.ts'
import { planSchema, type SearchPlan } from '#src/requests/plan.ts'
import { proposeJoins, seenOf } from '#src/requests/proposals.ts'
import { sightOf } from '#src/requests/request-authority.ts'
import type { RecordsRequestRow } from '#src/requests/request-row.ts'
import { scopeItems } from '#src/requests/scope-row.ts'
import { got, ISSUER, openRequestBed, type RequestBed, type Said } from '#test/support/request-bed.ts'

let bed: RequestBed
beforeAll(async () => {
  bed = await openRequestBed('MO')
})
afterAll(() => bed.close())

const officer = () => bed.person('rec.officer', 'records-officer')
const counsel = () => bed.person('counsel', 'attorney')
const plan = (lines: object[], persons: object[] = []): SearchPlan => planSchema.parse({ lines, persons })
const accounts = (...subjects: string[]) =>
  subjects.map((subject) => ({
    account: subject.includes('|') ? subject : `${ISSUER}|${subject}`,
    reason: 'directory',
  }))
const scopeOf = (row: RecordsRequestRow, caller = officer()) =>
  bed.requests.codings.items(row, caller).map(({ exchange }) => exchange)
const rangesOf = (row: RecordsRequestRow) =>
  ([...bed.ledger.state.all(REQUEST_SCOPE).values()] as RequestScopeRow[])
    .filter(({ request }) => request === row.id)
    .flatMap(({ ranges }) => ranges)

async function found(lines: object[], persons: object[] = [], caller = officer()): Promise<string[]> {
  const row = await bed.search(await bed.receive(), plan(lines, persons))
  expect(row.run).toMatchObject({ status: 'done' })
  return scopeOf(row, caller)
}

test('a name that redaction took out is found, in a class that no index holds as well, however it is written', {
  tags: ['MS-24', 'MO-06'],
}, async () => {
  const said: Said[] = [
    { subject: 'n1', typed: 'Write to Ana Reyes about the levee', kept: 'Write to [PERSON_1] about the levee' },
    { subject: 'n1', typed: 'Reyes, Ana called', kept: '[PERSON_1] called', class: 'confidential' },
    { subject: 'n1', typed: 'A. Reyes is the owner', kept: '[PERSON_1] is the owner' },
    { subject: 'n1', typed: 'Nobody is named', answer: 'Ana M. Reyes, perhaps?' },
    { subject: 'n1', typed: 'Ana Torres and Luis Reyes met on another day of that week' },
    { subject: 'n2', typed: 'Write to Ana Reyes' },
  ]
  const made = await bed.record(...said)
  expect(await found([{ id: 'a', query: 'user:n1', names: ['Ana Reyes'] }])).toEqual(made.slice(0, 4))
})

test('a person’s accounts are one, of the right issuer, whatever unit they were in and whichever app they used', async () => {
  const made = await bed.record(
    { subject: 'kdoe', unit: 'BR', typed: 'one' },
    { subject: 'kdoe-smith', unit: 'IS', client: 'app-benefits', typed: 'two' },
    { subject: 'kdoe', issuer: 'https://other.test', typed: 'somebody else of the same name' },
    { subject: 'other', typed: 'three' },
  )
  const persons = [{ id: 'k', accounts: accounts('kdoe', 'kdoe-smith') }]
  expect(await found([{ id: 'a', by: ['k'] }], persons)).toEqual(made.slice(0, 2))
})

test('lines add up, each record once, and what each found is counted', async () => {
  const made = await bed.record(
    { subject: 'm1', typed: 'culvert and bridge' },
    { subject: 'm1', typed: 'bridge' },
    { subject: 'm1', typed: 'road' },
  )
  const row = await bed.search(
    await bed.receive(),
    plan([
      { id: 'a', query: 'user:m1 culvert' },
      { id: 'b', query: 'user:m1 bridge' },
    ]),
  )
  const items = bed.requests.codings.items(row, officer())
  expect(items.map(({ exchange, lines }) => [exchange, lines])).toEqual([
    [made[0], 3],
    [made[1], 2],
  ])
})

test('what was recorded after the freeze isn’t in the scope until the plan is run again', async () => {
  const [before] = await bed.record({ subject: 'f1', typed: 'gravel' })
  const asked = plan([{ id: 'a', query: 'user:f1 gravel' }])
  const row = await bed.search(await bed.receive(), asked)
  const [after] = await bed.record({ subject: 'f1', typed: 'gravel again' })
  expect(scopeOf(bed.row(row.id))).toEqual([before])
  const again = await bed.search(row, asked)
  expect(scopeOf(again)).toEqual([before, after])
  expect(again.frozenAt).toBeGreaterThan(row.frozenAt!)
})

test('what is privileged is in the scope and held, and counsel’s alone to know of', {
  tags: ['MS-24', 'MO-06'],
}, async () => {
  const made = await bed.record(
    { subject: 'p1', typed: 'plain gravel' },
    { subject: 'p1', typed: 'advice on gravel', purpose: 'legal-advice' },
    { subject: 'p1', typed: 'counsel’s own gravel', unit: 'CCO' },
    { subject: 'p1', typed: 'marked gravel' },
  )
  await bed.ledger.write({
    type: 'review',
    agency: bed.agency,
    actor: counsel(),
    meta: { action: 'label' },
    state: [{ kind: RECORD_MARK, key: made[3]!, value: { labels: ['privileged'], holds: [], reviewed: false, at: 0 } }],
  })
  const row = await bed.search(await bed.receive(), plan([{ id: 'a', query: 'user:p1 gravel' }]))
  expect(scopeOf(row)).toEqual([made[0]])
  expect(scopeOf(row, counsel())).toEqual(made.slice(1))
  const held = ([...bed.ledger.state.all(HELD).values()] as HeldRows[]).filter(({ hold }) =>
    [row.hold, row.walledHold].includes(hold),
  )
  for (const exchange of made)
    for (const { index } of await bed.store.exchange(exchange)) {
      expect(inRanges(rangesOf(row), index)).toBe(true)
      expect(held.some(({ ranges }) => inRanges(ranges, index))).toBe(true)
    }
  // What counsel closes later goes from everybody else’s sight, and stays held.
  got(
    await bed.requests.codings.code(
      row.id,
      { coding: 'privileged', exemptions: [], select: { exchanges: [made[0]!] }, reason: 'it is advice' },
      counsel(),
    ),
  )
  expect(scopeOf(row)).toEqual([])
  // The list of holds, which officers read, counts what they may know of.
  expect(bed.holds.list(officer()).find(({ id }) => id === row.hold)).toMatchObject({ entries: 2 })
  expect(bed.holds.list(officer()).some(({ id }) => id === row.walledHold)).toBe(false)
  expect(bed.holds.list(counsel()).find(({ id }) => id === row.walledHold)).toMatchObject({ entries: 6 })
})

test('what no search reads is listed, so that somebody looks at it', async () => {
  const made = await bed.record(
    { subject: 'u1', typed: 'a picture', has: 'attachment' },
    { subject: 'u1', typed: 'a gravel picture', has: 'attachment' },
    { subject: 'u1', typed: 'a privileged picture', has: 'attachment', purpose: 'legal-advice' },
  )
  const row = await bed.search(await bed.receive(), plan([{ id: 'a', query: 'user:u1 gravel' }]))
  expect(scopeOf(row)).toEqual([made[1]])
  const unread = (caller = officer()) =>
    scopeItems(bed.ledger.state, row.foundBy, sightOf(bed.policy, caller), true).map(({ exchange }) => exchange)
  expect(unread()).toEqual([made[0]])
  expect(unread(counsel())).toEqual([made[2]])
})

test('a refusal that nobody looked into is its caller’s record too', async () => {
  const ref = crypto.randomUUID() as ExchangeId
  await bed.store.append({
    id: crypto.randomUUID() as never,
    type: 'blocked',
    ref,
    agency: bed.agency,
    series: 's',
    policy: 'p',
    meta: { principal: { issuer: ISSUER, subject: 'r1', unit: 'IS', client: 'chat' } },
    parts: [],
  })
  const [said] = await bed.record({ subject: 'r1', typed: 'words' })
  expect(await found([{ id: 'a', by: ['r'] }], [{ id: 'r', accounts: accounts('r1') }])).toEqual([ref, said])
})

test.each([
  ['no scope', [{ id: 'a', query: 'levee' }], []],
  ['a name of one word', [{ id: 'a', query: 'user:x', names: ['Reyes'] }], []],
  ['an unknown person', [{ id: 'a', by: ['nobody'] }], []],
  ['a person without accounts', [{ id: 'a', by: ['p'] }], [{ id: 'p' }]],
  [
    'two lines of one id',
    [
      { id: 'a', query: 'user:x' },
      { id: 'a', query: 'user:y' },
    ],
    [],
  ],
  ['a field beside words in OR', [{ id: 'a', query: 'user:x OR levee' }], []],
])('a plan with %s is refused, and says which line', async (_what, lines, persons) => {
  const row = await bed.receive()
  const outcome = await bed.requests.runs.write(row.id, plan(lines, persons), 'r', officer())
  expect(outcome).toMatchObject({ code: 'malformed_body', rule: 'plan' })
  expect(bed.row(row.id).plan).toBeNull()
})

test('one run at a time; a cancelled one leaves the scope as it was; one that a restart cut off is begun again', async () => {
  const [made] = await bed.record({ subject: 'c1', typed: 'sand' })
  const row = await bed.search(await bed.receive(), plan([{ id: 'a', query: 'user:c1 sand' }]))
  const begun = got(await bed.requests.runs.begin(row.id, 'again', officer()))
  expect(await bed.requests.runs.begin(row.id, 'again', officer())).toMatchObject({ code: 'conflict' })
  got(await bed.requests.runs.cancel(row.id, begun.run!.id, officer()))
  expect(bed.row(row.id).run).toMatchObject({ status: 'cancelled' })
  expect(scopeOf(bed.row(row.id))).toEqual([made])
  await expect.poll(() => bed.requests.runs.share(begun.run!.id)).toBeNull()
  expect(bed.row(row.id).run).toMatchObject({ status: 'cancelled' })
  got(await bed.requests.runs.begin(row.id, 'again', officer()))
  await bed.restart()
  expect(bed.row(row.id).run).toMatchObject({ status: 'interrupted' })
  expect(scopeOf(bed.row(row.id))).toEqual([made])
  const whole = await bed.search(bed.row(row.id), plan([{ id: 'a', query: 'user:c1 sand' }]))
  expect(whole.run).toMatchObject({ status: 'done' })
})

test('other accounts are proposed by address and by name, and nothing is joined by itself', async () => {
  const known = (subject: string, email: string, agency = bed.agency) => ({
    kind: KNOWN_PERSON,
    key: `${ISSUER}|${subject}`,
    value: { agency, unit: 'IS', email },
  })
  await bed.ledger.write({
    type: 'admin',
    agency: bed.agency,
    actor: null,
    meta: {},
    state: [
      known('lrey', 'lupe.rey@modot.mo.gov'),
      known('lrey2', 'LUPE.REY@modot.mo.gov'),
      known('lrey3', 'lupe.rey@oa.mo.gov'),
      known('lrey4', 'lupe.rey@modot.mo.gov', 'OTHER'),
      known('x', 'x@modot.mo.gov'),
      { kind: 'scim-subject', key: `${ISSUER}|x`, value: 'u1' },
      {
        kind: 'scim-user',
        key: 'u1',
        value: {
          id: 'u1',
          issuer: ISSUER,
          userName: 'x',
          displayName: 'Lupe  Ortíz',
          givenName: null,
          familyName: null,
          emails: [],
        },
      },
    ],
  })
  await bed.record(
    { subject: 'lrey', unit: 'BR', client: 'app-a', typed: 'x' },
    { subject: 'lrey', unit: 'IS', typed: 'y' },
  )
  const asked = plan(
    [{ id: 'a', by: ['l'] }],
    [{ id: 'l', accounts: accounts('lrey'), names: [{ name: 'Lupe Ortiz', reason: 'married' }] }],
  )
  expect(
    proposeJoins(asked, bed.ledger.state, bed.agency).map(({ account, why }) => [account.split('|')[1], why]),
  ).toEqual([
    ['lrey2', 'It has the same e-mail address.'],
    ['lrey3', 'Its e-mail address begins the same, under another domain.'],
    ['x', 'The directory gives it one of these names.'],
  ])
  await expect
    .poll(
      async () =>
        (await seenOf(asked, bed.store, { policy: bed.policy, caller: officer(), except: [] }))[0]!.units.length,
    )
    .toBe(2)
  const [seen] = await seenOf(asked, bed.store, { policy: bed.policy, caller: officer(), except: [] })
  expect(seen!.clients.map(({ value }) => value).toSorted()).toEqual(['app-a', 'chat'])
})

test('a run opens originals only for whom, and for what, the policy lets them be searched', async () => {
  const narrow = await openRequestBed('MO')
  try {
    const row = await narrow.receive()
    const officerThere = narrow.person('rec.officer', 'records-officer')
    got(await narrow.requests.runs.write(row.id, plan([{ id: 'a', query: 'user:x' }]), 'r', officerThere))
    narrow.decide((policy) => {
      policy.access.originals.roles = ['attorney']
    })
    expect(await narrow.requests.runs.begin(row.id, 'r', officerThere)).toMatchObject({ code: 'audience_not_granted' })
    narrow.decide((policy) => {
      policy.access.originals = { ...policy.access.originals, roles: ['records-officer'], purposes: ['investigation'] }
    })
    expect(await narrow.requests.runs.begin(row.id, 'r', officerThere)).toMatchObject({ code: 'audience_not_granted' })
    expect(narrow.row(row.id).run).toBeNull()
  } finally {
    await narrow.close()
  }
})
