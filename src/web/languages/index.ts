import { en, type Words } from './en.ts'
import { es } from './es.ts'
import { PSEUDO, pseudoOf } from './pseudo.ts'

/** THE list of languages, by BCP 47 tag: a language is a file and a line here. */
export const LANGUAGES: Readonly<Record<string, Words>> = { en, es }

/** English where a language isn’t written. */
export function wordsOf(language: string): Words {
  return LANGUAGES[language] ?? (language === PSEUDO ? pseudoOf(en) : en)
}
