import type { RecordsRequestRow } from './request-row.ts'
import type { RequestStep, StepKind } from './request-step.ts'

type Status = RecordsRequestRow['status']

/** In which states a step may be taken; receiving comes first and only once. */
const MAY_FOLLOW: Readonly<Record<Exclude<StepKind, 'receive'>, readonly Status[]>> = {
  'ask-clarification': ['open'],
  clarified: ['paused'],
  'estimate-fees': ['open'],
  paid: ['paused'],
  extend: ['open'],
  'notify-third-party': ['open', 'paused'],
  'release-part': ['open'],
  deny: ['open'],
  close: ['open'],
  withdraw: ['open', 'paused'],
  lapse: ['paused'],
  appeal: ['closed', 'withdrawn'],
  'appeal-decided': ['closed', 'withdrawn'],
  plan: ['open', 'paused'],
  run: ['open', 'paused', 'closed', 'withdrawn'],
  'release-hold': ['closed', 'withdrawn'],
}

/** Why a step can't be taken now, as a sentence; null when it can. */
export function whyNot(row: RecordsRequestRow, kind: StepKind): string | null {
  if (kind === 'receive') return 'It was received already.'
  if (!MAY_FOLLOW[kind].includes(row.status)) return `That can’t be done while the request is ${row.status}.`
  const waiting = row.stops.find(({ to }) => to === null)?.for
  if (kind === 'clarified' && waiting !== 'clarification') return 'It isn’t waiting for a clarification.'
  if (kind === 'paid' && waiting !== 'payment') return 'It isn’t waiting for payment.'
  if (kind === 'appeal' && row.appealPending) return 'An appeal is pending already.'
  if (kind === 'appeal' && row.holdReleasedAt !== null) return 'The time for an appeal is over.'
  if (kind === 'appeal-decided' && !row.appealPending) return 'No appeal is pending.'
  if (kind === 'release-hold' && (row.hold === null || row.holdReleasedAt !== null)) return 'It holds nothing.'
  if (kind === 'release-hold' && row.appealPending) return 'An appeal is pending.'
  return null
}

/** The request after a step. Null where the step can't be taken; whoever takes one has asked {@link whyNot}. */
export function takeStep(row: RecordsRequestRow | null, step: RequestStep): RecordsRequestRow | null {
  const { change, entry, at, letter } = step
  if (change.kind === 'receive') {
    if (row !== null) return null
    const { kind: _kind, ...received } = change
    return withStep({ ...FRESH, ...received, intake: entry }, step)
  }
  if (row === null || whyNot(row, change.kind) !== null) return null
  const next = withStep(row, { entry, at, letter, change })
  switch (change.kind) {
    case 'ask-clarification':
      return stopped(next, { for: 'clarification', from: at, to: null, until: change.until })
    case 'estimate-fees': {
      const charged = { ...next, feesCents: change.cents }
      return change.prepay ? stopped(charged, { for: 'payment', from: at, to: null, until: change.until }) : charged
    }
    case 'clarified':
    case 'paid':
      return { ...resumed(next, at), status: 'open' }
    case 'extend':
      return { ...next, allowance: change.allowance, agreed: next.agreed || change.agreed }
    case 'release-part':
      return { ...next, partialReleases: next.partialReleases + 1 }
    case 'close':
      return {
        ...next,
        status: 'closed',
        outcome: change.outcome,
        closedDay: change.day,
        appealOver: change.appealOver,
      }
    case 'withdraw':
    case 'lapse': {
      const { day, appealOver } = change
      return { ...resumed(next, at), status: 'withdrawn', outcome: 'withdrawn', closedDay: day, appealOver }
    }
    case 'appeal':
      return { ...next, appealPending: true }
    case 'appeal-decided':
      return { ...next, appealPending: false }
    case 'plan':
      return { ...next, plan: entry }
    case 'run': {
      const { run, hold, walledHold } = change
      if (run.status !== 'done') return { ...next, run }
      const search = { run: run.id, plan: run.plan, at: run.startedAt, gone: run.gone }
      return { ...next, run, hold, walledHold, foundBy: run.id, frozenAt: run.frozenAt, search }
    }
    case 'release-hold':
      return { ...next, holdReleasedAt: at }
    case 'notify-third-party':
    case 'deny':
      return next
  }
}

type Stop = RecordsRequestRow['stops'][number]

function stopped(row: RecordsRequestRow, stop: Stop): RecordsRequestRow {
  return { ...row, status: 'paused', stops: [...row.stops, stop] }
}

function resumed(row: RecordsRequestRow, at: string): RecordsRequestRow {
  return { ...row, stops: row.stops.map((stop) => (stop.to === null ? { ...stop, to: at } : stop)) }
}

function withStep(row: RecordsRequestRow, { entry, at, letter }: RequestStep): RecordsRequestRow {
  const letters = letter === null ? row.letters : [...row.letters, { id: entry, kind: letter, at }]
  return { ...row, letters, steps: row.steps + 1 }
}

const FRESH = {
  status: 'open',
  frozenAt: null,
  search: null,
  agreed: false,
  stops: [],
  feesCents: 0,
  partialReleases: 0,
  outcome: null,
  closedDay: null,
  appealOver: null,
  appealPending: false,
  letters: [],
  plan: null,
  run: null,
  foundBy: null,
  hold: null,
  walledHold: null,
  holdReleasedAt: null,
  steps: 0,
} as const
