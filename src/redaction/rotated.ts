import { type Glance, glanceWords } from './glance.ts'

/** Words that say of a text that its letters are turned by thirteen; none is a word as it stands. */
const WORDS = 'gur naq anzr ahzore vf zl sbe ure uvf nqqerff rznvy cubar ffa ovegu frperg'.split(' ')
const TURNED = new RegExp(`\\b(?:${WORDS.join('|')})\\b`, 'gi')
const MET = glanceWords(WORDS.map((word) => ` ${word} `))
const WORDS_MIN = 2
const LETTER = /[A-Za-z]/g

/** The text with its letters turned back (ROT13), each at its place; null: nothing says that they are turned. */
export function unrotated(text: string, glance: Glance): string | null {
  if (!glance.mayHold(MET, WORDS_MIN)) return null
  const words = new Set<string>()
  for (const [word] of text.matchAll(TURNED)) {
    words.add(word.toLowerCase())
    if (words.size >= WORDS_MIN) return text.replaceAll(LETTER, turned)
  }
  return null
}

function turned(letter: string): string {
  const code = letter.charCodeAt(0)
  const first = code < 0x61 ? 0x41 : 0x61
  return String.fromCharCode(first + ((code - first + 13) % 26))
}
