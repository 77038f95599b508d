import { parseArgs } from 'node:util'
import type { SuspensionRow } from '../core/suspension.ts'
import { openOperatorAccess } from './operator-access.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'
import { namedTarget, TARGET_OPTIONS } from './suspension-options.ts'

export const summary = 'ends an emergency stop; takes two people'
export const usage = `statehouse resume TARGET|--id SUSPENSION --reason TEXT [--json]

  TARGET  --system ID, --vendor NAME, --client ID, --purpose ID, --unit ID, --person ISSUER|SUBJECT or --all
The first person asks, a second one confirms with the same command. They are told apart by their tokens, or, without
STATEHOUSE_URL, by the user names of their shells (the name before sudo): whoever holds root here could pretend to be both,
and the record would say so only by its times and addresses. Exit code 1 when there is nothing to resume.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const { values } = parseArgs({
      args,
      options: {
        ...TARGET_OPTIONS,
        id: { type: 'string' },
        reason: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
    const named = namedTarget(values)
    if (values.help || (named === null) === (values.id === undefined) || values.reason === undefined) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    const access = await openOperatorAccess(context)
    try {
      const { body } = await access.send('GET', '/api/v1/suspensions')
      const found = (body['suspensions'] as SuspensionRow[]).filter(({ id, target, value }) =>
        named === null ? id === values.id : target === named.target && value === named.value,
      )
      if (found.length === 0) {
        context.stderr('there is no such suspension')
        return 1
      }
      for (const { id, target, value } of found) {
        const answer = await access.send('POST', `/api/v1/suspensions/${encodeURIComponent(id)}/resume`, {
          reason: values.reason,
        })
        const said = answer.status === 202 ? 'asked; a second person is to confirm' : 'resumed'
        context.stdout(values.json ? JSON.stringify(answer.body) : `${target} ${value}: ${said}`)
      }
      return 0
    } finally {
      await access.close()
    }
  })
}
