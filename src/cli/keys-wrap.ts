import { parseArgs } from 'node:util'
import { wrapKeyFile } from '../records/key-file.ts'
import { keyRingText } from '../records/key-ring.ts'
import { keyServiceAt } from '../records/kms/key-service.ts'
import { parseKmsAddress } from '../records/kms/kms-address.ts'
import { signingKeyText } from '../records/signing-key.ts'
import { openLocalLog } from './local-log.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'has a key service wrap the key files, or none any more'
export const usage = `statehouse keys wrap --kms ADDRESS
statehouse keys wrap --none

  --kms ADDRESS  aws-kms+https://HOST?key=ID&region=R&credential=file:PATH[&ca=PATH]; the file holds a line ID:SECRET
  --none         the files hold the keys as they are again

The keys stay the same, and so does their escrow. From then on the files open only where the service lets them be opened:
when a gateway starts and when a command needs keys. What lay on the disk before may still be read out of it by whoever has
the disk: \`keys rotate\` makes new ones. With the gateway stopped; the act is recorded.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = { kms: { type: 'string' }, none: { type: 'boolean' }, help: { type: 'boolean' } } as const
    const { values } = parseArgs({ args, options })
    if (values.help) {
      context.stdout(usage)
      return 0
    }
    if ((values.kms === undefined) === (values.none !== true)) {
      context.stderr(usage)
      return 2
    }
    const kms = values.kms ?? null
    const name = kms === null ? null : nameOf(kms)
    // Before anything is written: a service that doesn't open what it has wrapped would take the records with it.
    if (kms !== null) await assertOpens(kms)
    const log = await openLocalLog(context)
    try {
      const ring = await log.vault.ring()
      const signingKey = await log.vault.signingKey()
      await log.write('admin', { action: 'keys.wrap', service: name })
      await wrapKeyFile(context.recordKeyFile, keyRingText(ring), kms)
      await wrapKeyFile(context.logKeyFile, signingKeyText(signingKey), kms)
      context.stdout(name === null ? 'the key files hold the keys as they are' : `the key files are wrapped by ${name}`)
      return 0
    } finally {
      await log.close()
    }
  })
}

/** The service and its key, as a record may say it. */
export function nameOf(kms: string): string {
  const { origin, key } = parseKmsAddress(kms)
  return `${new URL(origin).host} (key ${key})`
}

async function assertOpens(kms: string): Promise<void> {
  const service = keyServiceAt(kms)
  const { key, wrapped } = await service.newKey()
  if (!key.equals(await service.unwrap(wrapped))) throw new Error(`${nameOf(kms)} doesn’t open what it wrapped`)
}
