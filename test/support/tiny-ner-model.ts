import { createHash } from 'node:crypto'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { project } from './source-files.ts'

export const LABELS = ['O', 'B-PER', 'I-PER', 'B-ORG'] as const
const VOCABULARY = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  'odalys',
  'quint',
  '##ero',
  'magnolia',
  'board',
  'the',
  'of',
  '.',
]
/** What the model says of each piece, by place in {@link LABELS}; all else is no name. */
const SAYS: Readonly<Record<string, number>> = { odalys: 1, quint: 2, '##ero': 2, magnolia: 3 }

/**
 * Writes a folder as an operator would lay it out: a real ONNX file whose graph is one look-up of each piece's logits, the
 * vocabulary, the labels, and the runtime. Returns the digest of the model.
 */
export function writeTinyModel(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const model = modelFile(VOCABULARY.map((piece) => LABELS.map((_, label) => (label === (SAYS[piece] ?? 0) ? 6 : 0))))
  writeFileSync(join(folder, 'model.onnx'), model)
  writeFileSync(join(folder, 'vocab.txt'), VOCABULARY.join('\n'))
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ id2label: { ...LABELS } }))
  writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify({ do_lower_case: true }))
  symlinkSync(join(project, 'test/onnx/node_modules'), join(folder, 'node_modules'))
  return createHash('sha256').update(model).digest('hex')
}

/** `logits = Gather(table, input_ids)` in the ONNX protobuf form (onnx.proto, opset 13). */
function modelFile(table: readonly (readonly number[])[]): Buffer {
  const weights = Buffer.from(Float32Array.from(table.flat()).buffer)
  const initializer = message([
    [1, table.length],
    [1, table[0]!.length],
    [2, 1],
    [8, 'table'],
    [9, weights],
  ])
  const gather = message([
    [1, 'table'],
    [1, 'input_ids'],
    [2, 'logits'],
    [4, 'Gather'],
  ])
  const graph = message([
    [1, gather],
    [2, 'tiny'],
    [5, initializer],
    [11, valueInfo('input_ids', 7, ['batch', 'pieces'])],
    [11, valueInfo('attention_mask', 7, ['batch', 'pieces'])],
    [12, valueInfo('logits', 1, ['batch', 'pieces', 'labels'])],
  ])
  return message([
    [1, 8],
    [7, graph],
    [8, message([[2, 13]])],
  ])
}

function valueInfo(name: string, elementType: number, dimensions: readonly string[]): Buffer {
  const shape = message(dimensions.map((dimension) => [1, message([[2, dimension]])] as const))
  const tensor = message([
    [1, elementType],
    [2, shape],
  ])
  return message([
    [1, name],
    [2, message([[1, tensor]])],
  ])
}

/** A protobuf message of small integers and byte fields. */
function message(fields: readonly (readonly [field: number, value: number | string | Buffer])[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([field, value]) => {
      if (typeof value === 'number') return [varint(field << 3), varint(value)]
      const bytes = typeof value === 'string' ? Buffer.from(value) : value
      return [varint((field << 3) | 2), varint(bytes.length), bytes]
    }),
  )
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  let left = value
  do {
    bytes.push(left > 0x7f ? (left & 0x7f) | 0x80 : left)
    left >>>= 7
  } while (left > 0)
  return Buffer.from(bytes)
}
