import { parseArgs } from 'node:util'
import { REVOCATION_CAUSES } from '../core/revocation.ts'
import { openOperatorAccess } from './operator-access.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

const CAUSES = REVOCATION_CAUSES.filter((cause) => cause !== 'signed-out')

export const summary = 'ends somebody’s access at once'
export const usage = `statehouse revoke --issuer ISSUER [--subject SUBJECT] [--issued-before TIME] --reason TEXT [--cause CAUSE] [--json]
statehouse revoke --subject 'ISSUER|SUBJECT' --reason TEXT …

  --issued-before  RFC 3339; tokens issued until then are dead; default: now
  --cause          ${CAUSES.join(', ')}; default other. Use after \`separated\` is referred to legal
Open answers are cut; a new sign-in works. Through the gateway at STATEHOUSE_URL with the token in STATEHOUSE_TOKEN_FILE;
without them as os:<user> through the socket of the gateway that runs on this machine, or, when none runs, in the data
folder. No identity provider is needed for that.`

const OPTIONS = {
  issuer: { type: 'string' },
  subject: { type: 'string' },
  'issued-before': { type: 'string' },
  cause: { type: 'string' },
  reason: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const { values } = parseArgs({ args, options: OPTIONS })
    const whose = named(values.issuer, values.subject)
    if (values.help || whose === null || values.reason === undefined) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    const access = await openOperatorAccess(context)
    try {
      const { body } = await access.send('POST', '/api/v1/revocations', {
        ...whose,
        reason: values.reason,
        ...(values['issued-before'] === undefined ? {} : { issued_before: values['issued-before'] }),
        ...(values.cause === undefined ? {} : { cause: values.cause }),
      })
      const before = new Date(Number(body['before']) * 1000).toISOString()
      const who = whose.subject ?? `everybody of ${whose.issuer}`
      context.stdout(
        values.json
          ? JSON.stringify(body)
          : `revoked: ${who}, tokens issued until ${before}; ${String(body['cut'])} open answers cut`,
      )
      return 0
    } finally {
      await access.close()
    }
  })
}

/** `--subject` may hold the issuer before a bar, as records show it. */
function named(issuer: string | undefined, subject: string | undefined): { issuer: string; subject?: string } | null {
  if (issuer !== undefined) return subject === undefined ? { issuer } : { issuer, subject }
  const bar = subject?.indexOf('|') ?? -1
  return bar <= 0 ? null : { issuer: subject!.slice(0, bar), subject: subject!.slice(bar + 1) }
}
