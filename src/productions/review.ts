import type { ExchangeId } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { isCounsel } from '../policy/record-access.ts'
import { runTask } from './build/run-task.ts'
import type { Undecided } from './build/tasks.ts'
import { decidedOf, standingOf } from './decided.ts'
import { badDecision, noRedactions, now, reopened } from './decision-rules.ts'
import { type JudgedRecord, judgeRecord } from './judge-record.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import {
  findProduction,
  folderOf,
  openProduction,
  type ProductionParts,
  productionRefused,
  termsFor,
  unknownProduction,
  visibleScope,
} from './production-parts.ts'
import {
  type Decision,
  type DecisionRow,
  PRODUCTION_DECISION,
  type ProductionRow,
  type RecordDecision,
} from './production-row.ts'
import { showRecord } from './show-record.ts'
import type { ShownText } from './shown-text.ts'

export interface ReviewedRecord {
  readonly exchange: string
  readonly outcome: Outcome
  readonly time: string
  /** None where its contents are gone. */
  readonly texts: readonly ShownText[]
  readonly judged: JudgedRecord
}

export interface AskedDecision {
  readonly part: string
  /** Both absent: the whole part. */
  readonly start?: number
  readonly end?: number
  readonly decision: Decision
  readonly exemption?: string
}

const NOTHING: JudgedRecord = { redactions: [], open: [], restored: [] }
/** Undecided records that are told at once. */
const UNDECIDED_MAX = 50

/** One record of a production, as the caller may see it: placeholders stand where something was removed. */
export async function reviewRecord(
  parts: ProductionParts,
  id: string,
  exchange: string,
  caller: Principal,
): Promise<{ readonly row: ProductionRow; readonly record: ReviewedRecord } | Refusal> {
  const row = findProduction(parts, id, caller)
  if ('code' in row) return row
  const line = visibleScope(parts, row, caller).find((one) => one.exchange === exchange)
  if (line === undefined) return unknownProduction()
  const entries = (await parts.store.exchange(exchange as ExchangeId)).filter(({ index }) => index < row.frozenAt)
  const outcome = outcomeOf(standingOf(parts.ledger.state, row, line), row.mode)
  const time = entries[0]?.time ?? ''
  if (entries.length === 0 || entries.some((entry) => Object.values(entry.parts).includes(null)))
    return { row, record: { exchange, outcome, time, texts: [], judged: NOTHING } }
  const shown = showRecord(entries, new Set(termsFor(parts, row.ranges).entities))
  const judged = judgeRecord(shown, decidedOf(parts.ledger.state, row), row.mode)
  return { row, record: { exchange, outcome, time, texts: shown.texts, judged } }
}

/** Decisions about places of one record; a later one about the same place counts. */
export async function decideRecord(
  parts: ProductionParts,
  id: string,
  exchange: string,
  asked: readonly AskedDecision[],
  caller: Principal,
): Promise<ReviewedRecord | Refusal> {
  const open = openProduction(parts, id, caller)
  if ('code' in open) return open
  if (open.mode === 'legal-process') return noRedactions()
  const found = await reviewRecord(parts, id, exchange, caller)
  if ('code' in found) return found
  const { row, record } = found
  const decisions: RecordDecision[] = []
  for (const one of asked) {
    const decision = decisionOf(parts, record, one, caller)
    if ('code' in decision) return decision
    decisions.push(decision)
  }
  const key = `${id}|${exchange}`
  const before = (parts.ledger.state.get(PRODUCTION_DECISION, key) as DecisionRow | undefined)?.decisions ?? []
  const isSame = (a: RecordDecision, b: RecordDecision): boolean =>
    a.part === b.part &&
    (a.how === 'part' ? b.how === 'part' : b.how !== 'part' && a.start === b.start && a.end === b.end)
  const kept = before.filter((old) => !decisions.some((one) => isSame(one, old)))
  const value: DecisionRow = { production: id, exchange, decisions: [...kept, ...decisions] }
  await parts.ledger.write({
    type: 'redaction',
    agency: row.agency,
    actor: caller,
    meta: { action: 'production-decided', production: id, exchange, decisions },
    state: [{ kind: PRODUCTION_DECISION, key, value }, ...reopened(row)],
  })
  const again = await reviewRecord(parts, id, exchange, caller)
  return 'code' in again ? again : again.record
}

/** What is still to be decided from a record on, as far as the caller may know of it. */
export async function undecidedOf(
  parts: ProductionParts,
  id: string,
  after: string | null,
  caller: Principal,
  signal: AbortSignal,
): Promise<Undecided | Refusal> {
  const row = findProduction(parts, id, caller)
  if ('code' in row) return row
  const forCounsel = isCounsel(parts.policy(), caller)
  return runTask(
    {
      place: parts.place,
      folder: folderOf(parts, id),
      terms: termsFor(parts, row.ranges),
      task: { kind: 'check', production: row, after, limit: UNDECIDED_MAX, forCounsel },
    },
    signal,
  )
}

function decisionOf(
  parts: ProductionParts,
  { texts, judged }: ReviewedRecord,
  { part, start, end, decision, exemption }: AskedDecision,
  caller: Principal,
): RecordDecision | Refusal {
  const shown = texts.find((one) => one.part === part)
  if (shown === undefined)
    return productionRefused('place', `The record has no part ‘${part}’.`, 'Look at the record again.')
  const refused = badDecision(parts, decision, exemption, caller)
  if (refused !== null) return refused
  const common = {
    part,
    decision,
    exemption: decision === 'withhold' ? exemption! : null,
    by: caller.key,
    at: now(parts),
  }
  if (start === undefined || end === undefined) {
    if (decision === 'restore')
      return productionRefused(
        'place',
        'Removed values are restored one by one.',
        'Name start and end of the placeholder.',
      )
    return { ...common, start: 0, end: shown.text.length, how: 'part' }
  }
  if (!(start < end && end <= shown.text.length))
    return productionRefused(
      'place',
      `The text of ‘${part}’ has ${shown.text.length} characters.`,
      'Look at the record again.',
    )
  const atom = shown.atoms.find((one) => one.start === start && one.end === end)
  if (decision === 'restore' && (atom === undefined || atom.value === null))
    return productionRefused(
      'place',
      'The record keeps no value for this place.',
      'Withhold it, or keep it as it stands.',
    )
  if (decision === 'keep' && atom !== undefined && atom.value !== null)
    return productionRefused(
      'place',
      'A removed value is either restored or withheld.',
      'Say restore, or name an exemption.',
    )
  const isProposed = judged.open.some(
    (one) => one.part === part && one.start === start && one.end === end && one.pattern !== null,
  )
  return { ...common, start, end, how: atom === undefined ? (isProposed ? 'pattern' : 'span') : 'placeholder' }
}
