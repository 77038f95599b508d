import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { isNamedOtherwise, isNameField } from './name-field.ts'
import { GAP, type Words } from './words.ts'

export interface AnnouncedFields {
  /** Where values start, as indexes of words. */
  readonly values: readonly number[]
  /** Words `name` of fields that name something else than a person. */
  readonly others: ReadonlySet<number>
}

const FIELD_WORDS_MAX = 7
const FIELD_CHARS_MAX = 56
/** Words that make a label one of names; the others that stand before a colon are cues. */
const NAME_WORDS = new Set(['name', 'names', 'nombre', 'nombres', 'nom', 'prénom', 'apellidos', 'nome'].map(hashOf))

/**
 * Where the values of a form's name fields start, as indexes of words: `Name of owner ____`, `Name (last, first): `, a
 * line of its own. And the words `name` that name something else: `Bank name: `.
 */
export function announcedFields(text: string, words: Words, isField: boolean): AnnouncedFields {
  // The whole text is such a value.
  const values: number[] = isField ? [0] : []
  const others = new Set<number>()
  for (let i = 0; i + 1 < words.count; i++) {
    if ((words.cues[i]! & CUE.label) === 0 || !NAME_WORDS.has(words.hash[i]!)) continue
    const end = words.end[i]!
    const low = Math.max(0, end - FIELD_CHARS_MAX)
    const before = text.slice(low, end)
    const start =
      low +
      Math.max(before.lastIndexOf('\n'), before.lastIndexOf('  '), before.lastIndexOf('\t'), before.lastIndexOf('|')) +
      1
    const field = FIELD.exec(text.slice(start, start + FIELD_CHARS_MAX * 2))
    if (field === null) continue
    const phrase = field[1]!
    if (isNamedOtherwise(phrase)) others.add(i)
    else if (isNameField(phrase) && phrase.split(' ').length <= FIELD_WORDS_MAX) {
      const from = start + field[0].length
      let value = i + 1
      while (value < words.count && words.start[value]! < from) value++
      // An empty field is followed by the next label.
      if (value < words.count && (words.gap[value]! & GAP.paragraph) === 0) values.push(value)
    }
  }
  return { values, others }
}

/** A label at a line's start, up to a colon, leaders, blanks or the line's end. */
const FIELD =
  /^[ \t]{0,8}(?:[0-9]{1,2}[.)]? {0,2})?([^:\n.!?;"{}[\]<>]{3,56}?)(?:[ \t]*[:：][ \t_]*|[ \t]*(?:\.{3,}|_{2,})[ \t_.]*|[ \t]{2,}|[ \t]*\n[ \t]*)(?=\S)/
