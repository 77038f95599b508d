import { parentPort, workerData } from 'node:worker_threads'
import { loadModel } from './model.ts'
import type { ModelAnswer, ModelJob } from './onnx-detector.ts'

/** Holds one model and reads the texts of one request after another. */
const { folder, digest } = workerData as { folder: string; digest: string }
const port = parentPort!
const loading = loadModel(folder, digest)
// What is wrong with the model is told to whoever asks for it.
loading.catch(() => {})

port.on('message', ({ id, texts }: ModelJob) => {
  void answerTo(id, texts).then((answer) => port.postMessage(answer))
})

async function answerTo(id: number, texts: readonly string[]): Promise<ModelAnswer> {
  let model: Awaited<typeof loading>
  try {
    model = await loading
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : 'the model can’t be loaded' }
  }
  try {
    const spans = []
    for (const text of texts) spans.push(await model.find(text))
    return { id, spans }
  } catch {
    // An error's message may quote the text.
    return { id, problem: null }
  }
}
