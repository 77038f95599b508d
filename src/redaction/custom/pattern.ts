import { type CharSet, type Part, PatternError, parsePattern } from './parse-pattern.ts'

/** A compiled pattern: one table look-up a character, never backwards. */
export interface Pattern {
  /** The longest value it can match, in characters. */
  readonly charsMax: number
  /** Whether a value can begin with this character code. */
  begins(code: number): boolean
  /** End of the longest value from `start` that `endsAt` accepts as an end, or 0. At most {@link charsMax} steps. */
  longest(text: string, start: number, endsAt: (end: number) => boolean): number
  /** Characters that the last {@link Pattern.longest} looked at. */
  walked(): number
  /** Whether what stands from `start` to the text's end could go on to be a value, or be a longer one. */
  isOpen(text: string, start: number): boolean
}

/** Shorter values would be found in every line; longer ones belong to no identifier. */
const CHARS_MIN = 4
const CHARS_MAX = 64
/** Copies that bounded repeats may be written out to, and states that come of them. */
const POSITIONS_MAX = 512
const STATES_MAX = 2_000
const ASCII = 128

/**
 * Compiles a pattern to a deterministic automaton, so that its cost doesn't depend on what a caller sends. Throws
 * {@link PatternError} for anything that isn't in the form, or that is too short, too long or too wide.
 */
export function compilePattern(source: string, options: { readonly ignoreCase?: boolean } = {}): Pattern {
  const part = parsePattern(source, options.ignoreCase === true)
  const charsMax = longestOf(part)
  const charsMin = shortestOf(part)
  if (charsMin < CHARS_MIN)
    throw new PatternError(0, `matches values of ${charsMin} characters`, `at least ${CHARS_MIN} are needed`)
  if (charsMax > CHARS_MAX)
    throw new PatternError(0, `matches values of ${charsMax} characters`, `at most ${CHARS_MAX} are allowed`)
  const table = determinise(positionsOf(part))
  for (let code = 0; code < ASCII; code++) {
    if (table.next[code]! >= 0 && !isAlphanumeric(code))
      throw new PatternError(0, `begins with '${String.fromCharCode(code)}'`, 'begin with a letter or a digit')
  }
  return matcher(table, charsMax)
}

interface Table {
  /** `next[state * 128 + code]`: the state after that character, or -1. State 0 is the start. */
  readonly next: Int16Array
  readonly accepts: readonly boolean[]
  /** Whether any character leads on from the state. */
  readonly goesOn: readonly boolean[]
}

function matcher({ next, accepts, goesOn }: Table, charsMax: number): Pattern {
  let walked = 0
  return {
    charsMax,
    walked: () => walked,
    begins: (code) => code < ASCII && next[code]! >= 0,
    longest(text, start, endsAt) {
      let state = 0
      let end = 0
      for (let at = start; ; at++) {
        if (accepts[state] && endsAt(at)) end = at
        const code = text.charCodeAt(at)
        state = code < ASCII ? next[state * ASCII + code]! : -1
        if (state >= 0) continue
        walked = at - start + 1
        return end
      }
    },
    isOpen(text, start) {
      let state = 0
      for (let at = start; at < text.length; at++) {
        const code = text.charCodeAt(at)
        state = code < ASCII ? next[state * ASCII + code]! : -1
        if (state < 0) return false
      }
      return goesOn[state]! || accepts[state]!
    },
  }
}

/** One character of the pattern, written out, and where it leads. */
interface Position {
  readonly set: CharSet
  readonly follows: Set<number>
}

interface Positions {
  readonly all: readonly Position[]
  readonly first: ReadonlySet<number>
  readonly last: ReadonlySet<number>
}

interface Fragment {
  readonly first: ReadonlySet<number>
  readonly last: ReadonlySet<number>
  readonly canBeEmpty: boolean
}

const NOTHING: Fragment = { first: new Set(), last: new Set(), canBeEmpty: true }

/** Glushkov's construction: a position for each character that the pattern writes out. */
function positionsOf(part: Part): Positions {
  const all: Position[] = []
  const join = (a: Fragment, b: Fragment): Fragment => {
    for (const position of a.last) for (const next of b.first) all[position]!.follows.add(next)
    return {
      first: a.canBeEmpty ? new Set([...a.first, ...b.first]) : a.first,
      last: b.canBeEmpty ? new Set([...a.last, ...b.last]) : b.last,
      canBeEmpty: a.canBeEmpty && b.canBeEmpty,
    }
  }
  const build = (node: Part): Fragment => {
    switch (node.is) {
      case 'char': {
        if (all.length === POSITIONS_MAX)
          throw new PatternError(0, 'is too large once its repeats are written out', 'use fewer or shorter repeats')
        const position = all.push({ set: node.set, follows: new Set() }) - 1
        return { first: new Set([position]), last: new Set([position]), canBeEmpty: false }
      }
      case 'sequence':
        return node.parts.map(build).reduce(join, NOTHING)
      case 'choice': {
        const options = node.parts.map(build)
        return {
          first: new Set(options.flatMap(({ first }) => [...first])),
          last: new Set(options.flatMap(({ last }) => [...last])),
          canBeEmpty: options.some(({ canBeEmpty }) => canBeEmpty),
        }
      }
      case 'repeat': {
        let whole = NOTHING
        for (let time = 0; time < node.max; time++) {
          const one = build(node.part)
          whole = join(whole, time < node.min ? one : { ...one, canBeEmpty: true })
        }
        return whole
      }
    }
  }
  const { first, last } = build(part)
  return { all, first, last }
}

function determinise({ all, first, last }: Positions): Table {
  const next: number[] = []
  const accepts: boolean[] = []
  const goesOn: boolean[] = []
  const known = new Map<string, number>()
  const open: { readonly reached: readonly number[]; readonly leadsTo: ReadonlySet<number> }[] = []
  const stateOf = (reached: readonly number[], leadsTo: ReadonlySet<number>): number => {
    const key = reached.join()
    const found = known.get(key)
    if (found !== undefined) return found
    if (known.size === STATES_MAX)
      throw new PatternError(
        0,
        'has too many ways to match',
        'make its alternatives differ earlier, or shorten repeats',
      )
    known.set(key, known.size)
    open.push({ reached, leadsTo })
    accepts.push(reached.some((position) => last.has(position)))
    goesOn.push(leadsTo.size > 0)
    return known.size - 1
  }
  stateOf([], first)
  for (let state = 0; state < open.length; state++) {
    const { leadsTo } = open[state]!
    for (let code = 0; code < ASCII; code++) {
      const reached = [...leadsTo].filter((position) => all[position]!.set[code] === 1).sort((a, b) => a - b)
      const on = new Set(reached.flatMap((position) => [...all[position]!.follows]))
      next.push(reached.length === 0 ? -1 : stateOf(reached, on))
    }
  }
  return { next: Int16Array.from(next), accepts, goesOn }
}

function longestOf(part: Part): number {
  switch (part.is) {
    case 'char':
      return 1
    case 'sequence':
      return part.parts.reduce((sum, one) => sum + longestOf(one), 0)
    case 'choice':
      return Math.max(...part.parts.map(longestOf))
    case 'repeat':
      return part.max * longestOf(part.part)
  }
}

function shortestOf(part: Part): number {
  switch (part.is) {
    case 'char':
      return 1
    case 'sequence':
      return part.parts.reduce((sum, one) => sum + shortestOf(one), 0)
    case 'choice':
      return Math.min(...part.parts.map(shortestOf))
    case 'repeat':
      return part.min * shortestOf(part.part)
  }
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
}
