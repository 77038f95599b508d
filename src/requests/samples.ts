import type { Principal } from '../core/principal.ts'
import type { Coding } from '../core/records-request.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { drawSample, type Rate, rateOf } from '../core/sample.ts'
import { REQUEST_SAMPLE, type SampleRow, SECOND_CODING, type SecondCodingRow } from './coded-row.ts'
import type { CodedItem, Codings } from './codings.ts'
import { conflict, malformed, unknownRequest } from './request-authority.ts'
import type { RequestLog, RequestLogParts } from './request-log.ts'
import type { RecordsRequestRow } from './request-row.ts'

export interface SamplesParts extends RequestLogParts {
  readonly log: RequestLog
  readonly codings: () => Codings
}

/** What a second look at a sample came to. */
export interface SampleResult {
  readonly row: SampleRow
  readonly items: readonly (CodedItem & { readonly second: SecondCodingRow | null })[]
  readonly looked: number
  readonly overturned: number
  /** Of what was looked at; null: nothing was yet. */
  readonly rate: Rate | null
}

/** Reproducible samples of a request's records, and what second reviewers say of them. */
export interface Samples {
  draw(
    id: string,
    order: { readonly seed: string; readonly size: number; readonly of: Coding | null; readonly reason: string },
    caller: Principal,
  ): Promise<SampleRow | Refusal>
  find(row: RecordsRequestRow, sample: string): SampleRow | null
  /** All of a request, as they were drawn. */
  of(row: RecordsRequestRow): readonly SampleRow[]
  result(row: RecordsRequestRow, sample: string, caller: Principal): SampleResult | Refusal
  /** A second reviewer's coding; the first one's stays. */
  second(
    id: string,
    sample: string,
    order: {
      readonly exchange: string
      readonly coding: Coding
      readonly exemptions: readonly string[]
      readonly reason: string
    },
    caller: Principal,
  ): Promise<SampleResult | Refusal>
}

export function createSamples({ ledger, clock, ids, log, codings }: SamplesParts): Samples {
  const rows = ledger.state

  function find(row: RecordsRequestRow, sample: string): SampleRow | null {
    return (rows.get(REQUEST_SAMPLE, `${row.id}|${sample}`) as SampleRow | undefined) ?? null
  }

  /** A sample as the caller may know it: without what they may not know of, in no number either. */
  function result(row: RecordsRequestRow, sample: string, caller: Principal): SampleResult | Refusal {
    const found = find(row, sample)
    if (found === null) return unknownRequest()
    const known = new Map(
      codings()
        .items(row, caller)
        .map((item) => [item.exchange, item]),
    )
    const items = found.exchanges.flatMap((exchange) => {
      const item = known.get(exchange)
      if (item === undefined) return []
      return [
        { ...item, second: (rows.get(SECOND_CODING, `${sample}|${exchange}`) as SecondCodingRow | undefined) ?? null },
      ]
    })
    const looked = items.filter(({ second }) => second !== null)
    const overturned = looked.filter(({ second }) => second!.coding !== second!.first).length
    return { row: found, items, looked: looked.length, overturned, rate: rateOf(overturned, looked.length) }
  }

  return {
    find,
    of: ({ id }) => ([...rows.all(REQUEST_SAMPLE).values()] as SampleRow[]).filter(({ request }) => request === id),
    result,
    draw: (id, { seed, size, of, reason }, caller) =>
      log.inTurn(async () => {
        const row = log.worked(id, caller)
        if ('code' in row) return row
        if (row.frozenAt === null) return conflict('no-scope', 'The search plan was not run yet.', 'Run it first.')
        const from = codings()
          .items(row, caller)
          .filter(({ coded }) => of === null || coded?.coding === of)
        const sample: SampleRow = {
          id: ids.entryId(),
          request: id,
          seed,
          size,
          of,
          by: caller.key,
          at: new Date(clock.now()).toISOString(),
          exchanges: drawSample(
            seed,
            size,
            from.map(({ exchange }) => exchange),
          ),
        }
        await ledger.write({
          type: 'review',
          agency: row.agency,
          actor: caller,
          meta: { action: 'request-sample', request: id, sample: sample.id, seed, size, of },
          body: { reason, exchanges: sample.exchanges },
          state: [{ kind: REQUEST_SAMPLE, key: `${id}|${sample.id}`, value: sample }],
        })
        return sample
      }),
    second: (id, sample, { exchange, coding, exemptions, reason }, caller) =>
      log.inTurn(async () => {
        const row = log.worked(id, caller)
        if ('code' in row) return row
        const known = result(row, sample, caller)
        if ('code' in known) return known
        const item = known.items.find((one) => one.exchange === exchange)
        if (item === undefined)
          return malformed('sample', 'That record isn’t in the sample.', 'Name one of its records.')
        const refused = codings().refuse({ coding, exemptions }, caller)
        if (refused !== null) return refused
        if (item.coded === null) return conflict('uncoded', 'Nobody has coded that record yet.', 'Code it first.')
        if (item.coded.by === caller.key)
          return conflict(
            'second-reviewer',
            'You have coded that record; a second look is somebody else’s.',
            'Ask a colleague.',
          )
        const value: SecondCodingRow = {
          sample,
          exchange,
          coding,
          exemptions: [...exemptions],
          first: item.coded.coding,
          by: caller.key,
          at: new Date(clock.now()).toISOString(),
        }
        await ledger.write({
          type: 'review',
          agency: row.agency,
          actor: caller,
          meta: { action: 'request-second-coding', request: id, sample, exchange, coding, exemptions: [...exemptions] },
          body: { reason, first: value.first },
          state: [{ kind: SECOND_CODING, key: `${sample}|${exchange}`, value }],
        })
        return result(row, sample, caller)
      }),
  }
}
