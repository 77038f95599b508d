import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { builtFolder } from '../../../src/web/build/stamp.mjs'

const KB = 1_000
const assets = join(builtFolder, 'assets')
const sizeOf = (pattern: RegExp): number =>
  readdirSync(assets)
    .filter((name) => pattern.test(name))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name)), { level: 9 }).length, 0)

test.each([
  ['the scripts of the chat', /^(?:chat|session)-[^.]*\.js$/, 40 * KB],
  ['any other island', /^(?!chat|session)[^.]*\.js$/, 20 * KB],
  ['the style sheet', /\.css$/, 30 * KB],
])('%s are no longer than a slow line takes', (_what, pattern, most) => {
  expect(sizeOf(pattern)).toBeLessThanOrEqual(most)
})

test('no page holds a script, a style or an address of anybody else’s', () => {
  const server = readFileSync(join(builtFolder, 'server.js'), 'utf8')
  expect(server).not.toMatch(/https?:\/\/(?:cdn|fonts|unpkg|www\.google)/)
  for (const name of readdirSync(assets).filter((one) => one.endsWith('.css')))
    expect(readFileSync(join(assets, name), 'utf8')).not.toMatch(/url\(["']?(?:https?:)?\/\//)
})
