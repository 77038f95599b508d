import { parseArgs } from 'node:util'
import { readSigningKeyFile } from '../records/signing-key.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = "prints the log's verifier key"
export const usage = `statehouse log key [--json]

Prints the public key of the log in the form that C2SP tools take. Publish it where nobody can change it unseen.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' }, help: { type: 'boolean' } } })
    if (values.help) {
      context.stdout(usage)
      return 0
    }
    const { name, vkey } = await readSigningKeyFile(context.logKeyFile)
    context.stdout(values.json ? JSON.stringify({ origin: name, vkey }) : vkey)
    return 0
  })
}
