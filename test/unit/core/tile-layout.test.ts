import { expect, test } from 'vitest'
import { fromEntryBundle, toEntryBundle } from '../../../src/core/entry-bundle.ts'
import { entryBundlePath, parseTilePath, tileNumberPath, tilePath, tileWidth } from '../../../src/core/tile-layout.ts'

test.each([
  [0, '000'],
  [67, '067'],
  [999, '999'],
  [1000, 'x001/000'],
  [1_234_067, 'x001/x234/067'],
])('tile %i is called %s', (index, path) => {
  expect(tileNumberPath(index)).toBe(path)
})

test('paths of tiles and bundles are read back, and anything else is refused', () => {
  expect(parseTilePath(tilePath(1, 1_234_067, 7))).toEqual({ level: 1, index: 1_234_067, width: 7 })
  expect(parseTilePath(entryBundlePath(5, 256))).toEqual({ level: 'entries', index: 5, width: 256 })
  for (const path of [
    'tile/0/1',
    'tile/0/x000/001',
    'tile/64/000',
    'tile/0/000.p/0',
    'tile/0/000.p/257',
    'tile/00/000',
    '/tile/0/000',
  ]) {
    expect(parseTilePath(path)).toBeNull()
  }
  expect(() => tilePath(0, 0, 0)).toThrow(RangeError)
})

test('256 entries fill level 0 and begin level 1', () => {
  expect([tileWidth(0, 0, 256), tileWidth(0, 1, 256), tileWidth(1, 0, 256)]).toEqual([256, 0, 1])
  expect([tileWidth(0, 1, 257), tileWidth(1, 0, 65_536), tileWidth(2, 0, 65_536)]).toEqual([1, 256, 1])
})

test('a bundle holds its entries byte for byte, and a truncated one is refused', () => {
  const entries = [Buffer.from('one'), Buffer.alloc(65_535, 2)]
  const bundle = toEntryBundle(entries)
  expect(fromEntryBundle(bundle)).toEqual(entries)
  expect(() => fromEntryBundle(bundle.subarray(0, -1))).toThrow('truncated')
})
