import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { proveEntries } from '../records/prove.ts'
import { openLogFolder } from '../records/sqlite/log-folder.ts'
import { withLogFolder } from './log-folder.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'writes one .tlog-proof for each entry of an exchange'
export const usage = `statehouse log prove ID [--out FOLDER] [--json]

  ID            an exchange (AI-Record) or one entry
  --out FOLDER  writes <index>.tlog-proof files; without it the proofs are printed
  --json        prints [{"index", "proof"}]
Exit code 1 when the log has no such exchange, or no checkpoint covers it yet.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = { out: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const id = positionals[0]
    if (values.help || id === undefined || positionals.length > 1) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    return await withLogFolder(context, async (dataFolder) => {
      const folder = openLogFolder(dataFolder)
      try {
        return await guarded(context, 1, () => prove(folder, id, values, context))
      } finally {
        folder.close()
      }
    })
  })
}

async function prove(
  folder: ReturnType<typeof openLogFolder>,
  id: string,
  { out, json }: { out?: string | undefined; json?: boolean | undefined },
  context: RecordsContext,
): Promise<ExitCode> {
  const indexes = folder.indexesOf(id)
  if (indexes.length === 0) throw new Error(`the log has no exchange or entry ${id}`)
  const proofs = await proveEntries(folder.log, indexes)
  const numbered = proofs.map((proof, i) => ({ index: indexes[i]!, proof }))
  if (json) context.stdout(JSON.stringify(numbered))
  for (const { index, proof } of numbered) {
    if (out !== undefined) await writeFile(join(out, `${index}.tlog-proof`), proof)
    else if (!json) context.stdout(proof)
  }
  return 0
}
