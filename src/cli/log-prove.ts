import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openPartWithSalt } from '../records/commit/part-row.ts'
import { type KeyRing, readKeyRingFile } from '../records/key-ring.ts'
import type { RawEntry } from '../records/log-source.ts'
import { proveEntries } from '../records/prove.ts'
import { type LogFolder, openLogFolder } from '../records/sqlite/log-folder.ts'
import { withLogFolder } from './log-folder.ts'
import { recordTheLook } from './record-the-look.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'writes one .tlog-proof for each entry of an exchange'
export const usage = `statehouse log prove ID [--out FOLDER [--contents]] [--json]

  ID            an exchange (AI-Record) or one entry
  --out FOLDER  writes INDEX.tlog-proof and INDEX.entry.json; without it the proofs are printed
  --contents    also writes what auditors may read, INDEX.PART and INDEX.PART.salt, and records the look; whoever is given
                both can check them, whoever is given neither learns nothing
  --json        prints [{"index", "proof"}]
\`log check FOLDER\` and docs/verify.html check such a folder without the gateway. Exit code 1 when the log has no such
exchange, or no checkpoint covers it yet.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      out: { type: 'string' },
      contents: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const id = positionals[0]
    const isAlone = values.contents === true && values.out === undefined
    if (values.help || id === undefined || positionals.length > 1 || isAlone) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    // Before anything is read: a look that can’t be recorded isn’t taken.
    if (values.contents) await recordTheLook(context, { action: 'prove', record: id })
    const ring = values.contents ? await readKeyRingFile(context.recordKeyFile) : null
    return await withLogFolder(context, async (dataFolder) => {
      const folder = openLogFolder(dataFolder)
      try {
        return await guarded(context, 1, () => prove(folder, id, { ...values, ring }, context))
      } finally {
        folder.close()
      }
    })
  })
}

async function prove(
  folder: LogFolder,
  id: string,
  { out, json, ring }: { out?: string | undefined; json?: boolean | undefined; ring: KeyRing | null },
  context: RecordsContext,
): Promise<ExitCode> {
  const indexes = folder.indexesOf(id)
  if (indexes.length === 0) throw new Error(`the log has no exchange or entry ${id}`)
  const proofs = await proveEntries(folder.log, indexes)
  const numbered = proofs.map((proof, i) => ({ index: indexes[i]!, proof }))
  if (json) context.stdout(JSON.stringify(numbered))
  if (out !== undefined) await mkdir(out, { recursive: true, mode: 0o700 })
  for (const { index, proof } of numbered) {
    if (out !== undefined) {
      const files = await writeOne(out, entryAt(folder, index), proof, ring)
      if (!json) context.stdout(`entry ${index}: ${files.join(' ')}`)
    }
    if (out === undefined && !json) context.stdout(proof)
  }
  return 0
}

function entryAt(folder: LogFolder, index: number): RawEntry {
  for (const entry of folder.entries(index, true)) return entry
  throw new Error(`the log has no entry ${index}`)
}

async function writeOne(out: string, entry: RawEntry, proof: string, ring: KeyRing | null): Promise<string[]> {
  const written: string[] = []
  const path = (name: string): string => {
    written.push(join(out, `${entry.index}.${name}`))
    return written.at(-1)!
  }
  await writeFile(path('tlog-proof'), proof)
  await writeFile(path('entry.json'), entry.entry)
  if (ring === null) return written
  for (const part of entry.parts) {
    // What is sealed is opened by reveal only.
    if (!part.kek.startsWith('record')) continue
    const { content, salt } = openPartWithSalt(entry.id, part, ring)
    await writeFile(path(part.name), content, { mode: 0o600 })
    await writeFile(path(`${part.name}.salt`), salt, { mode: 0o600 })
  }
  return written
}
