import type { FastifyInstance, FastifyReply } from 'fastify'
import { refusal } from '../../../core/refusal-codes.ts'
import type { IncidentCase, IncidentTask } from '../../../incidents/incident-row.ts'
import { CLOSED, REOPENED } from '../../../incidents/take-step.ts'
import { isGiven, isHeldBy, openTasks, taskTitle } from '../../../incidents/task-steps.ts'
import { type IncidentTransition, incidentTransitionSchema } from '../../../incidents/transitions.ts'
import { seesWords } from '../../../incidents/visible.ts'
import type { IncidentView } from '../../../pages/incident-views.ts'
import { searchReach } from '../../../policy/record-access.ts'
import type { OpenedIncident } from '../../desks/incident-desk.ts'
import { refusalOf } from '../../governance-api.ts'
import { toldOf } from '../../told.ts'
import { policyWords } from '../policy-words.ts'
import { sayDay } from '../say-time.ts'
import type { ConsoleSite, ConsoleVisit } from './console-site.ts'

const MINUTE_MS = 60_000

/** What the forms of an incident can hold, beside the act and the version that they rest on. */
const FIELDS = [
  'to',
  'question',
  'note',
  'type',
  'severity',
  'exchange',
  'field',
  'value',
  'task',
  'kind',
  'title',
  'due',
  'outcome',
  'subject',
  'cause',
  'fix',
  'into',
  'reason',
] as const

/** Clauses MS-14, MS-51, MO-48: the queue, an incident, and what is done about it. Every act is a form, and needs no script. */
export function incidentPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite
  const { incidents } = desks

  consoleSite.page(app, 'GET', '/console/incidents', 'incidents', async (visit) => {
    const { query } = visit
    const of = query['of'] === 'all' ? 'all' : 'mine'
    const closed = query['closed'] === 'yes'
    const { q = '', type = '' } = query
    const found = await incidents.list(visit.asking, { of, closed, q, ...(type === '' ? {} : { type }) })
    const now = site.clock.now()
    return visit.show('console-incidents', {
      console: visit.console,
      of,
      closed,
      q,
      type,
      types: typesIn(visit),
      incidents: found.map(({ row, late, finding }) => ({
        number: row.number,
        severity: row.severity,
        type: typeName(visit, row.type),
        state: stateName(visit, row.state),
        age: Math.max(0, Math.floor((now - Date.parse(row.discoveredAt)) / MINUTE_MS)),
        late: late === null ? null : Math.floor(late / MINUTE_MS),
        owner: row.owner?.name ?? null,
        count: finding?.count ?? null,
      })),
      tasks: found
        .flatMap(({ row, overdue }) =>
          openTasks(row).map((task) => ({
            day: task.due,
            shown: {
              ...taskFacts(visit, row, task),
              incident: row.number,
              isYours: incidents.isTurnOf(visit.caller, row, task),
              isOverdue: overdue.includes(task.id),
            },
          })),
        )
        .filter(({ shown }) => of === 'all' || shown.isYours)
        .toSorted((a, b) => (a.day < b.day ? -1 : 1))
        .map(({ shown }) => shown),
    })
  })

  consoleSite.page(app, 'GET', '/console/incidents/:number', 'incidents', async (visit) => {
    const opened = await incidents.show(visit.asking, numberOf(visit))
    return visit.show('console-incident', viewOf(visit, opened, {}))
  })

  consoleSite.page(app, 'POST', '/console/incidents/:number', 'incidents', async (visit) => {
    const number = numberOf(visit)
    // Who may not know of it isn't told how to ask.
    incidents.mustKnow(visit.asking, number)
    const asked = incidentTransitionSchema.safeParse(askedIn(visit.form))
    if (!asked.success) return again(visit, number, { error: INCOMPLETE }, 400)
    try {
      await incidents.act(visit.asking, number, asked.data)
    } catch (error) {
      const refused = refusalOf(error)
      if (refused?.code !== 'conflict' && refused?.code !== 'malformed_body') throw error
      const told = toldOf(refused)
      return again(
        visit,
        number,
        { error: told, isStale: refused.rule === 'stale' },
        refused.code === 'conflict' ? 409 : 400,
      )
    }
    return visit.goTo(`/console/incidents/${number}`)
  })

  consoleSite.page(app, 'POST', '/console/incidents/:number/evidence', 'incidents', async (visit) => {
    const number = numberOf(visit)
    await incidents.releaseEvidence(visit.asking, number, (visit.form['reason'] ?? '').trim().slice(0, 500))
    return visit.goTo(`/console/incidents/${number}`)
  })

  /** Clause MS-51: what was hidden as sent by mistake is shown again by whom it is hidden for. */
  consoleSite.page(app, 'POST', '/console/incidents/:number/exposure', 'incidents', async (visit) => {
    const number = numberOf(visit)
    incidents.mustKnow(visit.asking, number)
    const { record = '', reason = '' } = visit.form
    await desks.labels.liftExposure(visit.asking, record, reason.trim().slice(0, 2_000))
    return visit.goTo(`/console/incidents/${number}`)
  })

  consoleSite.page(app, 'GET', '/console/incidents/:number/export', 'incidents', async (visit) => {
    const number = numberOf(visit)
    const { row, steps, finding, proofs } = await incidents.export(visit.asking, number)
    return visit.reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${number}.json"`)
      .send(JSON.stringify({ incident: row, finding, steps, proofs }, null, 2))
  })

  /** The page as it is now, with what was typed. */
  async function again(visit: ConsoleVisit, number: string, wrong: Wrong, status: number): Promise<FastifyReply> {
    const opened = await incidents.show(visit.asking, number)
    return visit.show('console-incident', viewOf(visit, opened, wrong), status)
  }

  function viewOf(visit: ConsoleVisit, opened: OpenedIncident, { error = null, isStale = false }: Wrong): IncidentView {
    const { row, sight, late, finding, steps, evidence } = opened
    const { form, caller, when } = visit
    const mayOpenRecords = searchReach(site.policy(), caller) !== null
    const records = [...(row.about === null ? [] : [row.about.exchange]), ...row.evidence]
    const leads = row.flow[row.state] ?? []
    return {
      console: visit.console,
      number: row.number,
      type: typeName(visit, row.type),
      severity: row.severity,
      state: stateName(visit, row.state),
      received: when(row.receivedAt),
      discovered: when(row.discoveredAt),
      due: when(row.dueAt),
      late: late === null ? null : Math.floor(late / MINUTE_MS),
      reporter: row.reporter === null ? null : lastPart(row.reporter),
      isReporterHidden: row.reporterHidden === true,
      unit: row.reporterHidden === true ? null : row.unit,
      supervisorInvolved: row.supervisorInvolved,
      subjects: row.subjects.map(lastPart),
      hears: row.channels.map((id) => channelName(visit, id)),
      owner: row.owner?.name ?? null,
      isMine: row.owner?.key === caller.key,
      isAsked: row.asked,
      isClosed: row.state === CLOSED,
      kept: opened.kept,
      workTime:
        row.workTime === undefined
          ? null
          : {
              at: when(row.workTime.at),
              day: row.workTime.day,
              isWithin: row.workTime.isWithin,
              hours: `${row.workTime.hours.from}–${row.workTime.hours.until} (${row.workTime.timezone})`,
            },
      found:
        finding === null
          ? null
          : {
              about: aboutOf(finding.about),
              isHint: finding.about.kind === 'use',
              first: when(finding.first),
              last: when(finding.last),
              count: finding.count,
            },
      records: records.map((record) => {
        const shown = evidence.find((one) => one.record === record)
        const { sent = null, answer = null, isWithheld = false } = shown ?? {}
        return {
          record,
          href: mayOpenRecords ? `/console/records/${record}` : null,
          sent,
          answer,
          isWithheld,
          mayLift: desks.labels.mayLift(caller, row.agency, record),
        }
      }),
      requires: row.requires.map((field) => ({ field, isKnown: row.filled.includes(field) })),
      // Its reporter is shown what they were asked themself, here too.
      tasks: row.tasks
        .filter((task) => sight !== 'reporter' || isHeldBy(task, caller.key))
        .map((task) => ({
          ...taskFacts(visit, row, task),
          title: taskTitle(steps, task),
          isOverdue: opened.overdue.includes(task.id),
          done: task.doneAt === null ? null : when(task.doneAt),
          isCancelled: task.cancelled === true,
          isGiven: isGiven(task),
          mayFinish: task.doneAt === null && (sight === 'worker' || isHeldBy(task, caller.key)),
        })),
      taskKinds: Object.values(site.policy().incidents.taskKinds).flatMap((kind) =>
        kind === undefined
          ? []
          : [{ value: kind.id, label: policyWords(site.policy(), visit.language).text(kind.name) }],
      ),
      holders: row.channels.map((id) => ({ value: `queue:${id}`, label: channelName(visit, id) })),
      suspensions: row.suspensions,
      mergedInto: row.mergedInto,
      steps: steps.map(({ step, by, reason, said }) => ({
        at: when(step.at),
        by,
        kind: step.change.kind,
        task: 'task' in step.change ? step.change.task : null,
        // What stands for itself needs no reason beside it.
        reason: PLAIN.has(step.change.kind) ? null : reason,
        texts: said === null ? [] : Object.values(said).filter((one): one is string => typeof one === 'string'),
      })),
      isWithheld: !seesWords(site.policy(), caller),
      mayRecordRisk: site.oversight.risks.mayKeep(visit.asking.principal!),
      mayWork: sight === 'worker',
      maySuspend: sight === 'worker' && maySuspendSomething(caller),
      version: row.steps.length,
      next: leads
        .filter((id) => id !== CLOSED && id !== REOPENED)
        .map((id) => ({ value: id, label: stateName(visit, id) })),
      mayClose: leads.includes(CLOSED),
      mayReopen: row.state === CLOSED && leads.includes(REOPENED),
      types: typesIn(visit),
      since: isStale
        ? steps
            .slice(Number(form['version']) || 0)
            .map(({ step, by }) => ({ at: when(step.at), by, kind: step.change.kind }))
        : null,
      error,
      act: error === null ? null : (form['act'] ?? null),
      values: error === null ? {} : form,
    }
  }

  function maySuspendSomething(caller: ConsoleVisit['caller']): boolean {
    const [system] = site.policy().systems
    const stops = [{ target: 'unit', value: caller.unit } as const]
    return [...stops, ...(system === undefined ? [] : [{ target: 'system', value: system.id } as const])].some((stop) =>
      desks.suspensions.may(caller, stop),
    )
  }

  function taskFacts(visit: ConsoleVisit, row: IncidentCase, { id, due, of, to }: IncidentTask) {
    const { types, taskKinds } = site.policy().incidents
    const named = of === undefined ? types[row.type]?.tasks.find((task) => task.id === id) : taskKinds[of]
    return {
      id,
      due: sayDay(due, visit.language),
      name: named === undefined ? (of ?? id) : policyWords(site.policy(), visit.language).text(named.name),
      holder: to == null ? null : 'queue' in to ? channelName(visit, to.queue) : to.name,
    }
  }

  function typesIn(visit: ConsoleVisit): IncidentView['types'] {
    return Object.values(site.policy().incidents.types).flatMap((type) =>
      type === undefined ? [] : [{ value: type.id, label: typeName(visit, type.id) }],
    )
  }

  function typeName({ language }: ConsoleVisit, id: string): string {
    const type = site.policy().incidents.types[id]
    return type === undefined ? id : policyWords(site.policy(), language).text(type.name)
  }

  function stateName({ language }: ConsoleVisit, id: string): string {
    const state = site.policy().incidents.states.find((one) => one.id === id)
    return state === undefined ? id : policyWords(site.policy(), language).text(state.name)
  }

  function channelName({ language }: ConsoleVisit, id: string): string {
    const channel = site.policy().incidents.channels[id]
    return channel?.role === undefined ? id : policyWords(site.policy(), language).role(channel.role)
  }
}

const PLAIN: ReadonlySet<string> = new Set(['report', 'note', 'fill', 'answer', 'finish-task'])

interface Wrong {
  readonly error?: IncidentView['error']
  readonly isStale?: boolean
}

const INCOMPLETE = toldOf(
  refusal('malformed_body', {
    rule: 'pages:incomplete',
    message: 'Something that this step needs is missing or too long.',
    next: 'Fill it in and send it again.',
  }),
)

function numberOf({ request }: ConsoleVisit): string {
  return (request.params as { number: string }).number
}

/** What a form asks for, in the form of the API. */
function askedIn(form: Readonly<Record<string, string>>): object {
  const given = FIELDS.flatMap((name) => {
    const value = (form[name] ?? '').trim()
    return value === '' ? [] : [[name, value] as const]
  })
  const transition = (form['act'] ?? '') as IncidentTransition['transition']
  const asked = { ...Object.fromEntries(given), transition, version: Number(form['version']) }
  // Whoever is named counts more than what is chosen for those who aren’t.
  const person = (form['person'] ?? '').trim()
  if (transition === 'give-task' && person !== '') return { ...asked, to: person }
  if (transition === 'close') return { ...asked, told: form['told'] === 'yes' }
  return transition === 'assign' && form['to'] === 'nobody' ? { ...asked, to: null } : asked
}

function lastPart(key: string): string {
  return key.split('|').at(-1)!
}

function aboutOf(about: NonNullable<OpenedIncident['finding']>['about']): string {
  switch (about.kind) {
    case 'store':
      return about.kind
    case 'detection':
      return [about.kind, ...(about.disguises ?? [])].join(', ')
    case 'system':
      return about.id
    case 'use':
      return `${about.client}, ${about.system}`
    case 'vendor':
      return about.name
    case 'credential':
      return lastPart(about.holder)
  }
}
