import { labelLeft, wordsLeft, wordsOf } from '../labels.ts'

/** What stands near a value: a label, an anti-label, a word that the engine knows for something else, or nothing. */
export type Standing = 'label' | 'against' | 'other' | 'none'

export interface OwnLabels {
  /** By the words on the left of a value: the nearest known word wins, and at the same place the recognizer's own. */
  left(text: string, at: number): Standing
  /** By a JSON key, column or form field. */
  ofKey(key: string): Standing | null
}

/** Labels of a policy's own recognizer; a label may be several words. */
export function ownLabels(labels: readonly string[], antiLabels: readonly string[]): OwnLabels {
  const phrases: readonly (readonly [standing: Standing, words: readonly string[]])[] = [
    ...antiLabels.map((label) => ['against', lowered(wordsOf(label))] as const),
    ...labels.map((label) => ['label', lowered(wordsOf(label))] as const),
  ]

  /** The nearest of the own phrases that ends before a value, and how many words lie between. */
  function nearest(words: readonly string[]): { readonly standing: Standing; readonly distance: number } | null {
    for (let end = words.length; end > 0; end--) {
      for (const [standing, phrase] of phrases)
        if (endsIn(words, end, phrase)) return { standing, distance: words.length - end }
    }
    return null
  }

  return {
    left(text, at) {
      const own = nearest(lowered(wordsLeft(text, at)))
      const shipped = labelLeft(text, at)
      if (own !== null && (shipped === null || own.distance <= shipped.distance)) return own.standing
      return shipped === null ? 'none' : 'other'
    },
    ofKey: (key) => nearest(lowered(wordsOf(key)))?.standing ?? null,
  }
}

function endsIn(words: readonly string[], end: number, phrase: readonly string[]): boolean {
  const from = end - phrase.length
  return from >= 0 && phrase.every((word, at) => isWord(words[from + at]!, word))
}

function isWord(found: string, wanted: string): boolean {
  return found === wanted || found === `${wanted}s`
}

function lowered(words: readonly string[]): string[] {
  return words.map((word) => word.toLowerCase())
}
