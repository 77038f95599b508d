import { invalid } from './scim-error.ts'

/** An attribute path (RFC 7644 section 3.5.2), names in lower case. */
export interface Path {
  readonly attribute: string
  /** Of `members[value eq "x"]`: what stands in the brackets. */
  readonly filter: string | null
  readonly sub: string | null
}

const CORE = /^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/i
/** RFC 7643 section 4.3; of all that it has, the manager is kept (clause MS-37). */
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const PATH = /^([a-z$][\w$-]*)(?:\[([^\]]{1,600})\])?(?:\.([a-z][\w$-]*))?$/i

/** Null for an attribute of an extension that isn’t kept; `enterprise` stands for the whole of the one of which a part is. */
export function readPath(text: string): Path | null {
  const plain = text.trim().replace(CORE, '')
  if (plain.toLowerCase() === ENTERPRISE.toLowerCase()) return { attribute: 'enterprise', filter: null, sub: null }
  if (/^urn:/i.test(plain)) {
    const isManager = plain.toLowerCase().startsWith(`${ENTERPRISE}:manager`.toLowerCase())
    return isManager ? { attribute: 'manager', filter: null, sub: null } : null
  }
  const match = PATH.exec(plain)
  if (match === null) throw invalid('invalidPath', 'The path can’t be read.')
  return { attribute: match[1]!.toLowerCase(), filter: match[2] ?? null, sub: match[3]?.toLowerCase() ?? null }
}

/** The value that a bracket asks one sub-attribute to equal: `type eq "work"`. */
export function equalIn(filter: string | null, sub: string): string | null {
  if (filter === null) return null
  const match = /^([a-z]+)\s+eq\s+"((?:[^"\\]|\\.)*)"$/i.exec(filter.trim())
  if (match === null || match[1]!.toLowerCase() !== sub)
    throw invalid('invalidPath', `A filter in a path must be: ${sub} eq "…".`)
  return unquote(match[2]!)
}

export function unquote(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string
  } catch {
    throw invalid('invalidFilter', 'A quoted value can’t be read.')
  }
}
