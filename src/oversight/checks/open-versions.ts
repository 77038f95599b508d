import type { StateRows } from '../../core/state-rows.ts'
import { isInForce, SUSPENSION, type SuspensionRow } from '../../core/suspension.ts'
import { CANARY_REPORT, type CanaryReport } from './check-row.ts'

/** Clause MS-54: a change of version that waits for two people, and what canaries found of it. */
export interface OpenVersion {
  readonly system: string
  readonly approved: string
  /** In the gateway's own words: what it answered as. */
  readonly reason: string
  /** RFC 3339 UTC. */
  readonly since: string
  /** RFC 3339 UTC: from when on calls are refused; null: they are. */
  readonly refusedFrom: string | null
  /** Id of the suspension that two people resume to accept it. */
  readonly suspension: string
  /** The last of each canary and model since then. */
  readonly canaries: readonly Pick<CanaryReport, 'canary' | 'model' | 'version' | 'faults' | 'at'>[]
}

/**
 * Changes of version that nobody has accepted, with what an agency’s canaries found of them.
 * @param now milliseconds since the epoch.
 */
export function openVersions(rows: StateRows, agency: string, now: number): OpenVersion[] {
  const reports = ([...rows.all(CANARY_REPORT).values()] as CanaryReport[]).filter((one) => one.agency === agency)
  return ([...rows.all(SUSPENSION).values()] as SuspensionRow[]).flatMap((row): OpenVersion[] => {
    if (row.because !== 'version') return []
    const since = reports.filter((one) => one.system === row.value && one.at >= row.at)
    const latest = [...Map.groupBy(since, ({ canary, model }) => `${canary} ${model}`).values()].map((same) =>
      same.reduce((newest, one) => (one.at > newest.at ? one : newest)),
    )
    return [
      {
        ...{ system: row.value, approved: row.approved ?? '', reason: row.reason, since: row.at, suspension: row.id },
        refusedFrom: isInForce(row, now) ? null : (row.from ?? null),
        canaries: latest.map(({ canary, model, version, faults, at }) => ({ canary, model, version, faults, at })),
      },
    ]
  })
}
