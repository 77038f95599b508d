import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { policyFolders } from '#src/policy/load.ts'

/** A profile folder of a test's own, its layers beside it, which it may change while a gateway reads it. */
export interface PolicyFolder {
  readonly folder: string
  /**
   * Replaces text in a document, of the profile or else of the highest layer that holds the text, in one step: no reader
   * sees half a file.
   */
  edit(file: string, from: string | RegExp, to: string): void
  read(file: string): string
  /** `file` is a path from the profile: `../base/classes.yaml` is a layer's. */
  write(file: string, text: string): void
  delete(file: string): void
  /** Takes away the profile's own tests, for a test that changes what they hold. */
  dropTests(): void
  remove(): void
}

export function policyFolder(source = 'policies/us-ms-its'): PolicyFolder {
  const parent = mkdtempSync(join(tmpdir(), 'profile-'))
  for (const one of policyFolders(source)) cpSync(one, join(parent, basename(one)), { recursive: true })
  const folder = join(parent, basename(source))
  const put = (path: string, text: string): void => {
    writeFileSync(join(parent, 'next'), text)
    renameSync(join(parent, 'next'), path)
  }
  return {
    folder,
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    write: (file, text) => put(join(folder, file), text),
    delete: (file) => rmSync(join(folder, file)),
    dropTests: () => {
      for (const file of readdirSync(join(folder, 'tests'))) rmSync(join(folder, 'tests', file))
    },
    edit(file, from, to) {
      for (const one of policyFolders(folder).toReversed()) {
        const path = join(one, file)
        if (!existsSync(path)) continue
        const before = readFileSync(path, 'utf8')
        const after = before.replace(from, () => to)
        if (after === before) continue
        return put(path, after)
      }
      throw new Error(`${file} doesn’t hold ${String(from)}`)
    },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  }
}
