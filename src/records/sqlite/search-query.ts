import { hash } from 'node:crypto'

/** A query that a person can mend; `message` says how. Never a server fault. */
export class SearchQueryError extends Error {
  override readonly name = 'SearchQueryError'
}

/** Facets a query may name. */
const FACETS: ReadonlySet<string> = new Set(['user', 'agency', 'system', 'decision', 'purpose', 'client', 'type'])

const QUERY_CHARACTERS_MAX = 2_000
const TERMS_MAX = 64
const NESTING_MAX = 16

/** A query in the index's own terms. */
export interface CompiledQuery {
  /** FTS5 expression over the columns `body` and `f`. */
  readonly match: string
  /** The same without words: what was in scope, whatever its text. */
  readonly scope: string
  /** RFC 3339 bounds: at or after, before. */
  readonly after: string | null
  readonly before: string | null
}

/** Every document has this token, so that NOT can stand alone. */
export const EVERY = facetToken('every', '')

/** A facet as one token of letters and digits, whatever its value holds; the index is never joined to a table to filter. */
export function facetToken(name: string, value: string): string {
  return `f${hash('sha256', `${name}\n${value.toLowerCase()}`, 'hex').slice(0, 20)}`
}

/** Either side of a boolean expression; `scope` is null when only words are in it. */
interface Term {
  readonly match: string
  readonly scope: string | null
}

/**
 * Reads words, "phrases", prefix*, AND/OR/NOT, parentheses and facets. Words next to each other mean AND. Everything that
 * reaches FTS5 is quoted or a hash. Throws {@link SearchQueryError}.
 */
export function compileQuery(query: string): CompiledQuery {
  if (query.length > QUERY_CHARACTERS_MAX)
    throw new SearchQueryError(`a query has at most ${QUERY_CHARACTERS_MAX} characters`)
  const tokens = tokenize(query)
  if (tokens.length > TERMS_MAX * 2) throw new SearchQueryError(`a query has at most ${TERMS_MAX} terms`)
  const bounds: { after: string | null; before: string | null } = { after: null, before: null }
  let at = 0

  function disjunction(depth: number): Term {
    if (depth > NESTING_MAX) throw new SearchQueryError('parentheses are nested too deep')
    const terms = [conjunction(depth)]
    while (tokens[at] === 'OR') {
      at++
      terms.push(conjunction(depth))
    }
    if (terms.length === 1) return terms[0]!
    // A side of words alone could match anything in scope, so the whole has no narrower scope.
    const scopes = terms.map((term) => term.scope)
    return {
      match: join(
        terms.map((t) => t.match),
        'OR',
      ),
      scope: scopes.includes(null) ? null : join(scopes as string[], 'OR'),
    }
  }

  function conjunction(depth: number): Term {
    const wanted: Term[] = []
    const unwanted: Term[] = []
    let isFirst = true
    for (;;) {
      if (tokens[at] === 'AND' && !isFirst) at++
      else if (!isFirst && (at >= tokens.length || tokens[at] === 'OR' || tokens[at] === ')')) break
      isFirst = false
      const isNegated = tokens[at] === 'NOT'
      if (isNegated) at++
      const term = primary(depth)
      if (term !== null) (isNegated ? unwanted : wanted).push(term)
      else if (isNegated) throw new SearchQueryError('NOT does not apply to after: and before:')
    }
    const match =
      wanted.length === 0
        ? leaf('f', EVERY)
        : join(
            wanted.map((t) => t.match),
            'AND',
          )
    const scopes = wanted.map((t) => t.scope).filter((scope) => scope !== null)
    const scope = scopes.length === 0 ? null : join(scopes, 'AND')
    if (unwanted.length === 0) return { match, scope }
    return {
      match: `(${match} NOT ${join(
        unwanted.map((t) => t.match),
        'OR',
      )})`,
      scope,
    }
  }

  /** Null for a bound, which is no condition on a document's words. */
  function primary(depth: number): Term | null {
    const token = tokens[at++]
    if (token === undefined || token === ')' || token === 'AND' || token === 'OR' || token === 'NOT') {
      throw new SearchQueryError('a word is missing in the query')
    }
    if (token === '(') {
      const inner = disjunction(depth + 1)
      if (tokens[at++] !== ')') throw new SearchQueryError('a parenthesis is not closed')
      return inner
    }
    const facet = /^([a-z]+):(.*)$/s.exec(token)
    if (facet === null) return { match: words(token), scope: null }
    const [, name, quoted] = facet
    const value = unquote(quoted!)
    if (value === '') throw new SearchQueryError(`${name}: needs a value`)
    if (name === 'after' || name === 'before') {
      if (depth > 0) throw new SearchQueryError(`${name}: stands outside parentheses`)
      bounds[name] = instant(name, value)
      return null
    }
    if (!FACETS.has(name!))
      throw new SearchQueryError(`${name}: is not a field; put the words in quotes to search for them`)
    const match = leaf('f', facetToken(name!, value))
    return { match, scope: match }
  }

  const all: Term = tokens.length === 0 ? { match: leaf('f', EVERY), scope: null } : disjunction(0)
  if (at < tokens.length) throw new SearchQueryError('a parenthesis closes nothing')
  return { match: all.match, scope: all.scope ?? leaf('f', EVERY), ...bounds }
}

function tokenize(query: string): string[] {
  const pattern = /\s+|([()])|([a-z]+:"[^"]*"|"[^"]*"\*?|[^\s()"]+)/y
  const tokens: string[] = []
  while (pattern.lastIndex < query.length) {
    const match = pattern.exec(query)
    if (match === null) throw new SearchQueryError('a quotation mark is not closed')
    const token = match[1] ?? match[2]
    if (token !== undefined) tokens.push(token)
  }
  return tokens
}

function words(token: string): string {
  const isPrefix = token.endsWith('*')
  const text = unquote(isPrefix ? token.slice(0, -1) : token)
  const characters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  if (characters === 0) throw new SearchQueryError(`${token} has no word in it`)
  if (isPrefix && characters < 2) throw new SearchQueryError('a prefix has at least two letters')
  return leaf('body', text) + (isPrefix ? '*' : '')
}

function leaf(column: 'body' | 'f', text: string): string {
  // U+0000 would end the expression; it separates words like any other control character.
  return `${column} : "${text.replaceAll('"', '""').replaceAll('\0', ' ')}"`
}

function join(terms: readonly string[], operator: 'AND' | 'OR'): string {
  return terms.length === 1 ? terms[0]! : `(${terms.join(` ${operator} `)})`
}

function unquote(text: string): string {
  return text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text
}

/** A date (its first moment, UTC) or an RFC 3339 time. */
function instant(name: string, value: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(value)
  const ms = Date.parse(isDate ? `${value}T00:00:00.000Z` : value)
  if (!/^\d{4}-\d{2}-\d{2}(T\S+)?$/.test(value) || Number.isNaN(ms)) {
    throw new SearchQueryError(`${name}: takes a date like 2026-11-22 or a time like 2026-11-22T15:00:00Z`)
  }
  return new Date(ms).toISOString()
}
