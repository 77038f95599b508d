import { loadPolicy } from '../policy/load.ts'
import type { PolicySet } from '../policy/policy-set.ts'
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
    return then({ policy: loadPolicy({ folder }), at, json: values['json'] === true }, context)
  })
}
