import { openRequests, type RecordsRequests } from '#src/composition/requests.ts'
import type { ByteEdit } from '#src/core/edits.ts'
import type { Clock, ExchangeId } from '#src/core/ids.ts'
import { KNOWN_PERSON } from '#src/core/known-person.ts'
import type { Principal } from '#src/core/principal.ts'
import type { EntryDraft } from '#src/core/record.ts'
import { RECORD_MARK } from '#src/core/record-mark.ts'
import type { Refusal } from '#src/core/refusal-codes.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { PRODUCTION_STATE } from '#src/productions/production-row.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { createLedger, type Ledger } from '#src/records/ledger.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import type { SearchPlan } from '#src/requests/plan.ts'
import type { RecordsRequestRow } from '#src/requests/request-row.ts'
import { REQUEST_STATE } from '#src/requests/request-state.ts'
import type { Transition } from '#src/requests/transitions.ts'
import { createDispositions, type Dispositions } from '#src/retention/dispositions.ts'
import { createHolds, type Holds } from '#src/retention/holds.ts'
import { recordRules } from '#src/retention/record-rules.ts'
import { RETENTION_STATE } from '#src/retention/retention-state.ts'
import { type Changeable, changed } from './changed-policy.ts'
import { demoPrincipal } from './facts.ts'
import { loadDemoPolicy } from './policies.ts'
import { draft, dropFolder, ids, makeFolder, openStore } from './record-store.ts'

const PROFILES = { MO: 'us-mo-modot', MS: 'us-ms-its' } as const
export type State = keyof typeof PROFILES
const AGENCIES = { MO: 'MO-DOT', MS: 'MS-ITS' } as const

export const ISSUER = 'https://idp.test'

/** What is said in one exchange, and by whom. */
export interface Said {
  readonly subject?: string
  readonly issuer?: string
  readonly unit?: string
  readonly client?: string
  readonly purpose?: string
  readonly agency?: string
  readonly series?: string
  readonly class?: string
  readonly has?: string
  /** As it was typed. */
  readonly typed: string
  /** As it is kept for everybody: what was taken out is a placeholder. */
  readonly kept?: string
  readonly answer?: string
}

export interface RequestBed {
  readonly folder: string
  readonly store: GatewayStore
  readonly ledger: Ledger
  readonly requests: RecordsRequests
  readonly holds: Holds
  readonly dispositions: Dispositions
  readonly policy: PolicySet
  readonly agency: string
  /** It is this instant from now on, RFC 3339. */
  at(instant: string): void
  now(): number
  person(subject: string, ...roles: string[]): Principal
  /** Exchanges of two entries each, all at once. */
  record(...all: Said[]): Promise<ExchangeId[]>
  receive(description?: string): Promise<RecordsRequestRow>
  move(row: RecordsRequestRow, asked: Transition, caller?: Principal): Promise<RecordsRequestRow | Refusal>
  /** Writes the plan, runs it and waits for its end. */
  search(row: RecordsRequestRow, plan: SearchPlan, caller?: Principal): Promise<RecordsRequestRow>
  row(id: string): RecordsRequestRow
  restart(): Promise<void>
  /** Requests as another gateway of the log has them, which hasn’t heard of anything since. */
  peer(): Promise<RecordsRequests>
  decide(change: (policy: Changeable<PolicySet>) => void): void
  close(): Promise<void>
}

/** What somebody got; fails where it was refused. */
export function got<T extends object>(outcome: T | Refusal): T {
  if ('code' in outcome) throw new Error(`${(outcome as Refusal).rule}: ${(outcome as Refusal).message}`)
  return outcome
}

/** Requests over a real embedded store with its index and a shipped profile; only time is ours. */
export async function openRequestBed(
  state: State = 'MO',
  start = '2027-03-01T15:00:00Z',
  // Many records at once, on a machine that does other things too: no test here is of how fast a commit is.
  openLog: (folder: string, clock: Clock) => Promise<GatewayStore> = (folder, clock) =>
    openStore(folder, { clock, commitSlowMs: 60_000 }),
): Promise<RequestBed> {
  const folder = makeFolder()
  let now = Date.parse(start)
  const clock = { now: () => now }
  const agency = AGENCIES[state]
  let policy = withExemptions(loadDemoPolicy(PROFILES[state]))
  const stateOf = (store: GatewayStore) =>
    loadStateCache(store, [
      ...RETENTION_STATE,
      ...REQUEST_STATE,
      ...PRODUCTION_STATE,
      RECORD_MARK,
      KNOWN_PERSON,
      'scim-user',
      'scim-subject',
    ])

  const fault = (_what: string, error: unknown): never => {
    throw error
  }
  let parts = await open()

  async function open() {
    const store = await openLog(folder, clock)
    const cache = await stateOf(store)
    const ledger = createLedger(store, cache, ids, () => ({ version: '1', series: 'general-correspondence' }))
    const common = { store, ledger, policy: () => policy, clock, ids }
    const holds = createHolds({ store, ledger, clock, ids })
    await recordRules(ledger, policy, () => now)
    const dispositions = createDispositions({ ...common, refreshHolds: () => holds.refresh() })
    const requests = openRequests({ ...common, instance: 'gw-1', fault })
    await requests.runs.recover()
    return { store, ledger, holds, dispositions, requests }
  }

  const person = (subject: string, ...roles: string[]): Principal =>
    demoPrincipal({ subject, key: `${ISSUER}|${subject}`, issuer: ISSUER, agency, roles })
  const officer = person('rec.officer', 'records-officer')

  async function settled(id: string): Promise<RecordsRequestRow> {
    for (;;) {
      const row = bed.row(id)
      if (row.run !== null && row.run.status !== 'running') return row
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  const bed: RequestBed = {
    folder,
    get store() {
      return parts.store
    },
    get ledger() {
      return parts.ledger
    },
    get requests() {
      return parts.requests
    },
    get holds() {
      return parts.holds
    },
    get dispositions() {
      return parts.dispositions
    },
    get policy() {
      return policy
    },
    agency,
    at: (instant) => {
      now = Date.parse(instant)
    },
    now: () => now,
    person,
    async record(...all) {
      const made = all.map((said) => exchangeOf(said, agency))
      await Promise.all(made.flatMap(({ drafts }) => drafts).map((one) => parts.store.append(one)))
      return made.map(({ ref }) => ref)
    },
    async receive(description = 'All prompts about the levee') {
      const order = { requester: { name: 'Robin Vance' }, description, channel: 'e-mail', reason: 'it came by e-mail' }
      return got(await parts.requests.requests.receive(order, officer))
    },
    move: (row, asked, caller = officer) => parts.requests.requests.transition(row.id, asked, caller),
    async search(row, plan, caller = officer) {
      got(await parts.requests.runs.write(row.id, plan, 'what was asked for', caller))
      got(await parts.requests.runs.begin(row.id, 'first run', caller))
      return settled(row.id)
    },
    row: (id) => parts.requests.log.all().find((one) => one.id === id)!,
    async peer() {
      const { store } = parts
      const ledger = createLedger(store, await stateOf(store), ids, () => ({ version: '1', series: 's' }))
      return openRequests({ store, ledger, policy: () => policy, clock, ids, instance: 'gw-2', fault })
    },
    async restart() {
      await parts.requests.stop()
      await parts.store.close()
      parts = await open()
    },
    decide(change) {
      policy = changed(policy, change)
    },
    async close() {
      await parts.requests.stop()
      await parts.store.close()
      dropFolder(folder)
    },
  }
  return bed
}

function exchangeOf(said: Said, home: string): { ref: ExchangeId; drafts: EntryDraft[] } {
  const { typed, kept = typed, answer = 'Noted.' } = said
  const { subject = 'jdoe', issuer = ISSUER, unit = 'IS', client = 'chat', purpose = 'draft-internal' } = said
  const ref = ids.exchangeId()
  const isIndexed = said.class === undefined || said.class === 'public' || said.class === 'internal'
  const facets = {
    user: subject,
    unit,
    client,
    system: 'sandbox',
    purpose,
    class: said.class ?? 'public',
    has: [said.has ?? '', kept === typed ? '' : 'removed-words', isIndexed ? '' : 'unindexed'].join(' ').trim(),
  }
  const meta = {
    principal: { issuer, subject, unit, client },
    decision: 'allow',
    declared: { purpose: { id: purpose } },
  }
  const common = { agency: said.agency ?? home, series: said.series ?? 'general-correspondence', meta }
  const body = Buffer.from(JSON.stringify({ messages: [{ role: 'user', content: kept }] }))
  const edits = [editOf(kept, typed, body.indexOf(JSON.stringify(kept)) + 1)]
  return {
    ref,
    drafts: [
      draft('prompt', ref, {
        ...common,
        parts: [
          { name: 'body', key: 'record', bytes: body },
          ...(kept === typed
            ? []
            : [{ name: 'orig', key: 'sealed', bytes: Buffer.from(JSON.stringify({ edits })) } as const]),
        ],
        search: { text: isIndexed ? kept : '', facets },
      }),
      draft('response', ref, {
        ...common,
        parts: [{ name: 'body', key: 'record', bytes: Buffer.from(JSON.stringify({ content: answer })) }],
        search: { text: isIndexed ? answer : '', facets },
      }),
    ],
  }
}

/** What stands between the words that both have: the placeholder, and what was typed. `at` is where the text begins. */
function editOf(kept: string, typed: string, at: number): ByteEdit {
  const [shown, said] = [kept, typed].map((text) => JSON.stringify(text).slice(1, -1)) as [string, string]
  const most = Math.min(shown.length, said.length)
  let head = 0
  while (head < most && shown[head] === said[head]) head++
  let tail = 0
  while (tail < most - head && shown.at(-1 - tail) === said.at(-1 - tail)) tail++
  const start = at + Buffer.byteLength(shown.slice(0, head))
  const end = start + Buffer.byteLength(shown.slice(head, shown.length - tail))
  return { start, end, text: said.slice(head, said.length - tail) }
}

/** Stand-ins for the exemptions of the profile, so that tests lean on none of its rows. */
export function withExemptions(policy: PolicySet): PolicySet {
  const row = (id: string) => ({ id, name: `What ${id} covers`, citation: `Statute ${id}` })
  return { ...policy, exemptions: { 'ex-1': row('ex-1'), 'ex-2': row('ex-2') } } as unknown as PolicySet
}
