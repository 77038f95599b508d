import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { LEX } from './lexicon-layout.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const setOf = (words: string): ReadonlySet<number> => new Set(words.split(' ').map(hashOf))

/** What somebody is to the writer, in languages of our residents; a name follows, mostly behind a word for `my`. */
const KIN = setOf(
  'pitit kouzen kouzin madanm mari manman papa frè sè matant tonton gason bofrè bèlsè vwazen vwazin ' +
    'xaaskayga ninkayga wiilkayga gabadhayda walaalkay walaashay hooyaday aabahay ilmahayga ' +
    'mtoto mume mke baba dada kaka mama rafiki ' +
    'chồng vợ mẹ cha bố anh chị gái trai ' +
    'asawa anak nanay tatay kapatid lola lolo ' +
    'muž žena sin kćerka kćerke kćer brat sestra majka otac suprug supruga ' +
    'txiv pojniam niam tub ntxhais ' +
    'marido esposa hijo hija mari femme fils fille frère soeur oncle tante',
)
/** Kin of which the word says `my` already, or that is no word of English. */
const OWN = setOf(
  'xaaskayga ninkayga wiilkayga gabadhayda walaalkay walaashay hooyaday aabahay ilmahayga kćerka kćerke suprug supruga',
)
const MY = setOf('mwen m ou li ko namin wangu yangu langu tôi toi con em moj moja moje moju kuv')
/** How people name themselves and others. */
const NAMING = [
  'eta in',
  'jinen etan',
  'jemen etan',
  'mwen rele',
  'li rele',
  'm rele',
  'tên tôi là',
  'tôi tên là',
  'tôi là',
  'jina langu ni',
  'magacaygu waa',
  'pangalan ko ay',
  'ako po si',
  'ako si',
  'zovem se',
  'ime mi je',
  'npe hu ua',
  'mera naam',
  'ismi huwa',
].map((phrase) => phrase.split(' ').map(hashOf))
const byLast = Map.groupBy(NAMING, (phrase) => phrase.at(-1)!)

/** Before people only: `ni Jun`. */
const MARKERS = setOf('si ni kay sina nina kina')
const TAGALOG = setOf('ang ng mga po ko niya siya hindi sa ay lang naman kunin asawa anak')
const AROUND = 8
const NAME_WORDS_MAX = 4
/** Words of these languages that no name is made of, in small letters. */
const SMALL = setOf(
  'mwen ou li nou yo pou nan ak epi sou gen pa se ki sa kote lekòl rele bezwen renmen rete kay lakay anpil souple tanpri mèsi kijan ' +
    'pitit kouzen kouzin madanm manman frè sè ' +
    'père mère fils fille frère soeur oncle tante époux épouse enfant parents monsieur mademoiselle prénom naissance adresse ' +
    'tháng ngày năm trong trân trọng nhân kính gửi xin của tôi không được đơn địa chỉ sinh số bà ông cô và cho với đã này vui lòng ' +
    'waa iyo ka ku waxaan magacaygu leh oo ama ' +
    'yangu wangu langu na kwa ni wa ya za ' +
    'ang ng mga po ako ko niya siya hindi opo salamat ' +
    'etan jinen jemen raan kommol ilo im eo ej',
)

/** Names behind words of other languages for kin and for being called. */
export function announceForeignKin(words: Words, scores: Int32Array): void {
  const { hash, gap, shape, count } = words
  for (let i = 0; i + 1 < count; i++) {
    if (KIN.has(hash[i]!)) {
      let next = i + 1
      while (
        next < count &&
        next < i + 3 &&
        MY.has(hash[next]!) &&
        gap[next] === GAP.space &&
        shape[next] === SHAPE.lower
      )
        next++
      const isMine = next > i + 1 || OWN.has(hash[i]!)
      if (isMine && next < count && (gap[next]! & ~(GAP.space | GAP.comma)) === 0) {
        announce(words, scores, next)
        scores[i] = -1
        gap[next]! |= GAP.mark
      }
    }
    if (MARKERS.has(hash[i]!) && gap[i + 1] === GAP.space && isTagalog(words, i)) announce(words, scores, i + 1)
    if (gap[i + 1] === GAP.space && byLast.has(hash[i]!) && names(words, i)) announce(words, scores, i + 1)
  }
}

/** Words of the language in small letters round this one. */
function isTagalog({ hash, shape, count }: Words, i: number): boolean {
  let known = 0
  for (let at = Math.max(0, i - AROUND); at < count && at <= i + AROUND; at++)
    if (shape[at] === SHAPE.lower && TAGALOG.has(hash[at]!)) known++
  return known > 1
}

function names({ hash, gap }: Words, last: number): boolean {
  return byLast.get(hash[last]!)!.some((phrase) => {
    const first = last - phrase.length + 1
    return (
      first >= 0 && phrase.every((word, at) => hash[first + at] === word && (at === 0 || gap[first + at] === GAP.space))
    )
  })
}

function announce({ shape, gap, cues, flags, count }: Words, scores: Int32Array, first: number): void {
  for (let i = first; i < count && i < first + NAME_WORDS_MAX; i++) {
    if (i > first && gap[i] !== GAP.space && gap[i] !== GAP.hyphen) return
    if (shape[i] !== SHAPE.capital || (cues[i]! & (CUE.never | CUE.head)) !== 0) return
    if (i > first && ((flags[i]! >>> LEX.common) & 3) === 3) return
    scores[i] = ANNOUNCED
  }
}

/** `mwen`, `tháng`, `Trân trọng`: what only looks like somebody's name, in small letters or at the start of a sentence. */
export function isForeignWord({ hash, shape, gap, flags, count }: Words, i: number): boolean {
  if (shape[i] === SHAPE.lower) return SMALL.has(hash[i]!)
  if (shape[i] !== SHAPE.capital || i + 1 >= count || gap[i + 1] !== GAP.space || shape[i + 1] !== SHAPE.lower)
    return false
  if (CLOSINGS.get(hash[i]!) === hash[i + 1]) return true
  const opens = (gap[i]! & (GAP.line | GAP.period | GAP.mark)) !== 0
  return opens && SMALL.has(hash[i]!) && ((flags[i]! >>> LEX.first) & 3) < 2 && ((flags[i]! >>> LEX.last) & 3) < 2
}

/** What letters begin and end with. */
const CLOSINGS = new Map(
  ['trân trọng', 'kính gửi', 'kính thưa', 'thân ái', 'thân mến'].map(
    (pair) => pair.split(' ').map(hashOf) as [number, number],
  ),
)
