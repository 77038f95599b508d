import { join } from 'node:path'
import type { IndexRange } from '../../core/destruction.ts'
import type { ExchangeId } from '../../core/ids.ts'
import type { StateRows } from '../../core/state-rows.ts'
import { behindWall } from '../../policy/record-access.ts'
import { exchangeFacts } from '../../records/exchange-facts.ts'
import type { LogOnAThread } from '../../records/log-on-a-thread.ts'
import { decidedOf, standingOf } from '../decided.ts'
import { patternFinder } from '../find-pattern.ts'
import { judgeRecord, type OpenPlace } from '../judge-record.ts'
import { isHidden, outcomeOf } from '../outcome.ts'
import type { BuildResult, PatternRow, ProductionRow } from '../production-row.ts'
import { exchangesIn, type ScopeLine, scopeChunks, writeScope } from '../scope.ts'
import { showRecord } from '../show-record.ts'
import { type BuildProgress, buildPackage, SCOPE } from './build-package.ts'
import type { BuildTerms } from './terms.ts'

/** What a production's thread is asked for. */
export type ProductionTask =
  | { readonly kind: 'prepare'; readonly agency: string; readonly ranges: readonly IndexRange[]; readonly end: number }
  | { readonly kind: 'find'; readonly production: ProductionRow; readonly pattern: Pick<PatternRow, 'kind' | 'find'> }
  | {
      readonly kind: 'check'
      readonly production: ProductionRow
      readonly after: string | null
      readonly limit: number
      readonly forCounsel: boolean
    }
  | { readonly kind: 'build'; readonly production: ProductionRow; readonly chunkSize: number }

/** What is still to be decided, in the order of the log. */
export interface Undecided {
  readonly uncoded: number
  readonly places: number
  readonly records: readonly {
    readonly exchange: string
    readonly uncoded: boolean
    readonly open: readonly OpenPlace[]
  }[]
}

export interface TaskResults {
  readonly prepare: { readonly exchanges: number; readonly walled: number }
  readonly find: { readonly hits: number }
  readonly check: Undecided
  readonly build: BuildResult
}

/** Lines of a scope that are read at once. */
const LINES = 1_000
const NO_ROWS: StateRows = { get: () => undefined, all: () => new Map() }

/** Carries out a task over the log; `rows` are the production's, as they were when it began. */
export async function carryOutTask(
  log: LogOnAThread,
  rows: StateRows,
  folder: string,
  terms: BuildTerms,
  task: ProductionTask,
  onProgress: (progress: BuildProgress) => void,
): Promise<TaskResults[ProductionTask['kind']]> {
  const names = new Set(terms.entities)
  switch (task.kind) {
    case 'prepare': {
      const lines: ScopeLine[] = []
      for await (const exchange of exchangesIn(log, task.ranges, task.end, task.agency)) {
        const facts = exchangeFacts(await log.exchange(exchange as ExchangeId), NO_ROWS)
        lines.push({ exchange, walled: behindWall({ access: terms }, facts) })
      }
      await writeScope(join(folder, SCOPE), lines)
      return { exchanges: lines.length, walled: lines.filter(({ walled }) => walled).length }
    }
    case 'find': {
      const find = patternFinder(task.pattern)
      let hits = 0
      for await (const line of lines()) {
        const standing = standingOf(rows, task.production, line)
        const outcome = outcomeOf(standing, task.production.mode)
        // What doesn't go out has nothing to be redacted, and its words are nobody's to search.
        if (isHidden(standing) || (outcome !== 'released' && outcome !== 'uncoded')) continue
        const shown = await shownIfThere(line.exchange)
        if (shown !== null) for (const text of shown.texts) hits += find(text).length
      }
      return { hits }
    }
    case 'check':
      return check(task)
    case 'build':
      return buildPackage(
        log,
        rows,
        { folder, terms, production: task.production, chunkSize: task.chunkSize },
        onProgress,
      )
  }

  async function check({
    production,
    after,
    limit,
    forCounsel,
  }: Extract<ProductionTask, { kind: 'check' }>): Promise<Undecided> {
    const decided = decidedOf(rows, production)
    const records: Undecided['records'][number][] = []
    let uncoded = 0
    let places = 0
    let isPast = after === null
    for await (const line of lines()) {
      const standing = standingOf(rows, production, line)
      const isListed = isPast
      if (line.exchange === after) isPast = true
      if (!forCounsel && isHidden(standing)) continue
      const outcome = outcomeOf(standing, production.mode)
      if (outcome === 'uncoded') {
        uncoded++
        if (isListed && records.length < limit) records.push({ exchange: line.exchange, uncoded: true, open: [] })
      } else if (outcome === 'released') {
        const shown = await shownIfThere(line.exchange)
        const open = shown === null ? [] : judgeRecord(shown, decided, production.mode).open
        places += open.length
        if (open.length > 0 && isListed && records.length < limit)
          records.push({ exchange: line.exchange, uncoded: false, open })
      }
    }
    return { uncoded, places, records }
  }

  async function* lines(): AsyncGenerator<ScopeLine> {
    for await (const some of scopeChunks(join(folder, SCOPE), LINES, () => true)) yield* some
  }

  async function shownIfThere(exchange: string) {
    const entries = await log.exchange(exchange as ExchangeId)
    const isGone = entries.some(({ parts }) => Object.values(parts).includes(null))
    return isGone || entries.length === 0 ? null : showRecord(entries, names)
  }
}
