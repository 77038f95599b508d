import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A profile folder of a test's own, which it may change while a gateway reads it. */
export interface PolicyFolder {
  readonly folder: string
  /** Replaces text in a document, in one step: no reader sees half a file. */
  edit(file: string, from: string | RegExp, to: string): void
  read(file: string): string
  write(file: string, text: string): void
  delete(file: string): void
  remove(): void
}

export function policyFolder(source = 'policies/us-ms-its'): PolicyFolder {
  const parent = mkdtempSync(join(tmpdir(), 'profile-'))
  const folder = join(parent, 'profile')
  cpSync(source, folder, { recursive: true })
  const write = (file: string, text: string): void => {
    writeFileSync(join(parent, 'next'), text)
    renameSync(join(parent, 'next'), join(folder, file))
  }
  return {
    folder,
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    write,
    delete: (file) => rmSync(join(folder, file)),
    edit(file, from, to) {
      const before = readFileSync(join(folder, file), 'utf8')
      const after = before.replace(from, () => to)
      if (after === before) throw new Error(`${file} doesn’t hold ${String(from)}`)
      write(file, after)
    },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  }
}
