import { SearchQueryError } from './query-error.ts'
import { QUERY_FIELDS, TIME_FIELDS, type TimeField } from './query-fields.ts'
import type { QueryToken } from './query-tokens.ts'
import type { QueryNode, WordsNode } from './query-tree.ts'

type Token<Kind extends QueryToken['kind']> = Extract<QueryToken, { readonly kind: Kind }>

/** Letters that a prefix has at least: shorter ones stand for too many words. */
const PREFIX_LETTERS_MIN = 2
const NEAR_DISTANCE = 10
const NEAR_DISTANCE_MAX = 50
const NEAR_TEXTS_MAX = 8

/** A word or a phrase. Throws {@link SearchQueryError} where nothing in it can be looked for. */
export function wordsNode({ text, isPrefix, position }: Token<'words'>): WordsNode {
  const characters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  if (characters === 0)
    throw new SearchQueryError(`‘${text}${isPrefix ? '*' : ''}’ has no word in it`, 'Write a word with it.', position)
  if (isPrefix && characters < PREFIX_LETTERS_MIN)
    throw new SearchQueryError('a prefix has at least two letters', 'Write more of the word before the *.', position)
  return { kind: 'words', text, isPrefix }
}

/** `NEAR(a "b c", 5)`. */
export function nearGroup({ inside, position }: Token<'nearGroup'>): QueryNode {
  const split = /^(.*?)(?:,\s*(\d{1,4})\s*)?$/s.exec(inside)
  const texts = [...(split?.[1] ?? '').matchAll(/"([^"]*)"|([^\s",]+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  )
  return nearNode(texts, split?.[2] === undefined ? null : Number(split[2]), position)
}

/** Texts near each other, `distance` words apart at most. */
export function nearNode(texts: readonly string[], distance: number | null, position: number): QueryNode {
  const next = 'Write it as NEAR(bridge deck, 5) or bridge NEAR/5 deck.'
  const wrong = (problem: string): SearchQueryError => new SearchQueryError(problem, next, position)
  if (texts.length < 2 || texts.length > NEAR_TEXTS_MAX) throw wrong(`NEAR takes two to ${NEAR_TEXTS_MAX} words`)
  if (texts.some((text) => !/[\p{L}\p{N}]/u.test(text) || text.endsWith('*'))) throw wrong('NEAR takes whole words')
  const most = distance ?? NEAR_DISTANCE
  if (most < 1 || most > NEAR_DISTANCE_MAX) throw wrong(`NEAR takes a distance of 1 to ${NEAR_DISTANCE_MAX}`)
  return { kind: 'near', texts, distance: most }
}

/** `user:jdoe`, `after:2026-11-01`. */
export function fieldNode({ name, value, isQuoted, position }: Token<'field'>): QueryNode {
  const wrong = (problem: string, next: string): SearchQueryError => new SearchQueryError(problem, next, position)
  const isTime = (TIME_FIELDS as readonly string[]).includes(name)
  const values = Object.hasOwn(QUERY_FIELDS, name) ? QUERY_FIELDS[name] : undefined
  if (!isTime && values === undefined) {
    const fields = [...Object.keys(QUERY_FIELDS), ...TIME_FIELDS].map((known) => `${known}:`).join(' ')
    throw wrong(`${name}: is not a field`, `Use one of ${fields}, or put the words in quotation marks.`)
  }
  if (value.trim() === '') throw wrong(`${name}: needs a value`, `Write it without a space, like ${name}:value.`)
  if (isTime) return { kind: 'time', name: name as TimeField, instant: instantOf(name, value, position), position }
  if (!isQuoted && value.endsWith('*'))
    throw wrong(`${name}: takes a whole value`, 'Leave the * out, or put the value in quotation marks.')
  if (values && !values.includes(value.toLowerCase()))
    throw wrong(`${name}: does not take ‘${value.slice(0, 50)}’`, `Use one of ${values.join(', ')}.`)
  return { kind: 'facet', name, value: value.trim() }
}

/** A date (its first moment, UTC) or an RFC 3339 time. */
function instantOf(name: string, value: string, position: number): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(value)
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(value)
  const ms = Date.parse(isDate ? `${value}T00:00:00.000Z` : value)
  if ((!isDate && !isTime) || Number.isNaN(ms)) {
    const next = 'Write a date like 2026-11-22 or a time like 2026-11-22T15:00:00Z.'
    throw new SearchQueryError(`${name}: takes a date or a time`, next, position)
  }
  return new Date(ms).toISOString()
}
