import { DATA_CLASSES, type DataClass, DECISION_MODES, type DecisionMode } from '../../core/decision.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import { resolvePurpose } from '../../policy/resolve-purpose.ts'
import { type Arrival, slot } from '../exchange.ts'
import type { RequestStage } from '../stage.ts'

/** Clauses MS-01, MS-30: what the caller says of the request. A declaration that can't be read is refused, not ignored. */
export const readDeclarations: RequestStage = {
  name: 'read-declarations',
  onFault: 'record_unavailable',
  run(exchange) {
    const { arrival, policy } = exchange
    const principal = slot(exchange, 'principal')
    const dataClass = word(arrival, 'ai-data-class', DATA_CLASSES)
    const decisionMode = word(arrival, 'ai-decision-mode', DECISION_MODES)
    const matter = header(arrival, 'ai-matter')
    if (dataClass === false || decisionMode === false || (matter !== null && matter.length > 200)) return unreadable()
    const purpose = resolvePurpose(policy, principal, header(arrival, 'ai-purpose'))
    exchange.declarations = {
      purpose,
      dataClass: dataClass as DataClass | null,
      decisionMode: decisionMode as DecisionMode | null,
      matter,
      series: header(arrival, 'ai-record-series'),
    }
    return null
  },
}

function header({ headers }: Arrival, name: string): string | null {
  const value = headers[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

function word(arrival: Arrival, name: string, words: readonly string[]): string | null | false {
  const value = header(arrival, name)
  if (value === null) return null
  return words.includes(value) ? value : false
}

function unreadable(): Refusal {
  return refusal('malformed_body', {
    rule: 'declarations-readable',
    clause: 'MS-01',
    message: 'An AI-… request header has a value that isn’t on its list.',
    next: 'AI-Data-Class: public, internal, confidential or regulated; AI-Decision-Mode: none, inform, recommend or decide.',
  })
}
