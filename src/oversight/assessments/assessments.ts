import { createHash } from 'node:crypto'
import { dayOf } from '../../core/calendar.ts'
import { canonicalJson } from '../../core/canonical-json.ts'
import { isPerson, type Principal } from '../../core/principal.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { AdvisorySeat } from '../../policy/schema/approvals.ts'
import type { AssessmentKind } from '../../policy/schema/lifecycle.ts'
import { type AssessmentBody, type AssessmentLogParts, createAssessmentLog } from './assessment-log.ts'
import type { AssessmentRow } from './assessment-row.ts'
import type { AssessmentChange } from './assessment-step.ts'
import { type AssessmentText, factsOf } from './assessment-text.ts'
import { type CitationClaim, whyNotCited } from './citation.ts'
import { missingParts } from './missing-parts.ts'
import { changedSince, malformed, notTheirs, unfinished, unknownAssessment } from './refusals.ts'
import { whyNot } from './take-step.ts'
import { textDifferences } from './text-differences.ts'

/** An assessment as somebody begins it. */
export interface AssessmentOpened {
  /** Tells this form from another one: the same one makes no second assessment. */
  readonly once: string
  readonly system: string
  readonly kind: AssessmentKind
  /** Why it is made now. */
  readonly reason: string
  readonly text: AssessmentText
}

/** What somebody asks an assessment to become. */
export interface AssessmentAsked {
  readonly step: 'write' | 'submit' | 'accept' | 'return'
  /** How many steps whoever asks has seen. */
  readonly version: number
  readonly reason: string
  /** With `write` and `submit`: the whole text as it is now. */
  readonly text: AssessmentText | null
}

/** A seat that somebody may accept in. */
export interface AssessmentSeat {
  readonly seat: AdvisorySeat
  readonly insteadOf: string | null
  /** Sign-in level that the seat asks for (MS-36). */
  readonly level: number
}

/** Clauses MS-45, MS-49: assessments of systems, from the first word to the seat that accepts them. */
export interface Assessments {
  mayRead(caller: Principal): boolean
  mayWrite(caller: Principal): boolean
  /** The seat in which somebody may accept or return it now; null: none. */
  seatOf(row: AssessmentRow, caller: Principal): AssessmentSeat | null
  /** Why their sign-in is no signature in that seat; null: it is one. */
  unproved(seat: AssessmentSeat, caller: Principal): Refusal | null
  /** Those that are the caller’s to read, newest first. */
  list(caller: Principal): readonly AssessmentRow[] | Refusal
  known(number: string, caller: Principal): AssessmentRow | Refusal
  /** One of an agency, whoever asks; null: there is none. */
  find(number: string, agency: string): AssessmentRow | null
  open(asked: AssessmentOpened, caller: Principal): Promise<AssessmentRow | Refusal>
  act(number: string, asked: AssessmentAsked, caller: Principal): Promise<AssessmentRow | Refusal>
  bodies(row: AssessmentRow): Promise<readonly AssessmentBody[]>
  textOf(row: AssessmentRow): Promise<AssessmentText>
  /** Why an entry of the catalog can’t rest on the assessment that it names; null: it can, or it is kept elsewhere. */
  whyNotCited(claim: CitationClaim, agency: string): string | null
}

export interface AssessmentParts extends AssessmentLogParts {
  readonly policy: () => PolicySet
  /** The seats that somebody holds for an agency: by duty, as an officer of the enterprise, or in somebody’s place. */
  readonly seatsOf: (caller: Principal, agency: string) => readonly AssessmentSeat[]
  readonly unproved: (caller: Principal, level: number) => Refusal | null
}

const TEXT_MAX = 10_000
const SYSTEM_ID = /^[a-z0-9][a-z0-9._-]{0,63}$/

export function createAssessments(parts: AssessmentParts): Assessments {
  const { policy, clock, ids, seatsOf } = parts
  const log = createAssessmentLog(parts)
  const rule = () => policy().oversight?.assessments ?? null
  const today = (): string => dayOf(clock.now(), policy().profile.timezone)
  const holds = ({ roles }: Principal, duties: readonly string[]) => duties.some((duty) => roles.includes(duty))
  const mayWrite = (caller: Principal): boolean => isPerson(caller) && holds(caller, rule()?.writers ?? [])
  const accepting = (): readonly AdvisorySeat[] => rule()?.accepts.flatMap(({ seats }) => seats) ?? []

  /** Whether somebody reads the assessments of an agency: by role in their own, by seat in those that they hold it for. */
  const mayReadOf = (caller: Principal, agency: string): boolean => {
    if (!isPerson(caller)) return false
    if (caller.agency === agency && (mayWrite(caller) || holds(caller, rule()?.readers ?? []))) return true
    return seatsOf(caller, agency).some(({ seat }) => accepting().includes(seat))
  }
  const mayRead = (caller: Principal): boolean =>
    policy().units.agencies.some(({ id }) => mayReadOf(caller, id)) || mayReadOf(caller, caller.agency)

  function seatFor({ kind, agency }: AssessmentRow, caller: Principal): AssessmentSeat | null {
    if (!isPerson(caller)) return null
    const seats = (rule()?.accepts ?? []).flatMap(({ kinds, seats: named }) => (kinds.includes(kind) ? named : []))
    return seatsOf(caller, agency).find(({ seat }) => seats.includes(seat)) ?? null
  }

  async function open(asked: AssessmentOpened, caller: Principal): Promise<AssessmentRow | Refusal> {
    const form = digestOf({ by: caller.key, once: asked.once })
    const again = log.all().find(({ steps }) => steps[0]!.form === form)
    if (again !== undefined) return again
    const reason = asked.reason.trim().slice(0, TEXT_MAX)
    if (reason === '') return malformed('Say why it is assessed now.')
    if (!SYSTEM_ID.test(asked.system))
      return malformed('Name a system of the catalog, or the id that a proposed one is to have.')
    const about = { number: ids.entryId(), agency: caller.agency, system: asked.system }
    const facts = factsOf({ ...about, kind: asked.kind }, asked.text)
    return log.take(null, { kind: 'open', of: asked.kind, ...about, facts }, { reason, text: asked.text, form }, caller)
  }

  async function act(number: string, asked: AssessmentAsked, caller: Principal): Promise<AssessmentRow | Refusal> {
    const row = known(number, caller)
    if ('code' in row) return row
    const { version, step, text } = asked
    const isWriting = step === 'write' || step === 'submit'
    const held = isWriting ? null : seatFor(row, caller)
    if (isWriting ? !mayWrite(caller) || row.agency !== caller.agency : held === null) return notTheirs()
    const form = digestOf({ step, reason: asked.reason, text })
    const same = row.steps[version]
    // The form that was sent before, sent again.
    if (same !== undefined && same.form === form && same.by === caller.key) return row
    if (version !== row.steps.length) return stale(row, version)
    const reason = asked.reason.trim().slice(0, TEXT_MAX)
    if (reason === '') return malformed('Say why, or what was changed.')
    if (held !== null) {
      const { seat, insteadOf, level } = held
      const change = { kind: step as 'accept' | 'return', seat, insteadOf, digest: row.facts.digest }
      const isOver = whyNot(row, { by: caller.key, change }) !== null
      const unproved = step === 'accept' && !isOver ? parts.unproved(caller, level) : null
      return unproved ?? log.take(row, change, { reason, form }, caller)
    }
    if (text === null) return malformed('Send the text of the assessment.')
    const change: AssessmentChange = { kind: step as 'write' | 'submit', facts: factsOf(row, text) }
    const missing = step === 'submit' ? missingParts(row.kind, text, today()) : []
    // What can’t be taken at all isn’t asked to be completed.
    const isOver = whyNot(row, { by: caller.key, change: { ...change, kind: 'write' } }) !== null
    return missing.length > 0 && !isOver ? unfinished(missing) : log.take(row, change, { reason, form, text }, caller)
  }

  async function stale(row: AssessmentRow, version: number): Promise<Refusal> {
    const texts = (await log.bodies(row)).map(({ text }) => text)
    const seen = texts.slice(0, Math.max(0, version)).findLast((text) => text !== null) ?? null
    const now = texts.findLast((text) => text !== null)!
    return changedSince(row, version, seen === null ? [] : textDifferences(seen, now!))
  }

  function known(number: string, caller: Principal): AssessmentRow | Refusal {
    if (!mayRead(caller)) return notTheirs()
    const row = log.get(number)
    return row === null || !mayReadOf(caller, row.agency) ? unknownAssessment() : row
  }

  const find = (number: string, agency: string): AssessmentRow | null => {
    const row = log.get(number)
    return row?.agency === agency ? row : null
  }

  return {
    mayRead,
    mayWrite,
    seatOf: (row, caller) => {
      const held = seatFor(row, caller)
      if (held === null) return null
      const { seat, insteadOf } = held
      const change = { kind: 'accept' as const, seat, insteadOf, digest: row.facts.digest }
      return whyNot(row, { by: caller.key, change }) === null ? held : null
    },
    unproved: ({ level }, caller) => parts.unproved(caller, level),
    known,
    find,
    list: (caller) =>
      mayRead(caller)
        ? log
            .all()
            .filter(({ agency }) => mayReadOf(caller, agency))
            .toSorted((a, b) => b.steps[0]!.at.localeCompare(a.steps[0]!.at) || b.number.localeCompare(a.number))
        : notTheirs(),
    open: (asked, caller) => log.inTurn(async () => (mayWrite(caller) ? open(asked, caller) : notTheirs())),
    act: (number, asked, caller) => log.inTurn(() => act(number, asked, caller)),
    bodies: (row) => log.bodies(row),
    textOf: (row) => log.textOf(row),
    whyNotCited: (claim, agency) => whyNotCited(claim, (number) => find(number, agency), today()),
  }
}

function digestOf(asked: object): string {
  return createHash('sha256').update(canonicalJson(asked)).digest('hex')
}
