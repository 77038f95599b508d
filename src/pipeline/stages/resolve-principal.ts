import { withoutRemovedRoles } from '../../core/directory-roles.ts'
import { knownPersonChange } from '../../core/known-person.ts'
import { refusal } from '../../core/refusal-codes.ts'
import { withCoursesOnRecord } from '../../core/training-record.ts'
import { slot } from '../exchange.ts'
import type { RequestStage } from '../stage.ts'

/** Clauses MS-07, MS-34: every exchange belongs to one person or app of one agency; the registry of open exchanges knows whose it is. */
export const resolvePrincipal: RequestStage = {
  name: 'resolve-principal',
  onFault: 'record_unavailable',
  run(exchange, { state }) {
    const signedIn = slot(exchange, 'principal')
    const groups = exchange.policy.index.issuers[signedIn.issuer]?.scim?.groups ?? {}
    const listed = withoutRemovedRoles(signedIn, groups, state)
    const principal = withCoursesOnRecord(listed, Object.keys(exchange.policy.courses), state)
    exchange.principal = principal
    exchange.open.principal = principal
    if (principal.agency === '') {
      return refusal('credential_not_state_issued', {
        rule: 'agency-known',
        message: 'The credential belongs to no agency that this gateway serves.',
      })
    }
    const known = knownPersonChange(principal, state)
    if (known !== null) exchange.changes = [known]
    return null
  },
}
