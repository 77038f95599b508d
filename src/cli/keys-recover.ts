import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readCustodianKeyFile } from '../records/escrow/custodian-key.ts'
import { joinShares, type LogKeys, openShare } from '../records/escrow/seal-keys.ts'
import { keyRingText } from '../records/key-ring.ts'
import { writeSecretFile } from '../records/secret-file.ts'
import { signingKeyText } from '../records/signing-key.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'opens escrowed keys with both custodians’ keys'
export const usage = `statehouse keys recover --share FILE --key FILE --share FILE --key FILE --out FOLDER

  --share FILE  a sealed share; two of them
  --key FILE    the private key of its custodian, in the same order
  --out FOLDER  where record-key.json and log-signing-key.json are written; nothing is overwritten`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      share: { type: 'string', multiple: true },
      key: { type: 'string', multiple: true },
      out: { type: 'string' },
      help: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args, options })
    if (values.help) {
      context.stdout(usage)
      return 0
    }
    const { share: shares, key: keys, out } = values
    if (shares?.length !== 2 || keys?.length !== 2 || out === undefined) {
      context.stderr(usage)
      return 2
    }
    return guarded(context, 1, async () => {
      const { ring, signingKey } = await recoverKeys(shares, keys)
      await writeSecretFile(join(out, 'record-key.json'), keyRingText(ring))
      await writeSecretFile(join(out, 'log-signing-key.json'), signingKeyText(signingKey))
      context.stdout(`record keys ${ring.id} and the signing key of ${signingKey.name} are in ${out}`)
      return 0
    })
  })
}

/** The keys from two share files and the two custodians’ key files, in the same order. */
export async function recoverKeys(shares: readonly string[], keys: readonly string[]): Promise<LogKeys> {
  const [one, other] = await Promise.all(
    shares.map(async (file, i) => openShare(await readFile(file, 'utf8'), await readCustodianKeyFile(keys[i]!))),
  )
  return joinShares(one!, other!)
}
