import type { Problem } from '../problem.ts'
import type { Source } from '../sources.ts'

/** Problems of one text, against the languages of the profile: each is there, and no other. */
export type TextCheck = (
  source: Pick<Source, 'problemAt'>,
  path: readonly PropertyKey[],
  texts: Readonly<Record<string, string>>,
) => Problem[]

export function textsIn(languages: readonly string[]): TextCheck {
  return (source, path, texts) => [
    ...languages
      .filter((language) => !Object.hasOwn(texts, language))
      .map((language) =>
        source.problemAt(path, `no text in ${language}`, 'add it; every text exists in each language of profile.yaml'),
      ),
    ...Object.keys(texts)
      .filter((language) => !languages.includes(language))
      .map((language) =>
        source.problemAt(
          [...path, language],
          `${language} isn’t a language of this profile`,
          `use ${languages.join(', ')}, or add it in profile.yaml and everywhere`,
        ),
      ),
  ]
}
