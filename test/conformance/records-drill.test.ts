import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HELD, type HeldRows, inRanges } from '#src/core/destruction.ts'
import type { Principal } from '#src/core/principal.ts'
import { createProductions } from '#src/productions/productions.ts'
import { planSchema } from '#src/requests/plan.ts'
import type { RecordsRequestRow } from '#src/requests/request-row.ts'
import { expectAtMost } from '#test/support/at-most.ts'
import { checkProofs, checkSums, unpackPackage } from '#test/support/production-package.ts'
import { filesIn } from '#test/support/productions-bed.ts'
import { ids, recordKey } from '#test/support/record-store.ts'
import { got, ISSUER, openRequestBed, type RequestBed, type Said } from '#test/support/request-bed.ts'

const RECORDS = process.env['STATEHOUSE_TEST_FULL'] === '1' ? 100_000 : 2_000
/** Exchanges that are given to the store at once. */
const BATCH = 500
/** What an officer waits for at most, milliseconds, with 100,000 exchanges. */
const DRILL_MAX_MS = 300_000

let bed: RequestBed
beforeAll(async () => {
  bed = await openRequestBed('MO')
})
afterAll(() => bed.close())

/** Deterministic, so that a miss can be looked at again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const random = randomFrom(20_270_301)
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!

/** How people wrote down the resident, who has married since. */
const RESIDENT = [
  'Marisol Quintero',
  'Quintero, Marisol',
  'MARISOL B. QUINTERO',
  'M. Quintero',
  'Marisol Vega',
  'Ms. Vega, Marisol',
]
/** Who isn’t the resident, though something of the name is there. */
const NOT_RESIDENT = [
  'Marisol was told that the file of Mr. Quintero from the county office is lost',
  'Mariana Quintero',
  'Vega Street',
  'Marisol Delgado',
  'Quinteros, Marisola',
]
/** Dana, who was renamed, moved, and uses two applications. */
const DANA = [
  { subject: 'dana.hale', unit: 'BR', client: 'chat' },
  { subject: 'dana.hale', unit: 'BR', client: 'app-permits' },
  { subject: 'dana.ortega', unit: 'IS', client: 'chat' },
  { subject: 'dana.ortega', unit: 'IS', client: 'app-permits' },
] as const
const OTHERS = Array.from({ length: 40 }, (_, at) => ({
  subject: `person${at}`,
  unit: pick(['BR', 'IS', 'TR']),
  client: 'chat',
}))
const TOPICS = ['a culvert', 'the bridge deck', 'a permit', 'the budget', 'a detour', 'road salt']

/** As it was typed, and as it is kept: without the name. */
function mention(name: string, topic: string): Pick<Said, 'typed' | 'kept'> {
  return { typed: `Write to ${name} about ${topic}`, kept: `Write to [PERSON_NAME_1] about ${topic}` }
}

interface Made {
  readonly said: Said
  readonly isPlanted: boolean
  readonly isPrivileged: boolean
}

function* everything(): Generator<Made> {
  const planted = (said: Said): Made => ({ said, isPlanted: true, isPrivileged: said.purpose === 'legal-advice' })
  const other = (said: Said): Made => ({ said, isPlanted: false, isPrivileged: false })
  for (const dana of DANA)
    for (const name of RESIDENT) {
      yield planted({ ...dana, ...mention(name, pick(TOPICS)) })
      yield planted({ ...dana, ...mention(name, pick(TOPICS)), class: 'confidential' })
      yield planted({ ...dana, ...mention(name, pick(TOPICS)), purpose: 'legal-advice' })
      yield planted({ ...dana, typed: 'Who owns the lot?', answer: `The lot is of ${name}.` })
      // The same words of somebody else: another person, another directory’s dana, another agency’s.
      yield other({ ...pick(OTHERS), ...mention(name, pick(TOPICS)) })
      yield other({ ...dana, issuer: 'https://contractors.test', ...mention(name, pick(TOPICS)) })
      yield other({ ...dana, agency: 'MO-OTHER', ...mention(name, pick(TOPICS)) })
    }
  for (const dana of DANA)
    for (const name of NOT_RESIDENT) {
      yield other({ ...dana, ...mention(name, pick(TOPICS)) })
      yield other({ ...dana, typed: `Write about ${pick(TOPICS)}`, answer: `Ask ${name}.` })
    }
  for (let at = 0; ; at++) {
    const who = random(10) === 0 ? pick(DANA) : pick(OTHERS)
    yield other({ ...who, ...mention(`Resident Number${at}`, pick(TOPICS)) })
  }
}

test(`in ${RECORDS} records one plan finds every record that was planted, and nothing else`, {
  tags: ['MS-24', 'MO-06'],
  timeout: 1_500_000,
}, async () => {
  const planted = { plain: [] as string[], privileged: [] as string[] }
  const made = everything()
  for (let done = 0; done < RECORDS; done += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, RECORDS - done) }, () => made.next().value as Made)
    const refs = await bed.record(...shuffled(batch.map(({ said }) => said)))
    const order = shuffledOrder
    for (const [at, ref] of refs.entries()) {
      const { isPlanted, isPrivileged } = batch[order[at]!]!
      if (isPlanted) planted[isPrivileged ? 'privileged' : 'plain'].push(ref)
    }
  }
  expect(planted.plain.length + planted.privileged.length).toBe(DANA.length * RESIDENT.length * 4)
  const reason = 'as the directory and the requester say'
  const begun = performance.now()
  const row = await bed.search(
    await bed.receive('Everything that Dana Ortega wrote about Marisol Quintero'),
    planSchema.parse({
      persons: [
        { id: 'dana', accounts: ['dana.hale', 'dana.ortega'].map((one) => ({ account: `${ISSUER}|${one}`, reason })) },
        { id: 'resident', names: ['Marisol Quintero', 'Marisol Vega'].map((name) => ({ name, reason })) },
      ],
      lines: [{ id: 'dana-on-resident', by: ['dana'], about: ['resident'] }],
    }),
  )
  expect(row.run).toMatchObject({ status: 'done', gone: 0 })
  expectAtMost(DRILL_MAX_MS, performance.now() - begun)

  const officer = bed.person('rec.officer', 'records-officer')
  const counsel = bed.person('counsel', 'attorney')
  const seen = (who: typeof officer) => bed.requests.codings.items(row, who).map(({ exchange }) => exchange)
  expect(seen(officer).toSorted()).toEqual(planted.plain.toSorted())
  expect(seen(counsel).toSorted()).toEqual(planted.privileged.toSorted())

  const held = [...bed.ledger.state.all(HELD).values()] as HeldRows[]
  for (const ref of [...planted.plain, ...planted.privileged])
    for (const { index } of await bed.store.exchange(ref as never))
      expect(held.some(({ ranges }) => inRanges(ranges, index))).toBe(true)
  expect(held.flatMap(({ ranges }) => ranges).reduce((sum, [first, last]) => sum + last - first + 1, 0)).toBe(
    2 * DANA.length * RESIDENT.length * 4,
  )
  // Coded in one act, and looked at again by somebody else.
  expect(
    got(
      await bed.requests.codings.code(
        row.id,
        { coding: 'responsive', exemptions: [], select: { query: 'user:dana.hale OR user:dana.ortega' }, reason },
        officer,
      ),
    ),
  ).toEqual({ coded: planted.plain.length })

  got(
    await bed.requests.codings.code(
      row.id,
      { coding: 'privileged', exemptions: ['ex-1'], select: { exchanges: planted.privileged }, reason },
      counsel,
    ),
  )
  await expectPackage(row, planted, officer, counsel)

  // Whatever anybody of the agency wrote about the resident: every original of the agency is looked through.
  const wide = await bed.search(
    await bed.receive('Everything about Marisol Quintero'),
    planSchema.parse({
      persons: [{ id: 'resident', names: ['Marisol Quintero', 'Marisol Vega'].map((name) => ({ name, reason })) }],
      lines: [{ id: 'resident', query: `agency:"${bed.agency}"`, about: ['resident'] }],
    }),
  )
  expect(wide.run).toMatchObject({ status: 'done' })
  const rest = DANA.length * RESIDENT.length * 2
  expect(bed.requests.codings.items(wide, officer)).toHaveLength(planted.plain.length + rest)
  if (process.env['STATEHOUSE_TEST_FULL'] === '1')
    process.stdout.write(`both searches of ${RECORDS} records took ${Math.round(performance.now() - begun)} ms\n`)
})

/** What was found is made a package, sealed by a second person and handed to a stranger, who has the published key. */
async function expectPackage(
  request: RecordsRequestRow,
  planted: { readonly plain: readonly string[]; readonly privileged: readonly string[] },
  officer: Principal,
  counsel: Principal,
): Promise<void> {
  const { folder, store, ledger, policy } = bed
  const exports = join(folder, 'exports')
  const faults: unknown[] = []
  const productions = createProductions({
    ...{ store, ledger, ids, exports, instance: 'gw-1' },
    policy: () => policy,
    clock: { now: () => bed.now() },
    place: { folder, recordKey, databaseUrl: null },
    authorities: () => [],
    fault: (_what, error) => void faults.push(error),
  })
  const order = { request: request.id, mode: 'open-records', reason: 'the answer', withPlan: true } as const
  const { id } = got(await productions.create(order, officer)).row
  const names = { kind: 'placeholder', find: 'person_name', exemption: 'ex-1' } as const
  const { id: pattern, hits } = got(await productions.addPattern(id, names, officer))
  expect(hits).toBe(DANA.length * RESIDENT.length * 2)
  // The resident asks for what is said of her: her name goes out again where it was taken away.
  got(await productions.decidePattern(id, pattern, { decision: 'restore', hits }, officer))
  got(await productions.build(id, officer))
  await productions.builds.idle()
  const { row } = got(productions.find(id, officer))
  expect([row.fault, faults]).toEqual([null, []])
  got(await productions.seal(id, row.build!.manifest, counsel))
  const target = join(folder, 'handed-over')
  await unpackPackage(join(exports, id), target)
  checkSums(target)
  const { code, lines } = await checkProofs(target)
  expect(code).toBe(0)
  expect(lines.filter((line) => line.startsWith('sound'))).toHaveLength(2 * planted.plain.length)
  const files = filesIn(target)
  const records = files.get('records.jsonl')!.toString().trim().split('\n')
  const handedOver = records.map((line) => JSON.parse(line) as { record: string; prompt: string; response: string })
  expect(handedOver.map(({ record }) => record).toSorted()).toEqual(planted.plain.toSorted())
  for (const { prompt, response } of handedOver) expect(prompt + response).toMatch(/Quintero|Vega/i)
  expect(JSON.parse(files.get('manifest.json')!.toString())).toMatchObject({
    counts: { hits: planted.plain.length, released: planted.plain.length, destroyed_since: 0, restored: hits },
    search: {
      plan: { entry: request.plan, file: { path: 'search-plan.json' } },
      run: request.foundBy,
      cut_off_at_entry: request.frozenAt,
      destroyed_before: 0,
    },
  })
  const plan = JSON.parse(files.get('search-plan.json')!.toString()) as ReturnType<typeof planSchema.parse>
  expect(plan.persons.flatMap((person) => person.names)).toEqual([
    { name: 'Marisol Quintero' },
    { name: 'Marisol Vega' },
  ])
  for (const [path, bytes] of files)
    for (const closed of planted.privileged) expect(bytes.includes(closed), path).toBe(false)
  await productions.stop()
}

let shuffledOrder: number[] = []
/** A batch in another order, so that what was planted doesn’t stand together; `shuffledOrder` says which is which. */
function shuffled<T>(list: readonly T[]): T[] {
  shuffledOrder = list.map((_, at) => at)
  for (let at = list.length - 1; at > 0; at--) {
    const other = random(at + 1)
    ;[shuffledOrder[at], shuffledOrder[other]] = [shuffledOrder[other]!, shuffledOrder[at]!]
  }
  return shuffledOrder.map((at) => list[at]!)
}
