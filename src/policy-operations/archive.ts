import { hash } from 'node:crypto'
import { canonicalJson } from '../core/canonical-json.ts'
import type { EntryId } from '../core/ids.ts'
import { readJson } from '../core/read-json.ts'
import { compilePolicy } from '../policy/compile.ts'
import type { Documents } from '../policy/documents.ts'
import type { PolicySet } from '../policy/policy-set.ts'

/** State kind: digest of a policy → {@link ArchivedAt}. */
export const ARCHIVED_POLICY = 'policy-archive'

/** Where in the log a policy is kept whole. */
export interface ArchivedAt {
  readonly entry: EntryId
}

/** What is kept of a policy: its documents, the overlay’s rows included, as canonical JSON (RFC 8785). */
export function archivePolicy(policy: PolicySet): Buffer {
  return Buffer.from(canonicalJson(policy.documents))
}

/** What reading the archive takes; a record store is one. */
export interface ArchiveReader {
  stateOf(kind: string, key: string): Promise<unknown>
  byId(id: EntryId): Promise<{ readonly parts: Readonly<Record<string, Buffer | null>> } | null>
}

/**
 * The policy with this digest as it was in force, made again from the log; null where the log doesn’t hold it. Throws when
 * what is kept isn’t what the digest says.
 */
export async function openArchivedPolicy(reader: ArchiveReader, digest: string): Promise<PolicySet | null> {
  const at = (await reader.stateOf(ARCHIVED_POLICY, digest)) as ArchivedAt | null
  const kept = at === null ? null : ((await reader.byId(at.entry))?.parts['body'] ?? null)
  return kept === null ? null : restorePolicy(kept, digest)
}

/** The policy of archived bytes; throws when they aren’t what the digest says. */
export function restorePolicy(kept: Buffer, digest: string): PolicySet {
  if (hash('sha256', kept, 'hex') !== digest) throw new Error(`the archived policy ${digest} was altered`)
  return compilePolicy(readJson(kept.toString()) as Documents)
}
