import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Terms } from '../../approvals/approval-row.ts'
import type { ApprovalAsked } from '../../approvals/ask-for.ts'
import type { DecisionOrder } from '../../approvals/decide.ts'
import type { Taken } from '../../approvals/taken.ts'
import type { DataClass, DecisionMode } from '../../core/decision.ts'
import type { RequestKind } from '../../policy/schema/approvals.ts'
import type { Contract } from '../contract.ts'
import type { ApprovalDesk, ListedRequest, WholeRequest } from '../desks/approval-desk.ts'
import { Refused } from '../governance-api.ts'

interface AskedBody {
  readonly kind?: RequestKind
  readonly system?: string
  readonly tool?: string
  readonly purpose?: string
  readonly data_class?: DataClass
  readonly decision_mode?: DecisionMode
  readonly for?: Terms['who']
  readonly until?: string
  readonly model?: string
  readonly successor?: { readonly upstream_model: string; readonly from: string }
  readonly proposal?: Readonly<Record<string, unknown>>
  readonly public_facing?: boolean
  readonly procurement?: boolean
  readonly need: string
  readonly who: string
}

interface ConditionsBody {
  readonly for?: Terms['who']
  readonly data_class?: DataClass
  readonly decision_mode?: DecisionMode
  readonly until?: string
}

interface DecisionBody {
  readonly decision: DecisionOrder['decision'] | 'approve-with-conditions' | 'resubmit'
  readonly reason: string
  readonly revision: number
  readonly digest?: string
  readonly conditions?: ConditionsBody
  readonly request?: AskedBody
}

/** Clauses MS-37, MS-48, MS-56: asking for access to an AI system, and everybody who decides about it. */
export async function accessRequestRoutes(
  app: FastifyInstance,
  { contract, desk }: { contract: Contract; desk: ApprovalDesk },
): Promise<void> {
  const answer = async (reply: FastifyReply, { row, isAgain }: Taken): Promise<FastifyReply> =>
    reply.code(isAgain ? 200 : 201).send(shown(await desk.listed(row)))

  app.post('/access-requests', { schema: contract.schema('requestAccess') }, async (request, reply) => {
    const form = request.headers['idempotency-key']
    const asked = read(request.body as AskedBody)
    return answer(reply, await desk.send(request, asked, typeof form === 'string' ? form : null))
  })

  app.get('/access-requests', { schema: contract.schema('listAccessRequests') }, async (request) => {
    const { own, received } = await desk.list(request)
    return { own: own.map(shown), received: received.map((one) => ({ ...shown(one), from: one.row.requester.name })) }
  })

  app.get('/access-requests/:number', { schema: contract.schema('showAccessRequest') }, async (request) => {
    const { number } = request.params as { number: string }
    return shownWhole(await desk.find(request, number))
  })

  app.post('/access-requests/:number/previews', { schema: contract.schema('previewApproval') }, async (request) => {
    const { number } = request.params as { number: string }
    const { conditions = {} } = request.body as { conditions?: ConditionsBody }
    const preview = await desk.preview(request, number, readConditions(conditions))
    return {
      revision: preview.revision,
      seat: preview.statement.seat,
      digest: preview.digest,
      statement: preview.text,
      change: preview.statement.change?.lines ?? null,
      problems: preview.problems,
    }
  })

  app.post(
    '/access-requests/:number/decisions',
    { schema: contract.schema('decideAccessRequest') },
    async (request, reply) => {
      const { number } = request.params as { number: string }
      const { decision, conditions, request: again, ...order } = request.body as DecisionBody
      if (decision === 'resubmit') {
        if (again === undefined) throw incomplete('A resubmission says what is asked for now.', 'Send it as `request`.')
        return answer(reply, await desk.resubmit(request, number, read(again), order))
      }
      if ((decision === 'approve-with-conditions') !== (conditions !== undefined))
        throw incomplete(
          'Conditions go with approve-with-conditions, and only with it.',
          'Leave them out, or name that decision.',
        )
      return answer(
        reply,
        await desk.decide(request, number, {
          ...order,
          decision: decision === 'approve-with-conditions' ? 'approve' : decision,
          ...(conditions === undefined ? {} : { conditions: readConditions(conditions) }),
        }),
      )
    },
  )
}

function incomplete(message: string, next: string): Refused {
  return new Refused('malformed_body', { rule: 'access-request', clause: 'MS-37', message, next })
}

function read(body: AskedBody): ApprovalAsked {
  const { system, tool, purpose, data_class, decision_mode, successor, public_facing, procurement, ...rest } = body
  return {
    ...rest,
    system: system ?? null,
    tool: tool ?? null,
    purpose: purpose ?? null,
    ...(data_class === undefined ? {} : { dataClass: data_class }),
    ...(decision_mode === undefined ? {} : { decisionMode: decision_mode }),
    ...(successor === undefined
      ? {}
      : { successor: { upstreamModel: successor.upstream_model, from: successor.from } }),
    publicFacing: public_facing ?? false,
    procurement: procurement ?? false,
  }
}

function readConditions(body: ConditionsBody): Partial<Terms> {
  return {
    ...(body.for === undefined ? {} : { who: body.for }),
    ...(body.data_class === undefined ? {} : { dataClass: body.data_class }),
    ...(body.decision_mode === undefined ? {} : { decisionMode: body.decision_mode }),
    ...(body.until === undefined ? {} : { until: body.until }),
  }
}

function shownTerms({ who, dataClass, decisionMode, until }: Terms): object {
  return { for: who, data_class: dataClass, decision_mode: decisionMode, until }
}

function shown({ row, words, waiting }: ListedRequest): object {
  const { ask, asked, terms, to } = row
  return {
    number: row.number,
    kind: row.kind,
    agency: row.agency,
    unit: row.unit,
    system: ask.system,
    tool: words.tool,
    purpose: ask.purpose,
    data_class: asked.dataClass,
    need: words.need,
    who: words.who,
    at: row.at,
    to: { ...to, person: to.person?.name ?? null },
    status: row.status,
    version: row.version,
    revision: row.steps.length,
    needs: ['supervisor', ...row.needs, 'cto'],
    asked: shownTerms(asked),
    terms: shownTerms(terms),
    successor:
      ask.successor === null
        ? null
        : { model: ask.model, upstream_model: ask.successor.upstreamModel, from: ask.successor.from },
    waiting: waiting === null ? null : { business_days: waiting.days, due_on: waiting.due, late: waiting.isLate },
  }
}

function shownWhole(whole: WholeRequest): object {
  return {
    ...shown(whole),
    from: whole.row.requester.name,
    steps: whole.steps.map(({ kind, seat, name, at, version, terms, reason, entry, digest, insteadOf }) => ({
      step: kind,
      seat,
      by: name,
      in_place_of_another: insteadOf !== null,
      at,
      version,
      terms: shownTerms(terms),
      reason,
      entry,
      signed: digest,
    })),
    differences: whole.differences,
    assessments: whole.assessments,
    risks: whole.risks,
    your_seat: whole.seat?.seat ?? null,
    signatures: { sound: whole.verified.faults.length === 0, faults: whole.verified.faults },
  }
}
