import { StoreUnavailable } from '../core/ports.ts'
import type { StateChange } from '../core/record.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { DetectorFault } from '../redaction/detector-fault.ts'
import { UnreadableAnswer } from '../wires/answer-log.ts'
import type { Answer, AnswerFacts } from '../wires/wire.ts'
import type { AnswerPath, Closing } from './answer-path.ts'
import type { ConductParts } from './conduct-parts.ts'
import { errorCode } from './error-code.ts'
import { type Exchange, slot } from './exchange.ts'
import type { Ending, Outcome } from './recorder.ts'
import type { Reply } from './reply.ts'
import { detectorFailed, gatewayFault, recordUnavailable, unreadableAnswer } from './upstream-refusals.ts'
import type { UpstreamHead } from './whole-answer.ts'

/** An exchange at its end, and what had come of the answer. */
export interface Conducted {
  readonly exchange: Exchange
  readonly reply: Reply
  readonly parts: ConductParts
  readonly path: AnswerPath
  readonly head: UpstreamHead | null
  readonly answer: Answer | null
  readonly firstByteAt: number | null
}

/**
 * The end of an exchange: one terminal record, then the last of the reply. Never rejects. When the record can't be
 * written, the client is told so instead, and the record that says this is owed.
 */
export async function endExchange(conducted: Conducted, outcome: Outcome, refused: Refusal | null): Promise<void> {
  const { exchange, reply, path, parts } = conducted
  let shown: Closing | null = null
  const fault = (error: unknown): null => {
    parts.log.error({ event: 'exchange.fault', exchange: exchange.id, code: errorCode(error) })
    return null
  }
  try {
    const closing = await close(conducted, outcome, refused)
    const facts = factsOf(conducted)
    const state = endingState(conducted, facts)
    await parts.recorder.ending(exchange, endingOf(conducted, facts, closing, state), () => {
      // To a client that is gone nothing is said.
      shown =
        closing.refused === null && closing.outcome !== 'complete'
          ? closing
          : path.breakOff('fault', recordUnavailable())
      return endingOf(conducted, factsOf(conducted), shown, state)
    })
    shown = closing
  } catch (error) {
    fault(error)
    if (!(error instanceof StoreUnavailable)) shown = await recordFault(conducted).catch(fault)
  }
  try {
    if (shown === null) reply.destroy()
    else shown.show()
  } catch (error) {
    fault(error)
    reply.destroy()
  }
}

async function close(
  { exchange, parts, path, reply }: Conducted,
  outcome: Outcome,
  refused: Refusal | null,
): Promise<Closing> {
  // After an unreadable piece the rest is not asked for again.
  const isUpstreamsEnd = outcome === 'complete' || (outcome === 'truncated' && refused?.rule === 'truncated')
  try {
    if (isUpstreamsEnd) return path.end(refused)
  } catch (error) {
    if (error instanceof DetectorFault) {
      parts.log.error({ event: 'exchange.failed', exchange: exchange.id, outcome: 'fault', code: errorCode(error) })
      await path.stop()
      return path.breakOff('fault', detectorFailed(error))
    }
    if (!(error instanceof UnreadableAnswer)) throw error
  }
  await path.stop()
  return isUpstreamsEnd
    ? path.breakOff(reply.opened ? 'truncated' : 'upstream_failed', unreadableAnswer())
    : path.breakOff(outcome, refused)
}

/**
 * Whatever broke at the end itself: the record says so with what was received. Where not even that can be written, the
 * exchange is given up to recovery, which ends every prompt that nobody holds open.
 */
async function recordFault(conducted: Conducted): Promise<Closing> {
  const { exchange, path, parts } = conducted
  try {
    await path.stop()
    const closing = path.breakOff('fault', gatewayFault())
    const ending = endingOf(conducted, null, closing, [])
    await parts.recorder.ending(exchange, ending, () => ending)
    return closing
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) parts.registry.remove(exchange.id)
    throw error
  }
}

function endingOf(
  { exchange, reply, head, firstByteAt }: Conducted,
  facts: AnswerFacts | null,
  closing: Closing,
  state: readonly StateChange[],
): Ending {
  return {
    outcome: closing.outcome,
    upstreamStatus: head?.status ?? null,
    upstreamId: head?.headers['x-request-id'] ?? null,
    content: closing.content,
    facts,
    refusal: closing.refused,
    firstByteMs: firstByteAt === null ? null : firstByteAt - exchange.startedAt,
    state,
    disclosure: exchange.disclosure?.meta ?? null,
    deliveredBytes: reply.bytes,
  }
}

function factsOf({ head, answer }: Conducted): AnswerFacts | null {
  return head?.status === 200 && answer !== null ? answer.facts() : null
}

/** What the answer changes for later requests: the quota used, the items that may be referred to. */
function endingState({ exchange, parts }: Conducted, facts: AnswerFacts | null): StateChange[] {
  const changes: StateChange[] = []
  const principal = slot(exchange, 'principal')
  if (exchange.reservation) {
    // An answer that broke off told no usage, and was used all the same.
    const used = facts === null ? null : (facts.usage ?? exchange.budget?.estimate() ?? null)
    changes.push(...parts.quotas.settle(exchange.reservation, used))
    delete exchange.reservation
  }
  for (const item of facts?.items ?? [])
    changes.push({ kind: 'released-item', key: `${principal.key}|${item.id}`, value: { exchange: exchange.id } })
  for (const digest of facts?.blobs ?? [])
    changes.push({ kind: 'released-blob', key: `${principal.key}|${digest}`, value: true })
  return changes
}
