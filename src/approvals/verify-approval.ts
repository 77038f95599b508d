import { canonicalJson } from '../core/canonical-json.ts'
import { type Actor, principalKey } from '../core/principal.ts'
import { readJson } from '../core/read-json.ts'
import type { StepBody } from './approval-log.ts'
import type { ApprovalRow } from './approval-row.ts'
import type { ApprovalStep } from './approval-step.ts'
import { digestOf, type Statement } from './statement.ts'
import { takeStep } from './take-step.ts'

/** An entry of a request as it lies in the log: what is public of it, and its body. */
export interface ApprovalEntry {
  readonly id: string
  readonly meta: Readonly<Record<string, unknown>>
  readonly body: StepBody
}

export interface VerifiedApproval {
  /** What the entries come to; null where they come to nothing. */
  readonly row: ApprovalRow | null
  /** What doesn't hold, as sentences; none: every signature and every step does. */
  readonly faults: readonly string[]
}

/**
 * Whether a request was approved as it says, from its entries alone, oldest first: each step is legal after the one before
 * it, was taken by whoever the log names, and each approval signs exactly the statement beside it, of that very version,
 * by a sign-in as strong and as new as was demanded. No policy and no directory is asked.
 */
export function verifyApproval(entries: readonly ApprovalEntry[]): VerifiedApproval {
  const faults: string[] = []
  let row: ApprovalRow | null = null
  for (const entry of entries) {
    const { step } = entry.body
    const before: ApprovalRow | null = row
    const fault = (what: string): number => faults.push(`entry ${entry.id}: ${what}`)
    if (step.entry !== entry.id) fault('it says that it is another entry')
    if (actorOf(entry.meta) !== step.by) fault('somebody else took the step than it says')
    const next = takeStep(before, step)
    if (next === null) fault('the step can’t follow the one before it')
    else if (before !== null) for (const what of signatureFaults(entry, before, next)) fault(what)
    row = next ?? row
  }
  if (row === null) faults.push('there is no request')
  return { row, faults }
}

function signatureFaults({ meta, body }: ApprovalEntry, before: ApprovalRow, after: ApprovalRow): string[] {
  const { step, statement: text } = body
  if (step.change.kind !== 'approve') return []
  const { signature, seat, terms } = step.change
  if (text === undefined) return ['an approval without what was signed']
  const faults: string[] = []
  if (digestOf(text) !== signature.digest) faults.push('what was signed isn’t what stands beside it')
  if (canonicalJson(meta['signature']) !== canonicalJson(signature)) faults.push('the entry names another signature')
  const statement = readJson(text) as Statement
  const says = { request: before.number, version: before.version, revision: before.steps.length, seat, by: step.by }
  for (const [what, value] of Object.entries(says))
    if (statement[what as keyof typeof says] !== value) faults.push(`the statement is about another ${what}`)
  if (statement.insteadOf !== step.insteadOf) faults.push('the statement names somebody else whom they stand in for')
  if (canonicalJson(statement.terms) !== canonicalJson(terms)) faults.push('the statement has other terms')
  if (canonicalJson(statement.ask) !== canonicalJson(before.ask)) faults.push('the statement is about something else')
  if ((after.status === 'approved') !== (statement.amendment !== null))
    faults.push('the last approval and the change of the catalog don’t go together')
  return [...faults, ...proofFaults(step, signature, statement)]
}

function proofFaults(
  { at }: ApprovalStep,
  { level, authenticatedAt }: Extract<ApprovalStep['change'], { kind: 'approve' }>['signature'],
  { demanded }: Statement,
): string[] {
  const ageMinutes = (Date.parse(at) - authenticatedAt * 1000) / 60_000
  return [
    ...(level < demanded.level ? ['the sign-in was weaker than the seat asks for'] : []),
    ...(ageMinutes >= demanded.withinMinutes ? ['the sign-in was older than a signature may be'] : []),
  ]
}

function actorOf(meta: Readonly<Record<string, unknown>>): string | null {
  const { by } = meta
  return typeof by === 'object' && by !== null ? principalKey(by as Actor) : null
}
