import type { Entity } from './recognizer.ts'

/** An entity as a placeholder writes it, or `TEXT` for a typed look-alike. */
export type PlaceholderName = Uppercase<Entity> | 'TEXT'

export interface PlaceholderMatch {
  readonly start: number
  readonly end: number
  readonly name: PlaceholderName
  readonly number: number
}

/** Finds placeholders of some names: as an answer may spell them, or `any` that its surroundings might turn into one. */
export type PlaceholderReader = (text: string, reading: 'spelled' | 'any') => PlaceholderMatch[]

/** Longest spelling that is still read as a placeholder; what a stream holds back at most for one. */
export const PLACEHOLDER_CHARS_MAX = 48

/** A policy's readers are asked for with every exchange; more policies than this are in force at no time. */
const READERS_MAX = 32
const readers = new Map<string, PlaceholderReader>()

/** The reader for placeholders with these names. */
export function placeholderReader(names: readonly PlaceholderName[]): PlaceholderReader {
  const key = names.join()
  const known = readers.get(key)
  if (known !== undefined) return known
  if (readers.size === READERS_MAX) readers.clear()
  const reader = createReader(names)
  readers.set(key, reader)
  return reader
}

function createReader(names: readonly PlaceholderName[]): PlaceholderReader {
  // Models put blanks for underscores, escape underscores for Markdown, change case and lose brackets.
  const loose = names.map((name) => name.replaceAll('_', '(?:\\\\?_|[ -])')).join('|')
  const strict = names.map((name) => name.replaceAll('_', '\\\\?_')).join('|')
  const number = '(?:\\\\?_|[ -])([0-9]{1,6})'
  // Brackets are escaped both or not at all: a lone backslash before a placeholder belongs to the text.
  const bracketed = `\\[ {0,2}(${loose})${number} {0,2}\\]|\\\\\\[ {0,2}(${loose})${number} {0,2}\\\\\\]`
  const bare = `(${strict})\\\\?_([0-9]{1,6})`
  const spellings = new RegExp(`${bracketed}|(?<![A-Za-z0-9_])${bare}(?![A-Za-z0-9_])`, 'gi')
  /** Whatever could become a spelling when its neighbours change. */
  const anywhere = new RegExp(`${bracketed}|${bare}`, 'gi')

  return (text, reading) => {
    if (!text.includes('_') && !text.includes('[')) return []
    return [...text.matchAll(reading === 'any' ? anywhere : spellings)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      name: nameOf((match[1] ?? match[3] ?? match[5])!),
      number: Number(match[2] ?? match[4] ?? match[6]),
    }))
  }
}

function nameOf(spelled: string): PlaceholderName {
  return spelled.replaceAll('\\', '').replace(/[ -]/g, '_').toUpperCase() as PlaceholderName
}
