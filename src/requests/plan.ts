import { z } from 'zod'
import { nameVariants } from '../records/search/name-variants.ts'
import { parseQuery } from '../records/search/parse-query.ts'
import { SearchQueryError } from '../records/search/query-error.ts'
import type { QueryNode } from '../records/search/query-tree.ts'
import { scopeAndWords } from '../records/search/scope-query.ts'
import { takeTimes } from '../records/search/time-bounds.ts'

/** As many as one record's lines fit into a whole number. */
const LINES_MAX = 30

const short = z.string().trim().min(1).max(200)
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be a short lower-case id')

/** A person as several accounts and names, each of which somebody says belongs to them, and why. */
const personSchema = z.strictObject({
  id: key,
  /** Principal keys, `issuer|subject`. */
  accounts: z
    .array(
      z.strictObject({
        account: z
          .string()
          .regex(/^[^|"]+\|[^"]+$/, 'must be issuer|subject')
          .max(500),
        reason: short,
      }),
    )
    .max(20)
    .default([]),
  /** First and last names, present and former. */
  names: z
    .array(z.strictObject({ name: short, reason: short }))
    .max(20)
    .default([]),
})

const lineSchema = z.strictObject({
  id: key,
  /** In the language of record search: fields and times are the scope, words are looked for in it. */
  query: z.string().max(2_000).default(''),
  /** Names that are looked for however they are written: any of them. */
  names: z.array(short).max(20).default([]),
  /** Persons whose own records the line looks through. */
  by: z.array(key).max(20).default([]),
  /** Persons by any of whose names a record is found. */
  about: z.array(key).max(20).default([]),
})

/** What a request's search looks for: whatever one line or another finds. Only in the body of an entry. */
export const planSchema = z.strictObject({
  persons: z.array(personSchema).max(50).default([]),
  lines: z.array(lineSchema).min(1).max(LINES_MAX),
})

export type SearchPlan = z.infer<typeof planSchema>
export type PlanPerson = SearchPlan['persons'][number]
export type PlanLine = SearchPlan['lines'][number]

/** A line as it is run. */
export interface ReadLine {
  readonly id: string
  /** Fields and times, in the language of record search. */
  readonly scope: string
  /** What is looked for in originals; null: the whole scope is found. */
  readonly wanted: QueryNode | null
  /** The line's words for the index, where redaction hides none of what it looks for; null: there is no use in asking. */
  readonly indexed: string | null
  /** Principal keys; null: anybody's. */
  readonly owners: ReadonlySet<string> | null
  /** Times alone bound it: what was refused before anybody looked into it is of the scope as well. */
  readonly bounds: string | null
}

/** Reads a plan's lines. Throws `SearchQueryError` on what can't be searched for, with the line's id. */
export function readPlan({ persons, lines }: SearchPlan): ReadLine[] {
  const known = new Map(persons.map((person) => [person.id, person]))
  if (known.size < persons.length) throw new SearchQueryError('two persons have one id', 'Give each its own.')
  if (new Set(lines.map(({ id }) => id)).size < lines.length)
    throw new SearchQueryError('two lines have one id', 'Give each its own.')
  return lines.map((line) => {
    try {
      return readLine(line, known)
    } catch (error) {
      if (error instanceof SearchQueryError) throw new SearchQueryError(`line ${line.id}: ${error.message}`, error.next)
      throw error
    }
  })
}

function readLine({ id, query, names, by, about }: PlanLine, persons: ReadonlyMap<string, PlanPerson>): ReadLine {
  const named = (one: string): PlanPerson => {
    const person = persons.get(one)
    if (person === undefined) throw new SearchQueryError(`the plan has no person ‘${one}’`, 'Name one of its persons.')
    return person
  }
  const accounts = by.flatMap((one) => named(one).accounts.map(({ account }) => account))
  if (by.length > 0 && accounts.length === 0)
    throw new SearchQueryError('those persons have no account', 'Say which accounts are theirs.')
  const subjects = [...new Set(accounts.map((account) => account.slice(account.indexOf('|') + 1)))]
  const users = subjects.map((subject) => `user:"${subject.replaceAll('"', '')}"`).join(' OR ')
  const { scope, words } = scopeAndWords(
    [users === '' ? '' : `(${users})`, query].filter((one) => one !== '').join(' '),
  )
  const all = [...names, ...about.flatMap((one) => named(one).names.map(({ name }) => name))]
  if (about.length > 0 && all.length === 0)
    throw new SearchQueryError('those persons have no name', 'Say by which names they are known.')
  const anyName: QueryNode[] = all.length === 0 ? [] : [{ kind: 'or', parts: all.map(nameVariants) }]
  const hasWords = !isEmpty(words)
  const wanted: QueryNode | null =
    hasWords || anyName.length > 0 ? { kind: 'and', parts: [...(hasWords ? [words] : []), ...anyName] } : null
  const { rest } = takeTimes(parseQuery(query))
  return {
    id,
    scope,
    wanted,
    indexed: hasWords && anyName.length === 0 ? query : null,
    owners: by.length === 0 ? null : new Set(accounts),
    bounds: wanted === null && by.length > 0 && isEmpty(rest) ? query : null,
  }
}

function isEmpty(node: QueryNode): boolean {
  return node.kind === 'every' || (node.kind === 'and' && node.parts.every(isEmpty))
}
