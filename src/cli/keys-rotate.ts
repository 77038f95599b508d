import { parseArgs } from 'node:util'
import { keyChangeStatement } from '../records/key-change.ts'
import { rotatedKeyRing } from '../records/key-ring.ts'
import { rotatedSigningKey } from '../records/signing-key.ts'
import { assertEmbedded, type LocalLog, openLocalLog } from './local-log.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'makes new record keys, a new signing key, or both'
export const usage = `statehouse keys rotate [--record] [--log] [--json]

  --record  new keys wrap what is recorded from now on; the old ones stay in the file and still open what they wrapped
  --log     a new signing key; the change is an entry signed by the old key and the new one, and checkpoints carry both
            signatures for 30 days

Without either, both. With the gateway stopped; in force from its next start. Escrow the new keys: \`keys escrow\`.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      record: { type: 'boolean' },
      log: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args, options })
    if (values.help) {
      context.stdout(usage)
      return 0
    }
    assertEmbedded(context, 'its gateways would go on with the keys of before')
    const isBoth = !values.record && !values.log
    const log = await openLocalLog(context)
    let done: { ring?: string; vkey?: string }
    try {
      done = {
        ...(values.record || isBoth ? { ring: await rotateRecordKeys(log) } : {}),
        ...(values.log || isBoth ? { vkey: await rotateLogKey(log) } : {}),
      }
    } finally {
      await log.close()
    }
    // With the new keys: the first checkpoint that they sign is there before anybody asks for it.
    await (await openLocalLog(context)).close()
    if (values.json) context.stdout(JSON.stringify(done))
    else {
      if (done.ring !== undefined) context.stdout(`record keys ${done.ring}`)
      if (done.vkey !== undefined) context.stdout(`publish this: ${done.vkey}`)
      context.stdout('the escrow is of the keys before: statehouse keys escrow')
    }
    return 0
  })
}

/** The entry first: an entry without its rotation does no harm, a rotation without its entry would be unexplained. */
async function rotateRecordKeys({ vault, write }: LocalLog): Promise<string> {
  const before = await vault.ring()
  const ring = rotatedKeyRing(before)
  await write('keychange', { action: 'keys.rotate', of: 'record' }, { ring: { before: before.id, after: ring.id } })
  await vault.replaceRing(ring)
  return ring.id
}

async function rotateLogKey({ vault, write }: LocalLog): Promise<string> {
  const before = await vault.signingKey()
  const key = rotatedSigningKey(before, Date.now())
  const statement = keyChangeStatement(key.name, before, key)
  await write('keychange', { action: 'keys.rotate', of: 'log' }, { statement })
  await vault.replaceSigningKey(key)
  return key.vkey
}
