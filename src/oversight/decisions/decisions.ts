import { dayOf } from '../../core/calendar.ts'
import type { Followed } from '../../core/decision-record.ts'
import type { ExchangeId } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import { isPerson, type Principal, principalKey } from '../../core/principal.ts'
import { readJson } from '../../core/read-json.ts'
import { TERMINAL_TYPES } from '../../core/record.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { behindWall, isCounsel, recordAgencies } from '../../policy/record-access.ts'
import {
  changedMeanwhile,
  createDecisionLog,
  type DecisionBody,
  type DecisionLogParts,
  type DecisionWords,
} from './decision-log.ts'
import { type DecisionRow, isOverdue } from './decision-row.ts'
import { decisionDue, openingOf } from './open-decision.ts'

/** What a person says of a decision that an answer of an AI system took part in. */
export interface DecisionSaid {
  readonly followed: Followed
  readonly outcome: string
  /** At least one beside the answer: it is never the only source. */
  readonly sources: readonly string[]
  readonly reason: string
}

/** How many decisions of a unit are open, of which so many overdue; nobody is named or ranked. */
export interface UnitDecisions {
  readonly unit: string
  readonly open: number
  readonly overdue: number
  /** Records of those overdue, the earliest due first; null: this reader sees numbers only. */
  readonly records: readonly Pick<DecisionRow, 'exchange' | 'due' | 'system' | 'purpose'>[] | null
}

/** `holder`: it is theirs to decide; `asker`: they asked, and somebody else decides; `reader`: they review how people decide. */
export type DecisionSight = 'none' | 'holder' | 'asker' | 'reader'

/** Clauses MS-30, MS-31: a recommendation leads to a decision only through a person, who says what else they looked at, and why. */
export interface Decisions {
  /** Those that somebody has still to close, the earliest due first, and those that they closed or gave on, newest first. */
  list(caller: Principal): { readonly open: readonly DecisionRow[]; readonly other: readonly DecisionRow[] }
  sightOf(caller: Principal, row: DecisionRow): DecisionSight
  known(exchange: string, caller: Principal): DecisionRow | Refusal
  bodies(row: DecisionRow): Promise<readonly DecisionBody[]>
  isOverdue(row: DecisionRow): boolean
  /** Units whose decisions somebody may count; null: they may count none. */
  units(caller: Principal): readonly UnitDecisions[] | null
  /** Somebody used an answer of theirs for a decision, though it wasn’t asked for as a recommendation. */
  open(caller: Principal, exchange: string, reason: string): Promise<DecisionRow | Refusal>
  decide(caller: Principal, exchange: string, steps: number, said: DecisionSaid): Promise<DecisionRow | Refusal>
  /** Nothing was decided with the answer; or it is to be decided after all. */
  setAside(caller: Principal, exchange: string, steps: number, reason: string): Promise<DecisionRow | Refusal>
  reopen(caller: Principal, exchange: string, steps: number, reason: string): Promise<DecisionRow | Refusal>
  handOver(
    caller: Principal,
    exchange: string,
    steps: number,
    to: { readonly person: string; readonly reason: string },
  ): Promise<DecisionRow | Refusal>
}

export interface DecisionParts extends DecisionLogParts {
  readonly store: DecisionLogParts['store'] & Pick<RecordReader, 'exchange'>
  readonly policy: () => PolicySet
}

export function createDecisions(parts: DecisionParts): Decisions {
  const { store, policy, clock } = parts
  const log = createDecisionLog(parts)
  const today = (): string => dayOf(clock.now(), policy().profile.timezone)

  function sightOf(caller: Principal, row: DecisionRow): DecisionSight {
    if (decidesIt(policy(), caller, row)) return 'holder'
    if (row.asker === caller.key || row.decider?.key === caller.key) return 'asker'
    const { oversight } = policy()
    const reads = (oversight?.decisions.readers ?? []).some((role) => caller.roles.includes(role))
    return reads && recordAgencies(policy(), caller).includes(row.agency) && isOnTheirSide(policy(), caller, row)
      ? 'reader'
      : 'none'
  }

  function known(exchange: string, caller: Principal): DecisionRow | Refusal {
    const row = log.get(exchange)
    return row === null || sightOf(caller, row) === 'none' ? unknown() : row
  }

  /** The record as whoever decides it saw it; else why they can’t. */
  function theirs(exchange: string, caller: Principal, steps: number): DecisionRow | Refusal {
    const row = known(exchange, caller)
    if ('code' in row) return row
    if (!isPerson(caller)) return people()
    if (sightOf(caller, row) !== 'holder') return notYours()
    return row.steps.length === steps ? row : changedMeanwhile()
  }

  const byOf = ({ key, email, subject }: Principal) => ({ key, name: email ?? subject })

  async function simply(
    kind: 'set-aside' | 'reopen',
    caller: Principal,
    exchange: string,
    steps: number,
    reason: string,
  ): Promise<DecisionRow | Refusal> {
    const row = theirs(exchange, caller, steps)
    if ('code' in row) return row
    if (reason.trim() === '') return incomplete('Say why.')
    return log.take(row, { kind, by: byOf(caller) }, { reason: reason.trim() }, caller)
  }

  return {
    list(caller) {
      const own = log.all().filter((row) => ['holder', 'asker'].includes(sightOf(caller, row)))
      const isOpen = (row: DecisionRow): boolean => row.state === 'open' && sightOf(caller, row) === 'holder'
      return {
        open: own.filter(isOpen).toSorted((a, b) => a.due.localeCompare(b.due) || a.exchange.localeCompare(b.exchange)),
        other: own.filter((row) => !isOpen(row)).toSorted((a, b) => b.openedAt.localeCompare(a.openedAt)),
      }
    },
    sightOf,
    known,
    bodies: (row) => log.bodies(row),
    isOverdue: (row) => isOverdue(row, today()),
    units(caller) {
      const { oversight, units, access } = policy()
      const reads = (oversight?.decisions.readers ?? []).some((role) => caller.roles.includes(role))
      const leads = access.aggregates.roles.some((role) => caller.roles.includes(role))
      if (!reads && !leads) return null
      const agencies = recordAgencies(policy(), caller)
      const counted = log
        .all()
        .filter(({ agency, unit }) =>
          reads ? agencies.includes(agency) : agency === caller.agency && unit === caller.unit,
        )
        // What is behind the wall isn’t counted either.
        .filter((row) => isOnTheirSide(policy(), caller, row))
      const names = new Set(units.units.filter(({ agency }) => agencies.includes(agency)).map(({ id }) => id))
      const shown = reads ? [...new Set([...names, ...counted.map(({ unit }) => unit)])].toSorted() : [caller.unit]
      return shown.map((unit): UnitDecisions => {
        const open = counted.filter((row) => row.unit === unit && row.state === 'open')
        const overdue = open
          .filter((row) => isOverdue(row, today()))
          .toSorted((a, b) => a.due.localeCompare(b.due) || a.exchange.localeCompare(b.exchange))
        const records = overdue.map(({ exchange, due, system, purpose }) => ({ exchange, due, system, purpose }))
        return { unit, open: open.length, overdue: overdue.length, records: reads ? records : null }
      })
    },
    async open(caller, exchange, reason) {
      if (!isPerson(caller)) return people()
      if (reason.trim() === '') return incomplete('Say what is decided with it.')
      const entries = await store.exchange(exchange as ExchangeId)
      const meta = entries.find(({ type }) => type === 'prompt')?.parts['meta']
      const asked = (meta == null ? {} : readJson(meta.toString('utf8'))) as {
        principal?: Principal
        system?: string
        declared?: { purpose?: { id: string | null } }
      }
      const isOwn = asked.principal !== undefined && principalKey(asked.principal) === caller.key
      if (!isOwn || entries.find(({ type }) => TERMINAL_TYPES.has(type))?.type !== 'response') return unknown()
      const answer = { exchange, system: asked.system ?? '', purpose: asked.declared?.purpose?.id ?? null }
      const change = openingOf(caller, answer, decisionDue(policy(), clock.now()))
      return log.take(log.get(exchange), change, { reason: reason.trim() }, caller)
    },
    async decide(caller, exchange, steps, { followed, outcome, sources, reason }) {
      const row = theirs(exchange, caller, steps)
      if ('code' in row) return row
      const named = sources.map((source) => source.trim()).filter((source) => source !== '')
      if (outcome.trim() === '') return incomplete('Say what was decided.')
      if (named.length === 0) return incomplete('Name at least one source beside the answer that you looked at.')
      if (reason.trim() === '') return incomplete('Say why you decided so.')
      const kind = row.state === 'decided' ? 'correct' : 'decide'
      const words: DecisionWords = { outcome: outcome.trim(), sources: named, reason: reason.trim() }
      return log.take(row, { kind, by: byOf(caller), followed }, words, caller)
    },
    setAside: (caller, exchange, steps, reason) => simply('set-aside', caller, exchange, steps, reason),
    reopen: (caller, exchange, steps, reason) => simply('reopen', caller, exchange, steps, reason),
    async handOver(caller, exchange, steps, { person, reason }) {
      const row = theirs(exchange, caller, steps)
      if ('code' in row) return row
      if (reason.trim() === '') return incomplete('Say why.')
      const named = person.trim()
      if (!named.includes('@') && !named.includes('|'))
        return incomplete('Name the person by their work e-mail address.')
      const to = named.includes('|') ? named : named.toLowerCase()
      return log.take(row, { kind: 'hand-over', to }, { reason: reason.trim() }, caller)
    },
  }
}

/** Whose it is to decide: the person it is with; of an app’s own question, a leader of its unit. */
function decidesIt({ units }: PolicySet, caller: Principal, { agency, unit, holder }: DecisionRow): boolean {
  if (caller.agency !== agency) return false
  if (holder !== null) return holder === caller.key || holder === caller.email?.toLowerCase()
  const leader = units.units.find(({ id }) => id === unit)?.leaderRole
  return caller.unit === unit && leader !== undefined && caller.roles.includes(leader)
}

/** Clause MS-30 doesn’t open the wall of privilege: what is behind it is there for counsel alone, counts included. */
function isOnTheirSide(policy: PolicySet, caller: Principal, { unit, purpose }: DecisionRow): boolean {
  return isCounsel(policy, caller) || !behindWall(policy, { unit, purpose, labels: [] })
}

function unknown(): Refusal {
  return refusal('route_not_governed', {
    rule: 'decision',
    clause: 'MS-30',
    message: 'There is no such decision record for you.',
    next: 'Take the record’s number from the answer.',
  })
}

function notYours(): Refusal {
  return refusal('audience_not_granted', {
    rule: 'decision-holder',
    clause: 'MS-30',
    message: 'Somebody else decides here.',
    next: 'Ask them to hand it over to you.',
  })
}

function people(): Refusal {
  return refusal('audience_not_granted', {
    rule: 'decision-person',
    clause: 'MS-30',
    message: 'A person decides; an app can’t.',
    next: 'Let the person who decides do this with their own sign-in.',
  })
}

function incomplete(message: string): Refusal {
  return refusal('decision_incomplete', { rule: 'decision', message })
}
