import type { Clock, ExchangeId } from '#src/core/ids.ts'
import type { Principal } from '#src/core/principal.ts'
import type { Refusal } from '#src/core/refusal-codes.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { createLedger, type Ledger } from '#src/records/ledger.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { createDispositions, type Dispositions } from '#src/retention/dispositions.ts'
import { createHoldChecks, type HoldChecks } from '#src/retention/hold-checks.ts'
import { createHolds, type Holds } from '#src/retention/holds.ts'
import { recordRules } from '#src/retention/record-rules.ts'
import { RETENTION_STATE } from '#src/retention/retention-state.ts'
import { createSeriesActs, type SeriesActs } from '#src/retention/series-acts.ts'
import { type Changeable, changed } from './changed-policy.ts'
import { demoPrincipal } from './facts.ts'
import { loadDemoPolicy } from './policies.ts'
import { draft, dropFolder, ids, makeFolder, openStore } from './record-store.ts'

export interface RetentionBed {
  readonly folder: string
  readonly store: GatewayStore
  readonly ledger: Ledger
  readonly holds: Holds
  readonly checks: HoldChecks
  readonly dispositions: Dispositions
  readonly series: SeriesActs
  /** The day it is from now on. */
  on(day: string): void
  /** An exchange of two entries. */
  record(given?: {
    series?: string
    subject?: string
    unit?: string
    marker?: string
    matter?: string
    isOpen?: boolean
  }): Promise<ExchangeId>
  /** Another start over the same data; `through` stands between retention and the store. */
  restart(through?: (store: GatewayStore) => GatewayStore): Promise<void>
  /** Changes the policy, and writes its rules down. */
  decide(change: (policy: Changeable<PolicySet>) => void): Promise<void>
  close(): Promise<void>
}

export const AGENCY = 'MO-DOT'

export function person(subject: string, ...roles: string[]): Principal {
  return demoPrincipal({
    subject,
    key: `https://idp.test|${subject}`,
    issuer: 'https://idp.test',
    agency: AGENCY,
    roles,
  })
}

export const officer = person('rec.officer', 'records-officer')
export const secondOfficer = person('rec.second', 'records-officer')
export const counsel = person('counsel', 'attorney')
export const secondCounsel = person('counsel.two', 'attorney')

let shipped: PolicySet | null = null

/** Retention over a real embedded store and the Missouri profile, whose open decision has been taken; only time is ours. */
export async function openRetentionBed(
  day = '2026-08-31',
  openLog: (folder: string, clock: Clock) => Promise<GatewayStore> = (folder, clock) => openStore(folder, { clock }),
): Promise<RetentionBed> {
  const folder = makeFolder()
  let now = 0
  const on = (next: string): void => {
    now = Date.parse(`${next}T18:00:00Z`)
  }
  on(day)
  const clock = { now: () => now }
  shipped ??= loadDemoPolicy('us-mo-modot')
  let policy = changed(shipped, (one) => {
    delete one.retention.series['general-correspondence']!.undecided
    delete one.retention.series['transitory']!.undecided
  })
  let parts = await open((store) => store)

  async function open(through: (store: GatewayStore) => GatewayStore) {
    const store = await openLog(folder, clock)
    const state = await loadStateCache(store, RETENTION_STATE)
    const seen = through(store)
    const ledger = createLedger(seen, state, ids, () => ({ version: '1', series: 'general-correspondence' }))
    const holds = createHolds({ store: seen, ledger, clock, ids })
    const checks = createHoldChecks({ store: seen, ledger, clock, ids, instance: 'one', failed: () => undefined })
    await recordRules(ledger, policy, () => now)
    holds.resume()
    checks.resume()
    const refreshHolds = () => holds.refresh()
    const dispositions = createDispositions({ store: seen, ledger, policy: () => policy, clock, ids, refreshHolds })
    const series = createSeriesActs({ store: seen, ledger, policy: () => policy, clock })
    return { store, ledger, holds, checks, dispositions, series }
  }

  return {
    folder,
    get store() {
      return parts.store
    },
    get ledger() {
      return parts.ledger
    },
    get holds() {
      return parts.holds
    },
    get checks() {
      return parts.checks
    },
    get series() {
      return parts.series
    },
    get dispositions() {
      return parts.dispositions
    },
    on,
    async record({
      series = 'general-correspondence',
      subject = 'jdoe',
      unit = 'IS',
      marker = 'words',
      matter,
      isOpen,
    } = {}) {
      const ref = ids.exchangeId()
      const principal = { issuer: 'https://idp.test', subject, unit, client: 'chat' }
      const common = {
        agency: AGENCY,
        series,
        meta: {
          principal,
          system: 'sandbox',
          decision: 'allow',
          declared: { purpose: { id: 'draft-internal' }, matter: matter ?? null },
        },
        parts: [{ name: 'body', key: 'record', bytes: Buffer.from(marker) } as const],
        search: { text: marker, facets: { user: subject } },
      }
      const writes = [parts.store.append(draft('prompt', ref, common))]
      if (isOpen !== true) writes.push(parts.store.append(draft('response', ref, common)))
      await Promise.all(writes)
      return ref
    },
    async restart(through = (store) => store) {
      await parts.store.close()
      parts = await open(through)
    },
    async decide(change) {
      policy = changed(policy, change)
      await recordRules(parts.ledger, policy, () => now)
    },
    async close() {
      await parts.store.close()
      dropFolder(folder)
    },
  }
}

/** Whatever an act gave, unless it was refused. */
export function done<T extends object>(outcome: T | Refusal): T {
  if ('code' in outcome) throw new Error(`${outcome.rule}: ${outcome.message}`)
  return outcome
}

/** Proposed by one, approved by two others; resolves with its id. */
export async function approved(bed: RetentionBed, rule = 'general-correspondence@1'): Promise<string> {
  const row = await bed.dispositions.propose({ rule, reason: 'period over' }, officer)
  if ('code' in row) throw new Error(`${row.rule}: ${row.message}`)
  for (const approver of [secondOfficer, counsel]) {
    const outcome = await bed.dispositions.approve(row.id, row.setSha256, approver)
    if ('code' in outcome) throw new Error(`${outcome.rule}: ${outcome.message}`)
  }
  return row.id
}
