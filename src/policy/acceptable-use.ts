import type { Document } from './documents.ts'
import { type PhraseSearch, phraseSearch } from './phrase-search.ts'
import type { PolicySet, UseRule } from './policy-set.ts'

/** Wording that is looked for. */
export interface PhraseTable {
  /** Folded phrase → ids of the rules that look for it; of protected topics, `null`. */
  readonly rules: Readonly<Record<string, readonly (string | null)[]>>
}

/** How much of a request is searched for wording, UTF-16 units: a heuristic isn't worth more time than that. */
const SEARCHED_MAX = 32_768

export function compilePhrases(document: Document<'acceptable-use'>): PhraseTable {
  const rules: Record<string, (string | null)[]> = Object.create(null)
  const add = (phrases: readonly string[] | undefined, rule: string | null): void => {
    for (const phrase of phrases ?? []) {
      const folded = fold(phrase)
      rules[folded] = [...(rules[folded] ?? []), rule]
    }
  }
  for (const rule of document.rules) add(rule.phrases, rule.id)
  for (const topic of document.protected) add(topic.phrases, null)
  return { rules }
}

/**
 * Ids of the rules whose wording stands in a text; empty where the text speaks of a protected topic (grievance, union,
 * benefits and the like). Wording only flags: what a person meant by it is for people to judge.
 */
export function usesIn(policy: Pick<PolicySet, 'acceptableUse'>, texts: Iterable<string>): string[] {
  const { phrases } = policy.acceptableUse
  const search = searchOf(phrases)
  const found = new Set<string>()
  let left = SEARCHED_MAX
  for (const text of texts) {
    if (left <= 0) break
    const searched = fold(text.slice(0, left))
    left -= text.length
    for (const phrase of search(searched)) {
      for (const rule of phrases.rules[phrase] ?? []) {
        if (rule === null) return []
        found.add(rule)
      }
    }
  }
  return [...found]
}

/** The rules of those that may be kept in a record: what is only coached about leaves no trace. */
export function recordedUses(policy: Pick<PolicySet, 'acceptableUse'>, uses: readonly string[]): string[] {
  if (uses.length === 0) return []
  return policy.acceptableUse.rules
    .filter((rule) => uses.includes(rule.id) && rule.action !== 'coach')
    .map(({ id }) => id)
}

/** Whether a rule's wording counts for this purpose and these roles. */
export function applies(rule: UseRule, purpose: string | null, roles: readonly string[]): boolean {
  return (
    (purpose === null || !rule.notPurposes.includes(purpose)) && !rule.notRoles.some((role) => roles.includes(role))
  )
}

/** Case, accents and the kind of blank don't count. */
function fold(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase()
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Compiled once for each policy: a frozen policy holds data only. */
const compiled = new WeakMap<PhraseTable, PhraseSearch>()

function searchOf(table: PhraseTable): PhraseSearch {
  let search = compiled.get(table)
  if (search === undefined) {
    search = phraseSearch(Object.keys(table.rules))
    compiled.set(table, search)
  }
  return search
}
