import type { Clock } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { BiasProbe, PolicySet } from '../../policy/policy-set.ts'
import type { Act, Ledger } from '../../records/ledger.ts'
import { judgeRecords } from './judge-records.ts'
import { type PairedGap, pairedGap } from './paired-gap.ts'

/** State kind of what probes found, by report. */
export const BIAS_REPORT = 'bias-report'

export interface BiasReport {
  readonly id: string
  readonly probe: string
  /** As `model` names it, and as the answers named their model. */
  readonly model: string
  readonly versions: readonly string[]
  readonly agency: string
  /** RFC 3339 UTC. */
  readonly at: string
  readonly by: string
  readonly sides: readonly [string, string]
  readonly result: PairedGap | null
  readonly altered: number
  /** Share of runs without any gap in which it may alarm all the same. */
  readonly falseAlarms: number
  readonly alarm: boolean
}

export interface BiasReportsParts {
  readonly policy: () => PolicySet
  readonly store: Pick<RecordReader, 'exchange'>
  readonly ledger: Ledger
  readonly clock: Clock
  readonly newId: () => string
}

/** Clause MS-46: runs of probes, judged from their records, and kept. */
export interface BiasReports {
  list(caller: Principal): readonly BiasReport[] | Refusal
  report(
    caller: Principal,
    run: {
      readonly probe: string
      readonly model: string
      readonly pairs: readonly (readonly [string | null, string | null])[]
    },
  ): Promise<BiasReport | Refusal>
}

export function createBiasReports(parts: BiasReportsParts): BiasReports {
  const { policy, store, ledger, clock, newId } = parts
  const may = ({ roles }: Principal): boolean =>
    (policy().oversight?.probers ?? []).some((role) => roles.includes(role))
  return {
    list(caller) {
      if (!may(caller)) return notYours()
      return ([...ledger.state.all(BIAS_REPORT).values()] as BiasReport[])
        .filter(({ agency }) => agency === caller.agency)
        .toSorted((a, b) => b.at.localeCompare(a.at))
    },
    async report(caller, { probe: id, model, pairs }) {
      if (!may(caller)) return notYours()
      const probe = policy().oversight?.probes.find((one) => one.id === id)
      if (probe === undefined) return wrong('The policy has no such probe.', 'Name a probe of oversight.yaml.')
      if (pairs.length !== probe.pairs)
        return wrong(`A run has ${probe.pairs} pairs.`, 'Run the whole probe: a part of it is chosen by its result.')
      const judged = await biasReportOf({ store, clock, newId }, probe, caller, model, pairs)
      await ledger.write(judged.act)
      return judged.report
    },
  }
}

/** What a run comes to, and the entry that keeps it; nothing is written. */
export async function biasReportOf(
  { store, clock, newId }: Pick<BiasReportsParts, 'store' | 'clock' | 'newId'>,
  probe: BiasProbe,
  caller: Principal,
  model: string,
  pairs: readonly (readonly [string | null, string | null])[],
): Promise<{ readonly report: BiasReport; readonly act: Act }> {
  const judged = await judgeRecords(store, probe, caller, model, pairs)
  const result = pairedGap(judged.outcomes)
  const report: BiasReport = {
    id: newId(),
    probe: probe.id,
    model,
    versions: judged.models,
    agency: caller.agency,
    at: new Date(clock.now()).toISOString(),
    by: caller.email ?? caller.subject,
    sides: [probe.sides[0]!.name, probe.sides[1]!.name],
    result,
    altered: judged.altered,
    falseAlarms: probe.falseAlarms,
    alarm: result !== null && result.p < probe.falseAlarms,
  }
  const act: Act = {
    type: 'review',
    agency: caller.agency,
    actor: caller,
    meta: { action: 'bias-probe', report: report.id, probe: probe.id, model, alarm: report.alarm },
    body: { report, pairs },
    state: [{ kind: BIAS_REPORT, key: report.id, value: report }],
  }
  return { report, act }
}

function notYours(): Refusal {
  return refusal('audience_not_granted', {
    rule: 'probers',
    clause: 'MS-46',
    message: 'Your roles don’t include probes of AI systems.',
    next: 'Ask whom oversight.yaml names.',
  })
}

function wrong(message: string, next: string): Refusal {
  return refusal('malformed_body', { rule: 'bias-probe', clause: 'MS-46', message, next })
}
