import type { Disguise } from './disguise.ts'
import { type EncodedRun, encodedRuns } from './encoded-runs.ts'
import { type Glance, glanceAt } from './glance.ts'
import type { Span } from './recognizer.ts'
import { withBeside } from './resolve-spans.ts'
import { unrotated } from './rotated.ts'

/** How much of the text round a run may tell what it stands for. */
const BEFORE_CHARS = 64
const AFTER_CHARS = 32
/** So near to where the text round a run was cut, nothing is found: it may be the rest of something longer. */
const CUT_CHARS = 16
const CUT = '\n\0\n'
/** What was encoded twice is read; a third time isn't looked for. */
const DEPTH = 2

type Find = (text: string, glance: Glance) => Span[]

/**
 * Clause MO-21: spans of a text, and those of what its encoded runs stand for. A run in which something is found is covered
 * whole: of half a run nobody can tell what stays readable. Work is linear: the runs with a little text round each are put
 * together and read once.
 */
export function withEncoded(text: string, glance: Glance, plain: Span[], find: Find, depth = DEPTH): Span[] {
  const turned = unrotated(text, glance)
  const found = [...inRuns(text, glance, plain, find, depth), ...(turned === null ? [] : inRotated(turned, find))]
  return found.length === 0 ? plain : merged(plain, found)
}

function inRuns(text: string, glance: Glance, plain: readonly Span[], find: Find, depth: number): Span[] {
  const runs = uncovered(encodedRuns(text, glance), plain)
  if (runs.length === 0) return []
  const read = readingOf(text, runs)
  const looked = glanceAt(read.text)
  const own = find(read.text, looked)
  const spans = depth > 1 ? withEncoded(read.text, looked, own, find, depth - 1) : own
  let next = 0
  return spans.flatMap((span) => {
    const place = read.placeOf(span)
    if (place === null) return []
    const { start, end, disguise, isBeside } = place
    while (next < plain.length && plain[next]!.end <= start) next++
    // What stands beside a run is new only where nothing but the run tells what it is.
    const isKnown = isBeside && next < plain.length && plain[next]!.start < end
    return isKnown ? [] : [{ ...span, start, end, disguise }]
  })
}

function inRotated(turned: string, find: Find): Span[] {
  return find(turned, glanceAt(turned)).map((span) => ({ ...span, disguise: 'rotated-letters' }))
}

/** A key or a token is one already, whatever its bytes say. */
function uncovered(runs: readonly EncodedRun[], spans: readonly Span[]): readonly EncodedRun[] {
  let next = 0
  return runs.filter(({ start, end }) => {
    while (next < spans.length && spans[next]!.end < end) next++
    const span = spans[next]
    return span === undefined || span.start > start
  })
}

interface Place {
  readonly start: number
  readonly end: number
  readonly disguise: Disguise
  /** It touches no run: one beside it, perhaps, is its label. */
  readonly isBeside: boolean
}

interface Reading {
  readonly text: string
  /** Where a span of it stands in the text as it was written; null: it is no place of it. */
  placeOf(span: Span): Place | null
}

/** The runs as what they stand for, each with a little of the text round it. */
function readingOf(text: string, runs: readonly EncodedRun[]): Reading {
  const pieces: { readonly at: number; readonly from: number; readonly run: EncodedRun | null }[] = []
  let result = ''
  let done = 0
  const plain = (from: number, to: number): void => {
    if (from >= to) return
    pieces.push({ at: result.length, from, run: null })
    result += text.slice(from, to)
  }
  runs.forEach((run, index) => {
    if (done < run.start - BEFORE_CHARS) {
      // Beyond what may tell anything: two places of the text aren't read as one.
      const until = index === 0 ? 0 : Math.min(done + AFTER_CHARS, run.start - BEFORE_CHARS)
      plain(done, until)
      result += CUT
      done = run.start - BEFORE_CHARS
    }
    plain(done, run.start)
    pieces.push({ at: result.length, from: run.start, run })
    result += run.text
    done = run.end
  })
  plain(done, Math.min(text.length, done + AFTER_CHARS))
  if (done + AFTER_CHARS < text.length) result += CUT
  const isCut = (start: number, end: number): boolean =>
    result.slice(Math.max(0, start - CUT_CHARS), end + CUT_CHARS).includes(CUT)

  /** The last piece that starts at or before an offset. */
  const pieceAt = (offset: number): number => {
    let [low, high] = [0, pieces.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (pieces[middle]!.at <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
  return {
    text: result,
    placeOf({ start, end }) {
      const first = pieceAt(start)
      const last = pieceAt(end - 1)
      const [a, b] = [pieces[first]!, pieces[last]!]
      const touched = pieces.slice(first, last + 1).find(({ run }) => run !== null)
      const from = a.run === null ? a.from + (start - a.at) : a.run.start
      const to = b.run === null ? b.from + (end - b.at) : b.run.end
      const run = touched?.run ?? pieces[first - 1]?.run ?? pieces[last + 1]?.run
      if (run == null || (touched === undefined && isCut(start, end))) return null
      return { start: from, end: to, disguise: run.disguise, isBeside: touched === undefined }
    },
  }
}

/** All of them, in order; of two that overlap the one that was read in a run names both, and every covered character goes. */
function merged(plain: readonly Span[], found: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const span of [...plain, ...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1)
    if (last === undefined || span.start >= last.end) {
      result.push(span)
      continue
    }
    const [winner, loser] = span.disguise !== undefined && last.disguise === undefined ? [span, last] : [last, span]
    const end = Math.max(last.end, span.end)
    result[result.length - 1] = { ...withBeside(winner, loser), start: last.start, end }
  }
  return result
}
