/** Which ASCII codes stand at a place: 1 at each of them. */
export type CharSet = Uint8Array

export type Part =
  | { readonly is: 'char'; readonly set: CharSet }
  | { readonly is: 'sequence' | 'choice'; readonly parts: readonly Part[] }
  | { readonly is: 'repeat'; readonly part: Part; readonly min: number; readonly max: number }

/** A pattern that isn't compiled: what is wrong at which of its characters, and how to mend it. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
  readonly at: number
  readonly mend: string
  constructor(at: number, problem: string, mend: string) {
    super(problem)
    this.at = at
    this.mend = mend
  }
}

const FORM = 'use letters, digits, [classes], \\d, (a|b), ? and bounded repeats such as {2,5}'
const REPEAT = /^\{(\d{1,2})(?:,(\d{1,2}))?\}/
/** What regular expressions have and this form hasn't: each with what to write instead. */
const FOREIGN: Readonly<Record<string, string>> = {
  '*': 'say how often at most, such as {0,8}',
  '+': 'say how often at most, such as {1,8}',
  '.': 'name the characters in a class such as [A-Z0-9]; a literal dot is \\.',
  '^': 'leave it out: a value always stands by itself',
  $: 'leave it out: a value always stands by itself',
  '{': 'write {3} or {2,5} after what is repeated; a literal brace is \\{',
  '}': 'write \\} for a literal brace',
  ']': 'write \\] for a literal bracket',
  '?': 'put it after what may be missing; a literal question mark is \\?',
}

/** Reads the small pattern language of `recognizers.yaml`. Throws {@link PatternError}. */
export function parsePattern(source: string, ignoreCase: boolean): Part {
  let at = 0
  const refuse = (problem: string, mend: string): never => {
    throw new PatternError(at, problem, mend)
  }

  function choice(): Part {
    const parts = [sequence()]
    while (source[at] === '|') {
      at++
      parts.push(sequence())
    }
    return parts.length === 1 ? parts[0]! : { is: 'choice', parts }
  }

  function sequence(): Part {
    const parts: Part[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(repeated(atom()))
    if (parts.length === 0) refuse('has an empty alternative', 'remove it, or put ? after the group')
    return { is: 'sequence', parts }
  }

  function repeated(part: Part): Part {
    if (source[at] === '?') {
      at++
      return { is: 'repeat', part, min: 0, max: 1 }
    }
    const counts = REPEAT.exec(source.slice(at, at + 7))
    if (counts === null) return part
    const min = Number(counts[1])
    const max = Number(counts[2] ?? counts[1])
    if (max === 0 || max < min) refuse(`has the repeat ${counts[0]}`, 'write the smaller number first, and at least 1')
    at += counts[0].length
    return { is: 'repeat', part, min, max }
  }

  function atom(): Part {
    const char = source[at]!
    if (char === '(') return group()
    if (char === '[') return { is: 'char', set: characterClass() }
    if (char === '\\') return { is: 'char', set: escaped() }
    if (FOREIGN[char] !== undefined) refuse(`holds '${char}'`, FOREIGN[char])
    at++
    return { is: 'char', set: setOf(char) }
  }

  function group(): Part {
    at++
    if (source.startsWith('?:', at)) at += 2
    else if (source[at] === '?') refuse('looks around or names a group', FORM)
    const part = choice()
    if (source[at] !== ')') refuse('has a group that isn’t closed', 'close it with )')
    at++
    return part
  }

  function escaped(): CharSet {
    const char = source[at + 1]
    if (char === undefined) refuse('ends in a backslash', FORM)
    if (char === 'd') {
      at += 2
      return range('0', '9')
    }
    if (/[A-Za-z0-9]/.test(char!)) refuse(`holds \\${char}`, FORM)
    at += 2
    return setOf(char!)
  }

  function characterClass(): CharSet {
    at++
    if (source[at] === '^') refuse('holds a negated class', 'name the characters that may stand there')
    const set = new Uint8Array(128)
    while (source[at] !== ']') {
      if (at >= source.length) refuse('has a class that isn’t closed', 'close it with ]')
      const from = source[at]!
      const isRange = from !== '\\' && source[at + 1] === '-' && source[at + 2] !== ']' && source[at + 2] !== undefined
      if (isRange) {
        const to = source[at + 2]!
        if (!/^(?:[0-9]{2}|[A-Z]{2}|[a-z]{2})$/.test(from + to) || to < from)
          refuse(`has the range ${from}-${to}`, 'use ranges within 0-9, A-Z or a-z')
        add(set, range(from, to))
        at += 3
      } else if (from === '\\') add(set, escaped())
      else {
        add(set, setOf(from))
        at++
      }
    }
    at++
    if (!set.includes(1)) refuse('has an empty class', 'name the characters that may stand there')
    return set
  }

  function setOf(char: string): CharSet {
    const code = char.charCodeAt(0)
    if (code < 0x20 || code > 0x7e)
      refuse('holds a character beyond ASCII', 'texts are folded to ASCII before: write it so')
    return range(char, char)
  }

  function range(from: string, to: string): CharSet {
    const set = new Uint8Array(128)
    for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) {
      set[code] = 1
      const isUpper = code >= 0x41 && code <= 0x5a
      const isLower = code >= 0x61 && code <= 0x7a
      if (ignoreCase && (isUpper || isLower)) set[code ^ 0x20] = 1
    }
    return set
  }

  const part = choice()
  if (at < source.length) refuse('has a ) without a group', 'remove it, or write \\) for a literal one')
  return part
}

function add(set: CharSet, more: CharSet): void {
  for (let code = 0; code < set.length; code++) if (more[code] === 1) set[code] = 1
}
