import { loadPolicy } from '../policy/load.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { formatProblem, PolicyError } from '../policy/problem.ts'
import type { ExitCode } from './context.ts'
import { type PolicyCommandContext, textOf, withArguments } from './policy-arguments.ts'

/** What a command that reads one policy as of one moment was told. */
export interface PolicyAsOf {
  readonly policy: PolicySet
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly json: boolean
}

/** Reads `[DIR] [--at TIME] [--json]`, loads the policy and does `then`. */
export function withPolicyAsOf(
  args: readonly string[],
  context: PolicyCommandContext,
  usage: string,
  then: (told: PolicyAsOf, context: PolicyCommandContext) => ExitCode,
): Promise<ExitCode> {
  const command = { usage, options: { at: { type: 'string' } }, positions: 1 } as const
  return withArguments(args, context, command, (values, [folder = context.policies]) => {
    const time = textOf(values, 'at')
    const at = time === undefined ? Date.now() : Date.parse(time)
    if (Number.isNaN(at)) {
      context.stderr(usage)
      return 2
    }
    const policy = loadOrTell(folder, context)
    return policy === null ? 2 : then({ policy, at, json: values['json'] === true }, context)
  })
}

/** Null, and told why, where the policy doesn’t load: these commands check what it says, not whether it is sound. */
function loadOrTell(folder: string, context: PolicyCommandContext): PolicySet | null {
  try {
    return loadPolicy({ folder })
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    for (const problem of error.problems) context.stderr(formatProblem(problem))
    return null
  }
}
