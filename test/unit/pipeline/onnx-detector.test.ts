import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { onnxDetector } from '#src/pipeline/scan/onnx/onnx-detector.ts'
import { taggedSpans } from '#src/pipeline/scan/onnx/tagged-spans.ts'
import { piecesOf, readVocabulary } from '#src/pipeline/scan/onnx/wordpiece.ts'
import { DetectorFault } from '#src/redaction/detector-fault.ts'
import { writeTinyModel } from '#test/support/tiny-ner-model.ts'

const row = {
  id: 'ner',
  kind: 'onnx',
  deadlineMs: 20_000,
  minScore: 0.5,
  entities: { PER: 'person_name' },
  clauses: ['MS-47'],
} as const

let folder: string
let digest: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onnx-'))
  digest = writeTinyModel(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function found(texts: readonly string[]): Promise<string[][]> {
  const detector = onnxDetector({ ...row, folder, digest })
  const spans = await detector.find(texts)
  await detector.close()
  return spans.map((list, at) => list.map(({ entity, start, end }) => `${entity} ${texts[at]!.slice(start, end)}`))
}

test('a model that the operator gives is run by the real runtime, and its names come at their places', async () => {
  expect(await found(['😀 The Board of Magnolia, ÓDALYS Quintero.', 'the board', ''])).toEqual([
    ['person_name ÓDALYS Quintero'],
    [],
    [],
  ])
})

test('a text longer than the model reads at once is read in windows that share an edge', async () => {
  const text = `${'the board of '.repeat(126)}Odalys Quintero ${'of the board '.repeat(300)}Odalys Quintero`
  expect(await found([text])).toEqual([['person_name Odalys Quintero', 'person_name Odalys Quintero']])
})

describe('what is wrong with a model', () => {
  test.each([
    ['is not the one that policy names', (own: string) => writeFileSync(join(own, 'model.onnx'), 'x'), 'digest'],
    ['has no runtime', (own: string) => rmSync(join(own, 'node_modules')), 'npm install'],
    ['has a vocabulary of another kind', (own: string) => writeFileSync(join(own, 'vocab.txt'), 'a\nb'), '[UNK]'],
  ])('%s: every text is refused, and its health says what to do', async (_what, spoil, says) => {
    const own = mkdtempSync(join(tmpdir(), 'onnx-'))
    const ownDigest = writeTinyModel(own)
    spoil(own)
    const detector = onnxDetector({ ...row, folder: own, digest: ownDigest })
    expect(await detector.health()).toContain(says)
    await expect(detector.find(['Odalys'])).rejects.toEqual(new DetectorFault('ner', 'unreachable'))
    await detector.close()
    rmSync(own, { recursive: true })
  })

  test('a late model is ended and refuses, and the next text gets another', async () => {
    const late = onnxDetector({ ...row, folder, digest, deadlineMs: 1 })
    await expect(late.find(['the board '.repeat(2_000)])).rejects.toEqual(new DetectorFault('ner', 'late'))
    await expect(late.find(['the board '.repeat(2_000)])).rejects.toEqual(new DetectorFault('ner', 'late'))
    await late.close()
  })
})

describe('pieces of words', () => {
  const vocabulary = readVocabulary('[PAD]\n[UNK]\n[CLS]\n[SEP]\nun\n##affable\n##aff\n人\n!', true)

  test('are the longest that the vocabulary has, each at its place', () => {
    expect(piecesOf('Unaffable! 人人 unx', vocabulary)).toEqual([
      { id: 4, start: 0, end: 2, isFirst: true },
      { id: 5, start: 2, end: 9, isFirst: false },
      { id: 8, start: 9, end: 10, isFirst: true },
      { id: 7, start: 11, end: 12, isFirst: true },
      { id: 7, start: 12, end: 13, isFirst: true },
      { id: 1, start: 14, end: 17, isFirst: true },
    ])
  })

  test('cover every character that isn’t a blank, in order, once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const pieces = piecesOf(text, vocabulary)
        let covered = ''
        let end = 0
        for (const piece of pieces) {
          expect(piece.start).toBeGreaterThanOrEqual(end)
          end = piece.end
          covered += text.slice(piece.start, piece.end)
        }
        expect(covered).toBe(text.replace(/\s/g, ''))
      }),
    )
  })
})

test('tags join into names: a word is what its first piece is, and B- begins another', () => {
  const piece = (start: number, isFirst = true) => ({ id: 0, start, end: start + 2, isFirst })
  const tags = ['B-PER', 'O', 'I-PER', 'B-PER', 'O', 'ORG'].map((label) => ({ label, score: 0.8 }))
  expect(taggedSpans([piece(0), piece(2, false), piece(5), piece(8), piece(11), piece(14)], tags)).toEqual([
    { start: 0, end: 7, label: 'PER', score: 0.8 },
    { start: 8, end: 10, label: 'PER', score: 0.8 },
    { start: 14, end: 16, label: 'ORG', score: 0.8 },
  ])
})
