import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readJson } from '../../../core/read-json.ts'
import { type Tag, type TaggedSpan, taggedSpans } from './tagged-spans.ts'
import { type Piece, piecesOf, readVocabulary } from './wordpiece.ts'

/** A token classifier that finds names and the like. */
export interface NerModel {
  find(text: string): Promise<TaggedSpan[]>
}

/** The little of the ONNX Runtime that is used; `onnxruntime-node` and `onnxruntime-web` both have it. */
interface Runtime {
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => unknown
  readonly InferenceSession: { create(model: Uint8Array): Promise<Session> }
  readonly env?: { wasm?: { numThreads?: number } }
}
interface Session {
  readonly inputNames: readonly string[]
  readonly outputNames: readonly string[]
  run(inputs: Record<string, unknown>): Promise<Record<string, { data: Float32Array; dims: readonly number[] }>>
}

const RUNTIMES = ['onnxruntime-node', 'onnxruntime-web'] as const
/** Pieces that a model reads at once, and how many of them two readings share: a name at an edge is read twice. */
const WINDOW = 384
const SHARED = 64

/**
 * Loads a model from a folder as published for BERT: `model.onnx`, `vocab.txt`, `config.json` (`id2label`), and, where it
 * knows small letters only, `tokenizer_config.json` (`do_lower_case`). The ONNX Runtime is the one installed in that folder:
 * it isn't shipped. Throws a sentence for the operator when something is missing or isn't the model that policy names.
 */
export async function loadModel(folder: string, digest: string): Promise<NerModel> {
  const file = readFileSync(join(folder, 'model.onnx'))
  if (createHash('sha256').update(file).digest('hex') !== digest)
    throw new Error('model.onnx is not the one whose digest recognizers.yaml names')
  const { id2label } = readJson(readFileSync(join(folder, 'config.json'), 'utf8')) as { id2label: object }
  const labels = Object.entries(id2label)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, label]) => String(label))
  const vocabulary = readVocabulary(readFileSync(join(folder, 'vocab.txt'), 'utf8'), isUncased(folder))
  const { Tensor, InferenceSession } = await loadRuntime(folder)
  const session = await InferenceSession.create(file)

  async function tagsOf(pieces: readonly Piece[]): Promise<Tag[]> {
    const ids = [vocabulary.open, ...pieces.map(({ id }) => id), vocabulary.close]
    const filled = (value: (at: number) => number): unknown =>
      new Tensor(
        'int64',
        BigInt64Array.from(ids, (_, at) => BigInt(value(at))),
        [1, ids.length],
      )
    const inputs: Record<string, unknown> = { input_ids: filled((at) => ids[at]!) }
    if (session.inputNames.includes('attention_mask')) inputs['attention_mask'] = filled(() => 1)
    if (session.inputNames.includes('token_type_ids')) inputs['token_type_ids'] = filled(() => 0)
    const { data } = (await session.run(inputs))[session.outputNames[0]!]!
    // The first and the last piece are the model's own.
    return pieces.map((_, at) => likeliest(data.subarray((at + 1) * labels.length, (at + 2) * labels.length), labels))
  }

  return {
    async find(text) {
      const pieces = piecesOf(text, vocabulary)
      const tags: Tag[] = []
      for (let from = 0; from < pieces.length; from += WINDOW - SHARED) {
        const read = await tagsOf(pieces.slice(from, from + WINDOW))
        // Of what two readings share the first half counts as the earlier read it, which saw what stands before it.
        tags.splice(from === 0 ? 0 : from + SHARED / 2)
        tags.push(...(from === 0 ? read : read.slice(SHARED / 2)))
        if (from + WINDOW >= pieces.length) break
      }
      return taggedSpans(pieces, tags)
    },
  }
}

async function loadRuntime(folder: string): Promise<Runtime> {
  const { resolve } = createRequire(join(folder, 'package.json'))
  for (const name of RUNTIMES) {
    let file: string
    try {
      file = resolve(name)
    } catch {
      continue
    }
    const module = (await import(pathToFileURL(file).href)) as Runtime & { default?: Runtime }
    const runtime = module.InferenceSession === undefined ? module.default! : module
    // It runs in a worker of ours already.
    if (runtime.env?.wasm !== undefined) runtime.env.wasm.numThreads = 1
    return runtime
  }
  throw new Error(`no ONNX Runtime in the model's folder: npm install onnxruntime-node there, or onnxruntime-web`)
}

function isUncased(folder: string): boolean {
  try {
    const config = readJson(readFileSync(join(folder, 'tokenizer_config.json'), 'utf8')) as { do_lower_case?: unknown }
    return config.do_lower_case === true
  } catch {
    return false
  }
}

/** The label with the largest of its logits, and its share after softmax. */
function likeliest(logits: Float32Array, labels: readonly string[]): Tag {
  const best = logits.reduce((index, value, at) => (value > logits[index]! ? at : index), 0)
  const sum = logits.reduce((total, value) => total + Math.exp(value - logits[best]!), 0)
  return { label: labels[best]!, score: 1 / sum }
}
