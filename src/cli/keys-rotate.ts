import { parseArgs } from 'node:util'
import { keyChangeStatement } from '../records/key-change.ts'
import { rotatedKeyRing } from '../records/key-ring.ts'
import { rotatedSigningKey } from '../records/signing-key.ts'
import { type LocalLog, openLocalLog } from './local-log.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'makes new record keys, a new signing key, or both'
export const usage = `statehouse keys rotate [--record] [--log] [--json]

  --record  new keys wrap what is recorded from now on; the old ones stay in the file and still open what they wrapped
  --log     a new signing key; the change is an entry signed by the old key and the new one, and checkpoints carry both
            signatures for 30 days

Without either, both. With the gateway stopped, over PostgreSQL every gateway of the log; in force from the next start, for which
each of them gets the new key files: one with the old ones refuses to start. Escrow the new keys: \`keys escrow\`.`

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
    await assertNobodyWrites(context)
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
    // With the new keys: an entry that the old ones don't open, so that no gateway goes on with those, and a checkpoint.
    const renewed = await openLocalLog(context)
    try {
      await renewed.write('admin', { action: 'keys.rotated' })
    } finally {
      await renewed.close()
    }
    if (values.json) context.stdout(JSON.stringify(done))
    else {
      if (done.ring !== undefined) context.stdout(`record keys ${done.ring}`)
      if (done.vkey !== undefined) context.stdout(`publish this: ${done.vkey}`)
      context.stdout('the escrow is of the keys before: statehouse keys escrow')
      if (context.databaseUrl != null)
        context.stdout('every gateway of the log gets both key files before it is started again')
    }
    return 0
  })
}

/** The embedded log's lock tells by itself; the gateways of a log in PostgreSQL hold their names. */
async function assertNobodyWrites({ databaseUrl }: RecordsContext): Promise<void> {
  if (databaseUrl == null) return
  const { runningGateways } = await import('../records/postgres/running-gateways.ts')
  const running = await runningGateways(databaseUrl)
  if (running.length > 0)
    throw new Error(`stop every gateway of the log first, they would go on with the old keys: ${running.join(', ')}`)
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
