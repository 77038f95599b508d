/** A piece of a text as the model counts them, and where it stands: half-open UTF-16 range. */
export interface Piece {
  readonly id: number
  readonly start: number
  readonly end: number
  /** The first piece of its word. */
  readonly isFirst: boolean
}

export interface Vocabulary {
  readonly ids: ReadonlyMap<string, number>
  readonly unknown: number
  readonly open: number
  readonly close: number
  /** The model knows small letters without accents only. */
  readonly uncased: boolean
}

/** Longer words are unknown ones, as in BERT's own tokenizer. */
const WORD_CHARS_MAX = 100
const WORD = /[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu
/** Scripts without blanks between words: each character is a word. */
const ALONE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]+/gu

/** Reads a `vocab.txt`, one piece a line. Throws when it lacks what every model of this kind has. */
export function readVocabulary(file: string, uncased: boolean): Vocabulary {
  const ids = new Map(file.split(/\r?\n/).map((piece, id) => [piece, id]))
  const idOf = (piece: string): number => {
    const id = ids.get(piece)
    if (id === undefined) throw new Error(`vocab.txt has no ${piece}`)
    return id
  }
  return { ids, unknown: idOf('[UNK]'), open: idOf('[CLS]'), close: idOf('[SEP]'), uncased }
}

/** WordPiece, as BERT reads a text: words and signs, each as the longest pieces that the vocabulary has. */
export function piecesOf(text: string, vocabulary: Vocabulary): Piece[] {
  const pieces: Piece[] = []
  for (const word of text.matchAll(WORD)) {
    for (const part of word[0].matchAll(ALONE)) {
      const start = word.index + part.index
      pieces.push(...piecesOfWord(part[0], start, vocabulary))
    }
  }
  return pieces
}

function piecesOfWord(word: string, start: number, vocabulary: Vocabulary): Piece[] {
  const end = start + word.length
  const whole: Piece[] = [{ id: vocabulary.unknown, start, end, isFirst: true }]
  if (word.length > WORD_CHARS_MAX) return whole
  const pieces: Piece[] = []
  let at = 0
  while (at < word.length) {
    let until = word.length
    let id: number | undefined
    while (until > at) {
      id = vocabulary.ids.get((at === 0 ? '' : '##') + folded(word.slice(at, until), vocabulary))
      if (id !== undefined) break
      until--
    }
    // One piece that isn't known makes the whole word unknown.
    if (id === undefined) return whole
    pieces.push({ id, start: start + at, end: start + until, isFirst: at === 0 })
    at = until
  }
  return pieces
}

function folded(piece: string, { uncased }: Vocabulary): string {
  return uncased ? piece.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase() : piece
}
