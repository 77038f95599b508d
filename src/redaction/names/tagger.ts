import { readFileSync } from 'node:fs'
import { FEATURE_COUNT, isEligible, readFeatures } from './features.ts'
import { GAP, type Words } from './words.ts'

/** Weights of an averaged perceptron over hashed features, made by bench/redaction/names/build.ts. */
const weights = readWeights(new URL('tagger.bin', import.meta.url))

function readWeights(file: URL): Int16Array {
  const bytes = readFileSync(file)
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 1)
}

const places = new Int32Array(FEATURE_COUNT)

/**
 * Fills `scores`, one for each word: above 0 the word is part of a name. Words that can't be get {@link NO_NAME}. Returns
 * how many words were looked at closely.
 */
export function tag(text: string, words: Words, scores: Int32Array): number {
  let looked = 0
  let previous = 0
  let earlier = 0
  for (let i = 0; i < words.count; i++) {
    if ((words.gap[i]! & (GAP.paragraph | GAP.line)) !== 0) previous = earlier = 0
    let decision = 0
    if (isEligible(words, i, previous)) {
      looked++
      readFeatures(text, words, i, previous, earlier, places)
      let score = 0
      for (let f = 0; f < FEATURE_COUNT; f++) score += weights[places[f]!]!
      scores[i] = score
      if (score > 0) decision = 1
    } else scores[i] = NO_NAME
    earlier = previous
    previous = decision
  }
  return looked
}

export const NO_NAME = -1_000_000
