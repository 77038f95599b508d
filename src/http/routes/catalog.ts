import type { FastifyInstance } from 'fastify'
import type { DataClass } from '../../core/decision.ts'
import type { Clock } from '../../core/ids.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { CatalogSystem, PolicySet } from '../../policy/policy-set.ts'
import { BRIEF, wayOut } from '../../policy/way-out.ts'
import { decideUse, nearestRefusal, ownUses, type UseDecided } from '../catalog/decide-use.ts'
import { inventoryCsv, inventoryJson } from '../catalog/inventory-files.ts'
import { ownerOf } from '../catalog/next-steps.ts'
import { grantedPurposes } from '../catalog/system-card.ts'
import { systemStatus } from '../catalog/system-status.ts'
import type { Contract } from '../contract.ts'
import { callerOf, Refused } from '../governance-api.ts'
import type { OwnQuestionParts } from '../own-question.ts'

export interface CatalogParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly rows: StateRows
  readonly clock: Clock
}

/** Clauses MS-40, MO-36: the approved list, and "can I use this?" by the enforcer's own engine. */
export async function catalogRoutes(app: FastifyInstance, parts: CatalogParts): Promise<void> {
  const asking = (): OwnQuestionParts => ({ policy: parts.policy(), rows: parts.rows, now: parts.clock.now() })

  app.get('/catalog', { schema: parts.contract.schema('listCatalog') }, async (request) => {
    const caller = callerOf(request)
    const question = asking()
    return {
      policy: question.policy.version,
      systems: question.policy.systems.map((system) => {
        const uses = ownUses(question, caller, system)
        const refused = uses.length > 0 ? null : nearestRefusal(question, caller, system)
        return {
          ...listed(system, question),
          you: {
            uses: uses.map(({ purpose, maxClass }) => ({ purpose, max_class: maxClass })),
            ...(refused === null ? {} : verdictOf(question.policy, refused)),
          },
        }
      }),
    }
  })

  app.get('/inventory', { schema: parts.contract.schema('getInventory') }, async (request, reply) => {
    const { format = 'json' } = request.query as { format?: 'csv' | 'json' }
    const asked = { ...asking(), reach: 'staff' } as const
    return format === 'json' ? inventoryJson(asked) : reply.type('text/csv; charset=utf-8').send(inventoryCsv(asked))
  })

  app.get('/catalog/:id', { schema: parts.contract.schema('checkCatalogUse') }, async (request) => {
    const { id } = request.params as { id: string }
    const { purpose = null, data_class: dataClass = null } = request.query as {
      purpose?: string
      data_class?: DataClass
    }
    const question = asking()
    const system = question.policy.systems.find((one) => one.id === id)
    if (system === undefined)
      throw new Refused('system_not_approved', { rule: 'catalog', detail: 'No system of the catalog has this id.' })
    const decided = decideUse(question, callerOf(request), { system, purpose, dataClass })
    return { ...listed(system, question), answer: verdictOf(question.policy, decided) }
  })
}

function listed(system: CatalogSystem, { rows, now }: OwnQuestionParts): object {
  return {
    id: system.id,
    name: system.name,
    provider: system.vendor.name,
    hosting: system.hosting,
    status: systemStatus(system, rows, now),
    models: system.models.map((model) => model.alias ?? `${system.id}/${model.id}`),
    purposes: grantedPurposes(system),
    grants: system.grants.map((grant) => ({
      subject_types: grant.subjectTypes,
      units: grant.units ?? null,
      roles: grant.roles ?? [],
      for_named_people: grant.people !== undefined,
      until: grant.until ?? null,
      purposes: grant.purposes,
      max_class: grant.maxClass,
      max_decision_mode: grant.maxDecisionMode,
    })),
    conditions: system.approval.conditions ?? [],
    expires: system.approval.expires,
    approved_by: system.approvedBy,
    owner: ownerOf(system),
  }
}

function verdictOf(policy: PolicySet, { decision, facts }: UseDecided): object {
  if (decision.kind === 'allow') return { decision: 'allow', rule: decision.rule }
  const { code, rule, clause, message } = decision.refusal
  return { decision: 'refuse', code, rule, clause, message, next: wayOut(policy, facts, BRIEF) ?? [] }
}
