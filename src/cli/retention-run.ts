import { parseArgs } from 'node:util'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'
import { openRetentionAccess } from './retention-access.ts'

export const summary = 'carries out an approved disposition'
export const usage = `statehouse retention run ID [--json]

  ID  the disposition, proposed and approved through the API
Destroys what was approved, but nothing that a legal hold keeps by then; one that was interrupted is gone on with. Through
the gateway at STATEHOUSE_URL, as the person whose token is in STATEHOUSE_TOKEN_FILE.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = { json: { type: 'boolean' }, help: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const id = positionals[0]
    if (values.help || id === undefined || positionals.length > 1) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    const access = await openRetentionAccess(context)
    try {
      const { body } = await access.send('POST', `/api/v1/dispositions/${encodeURIComponent(id)}/run`, {})
      const { status, entries, kept } = body as { status: string; entries: number; kept: number }
      context.stdout(
        values.json ? JSON.stringify(body) : `${status}: ${entries - kept} entries destroyed, ${kept} kept by a hold`,
      )
      return 0
    } finally {
      await access.close()
    }
  })
}
