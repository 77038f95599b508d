import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { demoPlaces } from '#src/demo/profile-places.ts'
import { loadPolicy, policyFolders } from '#src/policy/load.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { PolicyError, type Problem } from '#src/policy/problem.ts'

export const PROFILE = 'policies/us-ms-its'
/** Every profile that ships. */
export const PROFILES = ['us-ms-its', 'us-mo-modot'] as const
export const OVERLAY = 'policies/demo'

/** What the demo overlay is filled in with, where nothing is started. */
export const DEMO_VALUES = {
  ISSUER: 'http://127.0.0.1:8082',
  AUDIENCE: 'urn:statehouse:gateway',
  SANDBOX_ORIGIN: 'http://127.0.0.1:8083',
  APPLICATION_ORIGIN: 'http://127.0.0.1:8084',
}

/** A shipped profile, or a changed copy of it, with the demo laid over it. */
export function loadDemoPolicy(
  profile: (typeof PROFILES)[number] = 'us-ms-its',
  folder = `policies/${profile}`,
): PolicySet {
  const values = { ...DEMO_VALUES, ...demoPlaces(profile) }
  return loadPolicy({ folder, overlay: OVERLAY, values })
}

/** A copy of a shipped folder, and of all that lies beside it, in which one file's text is changed. */
export interface ChangedFolder {
  readonly folder: string
  /** Changes the file of the folder, or of a layer beneath it, that holds the text. */
  change(file: string, from: string, to: string): void
  write(file: string, text: string): void
  remove(): void
}

export function copyFolder(source: string): ChangedFolder {
  const root = mkdtempSync(join(tmpdir(), 'policy-'))
  // The layers lie beside the profile.
  cpSync(dirname(source), root, { recursive: true })
  const folder = join(root, basename(source))
  return {
    folder,
    change(file, from, to) {
      const holder = policyFolders(folder)
        .toReversed()
        .map((one) => join(one, file))
        .find((path) => existsSync(path) && readFileSync(path, 'utf8').includes(from))
      if (holder === undefined) throw new Error(`${file} doesn't hold ${JSON.stringify(from)}`)
      const text = readFileSync(holder, 'utf8')
      writeFileSync(
        holder,
        text.replace(from, () => to),
      )
    },
    write: (file, text) => writeFileSync(join(folder, file), text),
    remove: () => rmSync(root, { recursive: true }),
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
