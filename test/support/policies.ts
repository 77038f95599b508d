import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadPolicy } from '#src/policy/load.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { PolicyError, type Problem } from '#src/policy/problem.ts'

export const PROFILE = 'policies/us-ms-its'
export const OVERLAY = 'policies/demo'

/** What the demo overlay is filled in with, where nothing is started. */
export const DEMO_VALUES = {
  ISSUER: 'http://127.0.0.1:8082',
  AUDIENCE: 'urn:statehouse:gateway',
  SANDBOX_ORIGIN: 'http://127.0.0.1:8083',
  APPLICATION_ORIGIN: 'http://127.0.0.1:8084',
}

export function loadDemoPolicy(): PolicySet {
  return loadPolicy({ folder: PROFILE, overlay: OVERLAY, values: DEMO_VALUES })
}

/** A copy of a shipped folder in which one file's text is changed. */
export interface ChangedFolder {
  readonly folder: string
  change(file: string, from: string, to: string): void
  write(file: string, text: string): void
  remove(): void
}

export function copyFolder(source: string): ChangedFolder {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'))
  cpSync(source, folder, { recursive: true })
  return {
    folder,
    change(file, from, to) {
      const text = readFileSync(join(folder, file), 'utf8')
      if (!text.includes(from)) throw new Error(`${file} doesn't hold ${JSON.stringify(from)}`)
      writeFileSync(
        join(folder, file),
        text.replace(from, () => to),
      )
    },
    write: (file, text) => writeFileSync(join(folder, file), text),
    remove: () => rmSync(folder, { recursive: true }),
  }
}

/** The problems of a policy that must not load. */
export function problemsOf(load: () => unknown): readonly Problem[] {
  try {
    load()
  } catch (error) {
    if (error instanceof PolicyError) return error.problems
    throw error
  }
  throw new Error('the policy loaded')
}
