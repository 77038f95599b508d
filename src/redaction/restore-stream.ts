import type { Edit } from '../core/edits.ts'
import { jsonEscape } from '../core/json-offsets.ts'
import type { StreamTransform } from './hold-back.ts'
import { PLACEHOLDER_CHARS_MAX, type PlaceholderName } from './placeholder-text.ts'
import type { Placeholders } from './placeholders.ts'
import type { RestoreOptions } from './restore.ts'

/** Restores placeholders in streamed text. Waits only for a tail that may still become a placeholder that was issued. */
export function restoreTransform(placeholders: Placeholders, options: RestoreOptions = {}): StreamTransform {
  let partial: { readonly size: number; readonly bracketed: RegExp; readonly bare: RegExp } | undefined

  return {
    decide(text, from, ended) {
      const { names } = placeholders
      if (names.size === 0) return { to: text.length, edits: [] }
      if (partial?.size !== names.size) partial = { size: names.size, ...partialPatterns(names) }
      const to = ended ? text.length : holdFrom(text, from, partial.bracketed, partial.bare)
      const edits: Edit[] = []
      // One character of context: whether a bare placeholder starts a word.
      const first = Math.max(0, from - 1)
      for (const { start, end, name, number } of placeholders.matches(text.slice(first), 'spelled')) {
        if (first + start < from || first + end > to) continue
        const value = placeholders.valueOf(name, number)
        if (value !== undefined)
          edits.push({ start: first + start, end: first + end, text: options.json ? jsonEscape(value) : value })
      }
      return { to, edits }
    },
  }
}

function holdFrom(text: string, from: number, bracketed: RegExp, bare: RegExp): number {
  const low = Math.max(from, text.length - PLACEHOLDER_CHARS_MAX)
  const bracket = text.lastIndexOf('[')
  if (bracket >= low && bracketed.test(text.slice(bracket))) {
    return bracket > low && text.charCodeAt(bracket - 1) === 0x5c ? bracket - 1 : bracket
  }
  let run = text.length
  while (run > low && isWord(text.charCodeAt(run - 1))) run--
  for (let at = run; at < text.length; at++) {
    if (at > 0 && isWord(text.charCodeAt(at - 1)) && text.charCodeAt(at - 1) !== 0x5c) continue
    if (bare.test(text.slice(at))) return at
  }
  // A backslash may escape the bracket that comes next.
  return text.length > low && text.endsWith('\\') ? text.length - 1 : text.length
}

/** Letters, digits, underscore, and the backslash that Markdown puts before one. */
function isWord(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x5f ||
    code === 0x5c
  )
}

function partialPatterns(names: ReadonlySet<PlaceholderName>): { bracketed: RegExp; bare: RegExp } {
  const all = [...names]
  const loose = all.map((name) => prefixes(name, '(?:\\\\?_|\\\\$|[ -])', '[0-9]{0,6} {0,2}\\\\?')).join('|')
  const strict = all.map((name) => prefixes(name, '(?:\\\\?_|\\\\$)', '[0-9]{0,6}')).join('|')
  return { bracketed: new RegExp(`^\\[ {0,2}(?:${loose})?$`, 'i'), bare: new RegExp(`^(?:${strict})$`, 'i') }
}

/** Matches every start of `NAME_n`. */
function prefixes(name: string, separator: string, number: string): string {
  const tokens = [...`${name}_`].map((char) => (char === '_' ? separator : char))
  return tokens.reduceRight((rest, token) => `${token}(?:${rest})?`, number)
}
