import { type AutomaticFinding, FINDING } from '../core/finding.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Evidence } from './evidence.ts'
import type { IncidentLog } from './incident-log.ts'
import { incidentNumber } from './incident-number.ts'
import type { IncidentCase } from './incident-row.ts'
import { noticesOf } from './notices.ts'
import { CLOSED } from './take-step.ts'
import { tasksOf, termsOf } from './terms.ts'

const DAY_MS = 86_400_000

/** Where findings come from: what a part of the gateway has counted so far, each thing once. */
export interface IncidentSource {
  found(): readonly AutomaticFinding[]
}

/** Findings that any part of the gateway wrote into the log’s state. */
export function writtenFindings(rows: StateRows): IncidentSource {
  return { found: () => [...rows.all(FINDING).values()] as AutomaticFinding[] }
}

export interface GatherParts {
  readonly log: IncidentLog
  readonly evidence: Evidence
  readonly sources: readonly IncidentSource[]
  readonly policy: () => PolicySet
}

/** What the gateway noticed, and the incidents that stand for it. */
export interface Gathering {
  /** Opens an incident for each finding that has none, and opens one again that was closed and happened again. */
  gather(): Promise<void>
  /** What an incident of the gateway's own counts; null: people reported it. */
  findingOf(row: IncidentCase): AutomaticFinding | null
}

/** A thousand of the same are one finding and so one incident: what is counted is the finding, without an entry for each. */
export function createGathering({ log, evidence, sources, policy }: GatherParts): Gathering {
  const all = (): OwnFinding[] =>
    sources.flatMap((source) => source.found()).flatMap((finding) => agenciesOf(finding, policy()))

  /** RFC 3339 UTC: until when what was closed isn't opened again by itself. */
  function quietUntil({ type }: OwnFinding, { closedAt }: IncidentCase): string {
    const days = policy().incidents.types[type]?.whenVerdict?.againAfterDays ?? 0
    return closedAt === null || days === 0
      ? (closedAt ?? '')
      : new Date(Date.parse(closedAt) + days * DAY_MS).toISOString()
  }

  async function openAutomatic(finding: OwnFinding): Promise<void> {
    const number = incidentNumber(nameOf(finding))
    const row = log.get(number)
    if (row !== null) {
      const isAgain = row.state === CLOSED && row.mergedInto === null && finding.last > quietUntil(finding, row)
      if (!isAgain) return
      const state = noticesOf(policy(), row, 'reopened', finding.last)
      await log.notice(row, { kind: 'recur' }, { reason: 'it happened again', state })
      return
    }
    const type = policy().incidents.types[finding.type]
    const terms = termsOf(policy(), finding.type, false, finding.first)
    // A profile without base layers may have no such type: then nobody has said who hears of it.
    if (type === undefined || terms === null) return
    // A hint alone opens no case about somebody’s conduct (MO-50).
    if (terms.needsReporter === true) return
    const { agency, first, about, channels, records = [] } = finding
    const hold = type.freeze && records.length > 0 ? await evidence.freeze(number, agency, records) : null
    const fewer = terms.channels.filter((id) => channels?.includes(id) !== false)
    const heard = { ...terms, channels: fewer.length === 0 ? terms.channels : fewer }
    await log.notice(
      null,
      {
        kind: 'open',
        number,
        agency,
        terms: heard,
        receivedAt: first,
        discoveredAt: first,
        tasks: tasksOf(policy(), type, Date.parse(first)),
        finding: nameOf(finding),
        credentialOf: about.kind === 'credential' ? about.holder : null,
        evidence: records,
        hold,
      },
      {
        reason: 'noticed by the gateway',
        said: { about },
        state: noticesOf(policy(), { ...heard, number, agency, subjects: [] }, 'opened', first),
      },
    )
  }

  return {
    gather: () =>
      log.inTurn(async () => {
        for (const finding of all()) await openAutomatic(finding)
      }),
    findingOf: ({ finding }) => (finding === null ? null : (all().find((one) => nameOf(one) === finding) ?? null)),
  }
}

/** A finding as one agency has it. */
interface OwnFinding extends AutomaticFinding {
  readonly agency: string
}

function agenciesOf(finding: AutomaticFinding, { units }: PolicySet): OwnFinding[] {
  const { agency, key } = finding
  if (agency !== null) return [{ ...finding, agency }]
  return units.agencies.map(({ id }) => ({ ...finding, agency: id, key: `${key}|${id}` }))
}

function nameOf({ type, key }: AutomaticFinding): string {
  return `${type}|${key}`
}
