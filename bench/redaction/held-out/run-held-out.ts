import { createEngine } from '#src/redaction/engine.ts'
import type { HeldOutRuns } from '../../report/held-out-report.ts'
import { engineDetector, measureHeldOut } from './measure-held-out.ts'
import { redactPii } from './redact-pii.ts'

/** The engine over both halves, and redact-pii over the one that judges. */
export function runHeldOut(): HeldOutRuns {
  const engine = engineDetector(createEngine())
  const baseline = redactPii()
  return {
    judging: measureHeldOut('judging', engine),
    development: measureHeldOut('development', engine),
    baseline: baseline === null ? null : measureHeldOut('judging', baseline),
  }
}
