import { createHash } from 'node:crypto'
import { dayAfter, dayOf } from '../../core/calendar.ts'
import { canonicalJson } from '../../core/canonical-json.ts'
import { isPerson, type Principal } from '../../core/principal.ts'
import type { StateChange } from '../../core/record.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { taskMail } from '../tasks/task-mails.ts'
import { type AuditDue, type AuditRule, approvedOn, auditsDue } from './audit-due.ts'
import type { AuditFacts } from './audit-facts.ts'
import { type AuditBody, type AuditLogParts, createAuditLog, underWay } from './audit-log.ts'
import { type AuditSight, holdsAuditor, isNamed, mayRead, ownerOf, sightOf, whyNotAuditor } from './audit-parties.ts'
import type { AuditRow, AuditStepKind, Conclusion } from './audit-row.ts'
import type { AuditChange } from './audit-step.ts'
import { type AuditInForce, endingOf } from './closing.ts'
import { changedSince, conflict, incomplete, notTheirs, unknownAudit } from './refusals.ts'
import { nextFinding } from './take-step.ts'

/** What somebody asks an audit to become; what a step doesn’t need is left out. */
export interface AuditAsked {
  readonly step: Exclude<AuditStepKind, 'start'>
  /** How many steps whoever asks has seen. */
  readonly version: number
  /** Why; with a finding what was found, with an answer what was done, with the end what the auditor concludes. */
  readonly reason: string
  /** Of `hand-over` and `reassign`: a work e-mail address, or `issuer|subject`. */
  readonly to?: string
  readonly finding?: string
  readonly severity?: string
  /** Of `find`: who mends it; whoever answers for the system where it is left out. */
  readonly owner?: string
  /** `YYYY-MM-DD`. */
  readonly due?: string
  readonly conclusion?: Conclusion
}

export interface AuditStart {
  readonly system: string
  /** Who answers for the system; what the policy says goes before it. */
  readonly owner: string | null
  readonly reason: string
}

/** Clauses MS-55, MO-47: systems are audited at their time, by somebody else, and what is found is mended. */
export interface Audits {
  /** Whether somebody starts audits at all. */
  mayStart(caller: Principal): boolean
  /** What is due, the earliest first; null: not theirs to read. */
  due(caller: Principal): readonly AuditDue[] | null
  /** Those that somebody may know of, newest first. */
  list(caller: Principal): readonly AuditRow[]
  sightOf(caller: Principal, row: AuditRow): AuditSight
  known(number: string, caller: Principal): AuditRow | Refusal
  bodies(row: AuditRow): Promise<readonly AuditBody[]>
  /** Whoever audits this one, and may: else why not. */
  whyNotAuditor(caller: Principal, row: AuditRow): Refusal | null
  /** Whether they may take it over from somebody else. */
  mayTake(caller: Principal, row: AuditRow): boolean
  start(caller: Principal, asked: AuditStart): Promise<AuditRow | Refusal>
  /** @param gather what the log tells of the system, for `scope`. */
  act(
    caller: Principal,
    number: string,
    asked: AuditAsked,
    gather: (row: AuditRow) => Promise<AuditFacts>,
  ): Promise<AuditRow | Refusal>
}

export interface AuditParts extends AuditLogParts, AuditInForce {
  readonly policy: () => PolicySet
  /** Principal keys of those who approved of a system in the gateway. */
  readonly approversOf: (system: string) => readonly string[]
  /** Ids of the mail connectors. */
  readonly mailBy: () => readonly string[]
}

export function createAudits(parts: AuditParts): Audits {
  const { policy, ledger, clock, ids, approversOf, mailBy } = parts
  const log = createAuditLog(parts)
  const today = (): string => dayOf(clock.now(), policy().profile.timezone)
  const rule = (): AuditRule | null => policy().oversight?.audits ?? null

  function due(): readonly AuditDue[] {
    const audits = rule()
    return audits === null ? [] : auditsDue(policy(), audits, log.courseOf, today())
  }

  function known(number: string, caller: Principal): AuditRow | Refusal {
    const row = log.get(number)
    return row === null || sightOf(policy(), caller, row) === 'none' ? unknownAudit() : row
  }

  const partiesOf = (system: string, owners: readonly string[]) => ({
    system: policy().systems.find(({ id }) => id === system),
    owners,
    approvers: approversOf(system),
  })

  /** Only whoever the audit is with carries it out, and only while nothing stands against them. */
  function whyNotTheAuditor(caller: Principal, row: AuditRow): Refusal | null {
    if (!isNamed(row.auditor, caller))
      return notTheirs('Somebody else audits here.', 'Ask them to hand it over to you.')
    return whyNotTaker(caller, row)
  }

  function whyNotTaker(caller: Principal, row: AuditRow): Refusal | null {
    const owners = [row.owner, ...row.findings.map(({ owner }) => owner)]
    return whyNotAuditor(policy(), caller, partiesOf(row.system, owners))
  }

  function whyNotTaken(caller: Principal, row: AuditRow, { step, to = '', finding }: AuditAsked): Refusal | null {
    switch (step) {
      case 'respond': {
        const owner = row.findings.find(({ id }) => id === finding)?.owner
        const isTheirs = isNamed(row.owner, caller) || (owner !== undefined && isNamed(owner, caller))
        return isTheirs ? null : notTheirs('Somebody else answers here.', 'Ask the auditor who does.')
      }
      case 'reassign':
        return isNamed(row.owner, caller) ? null : whyNotTheAuditor(caller, row)
      case 'hand-over':
        // Whoever is ill hands nothing over: a colleague takes it.
        return isNamed(to, caller) ? whyNotTaker(caller, row) : whyNotTheAuditor(caller, row)
      default:
        return whyNotTheAuditor(caller, row)
    }
  }

  /** A day by which a finding of a severity is to be mended; else why it can’t be that one. */
  function mendedBy(severity: string, day: string | undefined): string | Refusal {
    const terms = rule()?.severities.find(({ id }) => id === severity)
    if (terms === undefined) return incomplete('Choose a severity of the policy.')
    const latest = dayAfter(today(), `P${terms.days}D`)
    const chosen = day ?? latest
    return chosen >= today() && chosen <= latest
      ? chosen
      : incomplete(`A finding of this severity is to be mended between today and ${latest}.`)
  }

  async function changeOf(
    row: AuditRow,
    asked: AuditAsked,
    gather: (row: AuditRow) => Promise<AuditFacts>,
  ): Promise<Worked | Refusal> {
    const { step, finding = '' } = asked
    switch (step) {
      case 'hand-over':
      case 'reassign': {
        const to = personIn(asked.to)
        return to === null ? incomplete('Name the person by their work e-mail address.') : just({ kind: step, to })
      }
      case 'scope':
        return just({ kind: step, facts: await gather(row) })
      case 'find': {
        const { severity = '' } = asked
        const owner = asked.owner === undefined || asked.owner.trim() === '' ? row.owner : personIn(asked.owner)
        if (owner === null) return incomplete('Name whoever mends it by their work e-mail address.')
        const day = mendedBy(severity, asked.due)
        return typeof day === 'string'
          ? just({ kind: step, finding: nextFinding(row), severity, owner, due: day })
          : day
      }
      case 'extend': {
        const known = row.findings.find(({ id }) => id === finding)
        if (known === undefined) return conflict('audit-extend', 'There is no such finding.')
        if (asked.due === undefined) return incomplete('Say the new day.')
        const day = mendedBy(known.severity, asked.due)
        return typeof day === 'string' ? just({ kind: step, finding, due: day }) : day
      }
      case 'withdraw':
      case 'respond':
      case 'accept':
      case 'return':
        return just({ kind: step, finding })
      case 'close': {
        const { conclusion } = asked
        const audits = rule()
        if (conclusion === undefined) return incomplete('Say what the auditor concludes.')
        if (audits === null) return nobodyAudits()
        const { next, state } = endingOf(policy(), parts, audits, row, today())
        return { change: { kind: step, conclusion, next }, state }
      }
      case 'abandon':
        return just({ kind: step })
    }
  }

  /** Whoever has to do something next hears that there is something; not who did it themselves. */
  function mails(caller: Principal, row: AuditRow, change: AuditChange, at: string): StateChange[] {
    const person = nextPerson(row, change)
    if (person === null || isNamed(person, caller)) return []
    const task = { task: 'audit' as const, number: row.number, agency: row.agency, person }
    return [...(taskMail(ledger.state, mailBy(), task, 'task', at)?.state ?? [])]
  }

  async function start(
    caller: Principal,
    { system: id, owner: asked, reason }: AuditStart,
  ): Promise<AuditRow | Refusal> {
    if (rule() === null) return nobodyAudits()
    const owner = ownerOf(policy(), id) ?? personIn(asked ?? undefined)
    const form = formOf({ id, owner: asked, reason: reason.trim() })
    const under = log.courseOf(id)?.open ?? null
    const present = under === null ? null : log.get(under)
    const first = present?.steps[0]
    if (present !== null && first?.form === form && first.by === caller.key) return present
    const next = due().find(({ system }) => system === id)
    const refused = whyNotAuditor(policy(), caller, partiesOf(id, owner === null ? [] : [owner]))
    if (refused !== null) return refused
    if (next === undefined) return incomplete('Choose a system of the catalog that is approved and has an audit.')
    if (owner === null) return incomplete('Name whoever answers for the system by their work e-mail address.')
    if (reason.trim() === '') return incomplete('Say why.')
    if (present !== null) return underWay()
    const system = policy().systems.find((one) => one.id === id)!
    const yesterday = dayOf(clock.now() - 86_400_000, policy().profile.timezone)
    const from = next.last ?? approvedOn(system) ?? yesterday
    const change: AuditChange = {
      ...{ kind: 'start', number: ids.entryId(), agency: caller.agency, system: id, auditor: caller.key, owner },
      ...{ due: next.due, period: { from: from < yesterday ? from : yesterday, to: yesterday } },
    }
    const state = (row: AuditRow, at: string) => mails(caller, row, change, at)
    return log.take(null, change, { reason: reason.trim(), form, state }, caller)
  }

  return {
    mayStart: (caller) => isPerson(caller) && holdsAuditor(policy(), caller),
    due: (caller) => (mayRead(policy(), caller) ? due() : null),
    list: (caller) =>
      log
        .all()
        .filter((row) => sightOf(policy(), caller, row) !== 'none')
        .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt)),
    sightOf: (caller, row) => sightOf(policy(), caller, row),
    known,
    bodies: (row) => log.bodies(row),
    whyNotAuditor: whyNotTheAuditor,
    mayTake: (caller, row) =>
      row.state !== 'abandoned' && !isNamed(row.auditor, caller) && whyNotTaker(caller, row) === null,
    start: (caller, asked) => log.inTurn(() => start(caller, asked)),
    act: (caller, number, asked, gather) =>
      log.inTurn(async () => {
        const row = known(number, caller)
        if ('code' in row) return row
        const { version, ...rest } = asked
        const form = formOf(rest)
        const same = row.steps[version]
        // The form that was sent before, sent again.
        if (same !== undefined && same.form === form && same.by === caller.key) return row
        const refused = whyNotTaken(caller, row, asked)
        if (refused !== null) return refused
        if (version !== row.steps.length) return changedSince(row, version)
        if (asked.reason.trim() === '') return incomplete('Say why, or what was found or done.')
        const worked = await changeOf(row, asked, gather)
        if ('code' in worked) return worked
        const { change } = worked
        const state = (next: AuditRow, at: string) => [...mails(caller, next, change, at), ...worked.state(at)]
        const taken = await log.take(row, change, { reason: asked.reason.trim(), form, state }, caller)
        if (change.kind === 'close' && change.next.isInForce && !('code' in taken)) await parts.reload()
        return taken
      }),
  }
}

/** A step as it is about to be taken, with what it writes beside the audit. */
interface Worked {
  readonly change: AuditChange
  readonly state: (at: string) => readonly StateChange[]
}

function just(change: AuditChange): Worked {
  return { change, state: () => [] }
}

/** Who has to do something after a step; null: nobody in particular. */
function nextPerson(row: AuditRow, change: AuditChange): string | null {
  switch (change.kind) {
    case 'hand-over':
    case 'reassign':
      return change.to
    case 'start':
    case 'close':
      return row.owner
    case 'find':
      return change.owner
    case 'respond':
      return row.auditor
    case 'extend':
    case 'accept':
    case 'return':
    case 'withdraw':
      return row.findings.find(({ id }) => id === change.finding)?.owner ?? null
    case 'scope':
    case 'abandon':
      return null
  }
}

/** A principal key, or a work e-mail address in small letters; null: neither. */
function personIn(text: string | undefined): string | null {
  const named = (text ?? '').trim()
  if (named.includes('|')) return named
  return /^\S+@\S+$/.test(named) ? named.toLowerCase() : null
}

function formOf(asked: object): string {
  return createHash('sha256').update(canonicalJson(asked)).digest('hex')
}

function nobodyAudits(): Refusal {
  return notTheirs('The policy doesn’t say who audits systems.', 'Add audits to oversight.yaml.')
}
