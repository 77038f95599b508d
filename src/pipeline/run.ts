import { type Refusal, refusal } from '../core/refusal-codes.ts'
import { DetectorFault } from '../redaction/detector-fault.ts'
import type { Exchange } from './exchange.ts'
import type { PipelineParts, RequestStage } from './stage.ts'

/** What running a list of stages came to. `fault` is for the log only. */
export interface StageOutcome {
  readonly refusal: Refusal | null
  readonly fault?: { readonly stage: string; readonly error: unknown }
}

const ALLOWED: StageOutcome = { refusal: null }

/**
 * Runs stages in order until one refuses. A stage that throws refuses: there is no way from an error to the upstream. An
 * interruption (revoked, client gone, shutting down) is looked for between stages.
 */
export async function runStages(
  stages: readonly RequestStage[],
  exchange: Exchange,
  parts: PipelineParts,
): Promise<StageOutcome> {
  for (const stage of stages) {
    try {
      const result = stage.run(exchange, parts)
      // Most stages are synchronous; awaiting them would cost a turn of the loop each.
      const refused = result instanceof Promise ? await result : result
      if (refused !== null) return { refusal: refused }
    } catch (error) {
      const refused =
        error instanceof DetectorFault
          ? refusal('detector_unavailable', {
              rule: `detector:${error.detector}`,
              detail: `${error.detector}: ${error.kind}`,
            })
          : refusal(stage.onFault, { rule: `fault:${stage.name}` })
      return { refusal: refused, fault: { stage: stage.name, error } }
    }
    if (exchange.open.abort.signal.aborted) return { refusal: interruptionRefusal(exchange) }
  }
  return ALLOWED
}

function interruptionRefusal(exchange: Exchange): Refusal {
  const reason: unknown = exchange.open.abort.signal.reason
  if (typeof reason === 'object' && reason !== null && 'refusal' in reason && reason.refusal !== null)
    return reason.refusal as Refusal
  return refusal('upstream_unavailable', {
    rule: 'interrupted',
    message: 'The exchange was ended before it was forwarded.',
  })
}
