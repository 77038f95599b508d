/** A sentence of the gateway’s own as the domain writes it, `{}` where a value stands; and said otherwise, `{1}` for the first. */
export type SentencePair = readonly [english: string, said: string]

/** Nothing that the gateway writes is longer; people’s own texts may be. */
const SENTENCE_MAX = 2_000

/**
 * Says sentences that are made where no language is known: faults of a query, of a form’s entry, of a proof. They are
 * recorded, and read by programs, in English; a page says them by this table. What stands in one may be another one. The
 * function gives an empty text for what it doesn’t know.
 */
export function sentencesIn(pairs: readonly SentencePair[]): (english: string) => string {
  const plain = new Map(pairs.filter(([english]) => !english.includes('{}')))
  const filled = pairs
    .filter(([english]) => english.includes('{}'))
    .toSorted(([a], [b]) => b.length - a.length)
    .map(([english, said]) => ({ form: formOf(english), said }))
  const say = (text: string): string | null => {
    const known = plain.get(text)
    if (known !== undefined || text.length > SENTENCE_MAX) return known ?? null
    for (const { form, said } of filled) {
      const values = form.exec(text)
      if (values !== null) {
        const filledIn = fill(said, values)
        if (filledIn !== null) return filledIn
      }
    }
    return null
  }
  /** `{1!}` must be a sentence that is known: where it isn’t, the whole is none. */
  const fill = (said: string, values: readonly string[]): string | null => {
    let isWhole = true
    const text = said.replaceAll(/\{(\d)(!?)\}/g, (_, place: string, must: string) => {
      const value = values[Number(place)]!
      const inside = say(value)
      isWhole &&= must === '' || inside !== null
      return inside ?? value
    })
    return isWhole ? text : null
  }
  // A sentence stands for itself, or begins small behind something else and large alone.
  return (text) => say(text) ?? capital(say(small(text))) ?? ''
}

function formOf(english: string): RegExp {
  const parts = english.split('{}').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('(.*?)')}$`, 's')
}

function small(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`.replace(/\.$/, '')
}

function capital(text: string | null): string | null {
  return text === null ? null : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}
