import { parseArgs } from 'node:util'
import { checkPolicy } from '../policy/load.ts'
import { formatProblem, PolicyError } from '../policy/problem.ts'

export const summary = 'checks a policy folder'

export const usage = `statehouse policy check [DIR] [--overlay DIR] [--set NAME=VALUE …] [--json]

  DIR        profile folder; default: STATEHOUSE_POLICIES
  --overlay  folder that adds to the profile, as the demo's does
  --set      value for \${NAME} in overlay files

Prints every problem as file:line:column with what is wrong and how to mend it. Exit 1 when there is one. What is sound
and yet not wise, such as an approval that ends on a weekend, is printed as a warning.`

export interface PolicyContext {
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
  /** Profile folder of this deployment. */
  readonly policies: string
}

export function run(args: readonly string[], context: PolicyContext): Promise<0 | 1 | 2 | 3> {
  return Promise.resolve(check(args, context))
}

const OPTIONS = {
  overlay: { type: 'string' },
  set: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

function check(args: readonly string[], context: PolicyContext): 0 | 1 | 2 {
  const { values, positionals, fault } = readArguments(args)
  if (fault || values.help || positionals.length > 1) {
    ;(values.help ? context.stdout : context.stderr)(usage)
    return values.help ? 0 : 2
  }
  const folder = positionals[0] ?? context.policies
  const pairs = (values.set ?? []).map(
    (pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const,
  )
  try {
    const { policy, warnings } = checkPolicy({
      folder,
      values: Object.fromEntries(pairs),
      ...(values.overlay === undefined ? {} : { overlay: values.overlay }),
    })
    const { version, digest, systems, issuers, clients } = policy
    if (!values.json) for (const warning of warnings) context.stdout(`warning: ${formatProblem(warning)}`)
    if (values.json) context.stdout(JSON.stringify({ ok: true, version, digest, problems: [], warnings }))
    else
      context.stdout(
        `${folder}: sound, version ${version} (${systems.length} systems, ${issuers.length} issuers, ${clients.length} clients)`,
      )
    return 0
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    if (values.json) context.stdout(JSON.stringify({ ok: false, problems: error.problems }))
    else for (const problem of error.problems) context.stdout(formatProblem(problem))
    return 1
  }
}

function readArguments(args: readonly string[]): {
  values: { overlay?: string; set?: string[]; json?: boolean; help?: boolean }
  positionals: string[]
  fault: boolean
} {
  try {
    return { ...parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }), fault: false }
  } catch {
    return { values: {}, positionals: [], fault: true }
  }
}
