import type { FastifyInstance } from 'fastify'
import type { StateRows } from '../../core/state-rows.ts'
import { INCIDENT, type IncidentRow, type UnrecordedCallsRow } from '../../pipeline/use-after-revocation.ts'
import type { Contract } from '../contract.ts'
import { callerOf, Refused } from '../governance-api.ts'

/** See every incident of their agency; attorneys see what was referred to them (clause MO-12). */
const MAY_SEE = ['security-officer', 'auditor']

export async function incidentRoutes(
  app: FastifyInstance,
  parts: { readonly contract: Contract; readonly rows: StateRows },
): Promise<void> {
  app.get('/incidents', { schema: parts.contract.schema('listIncidents') }, async (request) => {
    const { roles, agency } = callerOf(request)
    const seesAll = roles.some((role) => MAY_SEE.includes(role))
    if (!seesAll && !roles.includes('attorney')) {
      throw new Refused('audience_not_granted', {
        clause: 'MO-12',
        rule: 'may-see-incidents',
        message: 'Your roles don’t include seeing incidents.',
        next: 'Ask the security officer.',
      })
    }
    const incidents = [...parts.rows.all(INCIDENT)].map(([incident, row]) => ({
      incident,
      ...(row as IncidentRow | UnrecordedCallsRow),
    }))
    return {
      // Whose calls the log doesn’t know, nobody can tell.
      incidents: incidents.filter(
        (row) => (row.kind === 'unrecorded-calls' || row.agency === agency) && (seesAll || row.referredTo === 'legal'),
      ),
    }
  })
}
