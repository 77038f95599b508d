import { SearchQueryError } from './query-error.ts'
import { fieldNode, nearGroup, nearNode, wordsNode } from './query-leaf.ts'
import { type QueryToken, queryTokens } from './query-tokens.ts'
import type { QueryNode, WordsNode } from './query-tree.ts'

const QUERY_CHARACTERS_MAX = 2_000
const TERMS_MAX = 64
const NESTING_MAX = 16
/** Each prefix makes the index put together the places of all words that begin so. */
const PREFIXES_MAX = 8

/**
 * Reads a query: words, "phrases", prefix*, NEAR, fields, AND, OR, NOT, parentheses. Words next to each other mean AND,
 * which binds closer than OR. Throws {@link SearchQueryError}, and nothing else, whatever it is given.
 */
export function parseQuery(query: string): QueryNode {
  if (query.length > QUERY_CHARACTERS_MAX)
    throw new SearchQueryError(`a query has at most ${QUERY_CHARACTERS_MAX} characters`, 'Search in several steps.')
  const tokens = queryTokens(query)
  const end = query.length + 1
  let at = 0
  let terms = 0
  let prefixes = 0

  function disjunction(depth: number): QueryNode {
    const parts = [conjunction(depth)]
    while (tokens[at]?.kind === 'or') {
      at++
      parts.push(conjunction(depth))
    }
    return parts.length === 1 ? parts[0]! : { kind: 'or', parts }
  }

  function conjunction(depth: number): QueryNode {
    const parts = [negation(depth)]
    for (;;) {
      const kind = tokens[at]?.kind
      if (kind === undefined || kind === 'or' || kind === 'close') break
      if (kind === 'and') at++
      parts.push(negation(depth))
    }
    return parts.length === 1 ? parts[0]! : { kind: 'and', parts }
  }

  function negation(depth: number): QueryNode {
    if (tokens[at]?.kind !== 'not') return primary(depth)
    at++
    if (tokens[at]?.kind === 'not')
      throw new SearchQueryError('NOT stands twice', 'Write it once.', tokens[at]!.position)
    return { kind: 'not', part: primary(depth) }
  }

  function primary(depth: number): QueryNode {
    const token = tokens[at++]
    count(token)
    switch (token?.kind) {
      case 'open':
        return group(token, depth + 1)
      case 'nearGroup':
        return nearGroup(token)
      case 'field':
        return fieldNode(token)
      case 'words':
        return nearby(leaf(token), token)
      default: {
        const next = 'Write a word, a phrase or a field there; put AND, OR, NOT in quotation marks to search for them.'
        throw new SearchQueryError('a word is missing', next, token?.position ?? end)
      }
    }
  }

  function group(open: QueryToken, depth: number): QueryNode {
    if (depth > NESTING_MAX)
      throw new SearchQueryError('parentheses are nested too deep', 'Search in several steps.', open.position)
    const inner = disjunction(depth)
    if (tokens[at++]?.kind !== 'close')
      throw new SearchQueryError('a parenthesis is not closed', 'Close it, or take it out.', open.position)
    return inner
  }

  /** `a NEAR/5 b NEAR c`: the shortest distance holds for all of them. */
  function nearby(first: WordsNode, { position }: QueryToken): QueryNode {
    const texts = [first.isPrefix ? `${first.text}*` : first.text]
    let shortest: number | null = null
    for (let near = tokens[at]; near?.kind === 'near'; near = tokens[at]) {
      at++
      const operand = tokens[at++]
      count(operand)
      if (operand?.kind !== 'words')
        throw new SearchQueryError('NEAR stands between two words', 'Write a word there.', operand?.position ?? end)
      const { text, isPrefix } = leaf(operand)
      texts.push(isPrefix ? `${text}*` : text)
      if (near.distance !== null) shortest = Math.min(shortest ?? near.distance, near.distance)
    }
    return texts.length === 1 ? first : nearNode(texts, shortest, position)
  }

  function leaf(token: Extract<QueryToken, { kind: 'words' }>): WordsNode {
    const node = wordsNode(token)
    if (node.isPrefix && ++prefixes > PREFIXES_MAX)
      throw new SearchQueryError(`a query has at most ${PREFIXES_MAX} prefixes`, 'Write whole words.', token.position)
    return node
  }

  function count(token: QueryToken | undefined): void {
    if (token !== undefined && token.kind !== 'open' && ++terms > TERMS_MAX)
      throw new SearchQueryError(`a query has at most ${TERMS_MAX} terms`, 'Search in several steps.', token.position)
  }

  if (tokens.length === 0) return { kind: 'every' }
  const whole = disjunction(0)
  const rest = tokens[at]
  if (rest !== undefined)
    throw new SearchQueryError('a parenthesis closes nothing', 'Take it out, or open one before it.', rest.position)
  return whole
}
