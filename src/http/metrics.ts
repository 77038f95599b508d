import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Clock } from '../core/ids.ts'
import type { StoreHealth } from '../core/ports.ts'
import type { ExchangeEvent } from '../pipeline/gateway.ts'
import type { PolicyStatus } from '../policy-operations/policy-holder.ts'
import type { ShadowReport } from '../policy-operations/shadow.ts'
import type { SinkStatus } from '../siem/siem-link.ts'
import type { EvidenceStatus } from './routes/health.ts'

/** What `/metrics` shows, in the Prometheus text format. No label holds a person, a client or text. */
export interface Metrics {
  observe(event: ExchangeEvent): void
  /** From a signal's own time until nobody it hits was served here any more, seconds. */
  deactivated(signal: string, lagSeconds: number): void
  securityEvent(outcome: 'taken' | 'repeated' | 'refused'): void
  text(): Promise<string>
  readonly contentType: string
}

export function createMetrics(parts: {
  openExchanges: () => number
  store: () => StoreHealth
  owedRecords: () => number
  policy: () => PolicyStatus
  shadow: () => ShadowReport | null
  evidence: () => EvidenceStatus
  siem: () => readonly SinkStatus[]
  clock: Clock
}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const exchanges = new Counter({
    name: 'statehouse_exchanges_total',
    help: 'Exchanges by wire, decision and refusal code.',
    labelNames: ['wire', 'decision', 'code'],
    registers,
  })
  const seconds = new Histogram({
    name: 'statehouse_exchange_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames: ['wire'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300],
    registers,
  })
  const lag = new Histogram({
    name: 'statehouse_deactivation_lag_seconds',
    help: 'From the own time of a signal that access ends until it was in force here, by kind of signal.',
    labelNames: ['signal'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 15, 60, 300, 3600],
    registers,
  })
  const securityEvents = new Counter({
    name: 'statehouse_security_events_total',
    help: 'Security event tokens that arrived, by outcome.',
    labelNames: ['outcome'],
    registers,
  })
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  }
  gauge('statehouse_open_exchanges', 'Exchanges that have begun and have no durable end yet.', parts.openExchanges)
  gauge('statehouse_owed_records', 'Terminal records that wait for the store.', parts.owedRecords)
  gauge('statehouse_log_entries', 'Entries in the log.', () => parts.store().size)
  gauge('statehouse_store_writable', '1 when records can be written.', () => (parts.store().writable ? 1 : 0))
  gauge('statehouse_search_lag_entries', 'Entries that the search index has not seen.', () => parts.store().indexLag)
  gauge('statehouse_commits', 'Durable commits since the start.', () => parts.store().commits)
  gauge('statehouse_mirror_behind_entries', 'Entries that the second disk lacks; 0 too where there is none.', () => {
    return parts.evidence().mirror?.behind ?? 0
  })
  gauge('statehouse_mirror_late', '1 when an entry has waited longer than a second for the second disk.', () =>
    parts.evidence().mirror?.late ? 1 : 0,
  )
  gauge('statehouse_anchor_fault', '1 when the newest checkpoint could not be put into the anchor file.', () =>
    parts.evidence().anchor?.fault == null ? 0 : 1,
  )
  gauge(
    'statehouse_witness_lag_seconds',
    'Since a quorum of witnesses last cosigned the log; -1: never since the start.',
    () => {
      const { witnessed } = parts.evidence()
      return witnessed === null ? -1 : Math.max(0, (parts.clock.now() - Date.parse(witnessed.at)) / 1_000)
    },
  )
  gauge('statehouse_policy_reloads', 'Policies that became live since the start.', () => parts.policy().reloads.live)
  gauge(
    'statehouse_policy_reloads_refused',
    'Policies that were refused since the start.',
    () => parts.policy().reloads.refused,
  )
  gauge('statehouse_policy_current', '0 while the newest policy is refused and the one before it is in force.', () =>
    parts.policy().refused === null ? 1 : 0,
  )
  const ofSinks = (name: string, help: string, read: (status: SinkStatus) => number): void => {
    new Gauge({
      name,
      help,
      labelNames: ['sink'],
      registers,
      collect() {
        this.reset()
        for (const status of parts.siem()) this.set({ sink: status.id }, read(status))
      },
    })
  }
  ofSinks('statehouse_siem_lag_entries', 'Entries of the log that a SIEM sink was not given yet.', (one) => one.behind)
  ofSinks('statehouse_siem_fault', '1 while a SIEM sink takes nothing.', ({ fault }) => (fault === null ? 0 : 1))
  new Gauge({
    name: 'statehouse_shadow_exchanges',
    help: 'Exchanges by what the candidate policy would have answered.',
    labelNames: ['answer'],
    registers,
    collect() {
      const report = parts.shadow()
      if (report === null) return
      const { compared, skipped, allowToRefuse, refuseToAllow } = report
      this.set({ answer: 'same' }, compared - allowToRefuse - refuseToAllow)
      this.set({ answer: 'refuse' }, allowToRefuse)
      this.set({ answer: 'allow' }, refuseToAllow)
      this.set({ answer: 'not_asked' }, skipped)
    },
  })
  return {
    observe({ wire, decision, code, ms }) {
      exchanges.inc({ wire, decision, code: code ?? 'none' })
      seconds.observe({ wire }, ms / 1000)
    },
    deactivated: (signal, lagSeconds) => lag.observe({ signal }, lagSeconds),
    securityEvent: (outcome) => securityEvents.inc({ outcome }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
