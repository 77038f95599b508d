import { createHash } from 'node:crypto'
import { RECORD_MARK, type RecordMark } from '../core/record-mark.ts'
import { CODING, type CodingRow } from '../core/records-request.ts'
import type { StateRows } from '../core/state-rows.ts'
import { patternFinder } from './find-pattern.ts'
import type { Decided } from './judge-record.ts'
import type { RecordStanding } from './outcome.ts'
import {
  type DecisionRow,
  type PatternRow,
  PRODUCTION_DECISION,
  PRODUCTION_PATTERN,
  type ProductionRow,
} from './production-row.ts'
import type { ScopeLine } from './scope.ts'

type Named = Pick<ProductionRow, 'id' | 'request'>

/** What the state says of one record of a production. */
export function standingOf(rows: StateRows, { request }: Named, line: ScopeLine): RecordStanding {
  return {
    line,
    coding: rows.get(CODING, `${request}|${line.exchange}`) as CodingRow | undefined,
    mark: rows.get(RECORD_MARK, line.exchange) as RecordMark | undefined,
  }
}

export function patternsOf(rows: StateRows, { id }: Named): PatternRow[] {
  const all = [...rows.all(PRODUCTION_PATTERN).values()] as PatternRow[]
  return all.filter(({ production }) => production === id).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

export function decidedOf(rows: StateRows, production: Named): Decided {
  return {
    patterns: patternsOf(rows, production).map((row) => ({ row, find: patternFinder(row) })),
    decisionsOf: (exchange) =>
      (rows.get(PRODUCTION_DECISION, `${production.id}|${exchange}`) as DecisionRow | undefined)?.decisions ?? [],
  }
}

/** What people decided of a production, as it is put into one digest: line by line, so that no scope need be in memory. */
export interface InputsDigest {
  add(line: ScopeLine): void
  /** SHA-256, hexadecimal: another one means that a package is no longer what was decided. */
  end(): string
}

/** Everything that people decided about a production, and the terms it was decided under. */
export function inputsDigest(rows: StateRows, production: ProductionRow, terms: unknown): InputsDigest {
  const { id, mode, ranges, checkpoint, batesPrefix, batesDigits, csvBom } = production
  const digest = createHash('sha256')
  const add = (value: unknown): void => void digest.update(`${JSON.stringify(value)}\n`)
  add([id, mode, ranges, checkpoint, batesPrefix, batesDigits, csvBom, terms])
  return {
    add(line) {
      const { coding, mark } = standingOf(rows, production, line)
      const said = coding && [coding.coding, coding.exemptions, coding.by, Date.parse(coding.at)]
      add([line.exchange, line.walled, said ?? null, mark?.labels ?? [], mark?.at ?? 0])
      add(rows.get(PRODUCTION_DECISION, `${id}|${line.exchange}`) ?? null)
    },
    end() {
      // How many hits a pattern had says nothing of what is released.
      for (const { id: pattern, kind, find, all } of patternsOf(rows, production)) add([pattern, kind, find, all])
      return digest.digest('hex')
    },
  }
}
