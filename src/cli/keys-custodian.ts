import { parseArgs } from 'node:util'
import { createCustodianKeyFile } from '../records/escrow/custodian-key.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'makes the key of a custodian of escrowed keys'
export const usage = `statehouse keys custodian NAME --out FILE

Run by the custodian, on the custodian’s own machine: writes the private key to FILE, which stays there, and prints the
public key, which goes into a file for \`keys escrow\`.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = { out: { type: 'string' }, help: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    if (values.help) {
      context.stdout(usage)
      return 0
    }
    if (positionals.length !== 1 || values.out === undefined) {
      context.stderr(usage)
      return 2
    }
    context.stdout(JSON.stringify(await createCustodianKeyFile(values.out, positionals[0]!)))
    return 0
  })
}
