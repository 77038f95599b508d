import type { FastifyInstance } from 'fastify'
import { exceptionsByMonth } from '../../approvals/exception-count.ts'
import type { ExceptionOrder, Exceptions } from '../../approvals/exceptions.ts'
import type { DataClass } from '../../core/decision.ts'
import type { Clock } from '../../core/ids.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { exceptionEndsAt } from '../../policy/schema/exceptions.ts'
import type { Contract } from '../contract.ts'
import { allowed, callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

export interface ExceptionRouteParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly look: RecordLook
  readonly exceptions: Exceptions
  readonly rows: StateRows
}

interface Body extends Omit<ExceptionOrder, 'maxClass'> {
  readonly max_class?: DataClass
}

/** Clauses MS-15, MO-24: exceptions, case by case, by the executive director or a deputy; how many, for all who audit it. */
export async function exceptionRoutes(app: FastifyInstance, parts: ExceptionRouteParts): Promise<void> {
  const { contract, policy, clock, look, exceptions, rows } = parts

  app.get('/exceptions', { schema: contract.schema('listExceptions') }, async (request) => {
    if (!exceptions.mayKnow(callerOf(request)))
      throw new Refused('audience_not_granted', {
        rule: 'exception',
        clause: 'MS-15',
        message: 'Exceptions are shown to those who make and audit them.',
        next: 'Ask the executive director.',
      })
    await look(request, { action: 'view-exceptions' })
    const { documents, exceptions: frame } = policy()
    return {
      exceptions: documents.exceptions.exceptions.map((one) => ({
        id: one.id,
        rule: one.rule,
        people: one.people,
        systems: one.systems,
        purposes: one.purposes,
        max_class: one.maxClass ?? null,
        reason: one.reason,
        from: one.from,
        until: one.until,
        ends_at: new Date(exceptionEndsAt(one)).toISOString(),
        decided: one.decided,
        confirmed: one.confirmed ?? null,
        in_force: Date.parse(one.from) <= clock.now() && clock.now() < exceptionEndsAt(one),
      })),
      by_month: exceptionsByMonth(policy(), rows).map(({ month, count, isRoutine }) => ({
        month,
        count,
        routine: isRoutine,
      })),
      threshold_per_month: frame.routineThresholdPerMonth,
      max_days: frame.maxDays,
    }
  })

  app.post('/exceptions/previews', { schema: contract.schema('previewException') }, async (request) => {
    const { digest, text, problems, statement } = allowed(
      exceptions.preview(read(request.body as Body), callerOf(request)),
    )
    return { digest, statement: text, seat: statement.seat, problems }
  })

  app.post('/exceptions', { schema: contract.schema('makeException') }, async (request, reply) => {
    const { digest, ...order } = request.body as Body & { readonly digest: string }
    return reply.code(201).send(allowed(await exceptions.make(read(order), digest, callerOf(request))))
  })

  for (const [step, operation] of [
    ['confirm', 'confirmException'],
    ['end', 'endException'],
  ] as const)
    app.post(
      `/exceptions/:id/${step === 'confirm' ? 'confirmations' : 'ends'}`,
      { schema: contract.schema(operation) },
      async (request, reply) => {
        const { id } = request.params as { id: string }
        const { reason } = request.body as { reason: string }
        return reply.code(201).send(allowed(await exceptions[step](id, reason, callerOf(request))))
      },
    )
}

function read({ max_class, ...order }: Body): ExceptionOrder {
  return { ...order, ...(max_class === undefined ? {} : { maxClass: max_class }) }
}
