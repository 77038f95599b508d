import type { IncidentCase } from './incident-row.ts'
import type { IncidentStep, StepChange } from './incident-step.ts'
import { isGiven, openTasks, tasksAfter, tasksWithout, whyNotMerged, whyNotTask } from './task-steps.ts'

export const CLOSED = 'closed'
export const REOPENED = 'reopened'

/** Why a step can't be taken now, as a sentence; null when it can. */
export function whyNot(row: IncidentCase, change: StepChange): string | null {
  if (row.state === CLOSED && !AFTER_CLOSING.has(change.kind)) return 'It is closed: open it again first.'
  switch (change.kind) {
    case 'report':
    case 'open':
      return 'It was reported already.'
    case 'recur':
      return row.state === CLOSED ? null : 'It is open, and counts by itself.'
    case 'reopen':
      return row.state === CLOSED && leadsTo(row, REOPENED) ? null : 'Only what is closed is opened again.'
    case 'give-task':
    case 'finish-task':
    case 'cancel-task':
      return whyNotTask(row, change)
    case 'ask':
      return row.reporter === null ? 'Nobody reported it: the gateway found it.' : null
    case 'answer':
      return row.asked ? null : 'Nothing was asked.'
    case 'fill':
      return row.requires.includes(change.field) ? null : 'Its type doesn’t ask for that.'
    case 'link':
      return isEvidence(row, change.exchange) ? 'That is evidence already.' : null
    case 'name':
      return row.subjects.includes(change.subject) ? 'They are named already.' : null
    case 'merge':
      return change.into === row.number ? 'That is the same incident.' : whyNotMerged(row)
    case 'move':
      return change.to !== CLOSED && leadsTo(row, change.to)
        ? null
        : `From ‘${row.state}’ it can’t become ‘${change.to}’.`
    case 'close':
      return whyNotClosed(row, change.toldReporter)
    case 'retype':
      return change.terms.needsReporter === true && row.reporter === null
        ? 'Only somebody’s report begins such a case: what the gateway found is a hint.'
        : null
    case 'assign':
    case 'rate':
    case 'suspend':
    case 'note':
      return null
  }
}

/** A note is always taken, and a vendor of a merged incident may answer long after. */
const AFTER_CLOSING: ReadonlySet<StepChange['kind']> = new Set([
  'report',
  'open',
  'note',
  'recur',
  'reopen',
  'finish-task',
])

function whyNotClosed(row: IncidentCase, toldReporter: boolean): string | null {
  if (!leadsTo(row, CLOSED)) return `From ‘${row.state}’ it can’t be closed.`
  const missing = row.requires.filter((field) => !row.filled.includes(field))
  if (missing.length > 0) return `It can’t be closed before these are known: ${missing.join(', ')}.`
  const open = openTasks(row)
  const names = open.map(({ id }) => id).join(', ')
  if (open.some(isGiven)) return `It can’t be closed before these are done or cancelled: ${names}.`
  if (open.length > 0) return `It can’t be closed before these are done: ${names}.`
  if (row.reporter !== null && !toldReporter) return 'Its reporter is to be told what came of it.'
  return null
}

function leadsTo(row: IncidentCase, state: string): boolean {
  return Object.hasOwn(row.flow, state) && (row.flow[row.state] ?? []).includes(state)
}

function isEvidence(row: IncidentCase, exchange: string): boolean {
  return row.about?.exchange === exchange || row.evidence.includes(exchange)
}

/** The incident after a step. Null where the step can't be taken; whoever takes one has asked {@link whyNot}. */
export function takeStep(row: IncidentCase | null, step: IncidentStep): IncidentCase | null {
  const { change, at } = step
  if (change.kind === 'report' || change.kind === 'open') return row === null ? begun(change, step) : null
  if (row === null || whyNot(row, change) !== null) return null
  const next = withStep(row, step)
  switch (change.kind) {
    case 'assign':
      return { ...responded(next, at), owner: change.owner }
    case 'ask':
      return { ...responded(next, at), asked: true }
    case 'answer':
      return { ...next, asked: false }
    case 'retype':
      return { ...responded(next, at), ...change.terms, state: stateIn(row.state, change.terms.flow) }
    case 'rate':
      return { ...responded(next, at), severity: change.severity }
    case 'link':
      return { ...next, evidence: [...row.evidence, change.exchange], hold: change.hold ?? row.hold }
    case 'fill':
      return { ...next, filled: [...new Set([...row.filled, change.field])] }
    case 'finish-task':
      return { ...next, tasks: tasksAfter(row.tasks, change, at) }
    case 'give-task':
    case 'cancel-task':
      return { ...responded(next, at), tasks: tasksAfter(row.tasks, change, at) }
    case 'name':
      return {
        ...next,
        subjects: [...row.subjects, change.subject],
        owner: row.owner?.key === change.subject ? null : row.owner,
        tasks: tasksWithout(row.tasks, change.subject),
      }
    case 'suspend':
      return { ...responded(next, at), suspensions: [...row.suspensions, change.suspension] }
    case 'move':
      return { ...responded(next, at), state: change.to }
    case 'close':
      return { ...next, state: CLOSED, closedAt: at, asked: false, toldReporter: change.toldReporter }
    case 'merge':
      return { ...responded(next, at), state: CLOSED, closedAt: at, asked: false, mergedInto: change.into }
    case 'reopen':
    case 'recur':
      return { ...next, state: REOPENED, closedAt: null, mergedInto: null, toldReporter: false }
    case 'note':
      return next
  }
}

/** All steps, taken one after the other: what the export of an incident comes to. Null where one can't be taken. */
export function replay(steps: readonly IncidentStep[]): IncidentCase | null {
  let row: IncidentCase | null = null
  for (const step of steps) {
    row = takeStep(row, step)
    if (row === null) return null
  }
  return row
}

function begun(
  change: Extract<StepChange, { kind: 'report' | 'open' }>,
  { entry, at }: IncidentStep,
): IncidentCase | null {
  const { number, agency, terms, receivedAt, discoveredAt, tasks } = change
  const [state] = Object.keys(terms.flow)
  if (state === undefined || (change.kind === 'open' && terms.needsReporter === true)) return null
  const found =
    change.kind === 'open'
      ? {
          ...FOUND_BY_GATEWAY,
          finding: change.finding,
          credentialOf: change.credentialOf,
          evidence: change.evidence,
          hold: change.hold,
        }
      : {
          source: 'person' as const,
          reporter: change.reporter,
          ...(change.reporterHidden === true && { reporterHidden: true as const }),
          ...(change.workTime !== undefined && { workTime: change.workTime }),
          unit: change.unit,
          supervisorInvolved: change.supervisorInvolved,
          subjects: change.subjects,
          about: change.about,
          finding: null,
          credentialOf: null,
          evidence: [],
          hold: change.hold,
        }
  return {
    number,
    agency,
    state,
    ...terms,
    ...found,
    receivedAt,
    discoveredAt,
    tasks,
    ...FRESH,
    steps: [{ entry, kind: change.kind, at }],
  }
}

function withStep(row: IncidentCase, { entry, at, change }: IncidentStep): IncidentCase {
  return { ...row, steps: [...row.steps, { entry, kind: change.kind, at }] }
}

function responded(row: IncidentCase, at: string): IncidentCase {
  return { ...row, respondedAt: row.respondedAt ?? at }
}

/** Where the new type has no such state, it begins again. */
function stateIn(state: string, flow: IncidentCase['flow']): string {
  return Object.hasOwn(flow, state) ? state : Object.keys(flow)[0]!
}

const FOUND_BY_GATEWAY = {
  source: 'gateway',
  reporter: null,
  unit: null,
  supervisorInvolved: false,
  subjects: [],
  about: null,
} as const

const FRESH = {
  respondedAt: null,
  owner: null,
  asked: false,
  filled: [],
  suspensions: [],
  mergedInto: null,
  toldReporter: false,
  closedAt: null,
} as const
