import { loadPolicy } from '../policy/load.ts'
import { diffPolicies, formatDiff } from '../policy-operations/diff.ts'
import { FILES_ONLY } from './files-only.ts'
import { type PolicyCommandContext, withArguments } from './policy-arguments.ts'

export const summary = 'tells in plain sentences what changes between two policies'

export const usage = `statehouse policy diff OLD NEW [--json]

  OLD NEW  profile folders

Who may do more and less (system, unit, purpose, data class, kind of subject), limits, dates, people, texts. Exit 0 whether
or not they differ. Both are read from files: what was approved in the gateway beside them isn't compared, and stderr says so.`

export function run(args: readonly string[], context: PolicyCommandContext): Promise<0 | 1 | 2 | 3> {
  return withArguments(args, context, { usage, options: {}, positions: 2 }, (values, [oldFolder, newFolder]) => {
    if (oldFolder === undefined || newFolder === undefined) {
      context.stderr(usage)
      return 2
    }
    const [before, after] = [loadPolicy({ folder: oldFolder }), loadPolicy({ folder: newFolder })]
    const diff = diffPolicies(before, after)
    if (values['json'] === true) context.stdout(JSON.stringify(diff))
    else for (const line of formatDiff(diff, before, after)) context.stdout(line)
    context.stderr(FILES_ONLY)
    return 0
  })
}
