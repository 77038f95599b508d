/** Texts by BCP 47 tag. */
export type Texts = Readonly<Record<string, string>>

export interface Message {
  readonly text: string
  /** Language that was found, for `Content-Language`. */
  readonly language: string
}

/**
 * The text in the language that a reader prefers. `languages` are those of the profile, the fallback first; every text
 * exists in each of them, which loading has checked.
 */
export function chooseMessage(texts: Texts, acceptLanguage: string | undefined, languages: readonly string[]): Message {
  const language = chooseLanguage(acceptLanguage, languages)
  return { text: texts[language]!, language }
}

/** RFC 4647 lookup over the ranges of `Accept-Language`; anything unreadable counts as no preference. */
export function chooseLanguage(acceptLanguage: string | undefined, languages: readonly string[]): string {
  const fallback = languages[0]!
  if (acceptLanguage === undefined || acceptLanguage.length > 512) return fallback
  for (const range of ranges(acceptLanguage)) {
    if (range === '*') return fallback
    for (let tag = range; tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
      const found = languages.find((language) => language.toLowerCase() === tag)
      if (found !== undefined) return found
    }
  }
  return fallback
}

function ranges(acceptLanguage: string): string[] {
  return acceptLanguage
    .split(',')
    .map((item, position) => {
      const [tag = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return { tag, position, weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ tag, weight }) => /^(\*|[a-z]{1,8}(-[a-z0-9]{1,8})*)$/.test(tag) && weight > 0 && weight <= 1)
    .sort((a, b) => b.weight - a.weight || a.position - b.position)
    .map(({ tag }) => tag)
}
