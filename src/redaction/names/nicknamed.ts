import { hashOf } from './fold.ts'
import { flagsOf } from './lexicon.ts'
import { LEX } from './lexicon-layout.ts'

const SHAPE =
  /(?<!\p{L})(\p{Lu}\p{Ll}{1,15})(?: \p{Lu}\.?)? [“"'‘(]\p{Lu}[\p{L}. ]{1,14}[”"'’)] (\p{Lu}[\p{L}’'-]{1,20})/gu

/** Cheap, for the many texts that hold none. */
const QUOTED = /[“"'‘(][A-ZÀ-Þ][^\n”"'’)]{1,14}[”"'’)] [A-ZÀ-Þ]/

/** Names with the one that everybody uses between them: `Earl “Buster” Stamps`. */
export function nicknamed(text: string): { start: number; end: number }[] {
  if (!QUOTED.test(text)) return []
  return [...text.matchAll(SHAPE)].flatMap((match) => {
    const first = flagsOf(hashOf(match[1]!))
    const last = flagsOf(hashOf(match[2]!))
    const isName = ((first >>> LEX.first) & 3) > 1 && (((last >>> LEX.last) & 3) > 0 || last === 0)
    return isName ? [{ start: match.index, end: match.index + match[0].length }] : []
  })
}
