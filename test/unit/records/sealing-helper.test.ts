import { expect, test } from 'vitest'
import { partCommitment } from '../../../src/core/commitment.ts'
import { openPart, partContext } from '../../../src/records/sealed-part.ts'
import { frameEntry, packFrames } from '../../../src/records/sqlite/batch-frame.ts'
import type { Head } from '../../../src/records/sqlite/messages.ts'
import { startSealingHelper } from '../../../src/records/sqlite/sealing-helper.ts'
import { draft, recordKey } from '../../support/record-store.ts'

function task(count: number) {
  const { helped, bytes } = packFrames(Array.from({ length: count }, () => frameEntry(draft('boot'))))
  return {
    heads: JSON.parse(helped!.heads) as Head[],
    task: { heads: helped!.heads, bytes: bytes.slice(helped!.from) },
  }
}

test('what the helper seals opens with the ring and is what the entry commits to', () => {
  const helper = startSealingHelper(recordKey)
  const { heads, task: half } = task(100)
  expect(heads).toHaveLength(60)
  helper.begin(half)
  for (const sealing of helper.finish(heads)!) {
    if (sealing === null || 'refused' in sealing) throw new Error('not sealed')
    const { head, rows, commitments } = sealing.entry
    expect(rows.map((row) => row.name)).toEqual(['meta', 'body'])
    for (const [i, row] of rows.entries()) {
      const { content, salt } = openPart(row, partContext(head.id, row.name), recordKey[row.kek])
      expect(partCommitment(salt, content)).toEqual(commitments[i]!.commitment)
    }
  }
  helper.stop()
})

test('what a batch asked for and left lying is not taken for the next one', () => {
  const helper = startSealingHelper(recordKey)
  helper.begin(task(100).task)
  const { heads, task: next } = task(100)
  helper.begin(next)
  expect(
    helper.finish(heads)!.map((sealing) => sealing !== null && 'entry' in sealing && sealing.entry.head.id),
  ).toEqual(heads.map((head) => 'id' in head && head.id))
  helper.stop()
})

test('a helper that is gone gives nothing, and the writer has to do the work', () => {
  const helper = startSealingHelper(recordKey)
  const { heads, task: half } = task(100)
  helper.stop()
  helper.begin(half)
  expect(helper.finish(heads)).toBeNull()
})
