import { parseArgs } from 'node:util'
import { openOperatorAccess } from './operator-access.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'
import { namedTarget, TARGET_OPTIONS } from './suspension-options.ts'

export const summary = 'the emergency stop'
export const usage = `statehouse suspend TARGET --reason TEXT [--until TIME] [--json]

  TARGET  --system ID, --vendor NAME, --client ID, --purpose ID, --unit ID, --person ISSUER|SUBJECT or --all
  --until RFC 3339; left out, it lasts until two people have resumed it
Open answers that it hits are cut. Through the gateway at STATEHOUSE_URL with the token in STATEHOUSE_TOKEN_FILE; without
them as os:<user> through the socket of the gateway that runs on this machine, or, when none runs, in the data folder. No
identity provider is needed for that. A running gateway refuses a name that its policy doesn’t know; in the data folder
names aren’t checked.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const { values } = parseArgs({
      args,
      options: {
        ...TARGET_OPTIONS,
        reason: { type: 'string' },
        until: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
    const named = namedTarget(values)
    if (values.help || named === null || values.reason === undefined) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    const { reason, until } = values
    const access = await openOperatorAccess(context)
    try {
      const order = { ...named, reason, ...(until === undefined ? {} : { until }) }
      const { body } = await access.send('POST', '/api/v1/suspensions', order)
      context.stdout(
        values.json
          ? JSON.stringify(body)
          : `suspended: ${named.target}${named.value === '' ? '' : ` ${named.value}`}; ${String(body['cut'])} open answers cut; suspension ${String(body['id'])}`,
      )
      return 0
    } finally {
      await access.close()
    }
  })
}
