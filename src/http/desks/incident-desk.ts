import { dayOf } from '../../core/calendar.ts'
import type { AutomaticFinding } from '../../core/finding.ts'
import type { Clock } from '../../core/ids.ts'
import type { RecordStore } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { stepWithoutReporter, withoutReporter } from '../../incidents/hidden-reporter.ts'
import type { IncidentLog, SeenStep, WrittenStep } from '../../incidents/incident-log.ts'
import type { IncidentCase, IncidentTask } from '../../incidents/incident-row.ts'
import type { Incidents, ReportOrder } from '../../incidents/incidents.ts'
import { lateBy } from '../../incidents/overdue.ts'
import { conflict, notYours } from '../../incidents/refusals.ts'
import { type WordedProof, withWords } from '../../incidents/sealed-words.ts'
import { CLOSED } from '../../incidents/take-step.ts'
import { isTheirTurn } from '../../incidents/task-holders.ts'
import { isHeldBy, isTaskOverdue, openTasks } from '../../incidents/task-steps.ts'
import type { IncidentTransition } from '../../incidents/transitions.ts'
import { mayOpenIncidents, type Sight, seesWords, sightOf } from '../../incidents/visible.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { readableParts } from '../../policy/record-access.ts'
import type { Ledger } from '../../records/ledger.ts'
import { proveListed } from '../../records/prove-listed.ts'
import { LEGAL_HOLD, type LegalHoldRow } from '../../retention/hold-row.ts'
import type { Holds } from '../../retention/holds.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { visibleRecord } from '../visible-record.ts'
import { evidenceOf, type ShownEvidence } from './incident-evidence.ts'

export interface IncidentFilter {
  readonly state?: string | undefined
  readonly type?: string | undefined
  /** What is theirs and what is nobody's; what they reported; everything that is there for them. */
  readonly of?: 'mine' | 'reported' | 'all' | undefined
  /** What is over isn't left out. */
  readonly closed?: boolean | undefined
  /** In the number, the type's id or the owner's name. */
  readonly q?: string | undefined
}

/** An incident as somebody sees it in a list. */
export interface SeenIncident {
  readonly row: IncidentCase
  readonly sight: Exclude<Sight, 'none'>
  /** Milliseconds that the first response is late; null: it isn't. */
  readonly late: number | null
  readonly finding: AutomaticFinding | null
  /** Whether its evidence is kept; null: there is none to keep. */
  readonly kept: 'kept' | 'release-asked' | 'released' | null
  /** Ids of open tasks whose last day is over. */
  readonly overdue: readonly string[]
}

/** One with its steps; words are null for whoever sees no content. */
export interface OpenedIncident extends SeenIncident {
  readonly steps: readonly SeenStep[]
  /** What was asked and answered in the records that it speaks of; none for whoever sees no content, and for its reporter. */
  readonly evidence: readonly ShownEvidence[]
}

/** One as it is handed to who decides about people: it can be checked without the gateway (MS-38). */
export interface ExportedIncident extends OpenedIncident {
  /**
   * Of every step, and of every entry of the records that it speaks of. Those of steps hold its words as the log has them, for
   * whoever sees words; those of records hold no content.
   */
  readonly proofs: readonly WordedProof[]
}

export interface IncidentDesk {
  list(asking: Asking, filter: IncidentFilter): Promise<readonly SeenIncident[]>
  show(asking: Asking, number: string): Promise<OpenedIncident>
  /** Throws, as for one that isn't there, unless the caller may know of it. */
  mustKnow(asking: Asking, number: string): void
  report(asking: Asking, order: ReportOrder): Promise<IncidentCase>
  act(asking: Asking, number: string, asked: IncidentTransition): Promise<SeenIncident>
  /** What replays to the same incident, with proofs of its entries; for those who work on it and those who audit. */
  export(asking: Asking, number: string): Promise<ExportedIncident>
  /** The first person asks, another one releases what was frozen; not before its time. */
  releaseEvidence(asking: Asking, number: string, reason: string): Promise<SeenIncident>
  /** Whether it is the caller who has a task. */
  isTurnOf(caller: Principal, row: IncidentCase, task: IncidentTask): boolean
  /** Of the caller's own reports. */
  own(caller: Principal): readonly IncidentCase[]
  mayOpen(caller: Principal): boolean
}

export interface IncidentDeskParts {
  readonly policy: () => PolicySet
  readonly store: RecordStore
  readonly ledger: Ledger
  readonly clock: Clock
  readonly look: RecordLook
  readonly office: {
    readonly log: IncidentLog
    readonly incidents: Incidents
    gather(): Promise<void>
    findingOf(row: IncidentCase): AutomaticFinding | null
  }
  readonly holds: Pick<Holds, 'releaseEvidence'>
  /** Ends somebody's own sessions and tokens at once; their grants stay. */
  readonly endOwnAccess: (caller: Principal) => Promise<void>
}

/** Clauses MS-14, MS-51, MO-48: incidents are there for whom `incidents/visible.ts` says, and every look is an entry before its answer. */
export function createIncidentDesk(parts: IncidentDeskParts): IncidentDesk {
  const { policy, clock, look, office } = parts
  const { log, incidents } = office

  /** First looked up, then judged: what isn't there and what isn't theirs take the same way. */
  function seen(row: IncidentCase, caller: Principal): SeenIncident | null {
    const sight = sightOf(policy(), caller, row)
    if (sight === 'none') return null
    const shown = sight === 'reporter' ? row : withoutReporter(row)
    const today = dayOf(clock.now(), policy().profile.timezone)
    return {
      row: shown,
      sight,
      late: lateBy(row, clock.now()),
      finding: office.findingOf(row),
      kept: keptOf(row),
      overdue: row.tasks.filter((task) => isTaskOverdue(task, today)).map(({ id }) => id),
    }
  }

  function hasTask(row: IncidentCase, caller: Principal): boolean {
    return openTasks(row).some((task) => isTheirTurn(policy(), row, task, caller))
  }

  function keptOf({ hold }: IncidentCase): SeenIncident['kept'] {
    const held = hold === null ? undefined : (parts.ledger.state.get(LEGAL_HOLD, hold) as LegalHoldRow | undefined)
    if (held === undefined) return null
    return held.releasedAt !== null ? 'released' : held.releaseAskedBy === null ? 'kept' : 'release-asked'
  }

  async function opened(number: string, asking: Asking, action: string): Promise<OpenedIncident> {
    const caller = callerOf(asking)
    await office.gather()
    const row = allowed(incidents.known(number, caller))
    const found = seen(row, caller)!
    if (found.sight !== 'reporter') await look(asking, { action, incident: number })
    const hasWords = seesWords(policy(), caller)
    const isOwn = found.sight === 'reporter'
    const steps = await log.steps(row)
    const opens = found.sight === 'worker' && hasWords
    return {
      ...found,
      evidence: opens ? await evidenceOf({ ...parts, rows: parts.ledger.state, policy: policy() }, row, caller) : [],
      steps: steps
        .filter((one) => !isOwn || isToldToReporter(row, one, caller))
        .map((one) => (isOwn ? one : stepWithoutReporter(row, one)))
        .map((one) => ({
          ...one,
          reason: hasWords && !isOwn ? one.reason : null,
          said: isOwn ? saidToReporter(one, caller) : hasWords ? one.said : null,
        })),
    }
  }

  return {
    mayOpen: (caller) => mayOpenIncidents(policy(), caller),

    async list(asking, { state, type, of = 'mine', closed = false, q = '' }) {
      const caller = callerOf(asking)
      if (of !== 'reported' && !mayOpenIncidents(policy(), caller)) throw refused()
      await office.gather()
      const wanted = q.trim().toLowerCase()
      const found = log.all().flatMap((row) => seen(row, caller) ?? [])
      const shown = found.filter(
        ({ row, sight }) =>
          (of === 'reported') === (sight === 'reporter') &&
          (of !== 'mine' || row.owner === null || row.owner.key === caller.key || hasTask(row, caller)) &&
          (closed || state === CLOSED || row.state !== CLOSED) &&
          (state === undefined || row.state === state) &&
          (type === undefined || row.type === type) &&
          (wanted === '' ||
            [row.number, row.type, row.owner?.name ?? ''].some((one) => one.toLowerCase().includes(wanted))),
      )
      if (of !== 'reported') await look(asking, { action: 'list-incidents' })
      return shown.toSorted((a, b) => (a.row.dueAt < b.row.dueAt ? -1 : 1))
    },

    mustKnow: (asking, number) => void allowed(incidents.known(number, callerOf(asking))),

    show: (asking, number) => opened(number, asking, 'show-incident'),

    async export(asking, number) {
      const caller = callerOf(asking)
      const row = allowed(incidents.known(number, caller))
      if (sightOf(policy(), caller, row) === 'reporter') throw refused()
      const found = await opened(number, asking, 'export-incident')
      const records = [...(row.about === null ? [] : [row.about.exchange]), ...row.evidence]
      const steps = found.steps.map(({ step }) => step.entry)
      const proofs = await proveListed(parts.store, steps, records)
      return { ...found, proofs: seesWords(policy(), caller) ? await withWords(parts.store, row, proofs) : proofs }
    },

    async report(asking, order) {
      const caller = callerOf(asking)
      const isSentAgain = incidents.reportedBefore(order, caller)
      // Only their own message hides whoever says that they shouldn’t have sent it.
      if (order.about !== null && !isSentAgain) await mayPoint(order.about.exchange, caller, order.isExposure === true)
      const row = allowed(await incidents.report(order, caller))
      const type = policy().incidents.types[row.type]
      if (type?.endsOwnAccess === true && !isSentAgain) await parts.endOwnAccess(caller)
      return row
    },

    async act(asking, number, asked) {
      const caller = callerOf(asking)
      // Who may not know of it isn't told what else is wrong.
      allowed(incidents.known(number, caller))
      if (asked.transition === 'link') await mayPoint(asked.exchange, caller)
      const row = allowed(await incidents.act(number, asked, caller))
      const nothing = { late: null, finding: null, kept: null, overdue: [] }
      return seen(row, caller) ?? { row: withoutReporter(row), sight: 'worker', ...nothing }
    },

    async releaseEvidence(asking, number, reason) {
      const caller = callerOf(asking)
      const row = allowed(incidents.known(number, caller))
      const sight = sightOf(policy(), caller, row)
      if (sight === 'reporter') throw refused()
      const days = policy().incidents.types[row.type]?.evidenceDays ?? 0
      const from = row.closedAt === null ? null : Date.parse(row.closedAt) + days * 86_400_000
      if (row.hold === null || from === null || clock.now() < from) {
        const when = from === null ? 'the incident is closed' : new Date(from).toISOString().slice(0, 10)
        throw new Refused('conflict', conflict('evidence', `Its evidence is kept until ${when}, or there is none.`))
      }
      allowed(await parts.holds.releaseEvidence(row.hold, reason, caller))
      return seen(row, caller)!
    },

    isTurnOf: (caller, row, task) => isTheirTurn(policy(), row, task, caller),

    own: (caller) => log.all().filter(({ reporter }) => reporter === caller.key),
  }

  /** Nobody points at a record that isn't there for them. */
  async function mayPoint(exchange: string, caller: Principal, isOwnOnly = false): Promise<void> {
    await visibleRecord(
      parts,
      exchange,
      (facts) => readableParts(policy(), caller, facts).size > 0 && (!isOwnOnly || facts.owner === caller.key),
    )
  }
}

/** What a reporter and those who asked them said to each other. */
const SAID_TO_REPORTER: ReadonlySet<string> = new Set(['report', 'ask', 'answer', 'note', 'give-task'])

/** A reporter sees what they and those who asked them said, and that it moved on; nobody's notes but their own. */
function isToldToReporter({ tasks }: IncidentCase, { step, by }: WrittenStep, caller: Principal): boolean {
  const { change } = step
  const { kind } = change
  if (kind === 'note') return by === caller.subject
  if (kind === 'give-task' || kind === 'finish-task' || kind === 'cancel-task')
    // A witness is told of what they were asked to do, and of no other task.
    return tasks.some((task) => task.id === change.task && isHeldBy(task, caller.key))
  return SAID_TO_REPORTER.has(kind) || kind === 'move' || kind === 'close' || kind === 'reopen'
}

function saidToReporter({ step, said, by }: WrittenStep, caller: Principal): WrittenStep['said'] | null {
  const { kind } = step.change
  return SAID_TO_REPORTER.has(kind) || (kind === 'finish-task' && by === caller.subject) ? said : null
}

function refused(): Refused {
  const { code, ...rest } = notYours()
  return new Refused(code, rest)
}
