import { createHash } from 'node:crypto'
import { dayAfter, dayOf } from '../../core/calendar.ts'
import { canonicalJson } from '../../core/canonical-json.ts'
import { isPerson, type Principal } from '../../core/principal.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { changedSince, incomplete, notTheirs, unknownRisk } from './refusals.ts'
import { createRiskLog, type RiskBody, type RiskLogParts } from './risk-log.ts'
import type { RiskLevel, RiskRow, RiskSource, RiskStepKind } from './risk-row.ts'
import type { RiskChange } from './risk-step.ts'

/** A risk as somebody records it. */
export interface RiskOpened {
  /** Tells this form from another one: the same one makes no second risk. */
  readonly once: string
  readonly title: string
  /** What it is, and why somebody thinks so. */
  readonly reason: string
  readonly system: string | null
  readonly source: RiskSource
  readonly reference: string | null
  readonly level: RiskLevel
  readonly owner: string
  /** `YYYY-MM-DD`; null: as late as the policy lets it be. */
  readonly nextLook: string | null
}

/** What somebody asks a risk to become; what a step doesn't need is left out. */
export interface RiskAsked {
  readonly step: Exclude<RiskStepKind, 'open'>
  /** How many steps whoever asks has seen. */
  readonly version: number
  readonly reason: string
  readonly level?: RiskLevel
  readonly owner?: string
  readonly nextLook?: string | null
  readonly finding?: string
}

/** Clause MS-62: new risks are written down, looked at again by their day, and closed with what was found. */
export interface Risks {
  mayRead(caller: Principal): boolean
  mayKeep(caller: Principal): boolean
  /** Those of the caller's agency, by the day of their next look; those that are closed last. */
  list(caller: Principal): readonly RiskRow[] | Refusal
  known(number: string, caller: Principal): RiskRow | Refusal
  open(asked: RiskOpened, caller: Principal): Promise<RiskRow | Refusal>
  act(number: string, asked: RiskAsked, caller: Principal): Promise<RiskRow | Refusal>
  bodies(row: RiskRow): Promise<readonly RiskBody[]>
  titleOf(row: RiskRow): Promise<string>
}

export interface RiskParts extends RiskLogParts {
  readonly policy: () => PolicySet
}

const TITLE_MAX = 200
const TEXT_MAX = 10_000

export function createRisks(parts: RiskParts): Risks {
  const { policy, clock, ids } = parts
  const log = createRiskLog(parts)
  const rule = () => policy().oversight?.risks ?? null
  const holds = ({ roles }: Principal, duties: readonly string[]) => duties.some((duty) => roles.includes(duty))
  const mayKeep = (caller: Principal): boolean => isPerson(caller) && holds(caller, rule()?.keepers ?? [])
  const mayRead = (caller: Principal): boolean =>
    mayKeep(caller) || (isPerson(caller) && holds(caller, rule()?.readers ?? []))

  /** The day by which a risk of a level is looked at again; else why it can't be that one. */
  function lookBy(level: RiskLevel, asked: string | null | undefined): string | Refusal {
    const today = dayOf(clock.now(), policy().profile.timezone)
    const latest = dayAfter(today, `P${rule()!.lookDays[level]}D`)
    const day = asked == null || asked === '' ? latest : asked
    return day >= today && day <= latest
      ? day
      : incomplete(`A risk of this level is looked at again between today and ${latest}.`)
  }

  const isDuty = (id: string | undefined): id is string => id !== undefined && policy().roles[id] !== undefined

  async function open(asked: RiskOpened, caller: Principal): Promise<RiskRow | Refusal> {
    const form = digestOf({ by: caller.key, once: asked.once })
    const again = log.all().find(({ steps }) => steps[0]!.form === form)
    if (again !== undefined) return again
    const { system, source, reference, level, owner } = asked
    const [title, reason] = [asked.title.trim().slice(0, TITLE_MAX), asked.reason.trim().slice(0, TEXT_MAX)]
    if (title === '' || reason === '') return incomplete('Say what the risk is called, and what it is.')
    if (system !== null && !policy().systems.some(({ id }) => id === system))
      return incomplete('Choose a system of the catalog, or none.')
    if (!isDuty(owner)) return incomplete('Choose a duty that answers for it.')
    const nextLook = lookBy(level, asked.nextLook)
    if (typeof nextLook !== 'string') return nextLook
    const about = { system, source, reference, level, owner, nextLook }
    const change: RiskChange = { kind: 'open', number: ids.entryId(), agency: caller.agency, ...about }
    return log.take(null, change, { title, reason, form }, caller)
  }

  function changeOf(row: RiskRow, { step, level, owner, nextLook, finding }: RiskAsked): RiskChange | Refusal {
    switch (step) {
      case 'assign':
        return isDuty(owner) ? { kind: step, owner } : incomplete('Choose a duty that answers for it.')
      case 'close':
        return rule()!.findings.some(({ id }) => id === finding)
          ? { kind: step, finding: finding! }
          : incomplete('Choose what was found: a risk isn’t closed without.')
      case 'assess': {
        if (level === undefined) return incomplete('Choose a level.')
        const day = lookBy(level, nextLook)
        return typeof day === 'string' ? { kind: step, level, nextLook: day } : day
      }
      default: {
        const day = lookBy(row.level, nextLook)
        return typeof day === 'string' ? { kind: step, nextLook: day } : day
      }
    }
  }

  async function act(number: string, asked: RiskAsked, caller: Principal): Promise<RiskRow | Refusal> {
    const row = known(number, caller)
    if ('code' in row) return row
    if (!mayKeep(caller)) return notTheirs()
    const { version, ...rest } = asked
    const form = digestOf(rest)
    const same = row.steps[version]
    // The form that was sent before, sent again.
    if (same !== undefined && same.form === form && same.by === caller.key) return row
    if (version !== row.steps.length) return changedSince(row, version)
    const reason = asked.reason.trim().slice(0, TEXT_MAX)
    if (reason === '') return incomplete('Say why.')
    const change = changeOf(row, asked)
    return 'code' in change ? change : log.take(row, change, { reason, form }, caller)
  }

  function known(number: string, caller: Principal): RiskRow | Refusal {
    if (!mayRead(caller)) return notTheirs()
    const row = log.get(number)
    return row === null || row.agency !== caller.agency ? unknownRisk() : row
  }

  return {
    mayRead,
    mayKeep,
    known,
    list: (caller) =>
      mayRead(caller)
        ? log
            .all()
            .filter(({ agency }) => agency === caller.agency)
            .toSorted(
              (a, b) => (a.nextLook ?? '~').localeCompare(b.nextLook ?? '~') || b.number.localeCompare(a.number),
            )
        : notTheirs(),
    open: (asked, caller) => log.inTurn(async () => (mayKeep(caller) ? open(asked, caller) : notTheirs())),
    act: (number, asked, caller) => log.inTurn(() => act(number, asked, caller)),
    bodies: (row) => log.bodies(row),
    titleOf: (row) => log.titleOf(row),
  }
}

function digestOf(asked: object): string {
  return createHash('sha256').update(canonicalJson(asked)).digest('hex')
}
