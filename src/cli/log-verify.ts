import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { openCheckpoint } from '../core/checkpoint.ts'
import { parseVerifierKey } from '../core/signed-note.ts'
import { readKeyRingFile } from '../records/key-ring.ts'
import { readSigningKeyFile } from '../records/signing-key.ts'
import { openLogFolder } from '../records/sqlite/log-folder.ts'
import { type VerifyResult, verifyLog } from '../records/verify.ts'
import { withLogFolder } from './local-log.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'checks tree, checkpoints and contents of the records'
export const usage = `statehouse log verify [--from CHECKPOINT] [--vkey VKEY] [--json]

  --from FILE   a checkpoint that you kept: only what came after it is verified
  --vkey VKEY   the log's verifier key; without it the key is derived from the log key file
  --json        prints the whole result
Without the record key contents are reported as withheld. Exit code 1 when anything is missing or altered.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      from: { type: 'string' },
      vkey: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args, options })
    if (values.help) {
      context.stdout(usage)
      return 0
    }
    const verifier = parseVerifierKey(values.vkey ?? (await readSigningKeyFile(context.logKeyFile)).vkey)
    const recordKey = existsSync(context.recordKeyFile) ? await readKeyRingFile(context.recordKeyFile) : null
    const from = values.from === undefined ? undefined : openCheckpoint(await readFile(values.from, 'utf8'), verifier)
    const result = await withLogFolder(context, (dataFolder) => {
      const folder = openLogFolder(dataFolder)
      try {
        return verifyLog(folder, { verifier, recordKey, ...(from === undefined ? {} : { from }) })
      } finally {
        folder.close()
      }
    })
    for (const line of values.json ? [JSON.stringify(result)] : lines(result)) context.stdout(line)
    return result.ok ? 0 : 1
  })
}

function lines(result: VerifyResult): string[] {
  const { parts } = result
  return [
    `${result.ok ? 'sound' : 'NOT SOUND'}: ${result.verified} of ${result.size} entries verified`,
    `root ${result.root}, newest checkpoint at ${result.checkpointSize ?? 'none'}`,
    `parts: ${parts.intact} intact, ${parts.destroyed} destroyed with authority, ${parts.withheld} withheld, ` +
      `${parts.missing} missing, ${parts.altered} altered`,
    `open exchanges: ${result.open.length}`,
    ...result.open.map((ref) => `  open ${ref}`),
    ...result.faults.map(({ kind, index, message }) => `  ${kind}${index === null ? '' : ` ${index}`}: ${message}`),
    ...(result.faultCount > result.faults.length ? [`  and ${result.faultCount - result.faults.length} more`] : []),
  ]
}
