import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { AutomaticFinding } from '../core/finding.ts'
import type { Clock, ExchangeId, IdSource } from '../core/ids.ts'
import type { TaskKind } from '../core/notice.ts'
import type { StateRows } from '../core/state-rows.ts'
import { createEvidence } from '../incidents/evidence.ts'
import { createGathering, type Gathering, type IncidentSource, writtenFindings } from '../incidents/gather.ts'
import { createIncidentLog, type IncidentLog } from '../incidents/incident-log.ts'
import { createIncidents, type Incidents } from '../incidents/incidents.ts'
import { createOutbox } from '../notifications/outbox.ts'
import { BIAS_REPORT, type BiasReport } from '../oversight/bias/bias-reports.ts'
import { INCIDENT, type IncidentRow, type UnrecordedCallsRow } from '../pipeline/use-after-revocation.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { GatewayStore } from '../records/gateway-store.ts'
import type { Ledger } from '../records/ledger.ts'
import { incidentMails } from './incident-mails.ts'
import { noticeConnectors } from './notice-connectors.ts'

export interface IncidentOffice extends Gathering {
  readonly log: IncidentLog
  readonly incidents: Incidents
  /** What the clock alone brings about, now. */
  keep(): Promise<void>
  /** Resolves once nothing of it is under way. */
  stop(): Promise<void>
}

export interface IncidentOfficeParts {
  readonly store: GatewayStore
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly ids: IdSource
  readonly log: Logger
  readonly config: Pick<Config, 'publicUrl' | 'caFile'>
  readonly credentialOf: (reference: string) => string | null
}

/** How often what was noticed is looked at, milliseconds; whoever opens the queue looks at once. */
const LOOK_EVERY_MS = 5_000

/** Where whoever is told of a task finds it. */
const TASK_PATHS: Readonly<Record<TaskKind, (number: string) => string>> = {
  audit: (number) => `/oversight/audits/${number}`,
  decision: (number) => `/decisions/${number}`,
  approval: (number) => `/catalog/requests/${number}`,
  system: (number) => `/catalog/${number}`,
  unit: () => '/oversight/accountability',
  risk: (number) => `/oversight/risks/${number}`,
  revisit: () => '/revisits',
  incident: (number) => `/console/incidents/${number}`,
  assessment: (number) => `/oversight/assessments/${number}`,
}

/** Incidents, and what brings them about without a person. */
export function startIncidents({ log: logger, config, credentialOf, ...parts }: IncidentOfficeParts): IncidentOffice {
  const { ledger, policy } = parts
  const rows = ledger.state
  const log = createIncidentLog(parts)
  const evidence = createEvidence(parts)
  const incidents = createIncidents({
    ...parts,
    log,
    evidence,
    rows,
    taskMails: incidentMails(parts).mails,
    timeOf: async (exchange) => (await parts.store.exchange(exchange as ExchangeId))[0]?.time ?? null,
  })
  const gathering = createGathering({
    log,
    evidence,
    policy,
    sources: [writtenFindings(rows), countedAttempts(rows), alarmedProbes(rows, policy)],
  })
  const outbox = createOutbox({
    ...parts,
    connectorOf: noticeConnectors({ ...parts, config, credentialOf }),
    noticeOf: (row) => {
      if ('hold' in row) return { ...row, link: `${config.publicUrl}/console/holds` }
      // Its reporter finds what they were asked for with their own reports.
      if ('task' in row && row.task === 'incident' && log.get(row.number)?.reporter === row.person)
        return { ...row, link: `${config.publicUrl}/reports/${row.number}` }
      if ('task' in row) return { ...row, link: `${config.publicUrl}${TASK_PATHS[row.task](row.number)}` }
      const link = `${config.publicUrl}/console/incidents/${row.incident}`
      return { ...row, typeName: typeNameIn(policy(), row.type), link }
    },
    log: logger,
  })
  const keep = async (): Promise<void> => {
    await gathering.gather()
    await evidence.complete(log.all())
    await outbox.flush()
  }
  let last: Promise<unknown> = Promise.resolve()
  let isStopped = false
  const soon = (work: () => Promise<void>): void => {
    last = last
      .then(() => (isStopped ? undefined : work()))
      .catch((error: unknown) => {
        const fault = error instanceof Error ? error.message : typeof error
        logger.error({ event: 'incidents.fault', fault })
      })
  }
  soon(keep)
  const looking = setInterval(() => soon(keep), LOOK_EVERY_MS).unref()
  /** Whoever is to hear of a step hears of it at once. */
  const telling = async <T>(step: Promise<T>): Promise<T> => {
    const taken = await step
    soon(() => outbox.flush())
    return taken
  }
  return {
    ...gathering,
    log,
    incidents: {
      ...incidents,
      report: (...asked) => telling(incidents.report(...asked)),
      act: (...asked) => telling(incidents.act(...asked)),
    },
    keep,
    async stop() {
      isStopped = true
      clearInterval(looking)
      await last
    },
  }
}

function typeNameIn({ incidents, disclosures }: PolicySet, id: string): string {
  return incidents.types[id]?.name[disclosures.languages[0]!] ?? id
}

/** Clause MS-46: gaps that probes found, one incident for each probe and system, however often it is found again. */
function alarmedProbes(rows: StateRows, policy: () => PolicySet): IncidentSource {
  return {
    found: () => {
      const alarms = ([...rows.all(BIAS_REPORT).values()] as BiasReport[]).filter(({ alarm }) => alarm)
      return [...Map.groupBy(alarms, ({ agency, probe, model }) => `${agency}|${probe}|${model}`)].map(
        ([key, same]) => {
          const { agency, model } = same[0]!
          const times = same.map(({ at }) => at).toSorted()
          const id = policy().index.models[model]?.system.id ?? model
          return {
            ...{ type: 'harmful-output', key, agency, about: { kind: 'system', id } },
            ...{ first: times[0]!, last: times.at(-1)!, count: same.length },
          }
        },
      )
    },
  }
}

/** Use after a revocation, counted with each attempt's own record, and calls that a vendor's export has and the log doesn't. */
function countedAttempts(rows: StateRows): IncidentSource {
  return {
    found: () =>
      ([...rows.all(INCIDENT)] as [string, IncidentRow | UnrecordedCallsRow][]).map(([key, row]): AutomaticFinding => {
        const { first, last, count } = row
        if (row.kind === 'unrecorded-calls') {
          const about = { kind: 'vendor', name: row.vendor } as const
          // Whose calls the log doesn’t know, nobody can tell.
          return { type: 'unrecorded-calls', key, agency: null, about, first, last, count }
        }
        const found = { type: 'access-after-end', key, agency: row.agency, first, last, count }
        const about = { kind: 'credential', holder: row.person, order: row.cause } as const
        return { ...found, about, ...(row.referredTo === 'legal' ? {} : { channels: ['security'] }) }
      }),
  }
}
