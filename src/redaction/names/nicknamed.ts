import { type Glance, PAIR } from '../glance.ts'
import { hashOf } from './fold.ts'
import { flagsOf } from './lexicon.ts'
import { LEX } from './lexicon-layout.ts'

const SHAPE =
  /(?<!\p{L})(\p{Lu}\p{Ll}{1,15})(?: \p{Lu}\.?)? [“"'‘(]\p{Lu}[\p{L}. ]{1,14}[”"'’)] (\p{Lu}[\p{L}’'-]{1,20})/gu

/** Cheap, for the many texts that hold none. */
const QUOTED = /[“"'‘(][A-ZÀ-Þ][^\n”"'’)]{1,14}[”"'’)] [A-ZÀ-Þ]/

/** `"Bud" Crenshaw`. */
const ONLY = /(?<!\p{Lu}[\p{L}.]{0,15} )[“"](\p{Lu}\p{Ll}{1,12})[”"] (\p{Lu}\p{Ll}[\p{L}’'-]{1,20})/gu
/** Children and victims of whom a court or an officer writes initials only. */
const INITIALS =
  /(?:\b[Ii]n re:?|IN RE:?|[Ii]n the [Mm]atter of|IN THE MATTER OF|[Ii]nterest of|INTEREST OF|[Gg]uardianship of|GUARDIANSHIP OF|[Aa]doption of|ADOPTION OF|[Cc]ustody of|[Vv]ictim,?|[Mm]inor(?: child)?,?|[Cc]hild,?|[Jj]uvenile,?|[Ss]tudent,?) ((?:[A-Z]\. ?){1,3}[A-Z]\.)(?![A-Za-z])/g
const HINT = /[“"][A-ZÀ-Þ]|[A-Z]\. ?[A-Z]\./

/** Names with the one that everybody uses between them: `Earl “Buster” Stamps`. */
export function nicknamed(text: string, glance: Glance): { start: number; end: number }[] {
  if (!glance.holdsPair(PAIR.capitalThenOther) && !text.includes('"') && !text.includes('“')) return []
  if (!HINT.test(text)) return []
  const found = [...text.matchAll(INITIALS)].map(({ index, 0: whole, 1: name }) => ({
    start: index + whole.length - name!.length,
    end: index + whole.length,
  }))
  for (const match of text.matchAll(ONLY)) {
    const first = flagsOf(hashOf(match[1]!))
    const last = flagsOf(hashOf(match[2]!))
    if (((first >>> LEX.first) & 3) > 1 && ((last >>> LEX.last) & 3) > 1 && ((last >>> LEX.common) & 3) < 2)
      found.push({ start: match.index, end: match.index + match[0].length })
  }
  if (!QUOTED.test(text)) return found
  return found.concat(between(text))
}

function between(text: string): { start: number; end: number }[] {
  return [...text.matchAll(SHAPE)].flatMap((match) => {
    const first = flagsOf(hashOf(match[1]!))
    const last = flagsOf(hashOf(match[2]!))
    const isName = ((first >>> LEX.first) & 3) > 1 && (((last >>> LEX.last) & 3) > 0 || last === 0)
    return isName ? [{ start: match.index, end: match.index + match[0].length }] : []
  })
}
