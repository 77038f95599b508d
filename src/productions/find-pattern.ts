import { compilePattern } from '../redaction/custom/pattern.ts'
import type { PatternKind, PatternRow } from './production-row.ts'
import type { ShownText } from './shown-text.ts'

/** A place in a shown text. */
export interface Place {
  readonly part: string
  readonly start: number
  readonly end: number
}

type Finder = (text: string) => { readonly start: number; readonly end: number }[]

/**
 * What finds a pattern's hits in a shown text, in time that grows with the text alone. Words are found whatever their case
 * and the spaces between them; a `regex` is of the small language of `recognizers.yaml`. Throws `PatternError` for one that
 * isn't in it. What a placeholder stands for is looked at too: a hit there is one of the placeholder.
 */
export function patternFinder({ kind, find }: Pick<PatternRow, 'kind' | 'find'>): (shown: ShownText) => Place[] {
  if (kind === 'placeholder') {
    const entity = find.toUpperCase()
    return ({ part, atoms }) =>
      atoms.filter((atom) => atom.entity === entity).map(({ start, end }) => ({ part, start, end }))
  }
  const finder = finderFor(kind, find)
  return (shown) => {
    const found = new Map<string, Place>()
    const add = (start: number, end: number): void => {
      found.set(`${start} ${end}`, { part: shown.part, start, end })
    }
    const own = finder(shown.text)
    // A hit that touches a placeholder takes the whole of it.
    for (const hit of own) {
      const touched = shown.atoms.filter((atom) => atom.start < hit.end && hit.start < atom.end)
      add(
        Math.min(hit.start, ...touched.map(({ start }) => start)),
        Math.max(hit.end, ...touched.map(({ end }) => end)),
      )
    }
    if (shown.atoms.some(({ value }) => value !== null)) {
      const { text, backTo } = withValues(shown)
      for (const hit of finder(text)) {
        const [start, end] = [backTo(hit.start, 'start'), backTo(hit.end, 'end')]
        add(start, end)
      }
    }
    return [...found.values()].toSorted((a, b) => a.start - b.start || a.end - b.end)
  }
}

function finderFor(kind: Exclude<PatternKind, 'placeholder'>, find: string): Finder {
  if (kind === 'literal') {
    const words = find
      .trim()
      .split(/\s+/u)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'))
    const expression = new RegExp(words.join('\\s{1,20}'), 'gi')
    return (text) =>
      [...text.matchAll(expression)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
  }
  const pattern = compilePattern(find, { ignoreCase: true })
  return (text) => {
    const found: { start: number; end: number }[] = []
    for (let at = 0; at < text.length; ) {
      const end = pattern.begins(text.charCodeAt(at)) ? pattern.longest(text, at, () => true) : 0
      if (end > at) found.push({ start: at, end })
      at = end > at ? end : at + 1
    }
    return found
  }
}

/** The text with what is known behind its placeholders, and the way back from places in it. */
function withValues({ text, atoms }: ShownText) {
  const pieces: string[] = []
  const steps: { readonly from: number; readonly to: number; readonly start: number; readonly end: number }[] = []
  let at = 0
  let length = 0
  for (const atom of atoms) {
    const before = text.slice(at, atom.start)
    const value = atom.value ?? atom.shown
    pieces.push(before, value)
    length += before.length
    steps.push({ from: length, to: length + value.length, start: atom.start, end: atom.end })
    length += value.length
    at = atom.end
  }
  pieces.push(text.slice(at))
  const backTo = (offset: number, side: 'start' | 'end'): number => {
    const last = steps.findLast(({ from }) => (side === 'start' ? from <= offset : from < offset))
    if (last === undefined) return offset
    const isInside = side === 'start' ? offset < last.to : offset <= last.to
    return isInside ? last[side] : last.end + (offset - last.to)
  }
  return { text: pieces.join(''), backTo }
}
