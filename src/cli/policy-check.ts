import { formatProblem } from '../policy/problem.ts'
import { preparePolicy } from '../policy-operations/prepare-policy.ts'
import { type PolicyCommandContext, pairsOf, textOf, withArguments } from './policy-arguments.ts'

export const summary = 'checks a policy folder and runs its tests'

export const usage = `statehouse policy check [DIR] [--overlay DIR] [--set NAME=VALUE …] [--json]

  DIR        profile folder; default: STATEHOUSE_POLICIES
  --overlay  folder that adds to the profile, as the demo's does
  --set      value for \${NAME} in overlay files

Prints every problem as file:line:column with what is wrong and how to mend it, a test that doesn't hold among them; exit 1
when there is one. What is sound and yet not wise, such as an approval that ends on a weekend, is printed as a warning.`

export type PolicyContext = PolicyCommandContext

export function run(args: readonly string[], context: PolicyContext): Promise<0 | 1 | 2 | 3> {
  const options = { overlay: { type: 'string' }, set: { type: 'string', multiple: true } } as const
  return withArguments(args, context, { usage, options, positions: 1 }, (values, [folder = context.policies]) => {
    const overlay = textOf(values, 'overlay')
    const { policy, warnings, tests } = preparePolicy({
      folder,
      values: pairsOf(values),
      ...(overlay === undefined ? {} : { overlay }),
      signers: null,
      now: Date.now(),
    })
    const { version, digest, systems, issuers, clients } = policy
    if (values['json'] === true)
      context.stdout(JSON.stringify({ ok: true, version, digest, tests, problems: [], warnings }))
    else {
      const what = `${systems.length} systems, ${issuers.length} issuers, ${clients.length} clients, ${tests} tests`
      context.stdout(`${folder}: sound, version ${version} (${what})`)
      for (const warning of warnings) context.stdout(`warning: ${formatProblem(warning)}`)
    }
    return 0
  })
}
