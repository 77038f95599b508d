import { REFUSALS, type Refusal } from '../core/refusal-codes.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import type { ReplyFormat } from '../pipeline/reply.ts'
import { openaiErrors, passUpstreamError } from '../wires/openai-errors.ts'
import type { ErrorReceipt } from '../wires/wire.ts'
import { refusalHeaders } from './error-body.ts'

/** Headers and bodies of inference answers, refusals included (contract, 'Response headers'). */
export function createReplyFormat(security: Readonly<Record<string, string>>): ReplyFormat {
  const identity = (exchange: Exchange): Record<string, string> => ({
    ...security,
    'ai-record': exchange.id,
    'x-request-id': exchange.id,
  })
  return {
    headers(exchange) {
      const redactions = redactionHeader(exchange)
      return {
        ...identity(exchange),
        'ai-decision': decisionHeader(exchange, null),
        ...(exchange.disclosure
          ? { 'ai-disclosure': exchange.disclosure.header, 'content-language': exchange.disclosure.language }
          : {}),
        ...(redactions === '' ? {} : { 'ai-redactions': redactions }),
        ...(exchange.noticeLink === undefined ? {} : { link: exchange.noticeLink }),
      }
    },
    refuse(exchange, refused) {
      const errors = exchange.wire?.errors ?? openaiErrors('unnamed')
      const body = Buffer.from(JSON.stringify(errors.body(refused, receiptOf(exchange))))
      const redactions = redactionHeader(exchange)
      return {
        status: REFUSALS[refused.code].status,
        headers: {
          ...identity(exchange),
          'ai-decision': decisionHeader(exchange, refused),
          'ai-disclosure': 'mode=none',
          'content-language': 'en',
          'content-type': 'application/json; charset=utf-8',
          'content-length': String(body.length),
          ...(redactions === '' ? {} : { 'ai-redactions': redactions }),
          ...refusalHeaders(refused),
        },
        body,
      }
    },
    errorEvent(exchange, refused, answer) {
      const errors = exchange.wire?.errors ?? openaiErrors('unnamed')
      const disclosure = exchange.disclosure
        ? { ...exchange.disclosure.meta, record: exchange.id, truncated: true }
        : undefined
      const { nextSequence } = answer.facts()
      const receipt = {
        ...receiptOf(exchange),
        ...(disclosure ? { disclosure } : {}),
        ...(nextSequence === null ? {} : { sequence: nextSequence }),
      }
      return Buffer.from(errors.event(refused, receipt))
    },
    upstreamError: (text) => passUpstreamError(text),
  }
}

function receiptOf(exchange: Exchange): ErrorReceipt {
  return { record: exchange.id, policy: exchange.policy.version }
}

/** `allow|refuse;rule=…;policy=…`, with the rule as a structured-field token. */
function decisionHeader(exchange: Exchange, refused: Refusal | null): string {
  const { decision, policy } = exchange
  const rule = refused ? refused.rule : decision?.kind === 'allow' ? decision.rule : 'none'
  return `${refused ? 'refuse' : 'allow'};rule=${rule.replace(/[^A-Za-z0-9:._/-]/g, '_')};policy=${policy.version}`
}

/** `us_ssn=1, person=2`: the prompt's side. */
function redactionHeader(exchange: Exchange): string {
  const entities = exchange.inspection?.entities ?? {}
  return Object.entries(entities)
    .map(([entity, count]) => `${entity}=${count}`)
    .join(', ')
}
