import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A Node of another version on this machine, and what the gateway would miss there. */
export interface OtherRuntime {
  readonly version: string
  /** Empty: the gateway could run there. */
  readonly missing: readonly string[]
}

const OLD = /^20\./
const PROBE =
  "JSON.stringify([process.versions.node, require('node:module').isBuiltin('node:sqlite'), Boolean(process.features.typescript)])"

/** The Node 20 of this machine's path, or null: a gateway that runs on both would be measured on both. */
export function findOldRuntime(): OtherRuntime | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, 'node')
    if (!existsSync(file)) continue
    const { status, stdout } = spawnSync(file, ['-p', PROBE], { encoding: 'utf8' })
    if (status !== 0) continue
    const [version, hasSqlite, stripsTypes] = JSON.parse(stdout) as [string, boolean, boolean]
    if (!OLD.test(version)) continue
    return { version, missing: [...(hasSqlite ? [] : ['node:sqlite']), ...(stripsTypes ? [] : ['type stripping'])] }
  }
  return null
}
