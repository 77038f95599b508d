import { setImmediate } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { writeBackup } from '../records/copy/backup.ts'
import { openLogFolder } from '../records/sqlite/log-folder.ts'
import { withLogFolder } from './log-folder.ts'
import { showProgress } from './progress.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'copies the records: contents and wrapped keys as two files, never a private key'
export const usage = `statehouse backup --out FOLDER [--json]

  --out FOLDER  a new folder: contents.records (encrypted), keys.records (wrapped keys), backup.json

Consistent while the gateway serves. Keep keys.records no longer than destroyed records may be brought back by it; neither
file opens anything without the record keys, which are in no backup (\`keys escrow\`).`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = { out: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } } as const
    const { values } = parseArgs({ args, options })
    if (values.help) {
      context.stdout(usage)
      return 0
    }
    if (values.out === undefined) {
      context.stderr(usage)
      return 2
    }
    const { out } = values
    return await withLogFolder(context, async (dataFolder): Promise<ExitCode> => {
      const log = openLogFolder(dataFolder)
      const progress = showProgress('backing up', context.stderr)
      try {
        const manifest = await writeBackup(log, out, Date.now(), async (done, of) => {
          progress.at(done, of)
          await setImmediate()
        })
        progress.end()
        context.stdout(values.json ? JSON.stringify(manifest) : `${manifest.size} entries are in ${out}`)
        return 0
      } finally {
        progress.end()
        log.close()
      }
    })
  })
}
