import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { PatternError } from '../redaction/custom/parse-pattern.ts'
import { runTask } from './build/run-task.ts'
import { patternsOf } from './decided.ts'
import { badDecision, badExemption, noRedactions, now, reopened } from './decision-rules.ts'
import { patternFinder } from './find-pattern.ts'
import { folderOf, openProduction, type ProductionParts, productionRefused, termsFor } from './production-parts.ts'
import {
  type Decision,
  type PatternKind,
  type PatternRow,
  PRODUCTION_PATTERN,
  type ProductionRow,
} from './production-row.ts'

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
