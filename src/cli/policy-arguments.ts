import { parseArgs } from 'node:util'
import { loadPolicy } from '../policy/load.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { formatProblem, PolicyError } from '../policy/problem.ts'
import type { PolicyContext } from './policy-check.ts'

/** What a command that reads one policy as of one moment was told. */
export interface PolicyArguments {
  readonly policy: PolicySet
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly json: boolean
}

const OPTIONS = { at: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } } as const

/** Reads `[DIR] [--at TIME] [--json]`, loads the policy and does `then`. */
export function loadNamed(
  args: readonly string[],
  context: PolicyContext,
  usage: string,
  then: (told: PolicyArguments, context: PolicyContext) => 0 | 1,
): 0 | 1 | 2 {
  let parsed: { values: { at?: string; json?: boolean; help?: boolean }; positionals: string[] }
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch {
    context.stderr(usage)
    return 2
  }
  const { values, positionals } = parsed
  const at = values.at === undefined ? Date.now() : Date.parse(values.at)
  if (values.help || positionals.length > 1 || Number.isNaN(at)) {
    ;(values.help ? context.stdout : context.stderr)(usage)
    return values.help ? 0 : 2
  }
  try {
    const policy = loadPolicy({ folder: positionals[0] ?? context.policies })
    return then({ policy, at, json: values.json === true }, context)
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    for (const problem of error.problems) context.stderr(formatProblem(problem))
    return 2
  }
}
