import { FEATURE_COUNT, isEligible, OF_WORD, readFeatures, WEIGHT_BITS } from '#src/redaction/names/features.ts'
import { createWords, GAP, readWords } from '#src/redaction/names/words.ts'
import type { Random } from '../random.ts'
import type { NameSources } from './build-lexicon.ts'
import { createFillers } from './fillers.ts'
import { FURTHER_WITH_NAMES } from './further-with-names.ts'
import { FURTHER_WITHOUT_NAMES } from './further-without-names.ts'
import { MORE_WITH_NAMES } from './more-with-names.ts'
import { MORE_WITHOUT_NAMES } from './more-without-names.ts'
import { createNameForms } from './name-forms.ts'
import { WITH_NAMES } from './with-names.ts'
import { WITHOUT_NAMES } from './without-names.ts'

interface Example {
  readonly text: string
  /** Ranges of names, in order. */
  readonly names: readonly (readonly [start: number, end: number])[]
}

const EXAMPLES = 200_000
const WITH = [...WITH_NAMES, ...MORE_WITH_NAMES, ...FURTHER_WITH_NAMES]
/** The older ones twice: their slots make up most of the brands and headings. */
const WITHOUT = [
  ...WITHOUT_NAMES,
  ...MORE_WITHOUT_NAMES,
  ...WITHOUT_NAMES,
  ...MORE_WITHOUT_NAMES,
  ...FURTHER_WITHOUT_NAMES,
]
const EPOCHS = 3
const SIZE = 1 << WEIGHT_BITS
/** A weight place that nothing reads: where left-out features go. */
const NOWHERE = SIZE
const MARGIN = 4
const RUNS = 4
const SCALE = 256

/**
 * Trains the tagger; the same sources and seed give the same bytes. One run leans by chance to this or that, so several
 * are averaged, each over texts of its own.
 */
export function trainTagger(sources: NameSources, random: Random): Int16Array {
  const total = new Float64Array(SIZE)
  for (let run = 0; run < RUNS; run++) {
    const means = trainOnce(sources, random)
    for (let at = 0; at < SIZE; at++) total[at] = total[at]! + means[at]! / RUNS
  }
  return scaled(total)
}

function trainOnce(sources: NameSources, random: Random): Float64Array {
  const forms = createNameForms(sources, random)
  const filler = createFillers(sources, random)
  const slots = new Set(forms.slots)
  const examples = Array.from({ length: EXAMPLES }, () => exampleOf(random, slots, forms.write, filler))

  const weights = new Float64Array(SIZE + 1)
  const sums = new Float64Array(SIZE + 1)
  const changed = new Uint32Array(SIZE + 1)
  const places = new Int32Array(FEATURE_COUNT)
  const words = createWords()
  let clock = 0
  const update = (by: number): void => {
    for (let f = 0; f < FEATURE_COUNT; f++) {
      const at = places[f]!
      sums[at] = sums[at]! + weights[at]! * (clock - changed[at]!)
      changed[at] = clock
      weights[at] = weights[at]! + by
    }
  }

  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const { text, names } of examples) {
      readWords(text, words)
      // Names that no list has must be known by what stands round them.
      const hidden = random.chance(0.12)
      let next = 0
      if (hidden) {
        for (let i = 0; i < words.count; i++) if (isWithin(names, words.start[i]!)) words.flags[i] = 0
      }
      let previous = 0
      let earlier = 0
      for (let i = 0; i < words.count; i++) {
        while (next < names.length && names[next]![1] <= words.start[i]!) next++
        if ((words.gap[i]! & (GAP.paragraph | GAP.line)) !== 0) previous = earlier = 0
        let decision = 0
        if (isEligible(words, i, previous)) {
          const isName = next < names.length && names[next]![0] <= words.start[i]!
          readFeatures(text, words, i, previous, earlier, places)
          if (random.chance(0.25)) for (const f of OF_WORD) places[f] = NOWHERE
          if (random.chance(0.1)) for (let f = 2; f < 6; f++) places[f] = NOWHERE
          clock++
          let score = 0
          for (let f = 0; f < FEATURE_COUNT; f++) score += places[f] === NOWHERE ? 0 : weights[places[f]!]!
          if (isName ? score <= MARGIN : score > -MARGIN) update(isName ? 1 : -1)
          decision = score > 0 ? 1 : 0
        }
        earlier = previous
        previous = decision
      }
    }
  }
  return averaged(weights, sums, changed, clock)
}

function averaged(weights: Float64Array, sums: Float64Array, changed: Uint32Array, clock: number): Float64Array {
  const means = new Float64Array(SIZE)
  for (let at = 0; at < SIZE; at++) means[at] = (sums[at]! + weights[at]! * (clock - changed[at]!)) / clock
  return means
}

function scaled(means: Float64Array): Int16Array {
  return Int16Array.from(means, (mean) => Math.max(-32_768, Math.min(32_767, Math.round(mean * SCALE))))
}

function isWithin(names: Example['names'], at: number): boolean {
  return names.some(([start, end]) => start <= at && at < end)
}

function exampleOf(
  random: Random,
  slots: ReadonlySet<string>,
  name: (slot: string) => string,
  filler: (slot: string) => string,
): Example {
  let text = ''
  const names: [number, number][] = []
  for (let n = random.below(3); n >= 0; n--) {
    if (text !== '') text += random.of([' ', ' ', '\n', '\n\n'])
    const template = random.of(random.chance(0.5) ? WITH : WITHOUT)
    for (const piece of template.split(/(?<=\})|(?=\{[a-z0-9]+\})/)) {
      const slot = /^\{([a-z0-9]+)\}$/.exec(piece)?.[1]
      if (slot === undefined) {
        text += piece
        continue
      }
      const isName = slots.has(slot)
      const value = isName ? name(slot) : filler(slot)
      // The title isn't part of the name.
      const skip = slot.startsWith('titled') ? value.indexOf(' ') + 1 : 0
      if (isName) names.push([text.length + skip, text.length + value.length])
      text += value
    }
  }
  const style = random.below(20)
  if (style === 0) return { text: sameLength(text, text.toUpperCase()), names }
  return { text: style === 1 ? sameLength(text, text.toLowerCase()) : text, names }
}

function sameLength(text: string, other: string): string {
  return other.length === text.length ? other : text
}
