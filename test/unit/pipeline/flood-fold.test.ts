import { expect, test } from 'vitest'
import { createFloodFold, type FoldedRefusals } from '#src/pipeline/flood-fold.ts'

function folding(write?: (folded: FoldedRefusals) => Promise<void>) {
  let now = 1_000_000
  const written: FoldedRefusals[] = []
  const keep = async (folded: FoldedRefusals): Promise<void> => void written.push(folded)
  const fold = createFloodFold({ clock: { now: () => now }, write: write ?? keep, recordedMax: 3, windowMs: 60_000 })
  const flood = (count: number): boolean[] => Array.from({ length: count }, () => fold.records('credential_missing'))
  const pass = (ms: number): void => {
    now += ms
  }
  return { fold, flood, written, pass }
}

test('the first refusals of a window are recorded one by one, the rest is counted into one entry', async () => {
  const { fold, flood, written, pass } = folding()
  expect(flood(100).filter(Boolean)).toHaveLength(3)
  await fold.settle()
  expect(written).toEqual([])
  pass(60_000)
  await fold.settle()
  expect(written).toEqual([{ code: 'credential_missing', count: 97, from: 1_000_000, to: 1_060_000 }])
  await fold.settle()
  expect(written).toHaveLength(1)
  await fold.close()
})

test('every window has one entry of its own, and none when nothing was folded', async () => {
  const { fold, flood, written, pass } = folding()
  for (const count of [5, 2, 10]) {
    expect(flood(count).filter(Boolean)).toHaveLength(Math.min(3, count))
    pass(60_000)
    await fold.settle()
  }
  expect(written.map((folded) => folded.count)).toEqual([2, 7])
  await fold.close()
})

test('kinds of refusal are counted apart', async () => {
  const { fold, flood, written } = folding()
  flood(4)
  expect(fold.records('route_not_governed')).toBe(true)
  await fold.close()
  expect(written.map(({ code, count }) => [code, count])).toEqual([['credential_missing', 1]])
})

test('what the store doesn’t take is counted on and written later', async () => {
  let isDown = true
  const taken: FoldedRefusals[] = []
  const { fold, flood, pass } = folding(async (folded) => {
    if (isDown) throw new Error('store down')
    taken.push(folded)
  })
  flood(10)
  pass(60_000)
  await fold.settle()
  flood(10)
  pass(60_000)
  await fold.settle()
  isDown = false
  await fold.settle()
  expect(taken.map((folded) => folded.count)).toEqual([14])
  expect(taken[0]?.from).toBe(1_000_000)
  await fold.close()
})

test('a clock set back begins a new window and loses no count', async () => {
  const { fold, flood, written, pass } = folding()
  flood(5)
  pass(-3_600_000)
  expect(flood(1)).toEqual([true])
  await fold.close()
  expect(written.map((folded) => folded.count)).toEqual([2])
})
