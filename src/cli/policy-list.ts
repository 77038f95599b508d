import { type ApprovedUse, approvedList } from '../policy/approved-list.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { ExitCode } from './context.ts'
import { FILES_ONLY } from './files-only.ts'
import type { PolicyCommandContext } from './policy-arguments.ts'
import { type PolicyAsOf, withPolicyAsOf } from './policy-as-of.ts'

export const summary = 'prints the list of approved AI systems: who, for what, with which data, until when'

export const usage = `statehouse policy list [DIR] [--at TIME] [--json]

  DIR   profile folder; default: STATEHOUSE_POLICIES
  --at  as of this time (RFC 3339); default: now

The list is read from files: what was approved in the gateway beside them isn't in it, and stderr says so. --json prints one
entry for each system, unit, kind of person and purpose.`

export function run(args: readonly string[], context: PolicyCommandContext): Promise<ExitCode> {
  return withPolicyAsOf(args, context, usage, print)
}

function print({ policy, at, json }: PolicyAsOf, context: PolicyCommandContext): 0 {
  const uses = approvedList(policy, at)
  if (json) context.stdout(JSON.stringify(uses))
  else {
    context.stdout(
      `${policy.profile.agency}: approved AI systems on ${new Date(at).toISOString().slice(0, 10)}, policy ${policy.version}`,
    )
    for (const line of tableOf(policy, uses)) context.stdout(line)
  }
  context.stderr(FILES_ONLY)
  return 0
}

/** Units that may do the same stand in one line. */
function tableOf(policy: PolicySet, uses: readonly ApprovedUse[]): string[] {
  const everywhere = policy.units.units.length
  return [...Map.groupBy(uses, ({ system }) => system)].flatMap(([, ofSystem]) => {
    const { system, name, approvedBy, until, safeguards, training, assurance } = ofSystem[0]!
    const same = Map.groupBy(ofSystem, (use) => JSON.stringify({ ...use, unit: '', agency: '' }))
    const lines = [...same.values()].map((group) => {
      const [first] = group as [ApprovedUse]
      const where = group.length === everywhere ? 'all units' : group.map(({ unit }) => unit).join(', ')
      const roles = first.roles.length === 0 ? '' : `; role ${first.roles.join(' or ')}`
      const named = first.people === null ? '' : `; for ${first.people.length} named people, until ${first.until}`
      const through = first.clients === null ? '' : `; only through ${first.clients.join(', ')}`
      return `  ${first.purpose}: ${first.subjectType}, ${where}; data up to ${first.maxClass}; decision mode up to ${first.maxDecisionMode}${roles}${named}${through} [${first.clauses.join(', ')}]`
    })
    return [
      '',
      `${name} (${system}), approved by ${approvedBy} until ${until}`,
      `  safeguards: ${safeguards.join(', ')}; training: ${training.join(', ') || 'none'}; sign-in level ${assurance}`,
      ...lines,
    ]
  })
}
