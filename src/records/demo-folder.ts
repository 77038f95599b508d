import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const MARK = 'demo'

/** Marks a data folder as a demo’s: its people and its custodians are made up. */
export function markDemoFolder(folder: string): void {
  writeFileSync(join(folder, MARK), 'The records in this folder are a demo’s.\n')
}

export function isDemoFolder(folder: string): boolean {
  return existsSync(join(folder, MARK))
}
