import { dueList, formatDueItem } from '../policy/due-list.ts'
import type { ExitCode } from './context.ts'
import type { PolicyCommandContext } from './policy-arguments.ts'
import { type PolicyAsOf, withPolicyAsOf } from './policy-as-of.ts'

export const summary = 'lists what expires within 60 days, or has'

export const usage = `statehouse policy due [DIR] [--at TIME] [--json]

  DIR   profile folder; default: STATEHOUSE_POLICIES
  --at  as of this time (RFC 3339); default: now

Approvals, registrations, assessments, audits, attested controls, vendors’ promises, licences, exceptions. Exit 1 when
something is over.`

export function run(args: readonly string[], context: PolicyCommandContext): Promise<ExitCode> {
  return withPolicyAsOf(args, context, usage, print)
}

function print({ policy, at, json }: PolicyAsOf, context: PolicyCommandContext): 0 | 1 {
  const items = dueList(policy, at)
  if (json) context.stdout(JSON.stringify(items))
  else for (const item of items) context.stdout(formatDueItem(item))
  if (!json && items.length === 0) context.stdout('nothing is due within 60 days')
  return items.some(({ stage }) => stage === 'over') ? 1 : 0
}
