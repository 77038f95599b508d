import { parseArgs } from 'node:util'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'
import { openRetentionAccess } from './retention-access.ts'

export const summary = 'what is due for disposition and why, and what stays'
export const usage = `statehouse retention plan [--json]

Through the gateway at STATEHOUSE_URL, as the person whose token is in STATEHOUSE_TOKEN_FILE. Destroys nothing.`

interface Plan {
  readonly cutoff: string
  readonly due: readonly {
    rule: string
    retain: string
    from: string
    citation: string
    exchanges: number
    entries: number
  }[]
  readonly excluded: readonly { reason: string; series: string; holds: readonly string[]; exchanges: number }[]
  readonly not_due: number
  readonly undecided: readonly { series: string; what: string }[]
}

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' }, help: { type: 'boolean' } } })
    if (values.help) {
      context.stdout(usage)
      return 0
    }
    const access = await openRetentionAccess(context)
    try {
      const { body } = await access.send('GET', '/api/v1/dispositions/plan')
      const lines = values.json ? [JSON.stringify(body)] : linesOf(body as unknown as Plan)
      for (const line of lines) context.stdout(line)
      return 0
    } finally {
      await access.close()
    }
  })
}

function linesOf({ cutoff, due, excluded, not_due, undecided }: Plan): string[] {
  return [
    `as of ${cutoff}`,
    ...due.map(
      ({ rule, retain, from, citation, exchanges, entries }) =>
        `due: ${exchanges} exchanges, ${entries} entries, by ${rule} (${retain} from ${from}; ${citation})`,
    ),
    ...excluded.map(
      ({ reason, series, holds, exchanges }) =>
        `stays: ${exchanges} exchanges of ${series}: ${[reason, ...holds].join(' ')}`,
    ),
    `not due: ${not_due} exchanges`,
    ...undecided.map(({ series, what }) => `to be decided by a records officer: ${series}: ${what}`),
  ]
}
