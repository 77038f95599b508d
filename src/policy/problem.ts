/** One thing wrong in a policy file, where it stands, and how to mend it. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly problem: string
  readonly mend: string
}

export function formatProblem({ file, line, column, problem, mend }: Problem): string {
  return `${file}:${line}:${column}: ${problem}; ${mend}`
}

/** A policy that isn't loaded, with every problem found in it. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(`policy refused, ${problems.length} problem(s):\n${problems.map(formatProblem).join('\n')}`)
    this.problems = problems
  }
}
