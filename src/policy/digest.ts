import { createHash } from 'node:crypto'
import { canonicalJson } from '../core/canonical-json.ts'
import type { Documents } from './documents.ts'
import type { PolicyIdentity } from './policy-set.ts'

/** Names a policy by its content: comments, key order and file layout don't count, every value does. */
export function identifyPolicy(documents: Documents): PolicyIdentity {
  const digest = createHash('sha256').update(canonicalJson(documents)).digest('hex')
  return { version: digest.slice(0, 12), digest }
}
