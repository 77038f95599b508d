import { type Case, oblige, pass, refuse, type Verdict } from './check.ts'

const RULE = 'evidence'

/** Assessments, audit, attested controls and licence, each until its day: an approval is no better than what it rests on. */
export function evidence({ facts: { system, now } }: Case): Verdict {
  const standing = ['MS-41', 'MS-49', 'MS-55']
  if (now < system.evidenceDueAt) {
    const why =
      system.evidence.length === 0
        ? 'Nothing beside the approval is required.'
        : `All ${system.evidence.length} items on file are current.`
    return pass(RULE, standing, why)
  }
  const over = system.evidence.find(({ endsAt }) => now >= endsAt)
  if (over !== undefined) {
    return refuse(
      RULE,
      over.clauses,
      'approval_expired',
      `The ${over.what} of system ${system.id} was due on ${over.due}.`,
      { next: `Ask ${over.owner} to renew it, or use another approved system.` },
    )
  }
  const late = system.evidence.find(({ dueAt }) => now >= dueAt)!
  return oblige(
    RULE,
    late.clauses,
    `The ${late.what} of system ${system.id} was due on ${late.due}; days of grace run.`,
  )
}
