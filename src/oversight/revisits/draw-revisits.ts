import { createHash } from 'node:crypto'
import { dayOf } from '../../core/calendar.ts'
import { hasLeft } from '../../core/has-left.ts'
import type { Clock } from '../../core/ids.ts'
import { KNOWN_PERSON, type KnownPerson } from '../../core/known-person.ts'
import { drawSample } from '../../core/sample.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { type Ledger, writeOr } from '../../records/ledger.ts'
import { periodBefore, type SamplePeriod } from '../sampling/sample-period.ts'
import { openIn, REVISIT, type RevisitRow } from './revisit-row.ts'

/** Whose answers are looked for. */
export interface Owner extends Pick<KnownPerson, 'agency' | 'unit'> {
  readonly key: string
}

/** What the log knows of people's own answers. */
export interface OwnAnswers {
  /** What people kept of a period, by principal key: of everybody at once, since it is read for all of them. */
  kept(period: SamplePeriod): ReadonlyMap<string, readonly string[]>
  /** All of the period; null: it can't be told yet. */
  all(owner: Owner, period: SamplePeriod): Promise<readonly string[] | null>
  /** Whether somebody was answered there, it is theirs, and nobody said that it shouldn't have been asked. */
  isTheirs(owner: Owner, exchange: string): Promise<boolean>
}

export interface DrawParts {
  readonly policy: () => PolicySet
  readonly ledger: Ledger
  readonly clock: Clock
  readonly answers: OwnAnswers
}

export interface RevisitDraws {
  /** The draw of somebody's last period, made now unless it was. */
  drawFor(owner: Owner): Promise<void>
  /** The same of everybody who has used the gateway and is there still. */
  drawAll(): Promise<void>
}

/**
 * Clause MS-62: after each period some of everybody's own answers are drawn, once, and the draw is an entry: it follows from
 * the person, the period and the records alone. What was drawn before and wasn't looked at lapses, and the entry says how many.
 */
export function createRevisitDraws({ policy, ledger, clock, answers }: DrawParts): RevisitDraws {
  /** For whom nothing was found in which period, so that nobody looks each hour for what isn't there. */
  const empty = new Map<string, string>()

  const ruleNow = () => policy().oversight?.sampling.revisits
  const periodNow = (everyDays: number): SamplePeriod =>
    periodBefore(dayOf(clock.now(), policy().profile.timezone), everyDays)

  async function drawOnce(owner: Owner, period: SamplePeriod, keptOf: () => ReturnType<OwnAnswers['kept']>) {
    const rule = ruleNow()
    if (rule === undefined) return
    const before = (ledger.state.get(REVISIT, owner.key) as RevisitRow | undefined) ?? null
    if (before !== null && before.from >= period.from) return
    if (empty.get(owner.key) === period.from) return
    const kept = keptOf().get(owner.key) ?? []
    const found = kept.length > 0 ? kept : await answers.all(owner, period)
    if (found === null) return
    const drawn = await drawnOf(owner, period, rule.size, found)
    if (drawn.length === 0) {
      empty.set(owner.key, period.from)
      return
    }
    const drawnFrom = kept.length > 0 ? ('kept' as const) : ('any' as const)
    const number = numberOf(owner, period)
    const { agency, unit } = owner
    const value: RevisitRow = {
      ...{ number, agency, unit, ...period, drawnFrom, of: found.length },
      drawn: drawn.map((exchange) => ({ exchange, answer: null })),
    }
    const act = {
      type: 'review' as const,
      agency,
      actor: null,
      meta: {
        ...{ action: 'draw-revisits', revisit: number, period: period.from, drawnFrom, of: found.length, drawn },
        lapsed: before === null ? 0 : openIn(before),
      },
      state: [{ kind: REVISIT, key: owner.key, value }],
      basis: [{ kind: REVISIT, key: owner.key, value: before }],
    }
    // Another gateway has just drawn the same.
    await writeOr(ledger, act, () => null)
  }

  async function drawnOf(
    owner: Owner,
    period: SamplePeriod,
    size: number,
    found: readonly string[],
  ): Promise<string[]> {
    const drawn: string[] = []
    for (const exchange of drawSample(`${owner.key} ${period.from}`, found.length, found)) {
      if (drawn.length === size) break
      if (await answers.isTheirs(owner, exchange)) drawn.push(exchange)
    }
    return drawn
  }

  return {
    async drawFor(owner) {
      const rule = ruleNow()
      if (rule === undefined) return
      const period = periodNow(rule.everyDays)
      await drawOnce(owner, period, () => answers.kept(period))
    },
    async drawAll() {
      const rule = ruleNow()
      if (rule === undefined) return
      const period = periodNow(rule.everyDays)
      let kept: ReturnType<OwnAnswers['kept']> | null = null
      const keptOnce = () => {
        kept ??= answers.kept(period)
        return kept
      }
      const people = [...ledger.state.all(KNOWN_PERSON)] as [string, KnownPerson][]
      for (const [key, { agency, unit }] of people)
        if (!hasLeft(ledger.state, key)) await drawOnce({ key, agency, unit }, period, keptOnce)
    },
  }
}

function numberOf({ key }: Owner, { from }: SamplePeriod): string {
  return createHash('sha256').update(`revisit ${key} ${from}`).digest('hex').slice(0, 32)
}
