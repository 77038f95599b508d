import { classCeilingOf } from '../../core/device-posture.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import { suspensionScope, suspensionsInForce } from '../../core/suspension.ts'
import { decide } from '../../policy/decide.ts'
import { leavesText } from '../../policy/entity-rule.ts'
import type { Facts } from '../../policy/facts.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { BRIEF, wayOut } from '../../policy/way-out.ts'
import { type Exchange, slot } from '../exchange.ts'
import type { RequestStage } from '../stage.ts'
import { ruleFor } from '../value-rules.ts'

/** One decision over all facts (clauses MS-28 to MS-48): who, which system, for what, with what data. */
export const decidePolicy: RequestStage = {
  name: 'decide-policy',
  onFault: 'detector_unavailable',
  run(exchange, { state, clock, seats }) {
    const { policy } = exchange
    const principal = slot(exchange, 'principal')
    const declarations = slot(exchange, 'declarations')
    const inspection = slot(exchange, 'inspection')
    const system = slot(exchange, 'system')
    const facts: Facts = {
      principal,
      now: clock.now(),
      system,
      model: slot(exchange, 'model'),
      wire: slot(exchange, 'wire').id,
      purpose: declarations.purpose,
      dataClass: { declared: declarations.dataClass, detected: inspection.detectedClass },
      decisionMode: declarations.decisionMode,
      entities: inspection.entities,
      ...(inspection.labelled.length === 0 ? {} : { labelled: inspection.labelled }),
      unscannable: unknownBlobs(
        exchange,
        (digest) => state.get('released-blob', `${principal.key}|${digest}`) !== undefined,
      ),
      fields: slot(exchange, 'reading').facts.fields,
      attended: principal.subjectType !== 'service',
      uses: inspection.uses,
      ...(system.licence?.seats === undefined ? {} : { seats: seats.of(system.id, principal) }),
      suspensions: suspensionsInForce(state, suspensionScope(principal, system, declarations.purpose.id), clock.now()),
      classCeiling: classCeilingOf(principal, state),
    }
    const decision = decide(policy, facts)
    exchange.facts = facts
    exchange.decision = decision
    if (decision.kind === 'allow' && system.licence?.seats !== undefined) {
      const seat = seats.take(system.id, principal)
      if (seat !== null) exchange.seat = seat
    }
    return decision.kind === 'refuse' ? withWayOut(decision.refusal, policy, facts) : unredactable(exchange)
  },
}

/** Every refusal names what leads to allow, where a short search finds it. */
function withWayOut(refused: Refusal, policy: PolicySet, facts: Facts): Refusal {
  const steps = wayOut(policy, facts, BRIEF)
  if (steps === null || steps.length === 0) return refused
  return { ...refused, next: steps.length === 1 ? steps[0]! : steps.map((step, at) => `${at + 1}. ${step}`).join(' ') }
}

/** An encrypted blob passes when it is one that this gateway released to this caller; everything else unread is counted. */
function unknownBlobs(exchange: Exchange, isReleased: (digest: string) => boolean): string[] {
  return slot(exchange, 'reading')
    .unscannable.filter((part) => part.digest === undefined || !isReleased(part.digest))
    .map((part) => part.what)
}

/** An identifier where the vendor's protocol allows no other text can't be taken out, so the request stays here. */
function unredactable(exchange: Exchange): Refusal | null {
  const { findings, numbers } = slot(exchange, 'inspection')
  const fixed = findings.find(
    (finding) => finding.leaf.fixed && finding.spans.some((span) => !leavesText(ruleFor(exchange, span.entity))),
  )
  const number = numbers.find((found) => !found.open && !leavesText(ruleFor(exchange, found.span.entity)))
  const path = fixed?.leaf.path ?? number?.path
  if (path === undefined) return null
  return refusal('data_class_not_permitted', {
    rule: 'identifier-in-fixed-field',
    clause: 'MS-47',
    detail: path,
    message: `The field ${path} holds what reads as a personal identifier, and it can’t be redacted there.`,
    next: 'Send another value in that field.',
  })
}
