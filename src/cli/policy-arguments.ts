import { type ParseArgsConfig, parseArgs } from 'node:util'
import { formatProblem, PolicyError } from '../policy/problem.ts'
import type { ExitCode } from './context.ts'

/** What a policy command is given. */
export interface PolicyCommandContext {
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
  /** Profile folder of this deployment. */
  readonly policies: string
}

type Options = NonNullable<ParseArgsConfig['options']>
export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

/**
 * Reads arguments and runs a command’s work. `--help` prints the usage; arguments that can’t be read, or more positions
 * than `positions`, are wrong use; a policy that doesn’t hold is 1 with its problems, one a line or as JSON.
 */
export async function withArguments(
  args: readonly string[],
  context: Pick<PolicyCommandContext, 'stdout' | 'stderr'>,
  command: { readonly usage: string; readonly options: Options; readonly positions: number },
  work: (values: Values, positionals: readonly string[]) => ExitCode | Promise<ExitCode>,
): Promise<ExitCode> {
  const options = { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean' } } as const
  let parsed: { values: Values; positionals: readonly string[] }
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true }) as typeof parsed
  } catch {
    context.stderr(command.usage)
    return 2
  }
  const { values, positionals } = parsed
  if (values['help'] === true || positionals.length > command.positions) {
    ;(values['help'] === true ? context.stdout : context.stderr)(command.usage)
    return values['help'] === true ? 0 : 2
  }
  try {
    return await work(values, positionals)
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    if (values['json'] === true) context.stdout(JSON.stringify({ ok: false, problems: error.problems }))
    else for (const problem of error.problems) context.stdout(formatProblem(problem))
    return 1
  }
}

/** The value of a `--name VALUE` option. */
export function textOf(values: Values, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** `NAME=VALUE` pairs of `--set`. */
export function pairsOf(values: Values): Record<string, string> {
  const given = values['set']
  const pairs = Array.isArray(given) ? given.filter((pair) => typeof pair === 'string') : []
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const),
  )
}
