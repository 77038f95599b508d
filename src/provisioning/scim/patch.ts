import { type Path, readPath } from './path.ts'
import { invalid } from './scim-error.ts'
import { type Attributes, attributesOf, listOf, member } from './value.ts'

const OPERATIONS_MAX = 1_000

/** How one kind of resource takes a change. */
export interface Patched<T> {
  assign(resource: T, path: Path, value: unknown, op: 'add' | 'replace'): T
  remove(resource: T, path: Path, value: unknown): T
}

/**
 * Applies a PATCH (RFC 7644 section 3.5.2), also as directories write it: the operation's name in any case, and instead of
 * a path an object whose keys are paths.
 */
export function applyPatch<T>(resource: T, body: Attributes, patched: Patched<T>): T {
  const operations = member(body, 'Operations')
  if (operations === undefined) throw invalid('invalidSyntax', 'A PATCH has a list of Operations.')
  return listOf(operations, 'Operations', OPERATIONS_MAX).reduce<T>(
    (before, operation) => applyOne(before, attributesOf(operation, 'An operation'), patched),
    resource,
  )
}

function applyOne<T>(resource: T, operation: Attributes, patched: Patched<T>): T {
  const op = String(member(operation, 'op') ?? '').toLowerCase()
  const path = member(operation, 'path')
  const value = member(operation, 'value')
  if (op !== 'add' && op !== 'replace' && op !== 'remove')
    throw invalid('invalidSyntax', 'An operation is add, replace or remove.')
  if (path !== undefined && typeof path !== 'string') throw invalid('invalidPath', 'A path is a text.')
  if (op === 'remove') {
    if (path === undefined) throw invalid('noTarget', 'A removal needs a path.')
    const at = readPath(path)
    return at === null ? resource : patched.remove(resource, at, value)
  }
  const pairs = path === undefined ? Object.entries(attributesOf(value, 'The value')) : ([[path, value]] as const)
  return pairs.reduce<T>((before, [key, part]) => {
    const at = readPath(key)
    return at === null ? before : patched.assign(before, at, part, op)
  }, resource)
}
