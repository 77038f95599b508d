import { canonicalJson } from '../core/canonical-json.ts'
import { members } from './value-at.ts'

/** What kind of thing changed, for the reader who looks for one kind. */
export type ChangeKind = 'date' | 'limit' | 'text' | 'person' | 'other'

/** One value that differs. Undefined: it isn’t there on that side. */
export interface ValueChange {
  readonly kind: ChangeKind
  /** Names from the document down to the value. */
  readonly path: readonly string[]
  readonly before: unknown
  readonly after: unknown
}

const TEXT_KEYS =
  /^(name|title|text|description|link|basis|citation|authority|conditions|hours|phone|url|archived|labelShownBy|coaching|statement|findings|evidence|phrases)$/
const PERSON_KEYS = /^(by|responsibleOfficial|signer|leaderRole|decisions|acknowledged|owner|approvedBy|namedBy)$/
const LIMIT_KEYS =
  /^(max[A-Z].*|requests|tokens|assurance|validMonths|graceDays|warnDays|everyMonths|people|raisesTo|training|retain|purposes|subjectTypes|units|agencies|roles|clients|systems|seats|permittedUses|floor|datasets|answerTokensMax)$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Every value that differs between two documents. Rows are matched by their `id`; where they stand doesn’t count. */
export function compareValues(before: unknown, after: unknown, path: readonly string[]): ValueChange[] {
  if (before === undefined || after === undefined || !areBranches(before, after)) {
    if (before !== undefined && after !== undefined && canonicalJson(before) === canonicalJson(after)) return []
    return before === undefined && after === undefined
      ? []
      : [{ kind: kindOf(path, before, after), path, before, after }]
  }
  const [old, next] = [new Map(members(before as object)), new Map(members(after as object))]
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((key) =>
    compareValues(old.get(key), next.get(key), [...path, key]),
  )
}

/** Lists of words are compared whole: a reader wants to see the list, not its places. */
function areBranches(before: unknown, after: unknown): boolean {
  return [before, after].every(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      !(Array.isArray(value) && value.every((item) => typeof item !== 'object')),
  )
}

function kindOf(path: readonly string[], before: unknown, after: unknown): ChangeKind {
  if ([before, after].some((value) => typeof value === 'string' && DAY.test(value))) return 'date'
  if (path.some((key) => TEXT_KEYS.test(key))) return 'text'
  if (path.some((key) => PERSON_KEYS.test(key))) return 'person'
  return LIMIT_KEYS.test(path.at(-1) ?? '') ? 'limit' : 'other'
}
