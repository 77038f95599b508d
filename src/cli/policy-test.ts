import { loadPolicy } from '../policy/load.ts'
import { formatProblem } from '../policy/problem.ts'
import { findSurvivors } from '../policy-operations/find-survivors.ts'
import { readPolicyTests } from '../policy-operations/policy-tests.ts'
import { readOrRefuse } from '../policy-operations/prepare-policy.ts'
import { runPolicyTests } from '../policy-operations/run-policy-tests.ts'
import { type PolicyCommandContext, withArguments } from './policy-arguments.ts'

export const summary = 'runs the given/expect tests of a policy folder'

export const usage = `statehouse policy test [DIR] [--mutate] [--json]

  DIR       profile folder; its tests are DIR/tests/*.yaml. Default: STATEHOUSE_POLICIES
  --mutate  also deletes or inverts each rule of the policy, one at a time, and tells which of these no test noticed

Prints every test that doesn't hold as file:line:column. Exit 1 when there is one, or a rule that nothing tests.`

export function run(args: readonly string[], context: PolicyCommandContext): Promise<0 | 1 | 2 | 3> {
  const options = { mutate: { type: 'boolean' } } as const
  return withArguments(args, context, { usage, options, positions: 1 }, (values, [folder = context.policies]) => {
    const files = readOrRefuse(folder)
    const policy = loadPolicy({ folder, files })
    const { tests, problems } = readPolicyTests(folder, files)
    problems.push(...runPolicyTests(policy, tests))
    const mutation = values['mutate'] === true && problems.length === 0 ? findSurvivors(policy.documents, tests) : null
    const isSound = problems.length === 0 && (mutation?.survivors.length ?? 0) === 0
    if (values['json'] === true)
      context.stdout(JSON.stringify({ ok: isSound, tests: tests.length, problems, ...(mutation && { mutation }) }))
    else {
      for (const problem of problems) context.stdout(formatProblem(problem))
      if (mutation !== null)
        context.stdout(`${mutation.mutants} changes of a rule, ${mutation.survivors.length} of them noticed by no test`)
      for (const survivor of mutation?.survivors ?? []) context.stdout(`  not noticed: ${survivor}`)
      const held = tests.length - problems.length
      context.stdout(
        `${folder}: ${problems.length === 0 ? `${tests.length} tests hold` : `${held} of ${tests.length} tests hold`}`,
      )
    }
    return isSound ? 0 : 1
  })
}
