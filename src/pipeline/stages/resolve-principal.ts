import { refusal } from '../../core/refusal-codes.ts'
import { slot } from '../exchange.ts'
import type { RequestStage } from '../stage.ts'

/** Clauses MS-07, MS-34: every exchange belongs to one person or app of one agency; the registry of open exchanges knows whose it is. */
export const resolvePrincipal: RequestStage = {
  name: 'resolve-principal',
  onFault: 'record_unavailable',
  run(exchange) {
    const principal = slot(exchange, 'principal')
    exchange.open.subject = principal.key
    exchange.open.client = principal.client
    if (principal.agency === '') {
      return refusal('credential_not_state_issued', {
        rule: 'agency-known',
        message: 'The credential belongs to no agency that this gateway serves.',
      })
    }
    return null
  },
}
