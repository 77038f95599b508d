import type { PolicySet } from '../policy/policy-set.ts'
import type { Ledger } from '../records/ledger.ts'
import { RETENTION_RULE, type RuleRow } from './rule-row.ts'

/**
 * Writes down every rule of a policy that the log doesn't hold in these words yet, as a `retention_rule` entry: a disposition
 * can only be judged by rules that stand in the log before it.
 */
export async function recordRules(ledger: Ledger, policy: PolicySet, now: () => number): Promise<void> {
  for (const row of newRules(ledger, policy, now())) {
    const { series, rule, retain, from, fiscalYearEnd, zone, action, citation, schedule } = row
    await ledger.write({
      type: 'retention_rule',
      agency: policy.profile.agency,
      actor: null,
      meta: { action: 'retention-rule', rule },
      body: { rule, series, retain, from, fiscal_year_end: fiscalYearEnd, zone, action, citation, schedule },
      state: [{ kind: RETENTION_RULE, key: rule, value: row }],
    })
  }
}

function newRules(ledger: Ledger, policy: PolicySet, since: number): RuleRow[] {
  const known = [...ledger.state.all(RETENTION_RULE).values()] as RuleRow[]
  return Object.values(policy.retention.series).flatMap((series) => {
    if (series === undefined) return []
    const versions = known.filter((rule) => rule.series === series.id)
    const last = versions.toSorted((a, b) => a.version - b.version).at(-1)
    const version = (last?.version ?? 0) + 1
    const row: RuleRow = {
      rule: `${series.id}@${version}`,
      series: series.id,
      version,
      retain: series.retain,
      from: series.from,
      fiscalYearEnd: policy.retention.fiscalYearEnd,
      zone: policy.profile.timezone,
      action: series.action,
      citation: series.basis,
      schedule: series.schedule ?? null,
      since,
    }
    return last !== undefined && saysTheSame(last, row) ? [] : [row]
  })
}

const TERMS = ['retain', 'from', 'fiscalYearEnd', 'zone', 'action', 'citation', 'schedule'] as const

function saysTheSame(a: RuleRow, b: RuleRow): boolean {
  return TERMS.every((name) => a[name] === b[name])
}
