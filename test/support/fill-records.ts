import type { ExchangeId, IdSource } from '#src/core/ids.ts'
import type { EntryDraft } from '#src/core/record.ts'
import { createIdSource } from '#src/records/ids.ts'
import type { KeyRing } from '#src/records/key-ring.ts'
import type { SigningKey } from '#src/records/signing-key.ts'
import { openSqliteRecordStore } from '#src/records/sqlite/sqlite-record-store.ts'

export interface FillOptions {
  readonly folder: string
  readonly recordKey: KeyRing
  readonly signingKey: SigningKey
  /** Exchanges. */
  readonly records: number
  /** Days over which they are spread, the last of them now. */
  readonly days: number
  readonly now: number
  readonly instance?: string
}

const AGENCY = 'MS-ITS'
const ISSUER = 'https://directory.example.gov'
/** Entries that are on their way to the writer at once. */
const AT_ONCE = 64

/** Unit, people of it, and how much of the use is theirs. */
const UNITS = [
  { unit: 'ITS-APPDEV', people: 140, share: 40 },
  { unit: 'ITS-OPS', people: 90, share: 25 },
  { unit: 'ITS-SECURITY', people: 24, share: 12 },
  { unit: 'ITS-RECORDS', people: 18, share: 10 },
  { unit: 'ITS-AUDIT', people: 12, share: 6 },
  { unit: 'ITS-HR', people: 7, share: 5 },
  { unit: 'ITS-LEGAL', people: 6, share: 2 },
] as const
const PURPOSES = ['draft-internal', 'summarise', 'coding', 'research', 'draft-public'] as const
const CLASSES = ['public', 'internal', 'internal', 'internal', 'confidential'] as const
/** What the made-up exchanges are about. */
export const SUBJECTS = [
  'the bridge inspection',
  'a grant letter',
  'the network outage',
  'the budget table',
  'a job posting',
  'the records schedule',
  'a help-desk script',
  'the procurement notice',
  'the levee report',
  'a training plan',
] as const
const REQUESTS = [
  'Summarize',
  'Draft a reply about',
  'Rewrite in plain language',
  'List the open points of',
  'Check the grammar of',
  'Explain',
] as const
const REFUSALS = [
  { code: 'data_class_not_permitted', clause: 'MS-26', rule: 'data-class' },
  { code: 'purpose_not_permitted', clause: 'MS-01', rule: 'purpose' },
  { code: 'acceptable_use', clause: 'MS-12', rule: 'acceptable-use' },
  { code: 'training_required', clause: 'MS-19', rule: 'training' },
] as const

/**
 * A log as an agency of three hundred people would have it after some months: office hours, a few busy people, refusals,
 * removed words. The same seed gives the same log. Resolves with the number of exchanges.
 */
export async function fillRecords(options: FillOptions): Promise<number> {
  const { folder, records, days, recordKey, signingKey, instance = 'gw-1' } = options
  const random = randomFrom(20_261_123)
  const start = options.now - days * 86_400_000
  let at = start
  const clock = { now: () => at }
  const ids = createIdSource(clock)
  const store = await openSqliteRecordStore({
    folder,
    origin: signingKey.name,
    instance,
    recordKey,
    signingKey,
    clock,
    ids,
    // Many records at once, on a machine that does other things too: how fast a commit is, is no matter here.
    commitSlowMs: 60_000,
  })
  try {
    let pending: Promise<unknown>[] = []
    for (let n = 0; n < records; n++) {
      // More of it lately than at the beginning.
      at = Math.floor(start + (options.now - start) * Math.sqrt((n + 1) / records))
      for (const draft of exchangeOf(n, random, ids)) pending.push(store.append(draft))
      if (pending.length < AT_ONCE) continue
      await Promise.all(pending)
      pending = []
    }
    await Promise.all(pending)
  } finally {
    await store.close()
  }
  return records
}

function exchangeOf(n: number, random: (below: number) => number, ids: IdSource): EntryDraft[] {
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!
  const { unit, people } = weighted(random)
  // Few do most of it.
  const person = `${unit.slice(4).toLowerCase()}.${String(Math.floor((random(people) * random(people)) / people)).padStart(3, '0')}`
  const purpose = unit === 'ITS-LEGAL' ? 'legal-advice' : pick(PURPOSES)
  const dataClass = pick(CLASSES)
  const isRefused = random(25) === 0
  const removed = random(6) === 0 ? 1 + random(3) : 0
  const secret = removed === 0 ? '' : ' for [PERSON_1], case [SSN_1]'
  const question = `${pick(REQUESTS)} ${pick(SUBJECTS)}${secret}, item ${n}.`
  const ref: ExchangeId = ids.exchangeId()
  const principal = {
    issuer: ISSUER,
    subject: person,
    subjectType: 'employee',
    client: 'chat',
    agency: AGENCY,
    unit,
    roles: ['staff'],
  }
  const refusal = pick(REFUSALS)
  const meta = {
    route: '/v1/chat/completions',
    principal,
    declared: { purpose: { id: purpose, source: 'stated' }, matter: null, dataClass },
    system: 'sandbox',
    model: 'sandbox-small',
    coverage: { entities: removed === 0 ? {} : { person_name: 1, us_ssn: removed }, detectedClass: dataClass },
    decision: isRefused ? 'refuse' : 'allow',
    ...(isRefused
      ? {
          refusal,
          steps: [{ rule: refusal.rule, result: 'refuse', clauses: [refusal.clause], detail: 'as the policy says' }],
        }
      : { rule: 'default-grant' }),
  }
  const facets = {
    user: person,
    unit,
    client: 'chat',
    system: 'sandbox',
    model: 'sandbox-small',
    purpose,
    class: dataClass,
    decision: isRefused ? 'refuse' : 'allow',
    redacted: removed === 0 ? '' : 'person_name us_ssn',
    has: [...(removed > 0 ? ['removed-words'] : []), ...(dataClass === 'confidential' ? ['unindexed'] : [])].join(' '),
  }
  const text = dataClass === 'confidential' ? '' : question
  const common = { ref, agency: AGENCY, series: 'ms-unscheduled', policy: '2026-11-01' }
  const body = (content: object) => [
    { name: 'body' as const, key: 'record' as const, bytes: Buffer.from(JSON.stringify(content)) },
  ]
  const asked = { model: 'sandbox-small', messages: [{ role: 'user', content: question }] }
  if (isRefused)
    return [{ ...common, id: ids.entryId(), type: 'blocked', meta, parts: body(asked), search: { text, facets } }]
  const answer = `Here is what was asked for: ${question}`
  const cost = 200 + random(4_000)
  return [
    { ...common, id: ids.entryId(), type: 'prompt', meta, parts: body(asked), search: { text, facets } },
    {
      ...common,
      id: ids.entryId(),
      type: 'response',
      meta: {
        outcome: 'complete',
        system: 'sandbox',
        model: 'sandbox-small',
        usage: { input: 40, output: 60 + random(400) },
        cost,
      },
      parts: body({ choices: [{ message: { role: 'assistant', content: answer } }] }),
      search: { text: dataClass === 'confidential' ? '' : answer, facets: { ...facets, cost: String(cost) } },
    },
  ]
}

function weighted(random: (below: number) => number): (typeof UNITS)[number] {
  let left = random(UNITS.reduce((total, { share }) => total + share, 0))
  for (const one of UNITS) {
    if (left < one.share) return one
    left -= one.share
  }
  return UNITS[0]
}

/** Deterministic, so that pictures and figures can be made again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
