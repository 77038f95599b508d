import type { Entity } from '#src/redaction/recognizer.ts'

export interface Gold {
  readonly start: number
  readonly end: number
  /** What it may rightly be called; the first is what it is counted as. */
  readonly entities: readonly [Entity, ...Entity[]]
}

export interface MarkedText {
  readonly text: string
  readonly gold: readonly Gold[]
  /** Ranges that count neither way: titles, cities of a form, what a reader could call one thing or the other. */
  readonly open: readonly { readonly start: number; readonly end: number }[]
}

const MARK = /⟦([a-z0-9_|?]+):(.*?)⟧/gs

/**
 * Reads text whose values are marked where they stand, `⟦us_ssn:489-71-3320⟧`, so that labels can't go out of step with
 * it. `⟦a|b:…⟧` is rightly an `a` or a `b`; a `?` among them leaves it open.
 */
export function readMarked(marked: string): MarkedText {
  let text = ''
  let at = 0
  const gold: Gold[] = []
  const open: { start: number; end: number }[] = []
  for (const match of marked.matchAll(MARK)) {
    text += marked.slice(at, match.index)
    const range = { start: text.length, end: text.length + match[2]!.length }
    const names = match[1]!.split('|')
    if (names.includes('?')) open.push(range)
    else gold.push({ ...range, entities: names as [Entity, ...Entity[]] })
    text += match[2]!
    at = match.index + match[0].length
  }
  return { text: text + marked.slice(at), gold, open }
}
