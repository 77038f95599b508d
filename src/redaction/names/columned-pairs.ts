import { CUE } from './cues.ts'
import { levels } from './levels.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const LINES_MIN = 2
const NOBODY = CUE.never | CUE.body | CUE.head | CUE.label

/** Rows without a header that hold surname and first name in cells of their own: `NECAISE      DALTON    19970103`. */
export function announcePairs(text: string, words: Words, scores: Int32Array): void {
  if (!text.includes('  ')) return
  const pairs: number[] = []
  let sure = 0
  for (let i = 0; i + 1 < words.count; i++) {
    if (!isPair(words, i)) continue
    pairs.push(i)
    if (levels(words, i).common === 0 && levels(words, i + 1).common === 0) sure++
  }
  if (pairs.length < LINES_MIN || sure * 2 < pairs.length) return
  for (const i of pairs) {
    scores[i] = ANNOUNCED
    scores[i + 1] = ANNOUNCED
    // A middle name in the next cell.
    const next = i + 2
    if (
      next < words.count &&
      words.gap[next] === (GAP.space | GAP.mark) &&
      words.shape[next] === words.shape[i] &&
      levels(words, next).first > 1
    )
      scores[next] = ANNOUNCED
  }
}

function isPair(words: Words, i: number): boolean {
  const { gap, shape, cues } = words
  const next = i + 1
  if (gap[next] !== (GAP.space | GAP.mark) || shape[i] !== shape[next]) return false
  if (shape[i] !== SHAPE.upper && shape[i] !== SHAPE.capital) return false
  if ((gap[i]! & (GAP.line | GAP.mark)) === 0 || (gap[next + 1]! & (GAP.mark | GAP.line)) === 0) return false
  if (((cues[i]! | cues[next]!) & NOBODY) !== 0) return false
  const surname = levels(words, i)
  const given = levels(words, next)
  if (surname.last < 2 || given.first < 2 || surname.common > 1) return false
  return !(surname.place === 1 && given.place === 1) && surname.first <= surname.last
}
