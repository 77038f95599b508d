import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type CustodianKey, readCustodianKeyFile, thumbprintOf } from '../records/escrow/custodian-key.ts'
import { writeEscrowReceipt } from '../records/escrow/escrow-receipt.ts'
import { sealKeys } from '../records/escrow/seal-keys.ts'
import { writeSecretFile } from '../records/secret-file.ts'
import { openLocalLog } from './local-log.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'seals the keys of the log to two custodians, neither of whom can open them alone'
export const usage = `statehouse keys escrow --custodian FILE --custodian FILE --out FOLDER [--json]

  --custodian FILE  a custodian’s public key (from \`keys custodian\`); two of them
  --out FOLDER      where the two sealed shares are written, one for each custodian

Record keys and signing key are split into two shares, each random by itself, and each is sealed to one custodian (JWE,
ECDH-ES over X25519, A256GCM). Give both shares to both custodians. \`keys recover\` puts them together. With the gateway
stopped; the act is recorded. To be done again after each rotation.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      custodian: { type: 'string', multiple: true },
      out: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args, options })
    if (values.help) {
      context.stdout(usage)
      return 0
    }
    if (values.custodian?.length !== 2 || values.out === undefined) {
      context.stderr(usage)
      return 2
    }
    const custodians = (await Promise.all(values.custodian.map(readCustodianKeyFile))) as [CustodianKey, CustodianKey]
    const log = await openLocalLog(context)
    try {
      const ring = await log.vault.ring()
      const signingKey = await log.vault.signingKey()
      const shares = await sealKeys({ ring, signingKey }, custodians)
      const holders = await Promise.all(
        custodians.map(async (one) => ({ name: one.kid, thumbprint: await thumbprintOf(one) })),
      )
      const files = shares.map((_, i) => join(values.out!, `keys-${ring.id}-share-${i + 1}.jwe`))
      for (const [i, share] of shares.entries()) await writeSecretFile(files[i]!, `${share}\n`)
      const covered = { ring: ring.id, vkey: signingKey.vkey, custodians: holders }
      await log.write('admin', { action: 'keys.escrow', ...covered })
      await writeEscrowReceipt(context.dataFolder, { version: 1, at: new Date().toISOString(), ...covered })
      if (values.json) context.stdout(JSON.stringify({ ...covered, files }))
      else for (const [i, file] of files.entries()) context.stdout(`${file}  for ${holders[i]!.name}`)
      return 0
    } finally {
      await log.close()
    }
  })
}
