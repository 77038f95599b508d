import type { Refusal } from '../core/refusal-codes.ts'
import type { StateRows } from '../core/state-rows.ts'
import { patternsOf } from './decided.ts'
import { patternFinder } from './find-pattern.ts'
import { productionRefused } from './production-parts.ts'
import type { ProductionRow } from './production-row.ts'
import { frozenPlan, SEARCH_PLAN } from './search-plan.ts'

/** Nothing that a pattern withholds may stand in the plan that goes out with the records. */
export async function planWithheld(rows: StateRows, folder: string, row: ProductionRow): Promise<Refusal | null> {
  const text = await frozenPlan(folder, row)
  const shown = { part: SEARCH_PLAN, text: text ?? '', atoms: [] }
  const withheld = patternsOf(rows, row).some(
    (pattern) => pattern.all?.decision === 'withhold' && patternFinder(pattern)(shown).length > 0,
  )
  if (!withheld) return null
  return productionRefused(
    'pattern',
    'The search plan says what a pattern withholds.',
    'Make another production of the same request, without the plan in its package.',
  )
}
