import { dayOf } from '../../core/calendar.ts'
import type { Clock } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import { drawSample, type Rate, rateOf } from '../../core/sample.ts'
import { SAMPLE_LOOK, type SampleLook, type SampleResult } from '../../oversight/sampling/sample-look.ts'
import { periodBefore, type SamplePeriod } from '../../oversight/sampling/sample-period.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Asking } from '../asking.ts'
import { callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { searchFor } from '../record-search.ts'

export interface SampleDeskParts {
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly look: RecordLook
  readonly clock: Clock
}

/** The answers that were drawn in one unit. */
export interface UnitSample {
  readonly unit: string
  /** Answers that the draw was from. */
  readonly of: number
  readonly drawn: readonly { readonly exchange: string; readonly look: SampleLook | null }[]
  /** Share of concerns among those that were looked at; null: none was. */
  readonly concerns: Rate | null
}

export interface SampleDesk {
  mayOpen(caller: Asking['principal']): boolean
  /** `back`: how many periods before the last one. */
  draw(
    asking: Asking,
    back: number,
  ): Promise<{ readonly period: SamplePeriod; readonly units: readonly UnitSample[]; readonly isWhole: boolean }>
  mark(
    asking: Asking,
    back: number,
    said: { readonly exchange: string; readonly result: SampleResult; readonly note: string },
  ): Promise<void>
}

const PAGE = 500
const READ_MAX = 20_000

/**
 * Clauses MS-32, MS-62: each period some answers of each unit are drawn for somebody to look at: the same ones for whoever
 * draws, since the draw follows from the unit, the period and the records alone.
 */
export function createSampleDesk(parts: SampleDeskParts): SampleDesk {
  const { policy, ledger, look, clock } = parts
  const rule = () => policy().oversight?.sampling ?? null
  const mayOpen = (caller: Asking['principal']): boolean =>
    caller !== null && (rule()?.reviewers ?? []).some((role) => caller.roles.includes(role))

  function asked(asking: Asking, back: number): { readonly size: number; readonly period: SamplePeriod } {
    const sampling = rule()
    if (sampling === null || !mayOpen(asking.principal))
      throw new Refused('audience_not_granted', {
        rule: 'sampling',
        clause: 'MS-62',
        message: 'Your roles don’t include samples of answers.',
        next: 'Ask whom oversight.yaml names.',
      })
    const today = dayOf(clock.now(), policy().profile.timezone)
    return { size: sampling.size, period: periodBefore(today, sampling.everyDays, back) }
  }

  async function drawn(asking: Asking, back: number) {
    const { size, period } = asked(asking, back)
    const search = searchFor(parts, callerOf(asking))
    const query = `type:response after:${period.from} before:${period.to}`
    const units = new Map<string, Set<string>>()
    let cursor: string | null | undefined
    let read = 0
    do {
      const page = await search({ query, limit: PAGE, total: false, snippets: false, ...(cursor ? { cursor } : {}) })
      for (const { ref, facets } of page.hits) {
        if (ref === null) continue
        const unit = facets['unit'] ?? ''
        units.set(unit, (units.get(unit) ?? new Set()).add(ref))
      }
      read += page.hits.length
      cursor = page.cursor
    } while (cursor !== null && cursor !== undefined && read < READ_MAX)
    const looked = (exchange: string): SampleLook | null =>
      (ledger.state.get(SAMPLE_LOOK, exchange) as SampleLook | undefined) ?? null
    return {
      period,
      // Beyond that the draw would follow from how far somebody read.
      isWhole: read < READ_MAX,
      units: [...units]
        .map(([unit, ids]): UnitSample => {
          const chosen = drawSample(`${unit} ${period.from}`, size, [...ids])
          const looks = chosen.flatMap((exchange) => looked(exchange) ?? [])
          return {
            unit,
            of: ids.size,
            drawn: chosen.map((exchange) => ({ exchange, look: looked(exchange) })),
            concerns: rateOf(looks.filter(({ result }) => result === 'concern').length, looks.length),
          }
        })
        .toSorted((a, b) => a.unit.localeCompare(b.unit)),
    }
  }

  return {
    mayOpen,
    async draw(asking, back) {
      const found = await drawn(asking, back)
      await look(asking, { action: 'view-samples', period: found.period.from })
      return found
    },
    async mark(asking, back, { exchange, result, note }) {
      const { period, units } = await drawn(asking, back)
      if (!units.some((unit) => unit.drawn.some((one) => one.exchange === exchange)))
        throw new Refused('malformed_body', {
          rule: 'sampling',
          clause: 'MS-62',
          message: 'That record wasn’t drawn in this period.',
          next: 'Choose one of those that were.',
        })
      const caller = callerOf(asking)
      const at = new Date(clock.now()).toISOString()
      const value: SampleLook = { exchange, agency: caller.agency, period: period.from, result, by: caller.key, at }
      await ledger.write({
        type: 'review',
        agency: caller.agency,
        actor: caller,
        meta: { action: 'sample-look', exchange, period: period.from, result },
        ...(note === '' ? {} : { body: { note } }),
        state: [{ kind: SAMPLE_LOOK, key: exchange, value }],
      })
    },
  }
}
