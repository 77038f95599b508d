import { existsSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openCheckpoint } from '../core/checkpoint.ts'
import { type NoteVerifier, parseVerifierKey } from '../core/signed-note.ts'
import { type KeyRing, readKeyRingFile } from '../records/key-ring.ts'
import { readSigningKeyFile } from '../records/signing-key.ts'
import { checkSearchIndex } from '../records/sqlite/check-index.ts'
import { openLogFolder } from '../records/sqlite/log-folder.ts'
import { startVerifyHelper } from '../records/sqlite/verify-helper.ts'
import { type SavedVerification, startVerification, type Verification, type VerifyResult } from '../records/verify.ts'
import { assertEmbedded } from './local-log.ts'
import { withLogFolder } from './log-folder.ts'
import { showProgress } from './progress.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'checks tree, checkpoints, contents and destructions of the records'
export const usage = `statehouse log verify [--from CHECKPOINT] [--vkey VKEY]... [--resume FILE] [--index] [--json]

  --from FILE    a checkpoint that you kept: only what came after it is verified
  --vkey VKEY    the log's verifier key, more than once where it was changed; without it the log key file says it
  --resume FILE  keeps its place there while it runs; after an interruption the same command goes on from it
  --index        also builds the search index anew and compares: takes as long as that does, and needs the record key
  --json         prints the whole result
Each part of a record is intact, destroyed with authority, withheld, missing or altered; the last two fail. Without the
record key contents are reported as withheld. Exit code 1 when anything fails, 2 when it was interrupted.`

/** Entries between two looks at signals and the clock. */
const STEP = 1_024

/** Entries from which a second thread is worth its start. */
const HELPED_FROM = 2_000

const SAVE_EVERY_MS = 15_000

/** Faults of the index that are listed; the rest are counted. */
const LISTED_MAX = 1_000

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      from: { type: 'string' },
      vkey: { type: 'string', multiple: true },
      resume: { type: 'string' },
      index: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args, options })
    if (values.help) {
      context.stdout(usage)
      return 0
    }
    if (values.index) assertEmbedded(context, 'each gateway has an index of its own')
    const verifiers = await knownKeys(values.vkey, context)
    const recordKey = existsSync(context.recordKeyFile) ? await readKeyRingFile(context.recordKeyFile) : null
    const from =
      values.from === undefined ? undefined : openCheckpoint(await readFile(values.from, 'utf8'), ...verifiers)
    const resume = await savedIn(values.resume)
    return await withLogFolder(context, async (dataFolder) => {
      const folder = openLogFolder(dataFolder)
      let helper: ReturnType<typeof startVerifyHelper> | null = null
      try {
        const start = resume?.size ?? from?.size ?? 0
        const { size } = folder.tree().frontier
        if (recordKey !== null && size - start >= HELPED_FROM)
          helper = startVerifyHelper(dataFolder, recordKey, start, size)
        const verification = startVerification(folder, {
          verifiers,
          recordKey,
          ...(helper === null ? {} : { helper }),
          ...(from === undefined ? {} : { from }),
          ...(resume === undefined ? {} : { resume }),
        })
        if (!(await walk(verification, values.resume, context))) return 2
        const verified = verification.finish()
        const result = values.index && recordKey !== null ? await withIndex(verified, recordKey, context) : verified
        if (values.resume !== undefined) await rm(values.resume, { force: true })
        for (const line of values.json ? [JSON.stringify(result)] : lines(result)) context.stdout(line)
        return result.ok ? 0 : 1
      } finally {
        await helper?.close()
        folder.close()
      }
    })
  })
}

async function withIndex(result: VerifyResult, ring: KeyRing, context: RecordsContext): Promise<VerifyResult> {
  const progress = showProgress('building the index anew', context.stderr)
  const found = await checkSearchIndex(context.dataFolder, ring, (done, of) => progress.at(done, of))
  progress.end()
  const faultCount = result.faultCount + found.length
  return { ...result, ok: faultCount === 0, faultCount, faults: [...result.faults, ...found.slice(0, LISTED_MAX)] }
}

async function knownKeys(vkeys: readonly string[] | undefined, context: RecordsContext): Promise<NoteVerifier[]> {
  if (vkeys !== undefined) return vkeys.map(parseVerifierKey)
  const { vkey, before } = await readSigningKeyFile(context.logKeyFile)
  return [vkey, ...(before === undefined ? [] : [before.vkey])].map(parseVerifierKey)
}

async function savedIn(file: string | undefined): Promise<SavedVerification | undefined> {
  if (file === undefined || !existsSync(file)) return undefined
  const saved = JSON.parse(await readFile(file, 'utf8')) as SavedVerification
  if (saved.version !== 1) throw new Error(`${file} is not the place of a verification`)
  return saved
}

/** To the end; false when it was interrupted, with its place kept where there is a file for it. */
async function walk(verification: Verification, file: string | undefined, context: RecordsContext): Promise<boolean> {
  const progress = showProgress('verifying', context.stderr)
  let isInterrupted = false
  const interrupt = (): void => {
    isInterrupted = true
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  let savedAt = performance.now()
  try {
    while (verification.step(STEP)) {
      progress.at(verification.reached, verification.size)
      await setImmediate()
      if (file !== undefined && (isInterrupted || performance.now() - savedAt > SAVE_EVERY_MS)) {
        await writeFile(`${file}.new`, JSON.stringify(verification.save()))
        await rename(`${file}.new`, file)
        savedAt = performance.now()
      }
      if (!isInterrupted) continue
      progress.end()
      const place = `interrupted at entry ${verification.reached} of ${verification.size}; nothing is said of the rest`
      context.stderr(
        file === undefined ? `${place}. --resume FILE keeps the place.` : `${place}. Its place is in ${file}.`,
      )
      return false
    }
    return true
  } finally {
    progress.end()
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

function lines(result: VerifyResult): string[] {
  const { parts, pending } = result
  return [
    `${result.ok ? 'sound' : 'NOT SOUND'}: ${result.verified} of ${result.size} entries verified`,
    `root ${result.root}, newest checkpoint at ${result.checkpointSize ?? 'none'}`,
    `parts: ${parts.intact} intact, ${parts.destroyed} destroyed with authority, ${parts.withheld} withheld, ` +
      `${parts.missing} missing, ${parts.altered} altered`,
    `open exchanges: ${result.open.length}`,
    ...result.open.map((ref) => `  open ${ref}`),
    ...(pending.length === 0 ? [] : [`dispositions under way: ${pending.join(', ')}`]),
    ...result.faults.map(
      ({ kind, index, record, message }) =>
        `  ${[kind, index, record].filter((x) => x !== null).join(' ')}: ${message}`,
    ),
    ...(result.faultCount > result.faults.length ? [`  and ${result.faultCount - result.faults.length} more`] : []),
  ]
}
