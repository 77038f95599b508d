import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCheckpointText } from '../../core/checkpoint.ts'
import { parseSignedNote } from '../../core/signed-note.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { LogOnAThread } from '../../records/log-on-a-thread.ts'
import { proveMany } from '../../records/prove-many.ts'
import { decidedOf, inputsDigest, standingOf } from '../decided.ts'
import { outcomeOf } from '../outcome.ts'
import type { BuildResult, ProductionRow } from '../production-row.ts'
import { type ScopeLine, scopeChunks } from '../scope.ts'
import { assemble } from './assemble.ts'
import { CHUNKS, type ChunkNote, chunkName, NOTE, writeChunk } from './chunk-files.ts'
import { makeChunk } from './make-chunk.ts'
import { soundReader } from './read-record.ts'
import { type BuildTerms, decidingTerms } from './terms.ts'

export interface BuildJob {
  /** The production's folder, with its scope. */
  readonly folder: string
  readonly production: ProductionRow
  readonly terms: BuildTerms
  /** Records of one chunk: what a build that was interrupted does again at most. */
  readonly chunkSize: number
}

export interface BuildProgress {
  readonly phase: 'records' | 'package'
  readonly done: number
  readonly of: number
}

export const SCOPE = 'scope.txt'
const JOB = 'job.json'

/**
 * Builds a production's package from what is decided now. Chunks that an earlier build of the same inputs finished are
 * taken as they are; the bytes are the same either way. Rejects with `NotSound` or `Undecided` in words for people.
 */
export async function buildPackage(
  log: LogOnAThread,
  rows: StateRows,
  { folder, production, terms, chunkSize }: BuildJob,
  onProgress: (progress: BuildProgress) => void,
): Promise<BuildResult> {
  const scope = join(folder, SCOPE)
  const chunks = join(folder, CHUNKS)
  const digest = inputsDigest(rows, production, decidingTerms(terms))
  for await (const lines of scopeChunks(scope, chunkSize, () => true)) for (const line of lines) digest.add(line)
  const inputs = digest.end()
  await begin(folder, `${inputs} ${production.batesFirst} ${chunkSize}`)
  const { size, root } = parseCheckpointText(parseSignedNote(production.checkpoint).text)
  const reader = soundReader(log, proveMany(log, size), { size, root }, production.frozenAt, terms.authorities)
  const decided = decidedOf(rows, production)
  const isPrivileged = (line: ScopeLine): boolean =>
    outcomeOf(standingOf(rows, production, line), production.mode) === 'privileged'
  let number = 0
  let released = 0
  let done = 0
  await build((line) => !isPrivileged(line))
  // By themselves: where a chunk of the others ends tells nothing of how many there are.
  await build(isPrivileged)
  onProgress({ phase: 'package', done, of: production.exchanges })
  return assemble({ production, terms, folder, chunks: number, inputs })

  async function build(isWanted: (line: ScopeLine) => boolean): Promise<void> {
    for await (const lines of scopeChunks(scope, chunkSize, isWanted)) {
      number++
      const before = await readNote(join(chunks, chunkName(number)))
      const standings = lines.map((line) => standingOf(rows, production, line))
      const parts = { production, terms, decided, reader }
      const made = before === null ? await makeChunk(parts, number, standings, released) : null
      if (made !== null) await writeChunk(chunks, made)
      released += (made ?? before!).counts.released
      done += lines.length
      onProgress({ phase: 'records', done, of: production.exchanges })
    }
  }
}

/** Chunks of other inputs are of no use. */
async function begin(folder: string, job: string): Promise<void> {
  const file = join(folder, JOB)
  const known = existsSync(file) ? await readFile(file, 'utf8') : null
  if (known === job) return
  await rm(join(folder, CHUNKS), { recursive: true, force: true })
  await mkdir(join(folder, CHUNKS), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.new`, job, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

async function readNote(folder: string): Promise<ChunkNote | null> {
  const file = join(folder, NOTE)
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as ChunkNote) : null
}
