import type { IncidentType } from '../policy/policy-set.ts'
import type { WrittenStep } from './incident-log.ts'
import type { IncidentCase } from './incident-row.ts'
import type { StepChange } from './incident-step.ts'
import { isHeldBy } from './task-steps.ts'

/** What stands where a name would, in lists, steps and exports alike: an export still replays to what it shows. */
export const HIDDEN_REPORTER = 'hidden'

/** Clause MS-14: the reporter asked for it, or the type says so. Whose own sessions end with a report is known by that. */
export function hidesReporter(
  { hidesReporter: always, endsOwnAccess }: Pick<IncidentType, 'hidesReporter' | 'endsOwnAccess'>,
  { isAnonymous = false }: { readonly isAnonymous?: boolean },
): boolean {
  return !endsOwnAccess && (always || isAnonymous)
}

/** An incident as whoever isn’t its reporter sees it: of a hidden one neither who they are nor which unit is theirs. */
export function withoutReporter(row: IncidentCase): IncidentCase {
  return row.reporterHidden === true ? { ...row, reporter: HIDDEN_REPORTER, unit: HIDDEN_REPORTER } : row
}

/** A step of it, likewise: who reported, answered or noted stands in none. */
export function stepWithoutReporter(row: IncidentCase, written: WrittenStep): WrittenStep {
  if (row.reporterHidden !== true) return written
  const { change } = written.step
  const isTheirs = written.by === row.reporter?.split('|').at(-1) && !isOfOwnTask(row, change)
  const by = isTheirs || BY_REPORTER.has(change.kind) ? HIDDEN_REPORTER : written.by
  if (change.kind !== 'report') return { ...written, by }
  const hidden = { ...change, reporter: HIDDEN_REPORTER, unit: HIDDEN_REPORTER }
  return { ...written, by, step: { ...written.step, change: hidden } }
}

const BY_REPORTER: ReadonlySet<StepChange['kind']> = new Set(['report', 'answer'])

/** Everybody who works on it knows who was given the task: that whoever finished it were hidden would say who they are. */
function isOfOwnTask({ reporter, tasks }: IncidentCase, change: StepChange): boolean {
  return (
    change.kind === 'finish-task' &&
    reporter !== null &&
    tasks.some((task) => task.id === change.task && isHeldBy(task, reporter))
  )
}
