import { createEngine } from '#src/redaction/engine.ts'
import type { HeldOutRuns } from '../../report/held-out-report.ts'
import { type HeldOutSet, heldOutTexts, SETS } from './held-out-texts.ts'
import { engineDetector, type HeldOutFigures, measureHeldOut } from './measure-held-out.ts'
import { redactPii } from './redact-pii.ts'

/** The engine over the halves that judge, set by set, and over those to develop with; redact-pii over what judges. */
export function runHeldOut(): HeldOutRuns {
  const engine = engineDetector(createEngine())
  const baseline = redactPii()
  return {
    bySet: judgedBySet(engine),
    judging: measureHeldOut(heldOutTexts('judging'), engine),
    development: measureHeldOut(heldOutTexts('development'), engine),
    baseline: baseline === null ? null : measureHeldOut(heldOutTexts('judging'), baseline),
  }
}

/** What a detector finds in the judging half of each set. */
export function judgedBySet(
  detect: Parameters<typeof measureHeldOut>[1],
): Readonly<Record<HeldOutSet, HeldOutFigures>> {
  const figures = SETS.map((set) => [set, measureHeldOut(heldOutTexts('judging', set), detect)] as const)
  return Object.fromEntries(figures) as Record<HeldOutSet, HeldOutFigures>
}
