import type { ExchangeId } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { isCounsel, mayRestore } from '../policy/record-access.ts'
import { PatternError } from '../redaction/custom/parse-pattern.ts'
import { runTask } from './build/run-task.ts'
import type { Undecided } from './build/tasks.ts'
import { decidedOf, patternsOf, standingOf } from './decided.ts'
import { patternFinder } from './find-pattern.ts'
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
  type PatternKind,
  type PatternRow,
  PRODUCTION,
  PRODUCTION_DECISION,
  PRODUCTION_PATTERN,
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

/** Puts in a pattern: every hit in the frozen scope becomes a proposal that somebody confirms or rejects. */
export async function addPattern(
  parts: ProductionParts,
  id: string,
  asked: { readonly kind: PatternKind; readonly find: string; readonly exemption?: string },
  caller: Principal,
  signal: AbortSignal,
): Promise<PatternRow | Refusal> {
  const row = openProduction(parts, id, caller)
  if ('code' in row) return row
  if (row.mode === 'legal-process') return noRedactions()
  const unknown = asked.exemption === undefined ? null : badExemption(parts, asked.exemption, caller)
  if (unknown !== null) return unknown
  try {
    if (asked.find.trim() === '') throw new PatternError(0, 'is empty', 'write what is looked for')
    patternFinder(asked)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    return productionRefused('pattern', `The pattern ${error.message}.`, `${error.mend}.`)
  }
  const { hits } = await runTask(
    {
      place: parts.place,
      folder: folderOf(parts, id),
      terms: termsFor(parts, row.ranges),
      task: { kind: 'find', production: row, pattern: { kind: asked.kind, find: asked.find } },
    },
    signal,
  )
  const pattern: PatternRow = {
    id: parts.ids.entryId(),
    production: id,
    kind: asked.kind,
    find: asked.find,
    exemption: asked.exemption ?? null,
    hits,
    by: caller.key,
    at: now(parts),
    all: null,
  }
  await writePattern(parts, row, pattern, caller, 'pattern-proposed')
  return pattern
}

/** One decision on every hit of a pattern that nothing else was decided of. Who decides says how many hits they saw. */
export async function decidePattern(
  parts: ProductionParts,
  id: string,
  pattern: string,
  asked: { readonly decision: Decision; readonly exemption?: string; readonly hits: number },
  caller: Principal,
): Promise<PatternRow | Refusal> {
  const row = openProduction(parts, id, caller)
  if ('code' in row) return row
  const known = patternsOf(parts.ledger.state, row).find((one) => one.id === pattern)
  if (known === undefined) return productionRefused('pattern', 'The production has no such pattern.', 'Check its id.')
  if (asked.hits !== known.hits)
    return productionRefused(
      'hits',
      `The pattern has ${known.hits} hits.`,
      'Look at them, and say how many you decide about.',
    )
  const exemption = asked.exemption ?? known.exemption ?? undefined
  const refused = badDecision(parts, asked.decision, exemption, caller)
  if (refused !== null) return refused
  if (asked.decision === 'restore' && known.kind !== 'placeholder')
    return productionRefused(
      'decision',
      'Only placeholders are restored.',
      'Confirm with withhold, or reject with keep.',
    )
  const all = { decision: asked.decision, exemption: exemption ?? null, by: caller.key, at: now(parts) }
  const decided: PatternRow = { ...known, all }
  await writePattern(parts, row, decided, caller, 'pattern-decided')
  return decided
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

function badDecision(
  parts: ProductionParts,
  decision: Decision,
  exemption: string | undefined,
  caller: Principal,
): Refusal | null {
  if (decision === 'restore' && !mayRestore(parts.policy(), caller))
    return productionRefused('decision', 'Your roles don’t let you have removed values revealed.', 'Ask who may.')
  if (decision !== 'withhold') return null
  if (exemption === undefined)
    return productionRefused('exemption', 'What is withheld needs an exemption.', 'Name one of exemptions.yaml.')
  return badExemption(parts, exemption, caller)
}

function badExemption(parts: ProductionParts, id: string, caller: Principal): Refusal | null {
  const policy = parts.policy()
  const known = policy.exemptions[id]
  if (known === undefined)
    return productionRefused('exemption', `The policy has no exemption ‘${id}’.`, 'Name one of exemptions.yaml.')
  if (known.privileged === true && !isCounsel(policy, caller))
    return productionRefused('exemption', `${known.citation} is counsel’s to invoke.`, 'Ask counsel.')
  return null
}

function noRedactions(): Refusal {
  return productionRefused(
    'decision',
    'A production for legal process is whole: nothing of it is redacted.',
    'Code the record instead.',
  )
}

/** A package that was built before is no longer what was decided. */
function reopened(row: ProductionRow) {
  if (row.status === 'open') return []
  return [{ kind: PRODUCTION, key: row.id, value: { ...row, status: 'open', build: null, fault: null } }]
}

async function writePattern(
  { ledger }: ProductionParts,
  row: ProductionRow,
  pattern: PatternRow,
  caller: Principal,
  action: string,
): Promise<void> {
  await ledger.write({
    type: 'redaction',
    agency: row.agency,
    actor: caller,
    meta: { action, production: row.id, pattern: pattern.id, hits: pattern.hits },
    state: [{ kind: PRODUCTION_PATTERN, key: `${row.id}#${pattern.id}`, value: pattern }, ...reopened(row)],
  })
}

function now({ clock }: ProductionParts): string {
  return new Date(clock.now()).toISOString()
}
