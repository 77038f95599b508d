import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchFolder } from '#src/policy-operations/watch-folder.ts'
import { type PolicyFolder, policyFolder } from '#test/support/policy-folder.ts'

let copy: PolicyFolder
let stop: () => void
let changes: number
let told: (() => void) | null
beforeEach(() => {
  copy = policyFolder()
  changes = 0
  told = null
  stop = watchFolder({
    folder: copy.folder,
    stillMs: 20,
    pollMs: 50,
    onChange: () => {
      changes++
      told?.()
    },
  })
})
afterEach(() => {
  stop()
  copy.remove()
})

const change = () => new Promise<void>((resolve) => (told = resolve))

test('several files changed together are one change', async () => {
  const once = change()
  copy.edit('quotas.yaml', 'requests: 1000', 'requests: 2000')
  copy.edit('profile.yaml', 'US-MS', 'US-XX')
  copy.edit('tests/settings.yaml', 'requests: 1000', 'requests: 2000')
  await once
  expect(changes).toBe(1)
})

test('a layer is watched as the profile is, and a layer that the profile comes to name as well', async () => {
  const first = change()
  copy.edit('classes.yaml', 'default: internal', 'default: confidential')
  await first
  mkdirSync(join(copy.folder, '../later'))
  const named = change()
  copy.edit('profile.yaml', 'layers: [../base,', 'layers: [../later, ../base,')
  await named
  const second = change()
  copy.write('../later/roles.yaml', 'version: 1')
  await second
  expect(changes).toBe(3)
})

test('a folder swapped by rename is seen, and so is what changes in the new one', async () => {
  const next = join(copy.folder, '..', 'another')
  cpSync(copy.folder, next, { recursive: true })
  writeFileSync(join(next, 'quotas.yaml'), 'version: 2')
  const swapped = change()
  renameSync(copy.folder, join(copy.folder, '..', 'old'))
  renameSync(next, copy.folder)
  await swapped
  const edited = change()
  copy.write('quotas.yaml', 'version: 3')
  await edited
})

test('a folder that goes and comes back the same tells of both at most, and of nothing while it stays', async () => {
  const gone = change()
  cpSync(copy.folder, join(copy.folder, '..', 'kept'), { recursive: true })
  rmSync(copy.folder, { recursive: true })
  await gone
  const back = change()
  renameSync(join(copy.folder, '..', 'kept'), copy.folder)
  await back
  expect(changes).toBeLessThanOrEqual(3)
})
