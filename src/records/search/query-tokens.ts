import { SearchQueryError } from './query-error.ts'

/** A piece of a query; `position` counts characters from 1. */
export type QueryToken = { readonly position: number } & (
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' }
  /** `NEAR`, `NEAR/5` between words. */
  | { readonly kind: 'near'; readonly distance: number | null }
  /** `NEAR(word "a phrase", 5)`: what stands between the parentheses. */
  | { readonly kind: 'nearGroup'; readonly inside: string }
  | { readonly kind: 'words'; readonly text: string; readonly isPrefix: boolean; readonly isQuoted: boolean }
  | { readonly kind: 'field'; readonly name: string; readonly value: string; readonly isQuoted: boolean }
)

const OPERATORS: Readonly<Record<string, 'and' | 'or' | 'not'>> = { AND: 'and', OR: 'or', NOT: 'not' }

const PIECE =
  /(?<space>\s+)|(?<near>NEAR)\((?<inside>[^()]*)\)|(?<parenthesis>[()])|(?:(?<name>[A-Za-z]+):)?"(?<quoted>[^"]*)"(?<star>\*)?|(?<bare>[^\s()"]+)/y

/** Takes a query apart. Throws {@link SearchQueryError} for a quotation mark that isn't closed. */
export function queryTokens(query: string): QueryToken[] {
  // Word processors turn quotation marks; each stays one character, so positions hold.
  const text = query.replaceAll(/[“”„‟]/g, '"')
  const tokens: QueryToken[] = []
  PIECE.lastIndex = 0
  while (PIECE.lastIndex < text.length) {
    const position = PIECE.lastIndex + 1
    const groups = PIECE.exec(text)?.groups
    if (groups === undefined)
      throw new SearchQueryError(
        'a quotation mark is not closed',
        'Close the quotation, or take the mark out.',
        position,
      )
    const token = groups['space'] === undefined ? tokenOf(groups, position) : null
    if (token !== null) tokens.push(token)
  }
  return tokens
}

function tokenOf(groups: Record<string, string | undefined>, position: number): QueryToken {
  const { near, inside = '', parenthesis, name, quoted, star, bare = '' } = groups
  if (near !== undefined) return { kind: 'nearGroup', inside, position }
  if (parenthesis !== undefined) return { kind: parenthesis === '(' ? 'open' : 'close', position }
  if (quoted !== undefined) {
    if (name !== undefined) return { kind: 'field', name: name.toLowerCase(), value: quoted, isQuoted: true, position }
    return { kind: 'words', text: quoted, isPrefix: star === '*', isQuoted: true, position }
  }
  const operator = Object.hasOwn(OPERATORS, bare) ? OPERATORS[bare] : undefined
  if (operator !== undefined) return { kind: operator, position }
  const distance = /^NEAR(?:\/(\d{1,4}))?$/.exec(bare)
  if (distance !== null)
    return { kind: 'near', distance: distance[1] === undefined ? null : Number(distance[1]), position }
  const field = /^([A-Za-z]+):(.*)$/s.exec(bare)
  if (field !== null)
    return { kind: 'field', name: field[1]!.toLowerCase(), value: field[2]!, isQuoted: false, position }
  const isPrefix = bare.endsWith('*')
  return { kind: 'words', text: isPrefix ? bare.slice(0, -1) : bare, isPrefix, isQuoted: false, position }
}
