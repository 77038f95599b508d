import { existsSync } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Checkpoint, openCheckpoint } from '../core/checkpoint.ts'
import { EMPTY_ROOT, rangeRoot } from '../core/merkle.ts'
import type { EntryDraft, StateChange } from '../core/record.ts'
import { type NoteVerifier, parseVerifierKey } from '../core/signed-note.ts'
import { createIdSource } from '../records/ids.ts'
import { fileKeyVault, type KeyVault } from '../records/key-vault.ts'
import type { LogSource } from '../records/log-source.ts'
import { readAnchor, writeAnchor } from '../records/outside/anchor-file.ts'
import { replaceSecretFile } from '../records/secret-file.ts'
import {
  endMove,
  KEY,
  moveShard,
  nextFolder,
  nextShard,
  readMove,
  type ShardMove,
  writeMove,
} from '../records/shard.ts'
import { createSigningKeyFile, type SigningKey } from '../records/signing-key.ts'
import { openLogFolder } from '../records/sqlite/log-folder.ts'
import { recordsFile } from '../records/sqlite/open-database.ts'
import { openSqliteRecordStore } from '../records/sqlite/sqlite-record-store.ts'
import { takeWriterLock } from '../records/sqlite/writer-lock.ts'
import { assertEmbedded } from './local-log.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'goes on after a rollback, as a new shard of the log; takes two people'
export const usage = `statehouse log recover --reason TEXT [--checkpoint FILE] [--json]

  --reason TEXT      what happened, for the record
  --checkpoint FILE  the newest checkpoint that somebody outside has; otherwise the anchor’s

For a store that \`serve\` refuses (exit 3). Restore first what can be restored. The first person asks, a second one confirms
with the same command; they are told apart by the user names of their shells (the name before sudo). Then the records are
moved to DATA/shards, and a new log <origin>/2 with a key of its own begins with a rollback_notice that names both
checkpoints. Rights, holds and revocations in force go with it. Set STATEHOUSE_LOG_ORIGIN to the new name. What was
interrupted on its way is gone on with by the same command; until then nothing is served.`

/** What the first person asked, and what for: another rollback needs to be asked for anew. */
interface Asked {
  readonly by: string
  readonly at: string
  readonly reason: string
  readonly seen: Named
  readonly stored: Named
}

/** A checkpoint as the notice names it. */
interface Named {
  readonly origin: string
  readonly size: number
  readonly root: string
}

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      reason: { type: 'string' },
      checkpoint: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args, options })
    if (values.help || !values.reason) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    assertEmbedded(context, 'restore it from a standby or a backup of the database')
    const begun = await readMove(context.dataFolder)
    if (begun !== null) {
      const folder = await goOn(begun, context)
      tell({ ...begun, folder }, values.json === true, context)
      return 0
    }
    const vault = fileKeyVault(context)
    const key = await vault.signingKey()
    const { vkey, before } = key
    const verifiers = [vkey, ...(before === undefined ? [] : [before.vkey])].map(parseVerifierKey)
    const seen = await seenOutside(values.checkpoint, verifiers, context)
    const stored = storedTree(context.dataFolder, key.name)
    if (isExtended(context.dataFolder, seen)) {
      context.stderr(`the store extends the checkpoint of ${seen.size} entries: there is nothing to recover from`)
      return 1
    }
    const by = context.env['SUDO_USER'] || userInfo().username
    const request = join(context.dataFolder, 'recovery.json')
    const asked = await askedFor(request, named(seen), stored)
    if (asked === null || asked.by === by) {
      if (asked === null) {
        const first: Asked = { by, at: new Date().toISOString(), reason: values.reason, seen: named(seen), stored }
        await replaceSecretFile(request, `${JSON.stringify(first)}\n`)
      }
      context.stdout(`outside: ${said(named(seen))}\nstore:   ${said(stored)}\nasked; a second person is to confirm`)
      return 0
    }
    const confirmed = { stored, seen: named(seen), asked, by, reason: values.reason }
    const lock = takeWriterLock(context.dataFolder)
    let move: ShardMove
    try {
      move = await makeShard(vault, key, confirmed, context)
    } finally {
      lock.release()
    }
    const folder = await goOn(move, context)
    tell({ ...move, folder }, values.json === true, context)
    return 0
  })
}

async function askedFor(file: string, seen: Named, stored: Named): Promise<Asked | null> {
  if (!existsSync(file)) return null
  const asked = JSON.parse(await readFile(file, 'utf8')) as Asked
  return isSame(asked.seen, seen) && isSame(asked.stored, stored) ? asked : null
}

function isSame(one: Named, other: Named): boolean {
  return one.origin === other.origin && one.size === other.size && one.root === other.root
}

async function seenOutside(
  file: string | undefined,
  verifiers: readonly NoteVerifier[],
  { env }: RecordsContext,
): Promise<Checkpoint> {
  const path = file ?? env['STATEHOUSE_ANCHOR']
  const note = path === undefined ? null : await readAnchor(path)
  if (note === null) throw new Error('name the checkpoint that somebody outside has: --checkpoint FILE')
  return openCheckpoint(note, ...verifiers)
}

function storedTree(dataFolder: string, origin: string): Named {
  if (!existsSync(recordsFile(dataFolder))) return { origin, size: 0, root: '' }
  const log = openLogFolder(dataFolder)
  try {
    const { frontier, root } = log.tree()
    return { origin, size: frontier.size, root: root.toString('base64') }
  } finally {
    log.close()
  }
}

/** Whether the store holds what was seen: then it was not rolled back. */
function isExtended(dataFolder: string, seen: Checkpoint): boolean {
  if (!existsSync(recordsFile(dataFolder))) return false
  const log = openLogFolder(dataFolder)
  try {
    return log.tree().frontier.size >= seen.size && rootOfFirst(log, seen.size).equals(seen.root)
  } finally {
    log.close()
  }
}

function rootOfFirst({ nodeAt }: LogSource, size: number): Buffer {
  return size === 0 ? EMPTY_ROOT : rangeRoot(0, size, nodeAt)
}

interface Recovery {
  readonly stored: Named
  readonly seen: Named
  readonly asked: Asked
  readonly by: string
  readonly reason: string
}

/** Makes the new shard, whole, beside the old one. Until it is there nothing has changed. */
async function makeShard(vault: KeyVault, key: SigningKey, recovery: Recovery, context: RecordsContext) {
  const { dataFolder, env } = context
  const folder = nextFolder(dataFolder)
  await rm(folder, { recursive: true, force: true })
  const origin = nextShard(key.name)
  const signingKey = await createSigningKeyFile(join(folder, KEY), origin)
  const clock = { now: () => Date.now() }
  const ids = createIdSource(clock)
  const instance = env['STATEHOUSE_INSTANCE'] ?? 'cli'
  const store = await openSqliteRecordStore({
    folder,
    origin,
    instance,
    recordKey: await vault.ring(),
    signingKey,
    clock,
    ids,
  })
  let checkpoint: string
  try {
    const { stored, seen, asked, by, reason } = recovery
    const people = { asked_by: `os:${asked.by}`, confirmed_by: `os:${by}` }
    const notice: EntryDraft = {
      id: ids.entryId(),
      type: 'rollback_notice',
      agency: 'gateway',
      series: 'gateway',
      policy: 'none',
      meta: { action: 'log.recover', reason: asked.reason, confirmed_reason: reason, ...people },
      parts: [{ name: 'body', key: 'record', bytes: Buffer.from(JSON.stringify({ outside: seen, store: stored })) }],
      state: carriedState(dataFolder),
    }
    await store.append(notice)
    checkpoint = await store.checkpoint()
  } finally {
    await store.close()
  }
  const suffix = `.before-${clock.now()}`
  const move: ShardMove = { before: key.name, origin, vkey: signingKey.vkey, checkpoint, suffix }
  await writeMove(dataFolder, move)
  return move
}

/** Puts it into its place. Two people have confirmed it: whoever finds it half done goes on with it. */
async function goOn(move: ShardMove, { dataFolder, logKeyFile, env }: RecordsContext): Promise<string> {
  // Held from the first move to the last, so that no gateway starts between.
  const lock = takeWriterLock(dataFolder)
  try {
    const folder = await moveShard(dataFolder, logKeyFile, move)
    const anchor = env['STATEHOUSE_ANCHOR']
    if (anchor !== undefined && (await readAnchor(anchor)) !== move.checkpoint) {
      // What the anchor had seen stays beside it: it is the proof of what is missing.
      if (existsSync(anchor)) await rename(anchor, `${anchor}${move.suffix}`)
      await writeAnchor(anchor, move.checkpoint)
    }
    await rm(join(dataFolder, 'recovery.json'), { force: true })
    await endMove(dataFolder)
    return folder
  } finally {
    lock.release()
  }
}

function tell(
  { origin, vkey, folder, checkpoint }: ShardMove & { readonly folder: string },
  asJson: boolean,
  { stdout }: RecordsContext,
): void {
  stdout(
    asJson
      ? JSON.stringify({ origin, vkey, folder, checkpoint })
      : `${origin} has begun; the records before it are in ${folder}\nset STATEHOUSE_LOG_ORIGIN=${origin}\npublish this: ${vkey}`,
  )
}

/** What is in force, as changes: who is revoked stays revoked. */
function carriedState(dataFolder: string): readonly StateChange[] {
  if (!existsSync(recordsFile(dataFolder))) return []
  const log = openLogFolder(dataFolder)
  try {
    return log.state()
  } finally {
    log.close()
  }
}

function named({ origin, size, root }: Checkpoint): Named {
  return { origin, size, root: root.toString('base64') }
}

function said({ origin, size, root }: Named): string {
  return `${origin}, ${size} entries, root ${root || 'none'}`
}
