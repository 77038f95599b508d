import type { Entity } from './recognizer.ts'
import { recognizers } from './registry.ts'

/** An entity as a placeholder writes it, or `TEXT` for a typed look-alike. */
export type PlaceholderName = Uppercase<Entity> | 'TEXT'

export interface PlaceholderMatch {
  readonly start: number
  readonly end: number
  readonly name: PlaceholderName
  readonly number: number
}

export const PLACEHOLDER_NAMES: readonly PlaceholderName[] = [
  ...recognizers.map(({ entity }) => entity.toUpperCase() as Uppercase<Entity>),
  'TEXT',
]

/** Longest spelling that is still read as a placeholder; what a stream holds back at most for one. */
export const PLACEHOLDER_CHARS_MAX = 48

// Models put blanks for underscores, escape underscores for Markdown, change case and lose brackets.
const LOOSE = PLACEHOLDER_NAMES.map((name) => name.replaceAll('_', '(?:\\\\?_|[ -])')).join('|')
const STRICT = PLACEHOLDER_NAMES.map((name) => name.replaceAll('_', '\\\\?_')).join('|')
const NUMBER = '(?:\\\\?_|[ -])([0-9]{1,6})'
// Brackets are escaped both or not at all: a lone backslash before a placeholder belongs to the text.
const BRACKETED = `\\[ {0,2}(${LOOSE})${NUMBER} {0,2}\\]|\\\\\\[ {0,2}(${LOOSE})${NUMBER} {0,2}\\\\\\]`
const BARE = `(${STRICT})\\\\?_([0-9]{1,6})`
const SPELLINGS = new RegExp(`${BRACKETED}|(?<![A-Za-z0-9_])${BARE}(?![A-Za-z0-9_])`, 'gi')
/** Whatever could become a spelling when its neighbours change. */
const ANYWHERE = new RegExp(`${BRACKETED}|${BARE}`, 'gi')

/** Placeholders written in a text: as an answer may spell them, or `any` that its surroundings might turn into one. */
export function placeholderMatches(text: string, reading: 'spelled' | 'any'): PlaceholderMatch[] {
  if (!text.includes('_') && !text.includes('[')) return []
  const found: PlaceholderMatch[] = []
  for (const match of text.matchAll(reading === 'any' ? ANYWHERE : SPELLINGS)) {
    const name = (match[1] ?? match[3] ?? match[5])!
      .replaceAll('\\', '')
      .replace(/[ -]/g, '_')
      .toUpperCase() as PlaceholderName
    const number = Number(match[2] ?? match[4] ?? match[6])
    found.push({ start: match.index, end: match.index + match[0].length, name, number })
  }
  return found
}
