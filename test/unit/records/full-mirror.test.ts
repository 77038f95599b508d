import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CONTENTS_FILE, KEYS_FILE, openCopyWriter } from '#src/records/copy/write-copy.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'full-'))
  // Takes nothing: ENOSPC at every write.
  for (const name of [CONTENTS_FILE, KEYS_FILE]) symlinkSync('/dev/full', join(folder, name))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a copy on a full disk fails each time and keeps no file open', () => {
  const open = () => readdirSync('/proc/self/fd').length
  const before = open()
  for (let i = 0; i < 5; i++) {
    const copy = openCopyWriter(folder)
    copy.checkpoint('note')
    expect(() => copy.sync()).toThrow()
    expect(() => copy.close()).toThrow()
  }
  expect(open()).toBe(before)
})
