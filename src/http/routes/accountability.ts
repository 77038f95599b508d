import type { FastifyInstance } from 'fastify'
import type { StateRows } from '../../core/state-rows.ts'
import { type AccountableSystem, accountableSystems } from '../../oversight/accountability/systems.ts'
import { type UnitLeader, unitLeaders } from '../../oversight/accountability/units.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Contract } from '../contract.ts'
import type { AccountabilityDesk } from '../desks/accountability-desk.ts'

/** Clauses MS-52, MO-03: who answers for systems and units, and what units did. */
export async function accountabilityRoutes(
  app: FastifyInstance,
  { contract, accountability }: { readonly contract: Contract; readonly accountability: AccountabilityDesk },
): Promise<void> {
  app.get('/accountability', { schema: contract.schema('showAccountability') }, async (request) => {
    const { systems, units } = accountability.list(request)
    return shown(systems, units)
  })

  app.get('/reports/scorecard', { schema: contract.schema('reportScorecard') }, async (request) => {
    const { month } = request.query as { month?: string }
    const report = await accountability.scorecards(request, month ?? null)
    return { month: report.month, units: report.units.map(({ unit, counts }) => ({ unit, ...counts })) }
  })
}

/** The same for whoever holds the machine: for them nothing of it is hidden, since it lies in the files beside the socket. */
export async function accountabilityOfAll(
  app: FastifyInstance,
  {
    contract,
    policy,
    rows,
  }: { readonly contract: Contract; readonly policy: () => PolicySet; readonly rows: StateRows },
): Promise<void> {
  app.get('/accountability', { schema: contract.schema('showAccountability') }, async () =>
    shown(accountableSystems(policy(), rows), unitLeaders(policy(), rows)),
  )
}

function shown(systems: readonly AccountableSystem[] | null, units: readonly UnitLeader[]) {
  return {
    systems:
      systems?.map(({ system, isOrphan, parts }) => ({
        system,
        orphan: isOrphan,
        parts: parts.map(({ part, named, duties, standing, people }) => ({ part, named, duties, standing, people })),
      })) ?? null,
    units: units.map(({ unit, named, duty, standing, people }) => ({ unit, named, duty, standing, people })),
  }
}
