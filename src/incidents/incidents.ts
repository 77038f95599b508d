import type { Clock } from '../core/ids.ts'
import { KNOWN_PERSON, type KnownPerson } from '../core/known-person.ts'
import type { Principal } from '../core/principal.ts'
import type { StateBasis, StateChange } from '../core/record.ts'
import { EXPOSED, NO_MARK, RECORD_MARK, type RecordMark } from '../core/record-mark.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { StateRows } from '../core/state-rows.ts'
import { type WorkTime, workTimeOf } from '../core/work-calendar.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Evidence } from './evidence.ts'
import { createTaskGiving, type TaskMails } from './give-task.ts'
import { hidesReporter } from './hidden-reporter.ts'
import type { IncidentLog, StepWords } from './incident-log.ts'
import { incidentNumber } from './incident-number.ts'
import type { IncidentCase, ReportedMessage } from './incident-row.ts'
import type { PersonChange } from './incident-step.ts'
import { noticesOf } from './notices.ts'
import { changedSince, conflict, malformed, notYours, unknownIncident } from './refusals.ts'
import { isHeldBy } from './task-steps.ts'
import { subjectOf, tasksOf, termsOf } from './terms.ts'
import type { IncidentTransition } from './transitions.ts'
import { type Sight, sightOf } from './visible.ts'

export interface ReportOrder {
  readonly type: string
  readonly text: string
  readonly supervisorInvolved: boolean
  /** RFC 3339; left out: now. */
  readonly discoveredAt?: string | undefined
  readonly about: ReportedMessage | null
  /** Whom it is about, as the reporter knows them. */
  readonly concerns?: string | undefined
  /** Nobody who works on it is to see who reported it. */
  readonly isAnonymous?: boolean
  /** The message shouldn't have been sent: it is hidden from all but those whom `access.yaml` names. */
  readonly isExposure?: boolean
  /** What the form is known by: sent again, it reports nothing again. */
  readonly once: string
}

export interface IncidentParts {
  readonly log: IncidentLog
  readonly evidence: Evidence
  readonly policy: () => PolicySet
  readonly rows: StateRows
  readonly clock: Clock
  /** When an exchange was recorded, RFC 3339; null: it isn't there. */
  readonly timeOf: (exchange: string) => Promise<string | null>
  /** That there is a task, to whoever has it; without a word of it. */
  readonly taskMails: TaskMails
}

/** What people do about incidents (MS-14, MS-51, MO-48 to MO-50). The gateway itself decides nothing of it. */
export interface Incidents {
  /** Resolves once the report is durable, and its evidence frozen. */
  report(order: ReportOrder, caller: Principal): Promise<IncidentCase | Refusal>
  /** Whether the same form was received already. */
  reportedBefore(order: Pick<ReportOrder, 'once'>, caller: Principal): boolean
  /** The incident, for whoever may know of it. */
  known(number: string, caller: Principal): IncidentCase | Refusal
  act(number: string, asked: IncidentTransition, caller: Principal): Promise<IncidentCase | Refusal>
  /** Notes a suspension that was ordered because of it. */
  suspended(number: string, suspension: string, reason: string, caller: Principal): Promise<IncidentCase | Refusal>
}

export function createIncidents(parts: IncidentParts): Incidents {
  const { log, evidence, policy, rows, clock, timeOf } = parts
  const tasks = createTaskGiving({ ...parts, knownSubject })
  const now = (): string => new Date(clock.now()).toISOString()

  function known(number: string, caller: Principal): IncidentCase | Refusal {
    const row = log.get(number)
    return row !== null && sightOf(policy(), caller, row) !== 'none' ? row : unknownIncident()
  }

  async function report(order: ReportOrder, caller: Principal): Promise<IncidentCase | Refusal> {
    const number = numberFor(order, caller)
    const before = log.get(number)
    if (before !== null) return before
    const type = policy().incidents.types[order.type]
    if (type === undefined || type.foundBy !== 'people')
      return malformed('type', 'The policy has no such type of report.', 'Choose one of incidents.yaml.')
    const receivedAt = now()
    const discoveredAt = new Date(order.discoveredAt ?? receivedAt).toISOString()
    if (discoveredAt > receivedAt)
      return malformed('discovered-at', 'It can’t have been noticed after now.', 'Correct the time.')
    const { about, supervisorInvolved, concerns = '', text } = order
    const terms = termsOf(policy(), type.id, supervisorInvolved, discoveredAt)!
    const hold = about !== null && type.freeze ? await evidence.freeze(number, caller.agency, [about.exchange]) : null
    const workTime = type.workCalendar ? await workTimeIn(about, discoveredAt) : null
    const change = {
      kind: 'report' as const,
      number,
      agency: caller.agency,
      terms,
      receivedAt,
      discoveredAt,
      tasks: tasksOf(policy(), type, clock.now()),
      reporter: caller.key,
      ...(workTime !== null && { workTime }),
      ...(hidesReporter(type, order) && { reporterHidden: true as const }),
      unit: caller.unit,
      supervisorInvolved,
      subjects: concerns.trim() === '' ? [] : [knownSubject(concerns, caller)],
      about,
      hold,
    }
    const { agency, subjects } = change
    const notices = noticesOf(policy(), { ...terms, number, agency, subjects }, 'opened', receivedAt)
    const said = { text, ...(concerns && { concerns }) }
    const hidden = order.isExposure === true && about !== null ? hide(about.exchange) : null
    const words = {
      reason: 'reported',
      said,
      state: [...notices, ...(hidden === null ? [] : [hidden.change])],
      basis: hidden === null ? [] : [hidden.basis],
    }
    return log.take(null, change, words, caller)
  }

  /** Of the exchange; where none is named, of when it was noticed. Null: the policy doesn't say when the agency works. */
  async function workTimeIn(about: ReportedMessage | null, discoveredAt: string): Promise<WorkTime | null> {
    const { timezone, holidays, workingHours: hours } = policy().profile
    if (hours === undefined) return null
    const at = (about === null ? null : await timeOf(about.exchange)) ?? discoveredAt
    return workTimeOf(Date.parse(at), { timezone, holidays, hours })
  }

  function hide(exchange: string): { readonly change: StateChange; readonly basis: StateBasis } {
    const row = { kind: RECORD_MARK, key: exchange }
    const before = rows.get(RECORD_MARK, exchange) as RecordMark | undefined
    const mark = before ?? NO_MARK
    const labels = [...mark.labels.filter((label) => label !== EXPOSED), EXPOSED]
    const value: RecordMark = { ...mark, labels, at: clock.now() }
    return { change: { ...row, value }, basis: { ...row, value: before ?? null } }
  }

  /** The directory's name for somebody whose address is known: addresses change. */
  function knownSubject(name: string, caller: Principal): string {
    const subject = subjectOf(name, caller)
    if (!subject.includes('@') || subject.includes('|')) return subject
    const people = [...rows.all(KNOWN_PERSON)] as [string, KnownPerson][]
    return people.find(([, { email }]) => email?.toLowerCase() === subject)?.[0] ?? subject
  }

  async function act(number: string, asked: IncidentTransition, caller: Principal): Promise<IncidentCase | Refusal> {
    const row = known(number, caller)
    if ('code' in row) return row
    const sight = sightOf(policy(), caller, row)
    if (sight !== 'worker' && !mayWithout(sight, row, asked, caller)) return notYours()
    if (asked.version !== row.steps.length) return changedSince(row, asked.version)
    const prepared = await prepare(row, asked, caller)
    return 'code' in prepared ? prepared : log.take(row, prepared.change, prepared.words, caller)
  }

  async function prepare(
    row: IncidentCase,
    asked: IncidentTransition,
    caller: Principal,
  ): Promise<{ change: PersonChange; words: StepWords } | Refusal> {
    const because = (reason: string, said?: StepWords['said']): StepWords => ({ reason, ...(said && { said }) })
    switch (asked.transition) {
      case 'assign': {
        const owner = asked.to === null ? null : ownerOf(asked.to, caller)
        if (owner !== null && 'code' in owner) return owner
        if (owner !== null && row.subjects.includes(owner.key))
          return conflict('assign', 'It concerns them.', 'Choose somebody else.')
        return { change: { kind: 'assign', owner }, words: because(asked.reason) }
      }
      case 'ask':
        return { change: { kind: 'ask' }, words: because(asked.reason, { text: asked.question }) }
      case 'answer':
        return { change: { kind: 'answer' }, words: because('asked', { text: asked.answer }) }
      case 'note':
        return { change: { kind: 'note' }, words: because('noted', { text: asked.note }) }
      case 'retype': {
        const terms = termsOf(policy(), asked.type, row.supervisorInvolved, row.discoveredAt)
        if (terms === null) return malformed('type', 'The policy has no such type.', 'Choose one of incidents.yaml.')
        const more = terms.channels.filter((id) => !row.channels.includes(id))
        const state = noticesOf(policy(), { ...row, ...terms, channels: more }, 'routed', now())
        return { change: { kind: 'retype', terms }, words: { reason: asked.reason, state } }
      }
      case 'rate':
        return { change: { kind: 'rate', severity: asked.severity }, words: because(asked.reason) }
      case 'link': {
        const hold = await evidence.freeze(row.number, row.agency, [asked.exchange], row.hold)
        return { change: { kind: 'link', exchange: asked.exchange, hold }, words: because(asked.reason) }
      }
      case 'fill':
        return { change: { kind: 'fill', field: asked.field }, words: because('found out', { text: asked.value }) }
      case 'give-task':
        return tasks.give(row, asked, caller)
      case 'cancel-task':
        return { change: { kind: 'cancel-task', task: asked.task }, words: because(asked.reason) }
      case 'finish-task':
        return { change: { kind: 'finish-task', task: asked.task }, words: because('done', { text: asked.outcome }) }
      case 'name':
        return {
          change: { kind: 'name', subject: knownSubject(asked.subject, caller) },
          words: because(asked.reason),
        }
      case 'move':
        return { change: { kind: 'move', to: asked.to }, words: because(asked.reason) }
      case 'close':
        return {
          change: { kind: 'close', toldReporter: asked.told },
          words: because(asked.reason, { cause: asked.cause, fix: asked.fix }),
        }
      case 'merge': {
        const other = known(asked.into, caller)
        if ('code' in other) return other
        if (sightOf(policy(), caller, other) !== 'worker') return unknownIncident()
        return { change: { kind: 'merge', into: other.number }, words: because(asked.reason) }
      }
      case 'reopen':
        return {
          change: { kind: 'reopen' },
          words: { reason: asked.reason, state: noticesOf(policy(), row, 'reopened', now()) },
        }
    }
  }

  /** Themself, or somebody of their agency who has used the gateway. */
  function ownerOf(to: string, caller: Principal): NonNullable<IncidentCase['owner']> | Refusal {
    if (to === 'me') return { key: caller.key, name: caller.email ?? caller.subject }
    const key = knownSubject(to, caller)
    const person = rows.get(KNOWN_PERSON, key) as KnownPerson | undefined
    if (person === undefined || person.agency !== caller.agency)
      return malformed('owner', 'Nobody of your agency is known by that name.', 'Give their work e-mail address.')
    return { key, name: person.email ?? key.split('|').at(-1)! }
  }

  return {
    known,
    reportedBefore: (order, caller) => log.get(numberFor(order, caller)) !== null,
    report: (order, caller) => log.inTurn(() => report(order, caller)),
    act: (number, asked, caller) => log.inTurn(() => act(number, asked, caller)),
    suspended: (number, suspension, reason, caller) =>
      log.inTurn(async () => {
        const row = known(number, caller)
        if ('code' in row) return row
        return log.take(row, { kind: 'suspend', suspension }, { reason }, caller)
      }),
  }
}

/** What whoever doesn't work on it may do: its reporter answer and add, and anybody finish what they were given (MS-14). */
function mayWithout(sight: Sight, row: IncidentCase, asked: IncidentTransition, { key }: Principal): boolean {
  if (sight === 'reporter' && (asked.transition === 'answer' || asked.transition === 'note')) return true
  if (asked.transition !== 'finish-task') return false
  return row.tasks.some((task) => task.id === asked.task && isHeldBy(task, key))
}

function numberFor({ once }: Pick<ReportOrder, 'once'>, { key }: Principal): string {
  return incidentNumber(`${key} ${once}`)
}
