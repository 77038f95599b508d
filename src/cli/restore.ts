import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openCheckpoint } from '../core/checkpoint.ts'
import { parseVerifierKey } from '../core/signed-note.ts'
import { type BackupManifest, checkBackup } from '../records/copy/backup.ts'
import { restoreLog } from '../records/copy/restore.ts'
import type { LogKeys } from '../records/escrow/seal-keys.ts'
import { keyRingText } from '../records/key-ring.ts'
import { fileKeyVault } from '../records/key-vault.ts'
import { isObjectAddress, parseObjectAddress } from '../records/objects/object-address.ts'
import { fetchObjectMirror } from '../records/objects/object-mirror.ts'
import { openObjectStore } from '../records/objects/object-store.ts'
import { writeSecretFile } from '../records/secret-file.ts'
import { signingKeyText } from '../records/signing-key.ts'
import { importToFolder } from '../records/sqlite/import-log.ts'
import { openLogFolder } from '../records/sqlite/log-folder.ts'
import { recordsFile } from '../records/sqlite/open-database.ts'
import { type VerifyResult, verifyLog } from '../records/verify.ts'
import { openSecrets } from '../secrets.ts'
import { recoverKeys } from './keys-recover.ts'
import { showProgress } from './progress.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'makes the records anew from a backup, a mirror or both, and proves them before they serve'
export const usage = `statehouse restore [--from BACKUP] [--mirror FOLDER] [--verify]
                   [--share FILE --key FILE --share FILE --key FILE] [--json]

  --from BACKUP    a folder that \`backup\` made
  --mirror FOLDER  what STATEHOUSE_MIRROR named, a folder or an address s3+https://…; its entries follow those of the backup
  --share, --key   the sealed shares and the custodians’ private keys, in the same order: the keys come from the escrow, and
                   are written where the configuration looks for them if they aren’t there. Otherwise the key files serve
  --verify         asks for the escrow: a restore that hasn’t opened it proves less than it must on the day

The data folder must hold no records, or with STATEHOUSE_DATABASE_URL the database none: then the log goes there, whichever store
it was backed up from, by a login that owns the schema. Tree, checkpoints and every content are verified; only then do the
records stand where \`serve\` looks. Exit code 1 when they don’t hold; then nothing is left behind.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      from: { type: 'string' },
      mirror: { type: 'string' },
      share: { type: 'string', multiple: true },
      key: { type: 'string', multiple: true },
      verify: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args, options })
    if (values.help) {
      context.stdout(usage)
      return 0
    }
    const { from, mirror, share: shares = [], key: keys = [] } = values
    const isEscrowed = shares.length > 0 || keys.length > 0
    const folders = [from, mirror].filter((folder) => folder !== undefined)
    if (folders.length === 0 || (isEscrowed && (shares.length !== 2 || keys.length !== 2))) {
      context.stderr(usage)
      return 2
    }
    if (values.verify && !isEscrowed) throw new Error('--verify asks for the escrow: two --share and two --key')
    await assertNoRecords(context)
    return guarded(context, 1, async () => {
      const manifest = from === undefined ? null : await checkBackup(from)
      const logKeys = isEscrowed ? await recoverKeys(shares, keys) : await keysInPlace(context)
      await assertNoOtherKeys(logKeys, context)
      const result = await restore(folders, logKeys, manifest, context)
      if (result.ok && isEscrowed) await putKeys(logKeys, context)
      const { ok, size, parts, faults } = result
      if (values.json) context.stdout(JSON.stringify(result))
      else {
        context.stdout(`${ok ? 'restored and proved' : 'NOT restored'}: ${size} entries, ${parts.intact} parts intact`)
        for (const { kind, index, record, message } of faults)
          context.stdout(`  ${[kind, index, record].filter((x) => x !== null).join(' ')}: ${message}`)
      }
      return ok ? 0 : 1
    })
  })
}

async function keysInPlace(context: RecordsContext): Promise<LogKeys> {
  const vault = fileKeyVault(context)
  return { ring: await vault.ring(), signingKey: await vault.signingKey() }
}

/** Beside the data folder first; moved into it once it is proved. */
async function restore(
  folders: readonly string[],
  { ring, signingKey }: LogKeys,
  manifest: BackupManifest | null,
  context: RecordsContext,
): Promise<VerifyResult> {
  const beside = join(context.dataFolder, 'restoring')
  await rm(beside, { recursive: true, force: true })
  await mkdir(beside, { recursive: true, mode: 0o700 })
  const progress = showProgress('restoring', context.stderr)
  try {
    const copies: string[] = []
    for (const place of folders) copies.push(isObjectAddress(place) ? await fetched(place, beside, context) : place)
    const target = importToFolder(beside)
    try {
      await restoreLog(copies, ring, target, async (done) => {
        progress.at(done, manifest?.size ?? done)
        await setImmediate()
      })
    } finally {
      target.close()
    }
    const prove = (folder: string) => proveLog(folder, { ring, signingKey }, manifest)
    const result = prove(beside)
    if (!result.ok) return result
    if (context.databaseUrl != null) return await intoDatabase(context.databaseUrl, beside, prove, progress)
    await rename(recordsFile(beside), recordsFile(context.dataFolder))
    return result
  } finally {
    progress.end()
    await rm(beside, { recursive: true, force: true })
  }
}

/** Brings what an object store has beside what is made of it. */
async function fetched(place: string, beside: string, { env }: RecordsContext): Promise<string> {
  const address = parseObjectAddress(place)
  const credential = openSecrets(env).credential(address.credential) ?? ''
  const store = openObjectStore({ address, credential, caFile: env['STATEHOUSE_CA'] ?? null })
  try {
    const folder = join(beside, 'mirror')
    await fetchObjectMirror(store, folder)
    return folder
  } finally {
    await store.close()
  }
}

async function assertNoRecords({ databaseUrl, dataFolder }: RecordsContext): Promise<void> {
  if (databaseUrl != null) {
    const { assertEmpty } = await import('../records/postgres/fill-database.ts')
    await assertEmpty(databaseUrl)
  } else if (existsSync(recordsFile(dataFolder))) throw new Error(`${dataFolder} holds records already`)
}

/** What the database then holds is proved once more, before it is there for anybody else. */
async function intoDatabase(
  databaseUrl: string,
  proved: string,
  prove: (folder: string) => VerifyResult,
  progress: ReturnType<typeof showProgress>,
): Promise<VerifyResult> {
  const { fillDatabase } = await import('../records/postgres/fill-database.ts')
  const log = openLogFolder(proved)
  try {
    const { size } = log.tree().frontier
    const copy = join(proved, 'database')
    let result: VerifyResult | null = null
    const isProved = (): boolean => {
      result = prove(copy)
      return result.ok
    }
    await fillDatabase(databaseUrl, log, copy, isProved, async (done) => progress.at(done, size))
    return result!
  } finally {
    log.close()
  }
}

/** Everything, and that the log reaches what the backup said it was. */
function proveLog(folder: string, { ring, signingKey }: LogKeys, manifest: BackupManifest | null): VerifyResult {
  const { vkey, before } = signingKey
  const verifiers = [vkey, ...(before === undefined ? [] : [before.vkey])].map(parseVerifierKey)
  const log = openLogFolder(folder)
  try {
    const result = verifyLog(log, { verifiers, recordKey: ring })
    if (!result.ok || manifest === null || manifest.checkpoint === null) return result
    const from = openCheckpoint(manifest.checkpoint, ...verifiers)
    const since = verifyLog(log, { verifiers, recordKey: ring, from })
    return since.ok ? result : since
  } finally {
    log.close()
  }
}

/** Records that the configured keys don’t open would be refused by `serve`, long after this. */
async function assertNoOtherKeys({ ring, signingKey }: LogKeys, context: RecordsContext): Promise<void> {
  const vault = fileKeyVault(context)
  if (existsSync(context.recordKeyFile) && (await vault.ring()).id !== ring.id)
    throw new Error(`${context.recordKeyFile} holds other record keys than the escrow`)
  if (existsSync(context.logKeyFile) && (await vault.signingKey()).vkey !== signingKey.vkey)
    throw new Error(`${context.logKeyFile} holds another signing key than the escrow`)
}

async function putKeys({ ring, signingKey }: LogKeys, { recordKeyFile, logKeyFile }: RecordsContext): Promise<void> {
  if (!existsSync(recordKeyFile)) await writeSecretFile(recordKeyFile, keyRingText(ring))
  if (!existsSync(logKeyFile)) await writeSecretFile(logKeyFile, signingKeyText(signingKey))
}
