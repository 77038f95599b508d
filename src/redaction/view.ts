/** The text as recognizers read it, and the way back. `map` is null while offsets are the same. */
export interface View {
  readonly text: string
  /** `map[i]` is the offset in the original of the view's i-th code unit; one more entry for the end. */
  readonly map: Int32Array | null
}

// Split by code unit range: the engine refuses a class without Latin-1 members on a Latin-1 text at no cost.
const FOREIGN =
  /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u2000-\u2015\u2024\u202f\u205f-\u2064\u2212\u3000\u3002\ufe58\ufe63\ufeff\uff01-\uff5e\ud835\u180e]/
const ENCODED =
  /\\u[0-9a-fA-F]{4}|%[2-7][0-9a-fA-F]|&#(?:[0-9]{2,7}|x[0-9a-fA-F]{2,6});?|&(?:commat|nbsp|hyphen|period|shy);/
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/
const LONGER = new RegExp(`${ENCODED.source}|${INVISIBLE.source}|\ud835[\udfce-\udfff]`, 'g')
const NAMED: Readonly<Record<string, string>> = {
  '&commat;': '@',
  '&nbsp;': ' ',
  '&hyphen;': '-',
  '&period;': '.',
  '&shy;': '',
}

/** Builds the view; returns the text itself, unread, in the common case that nothing in it needs another reading. */
export function viewOf(text: string): View {
  const foreign = FOREIGN.test(text)
  const encoded = (text.includes('\\u') || text.includes('%') || text.includes('&')) && ENCODED.test(text)
  const latin = text.includes('\u00a0')
  const soft = text.includes('\u00ad')
  if (!foreign && !encoded && !latin && !soft) return { text, map: null }
  const same = foreign || latin ? text.replace(ALIKE, asciiOf) : text
  if (!encoded && !soft && !LONGER_FOREIGN.test(same)) return { text: same, map: null }
  return shortened(same)
}

const LONGER_FOREIGN = /[\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud835]/
const ALIKE =
  /[\u00a0\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u2000-\u200a\u2010-\u2015\u2024\u202f\u205f\u2212\u3000\u3002\ufe58\ufe63\uff01-\uff5e]/g

/** One code unit for one: offsets stay. */
function asciiOf(char: string): string {
  const code = char.charCodeAt(0)
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if (code <= 0x0669 && code >= 0x0660) return String.fromCharCode(code - 0x0660 + 0x30)
  if (code <= 0x06f9 && code >= 0x06f0) return String.fromCharCode(code - 0x06f0 + 0x30)
  if (code <= 0x096f && code >= 0x0966) return String.fromCharCode(code - 0x0966 + 0x30)
  if (code === 0x2024 || code === 0x3002) return '.'
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xfe58 || code === 0xfe63) return '-'
  return ' '
}

/** Replaces escapes and removes invisible characters, remembering where each character came from. */
function shortened(text: string): View {
  const map = new Int32Array(text.length + 1)
  let result = ''
  let from = 0
  let length = 0
  LONGER.lastIndex = 0
  for (let match = LONGER.exec(text); match !== null; match = LONGER.exec(text)) {
    for (let at = from; at < match.index; at++) map[length++] = at
    result += text.slice(from, match.index)
    const char = decodedOf(match[0])
    if (char !== '') map[length++] = match.index
    result += char
    from = match.index + match[0].length
  }
  for (let at = from; at <= text.length; at++) map[length++] = at
  return { text: result + text.slice(from), map: map.subarray(0, length) }
}

function decodedOf(token: string): string {
  const first = token.charCodeAt(0)
  if (first === 0x5c) return oneUnit(Number.parseInt(token.slice(2), 16))
  if (first === 0x25) return oneUnit(Number.parseInt(token.slice(1), 16))
  if (first === 0xd835) return String.fromCharCode(0x30 + ((token.charCodeAt(1) - 0xdfce) % 10))
  if (first !== 0x26) return ''
  const named = NAMED[token]
  if (named !== undefined) return named
  const hex = token.charCodeAt(2) === 0x78
  return oneUnit(Number.parseInt(token.slice(hex ? 3 : 2), hex ? 16 : 10))
}

function oneUnit(code: number): string {
  const char = String.fromCharCode(code <= 0xffff ? code : 0xfffd)
  if (INVISIBLE.test(char)) return ''
  ALIKE.lastIndex = 0
  return ALIKE.test(char) ? asciiOf(char) : char
}
